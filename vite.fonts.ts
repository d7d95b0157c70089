/**
 * Cuts our two typefaces to what Dutch and English pages need, so that a first visit stays within the page budget.
 *
 * Each face becomes a small core file that every page loads and files with other Latin letters that a browser only fetches
 * when a quotation or a sign (rest), a Turkish name (turkish) or a Polish or Croatian one (names) needs them; see `unicode-range` in zwerm/ui/styles/fonts.css.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
export const folder = fileURLToPath(new URL("./node_modules/.cache/zwerm-fonts", import.meta.url));

const letters = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");

// What hardly ever stands in a text (code has letters of its own) or in a title.
const seldom = "\\^`{}~$½²‹«»←";
const seldomInTitles = `${seldom}<>#*_@=|→•×›`;
const common = letters(0x20, 0x7e) + "\u00a0‹›«»·°²½€×−–—‘’“”„…•→←áàâäçéèêëíìîïñóòôöúùûüÉÈËÏÖÜÁÇß";
const others = letters(0xa1, 0xff) + "‚œŒ";

const turkish = "ĞğİıŞş";
const names = "ĀāĂăĄąĆćČčĐđĒēĘęĚěŁłŃńŇňŌōŐőŘřŚśŠšŤťŪūŮůŰűŹźŻżŽžȘșȚț";
const without = (text: string, these: string) => [...text].filter((letter) => !these.includes(letter)).join("");
const parts = (spare: string) => [
  { part: "core", from: "latin", text: without(common, spare) },
  { part: "rest", from: "latin", text: without(others, common) + spare },
  { part: "turkish", from: "latin-ext", text: turkish },
  { part: "names", from: "latin-ext", text: names },
];

type Axes = Record<string, number | { min: number; max: number }>;
const faces: { name: string; source: string; axes: Axes; spare: string }[] = [
  { name: "figtree", source: "@fontsource-variable/figtree/files/figtree", axes: { wght: { min: 400, max: 700 } }, spare: seldom },
  { name: "brygada", source: "@fontsource-variable/brygada-1918/files/brygada-1918", axes: { wght: 600 }, spare: seldomInTitles },
];
const files = faces.flatMap((face) => parts(face.spare).map((cut) => ({ ...face, ...cut, file: `${folder}/${face.name}-${cut.part}.woff2` })));

async function cutFonts(): Promise<void> {
  const { default: subset } = await import("subset-font");
  mkdirSync(folder, { recursive: true });
  for (const { source, from, text, axes, file } of files) {
    const whole = readFileSync(require.resolve(`${source}-${from}-wght-normal.woff2`));
    const cut = await subset(whole, text, {
      targetFormat: "woff2",
      variationAxes: axes,
      // @ts-expect-error  its types are of an older version
      keepFeatures: ["kern", "liga", "tnum"],
      noHinting: true,
    });
    writeFileSync(file, cut);
  }
}

export function fonts(): Plugin {
  return {
    name: "zwerm-fonts",
    config: () => ({ resolve: { alias: { "fonts:": folder } } }),
    async buildStart() {
      if (!files.every(({ file }) => existsSync(file))) await cutFonts();
    },
  };
}
