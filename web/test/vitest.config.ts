import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["web/test/**/*.test.ts"],
    // A loaded machine reads by WebAssembly at a tenth of its speed.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
