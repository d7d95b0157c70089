import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vite";
import { fonts } from "./vite.fonts.ts";

// Every zwerm/<module>/islands/<name>.ts is a page script of its own; files in folders below are parts of one.
const modules = readdirSync("zwerm", { withFileTypes: true }).filter((entry) => entry.isDirectory());
const islands = modules
  .map(({ name }) => `zwerm/${name}/islands`)
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .sort();

// Every zwerm/<module>/styles/index.css is what only pages of that module need; of ui, what all pages need. The others are for a few pages of their module.
const styles = [
  ...modules.map(({ name }) => `zwerm/${name}/styles/index.css`).filter((path) => existsSync(path)),
  "zwerm/courses/styles/making.css",
  "zwerm/ui/styles/gate.css",
  "zwerm/ui/styles/patterns.css",
];

// What a script asks for later has no styles of its own, so that a page need not carry the code that would wait for them.
const withoutPreloading = {
  name: "zwerm-without-preloading",
  enforce: "pre" as const,
  load: (id: string) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null),
};

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  plugins: [fonts(), withoutPreloading],
  build: {
    outDir: "zwerm/ui/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    target: ["chrome123", "firefox125", "safari17.5"],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The editor (writing.ts) comes only on the page where people write.
    chunkSizeWarningLimit: 700,
    // htmx can evaluate code from attributes; `allowEval: false` in the page and the CSP keep it from doing so.
    rolldownOptions: {
      checks: { eval: false, pluginTimings: false },
      input: [...islands, ...styles],
      // What base shares with other scripts is one file: each file of a page costs half a kilobyte of headers.
      output: { codeSplitting: { groups: [{ name: "behaviours", test: /preload-helper|islands\/base\/(behaviours|toasts|waiting|moments)\.ts$/ }] } },
    },
  },
  test: {
    environment: "happy-dom",
    // Whether something works is tested, and a machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ["zwerm/*/islands/**/*.test.ts"],
  },
} as Parameters<typeof defineConfig>[0]);
