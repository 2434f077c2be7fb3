// Bundles the command: one file opens sooner than a hundred. `dist/` itself stays as it is, for the
// library; packages stay packages.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  build: {
    ssr: true,
    target: "node20",
    outDir: here("dist/start"),
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: here("dist/cli/main.js"),
        worker: here("dist/cli/worker.js"),
        "asking-worker": here("dist/ledger/asking-worker.js"),
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
  logLevel: "warn",
});
