import { defineConfig } from "vitest/config";

// Kills writers many times over: a suite of its own, for it takes a minute or more.
export default defineConfig({
  test: { include: ["test/crash/*.suite.ts"], testTimeout: 400_000, fileParallelism: false },
});
