import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";
import { policyLine } from "./csp.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Writes the policy into the page, when it is built: Vite's own development page needs more. */
const policy: Plugin = {
  name: "onrecord-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: policyLine("meta") },
      injectTo: "head-prepend",
    },
  ],
};

/** Writes `sw.js` with the list of files that the page needs without a network. */
function serviceWorker(folder: string): Plugin {
  return {
    name: "onrecord-service-worker",
    apply: "build",
    closeBundle() {
      const assets = readdirSync(join(folder, "assets")).map((file) => `assets/${file}`);
      // The model and the WebAssembly come when they are first needed, with progress, and stay.
      const light = assets.filter((file) => !/\.(?:ort|wasm|txt)$/u.test(file));
      const files = ["./", "icon.svg", "manifest.webmanifest", ...light];
      const version = createHash("sha256").update(assets.join("\n")).digest("hex").slice(0, 12);
      const source = readFileSync(here("sw.js"), "utf8")
        .replace("__VERSION__", version)
        .replace('["__FILES__"]', JSON.stringify(files));
      writeFileSync(join(folder, "sw.js"), source);
      // The fonts' licence goes where the fonts go.
      copyFileSync(
        here("../node_modules/@fontsource-variable/source-serif-4/LICENSE"),
        join(folder, "assets", "source-serif-4-licence.txt"),
      );
    },
  };
}

export default defineConfig(({ mode }) => {
  const folder = here(mode === "static" ? "static-dist" : "dist");
  return {
    root: here("."),
    // Relative: a static host may serve the page from any folder.
    base: "./",
    define: { SERVED: JSON.stringify(mode !== "static") },
    resolve: {
      alias: [
        // Its build without Node's parts, for pages dropped on the page.
        { find: /^linkedom$/u, replacement: "linkedom/worker" },
      ],
    },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
    },
    worker: { format: "es" as const },
    server: { fs: { allow: [here("..")] }, proxy: { "/api": "http://127.0.0.1:4180" } },
    plugins: [policy, serviceWorker(folder)],
  };
});
