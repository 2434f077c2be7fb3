import { mkdirSync, mkdtempSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../errors.js";
import { findInputs } from "./inputs.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-inputs-"));
  mkdirSync(join(folder, "news", "b"), { recursive: true });
  mkdirSync(join(folder, "empty"));
  mkdirSync(join(folder, "news", ".hidden"));
  for (const name of [
    "news/b/2.txt",
    "news/1.md",
    "news/3.html",
    "news/x.png",
    "news/.hidden/4.txt",
  ])
    writeFileSync(join(folder, name), "words");
  writeFileSync(join(folder, "all.jsonl"), '{"text":"a"}\n\n{"text":"b"}\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function names(args: readonly string[], stdin = ""): Promise<string[]> {
  const out: string[] = [];
  async function* input(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(stdin);
  }
  for await (const one of findInputs(args, input)) {
    if (one instanceof InputError) out.push(`! ${one.message.replace(folder, "")}`);
    else if (one.kind === "file") out.push(relative(folder, one.path));
    else if (one.kind === "url") out.push(one.url);
    else out.push(one.name.replace(folder, ""));
  }
  return out;
}

describe("findInputs", () => {
  it("walks folders in order of name, and leaves out what is hidden or no text", async () => {
    expect(await names([join(folder, "news")])).toEqual([
      "news/1.md",
      "news/3.html",
      "news/b/2.txt",
    ]);
  });
  it("follows a link to a file, and none to a folder", async () => {
    const links = join(folder, "links");
    mkdirSync(links);
    symlinkSync(join(folder, "news/1.md"), join(links, "one.md"));
    symlinkSync(join(folder, "none.md"), join(links, "broken.md"));
    symlinkSync(links, join(links, "round"));
    expect(await names([links])).toEqual(["links/one.md"]);
  });
  it("takes globs, files, addresses and JSON Lines", async () => {
    expect(await names([join(folder, "news/**/*.txt"), "https://example.org/a"])).toEqual([
      "news/b/2.txt",
      "https://example.org/a",
    ]);
    expect(await names([join(folder, "all.jsonl")])).toEqual(["/all.jsonl#1", "/all.jsonl#3"]);
  });
  it("takes standard input as one text, or as JSON Lines", async () => {
    expect(await names(["-"], "Some words.")).toEqual(["-"]);
    expect(await names(["-"], '{"text":"a"}\n{"text":"b"}')).toEqual(["-#1", "-#2"]);
    expect(await names(["-"], '\ufeff{"text":"a"}\r\n')).toEqual(["-#1"]);
  });
  it.skipIf(process.getuid?.() === 0)("says what may not be read, and goes on", async () => {
    const shut = join(folder, "news/shut");
    mkdirSync(shut, { mode: 0 });
    const lines = join(folder, "news/shut.jsonl");
    writeFileSync(lines, "{}", { mode: 0 });
    const found = await names([join(folder, "news"), join(shut, "a.txt")]);
    rmdirSync(shut);
    rmSync(lines);
    expect(found.filter((one) => one.startsWith("!"))).toEqual([
      "! /news/shut: may not be read; check its rights and its folder's",
      "! /news/shut.jsonl: may not be read; check its rights and its folder's",
      "! /news/shut/a.txt: may not be read; check its rights and its folder's",
    ]);
    expect(found).toContain("news/b/2.txt");
  });
  it("says what is not there, and goes on", async () => {
    expect(await names(["ftp://example.org/a"])).toEqual([
      "! ftp://example.org/a: is no address that is read; give one of http or https",
    ]);
    const found = await names([
      join(folder, "none.txt"),
      join(folder, "empty"),
      join(folder, "*.srt"),
      join(folder, "news/1.md"),
    ]);
    expect(found[0]).toBe("! /none.txt: is not there; check the path");
    expect(found[1]).toContain("! /empty: is a folder without articles (.txt");
    expect(found[2]).toContain("! /*.srt: matches no file");
    expect(found[3]).toBe("news/1.md");
  });
});
