/**
 * Cuts our two typefaces to what Dutch and English pages need, so that a first visit stays within the page budget.
 *
 * Each face becomes a small core file that every page loads and a file with the other Latin letters that a browser only
 * fetches when a name or a quotation needs them (see `unicode-range` in zwerm/ui/styles/fonts.css).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
export const folder = fileURLToPath(new URL("./node_modules/.cache/zwerm-fonts", import.meta.url));

const letters = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");

const core = letters(0x20, 0x7e) + "\u00a0‹›«»·°²½€×−–—‘’“”„…•→←áàâäçéèêëíìîïñóòôöúùûüÉÈËÏÖÜÁÇß";
const rest = [...letters(0xa1, 0xff)].filter((letter) => !core.includes(letter)).join("") + "‚œŒ";

type Axes = Record<string, number | { min: number; max: number }>;
const faces: { name: string; source: string; axes: Axes }[] = [
  { name: "figtree", source: "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2", axes: { wght: { min: 400, max: 700 } } },
  { name: "brygada", source: "@fontsource-variable/brygada-1918/files/brygada-1918-latin-wght-normal.woff2", axes: { wght: 600 } },
];

async function cutFonts(): Promise<void> {
  const { default: subset } = await import("subset-font");
  mkdirSync(folder, { recursive: true });
  for (const face of faces) {
    const source = readFileSync(require.resolve(face.source));
    for (const [part, text] of [["core", core], ["rest", rest]] as const) {
      const wanted = {
        targetFormat: "woff2" as const,
        variationAxes: face.axes,
        keepFeatures: ["kern", "liga", "locl", "tnum"],
        noHinting: true,
      };
      const cut = await subset(source, text, wanted);
      writeFileSync(`${folder}/${face.name}-${part}.woff2`, cut);
    }
  }
}

export function fonts(): Plugin {
  return {
    name: "zwerm-fonts",
    config: () => ({ resolve: { alias: { "fonts:": folder } } }),
    async buildStart() {
      const complete = faces.every((face) => existsSync(`${folder}/${face.name}-rest.woff2`));
      if (!complete) await cutFonts();
    },
  };
}
