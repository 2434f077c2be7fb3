import { afterEach, expect, it, vi } from "vitest";
import { main } from "./main.js";

afterEach(() => vi.restoreAllMocks());
// Each run listens on standard output.
process.stdout.setMaxListeners(100);

async function help(...args: readonly string[]): Promise<string> {
  let out = "";
  vi.spyOn(process.stdout, "write").mockImplementation((piece) => {
    out += String(piece);
    return true;
  });
  expect(await main([...args, "--help"])).toBe(0);
  vi.restoreAllMocks();
  return out;
}

it("teaches every command by examples, within 80 columns", async () => {
  const names = [...(await help()).matchAll(/^ {2}([a-z]+) .*$/gmu)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names.filter((one) => one !== "help")) {
    const text = await help(name);
    expect(text, name).toMatch(/^(?:Examples:|In an assistant's settings)/mu);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  }
}, 60_000);
