import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Packages that the core may use: they run in browsers. */
const BROWSER = new Set(["@noble/hashes/sha2.js", "@noble/hashes/utils.js", "franc-min", "yaml"]);

it("the core imports nothing that a browser lacks", () => {
  const seen = new Set<string>();
  const outside: string[] = [];
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(file, "utf8");
    for (const [, specifier] of source.matchAll(
      /^(?:import|export)\s(?!type)[^;]*?from\s+"([^"]+)"/gmu,
    )) {
      if (specifier!.startsWith("."))
        visit(join(dirname(file), specifier!.replace(/\.js$/u, ".ts")));
      else if (!BROWSER.has(specifier!)) outside.push(`${file}: ${specifier}`);
    }
  };
  visit(fileURLToPath(new URL("../src/core.ts", import.meta.url)));
  expect(outside).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});
