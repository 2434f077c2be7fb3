import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// What README.md says a command prints is what it prints: of a block that begins with `$ onrecord …`
// every line, in order; `…` in a line of its own stands for any that are left out.

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```\n\$ onrecord (.+)\n([^]*?)\n```$/gmu)].map(
  ([, command, printed]) => [command!, printed!.split("\n")] as const,
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-readme-"));
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const onrecord = (args: readonly string[]): Promise<string> =>
  new Promise((done) => {
    const options = { cwd: folder, env: { ...process.env, NO_COLOR: "1" } };
    const command = [join(root, "bin/onrecord.js"), ...args];
    execFile(process.execPath, command, options, (_error, out) => done(out));
  });

describe("README", () => {
  it("shows what commands print", () => expect(blocks.length).toBeGreaterThan(2));
  it.each(blocks)("onrecord %s", async (command, printed) => {
    const lines = (await onrecord(command.split(" "))).split("\n");
    let at = 0;
    printed.forEach((line, i) => {
      if (line === "…") return;
      const next = printed[i - 1] === "…" ? lines.indexOf(line, at) : at;
      expect([line, lines[next]]).toEqual([line, line]);
      at = next + 1;
    });
  });
});
