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

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  plugins: [fonts()],
  build: {
    outDir: "zwerm/ui/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    target: ["chrome123", "firefox125", "safari17.5"],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The editor (writing.ts) comes only on the page where people write.
    chunkSizeWarningLimit: 700,
    // htmx can evaluate code from attributes; `allowEval: false` in the page and the CSP keep it from doing so.
    rolldownOptions: { checks: { eval: false, pluginTimings: false }, input: [...islands, "zwerm/ui/styles/index.css"] },
  },
  test: {
    environment: "happy-dom",
    include: ["zwerm/*/islands/**/*.test.ts"],
  },
} as Parameters<typeof defineConfig>[0]);
