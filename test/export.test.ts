import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, it } from "vitest";
import { record } from "../src/ledger/record.js";
import { openLedger } from "../src/ledger/open.js";
import { createDocument } from "../src/text/document.js";

const command = fileURLToPath(new URL("../bin/onrecord.js", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-export-"));
  const ledger = await openLedger(join(folder, "l.db"), { create: true });
  const [source, cue, content] = [
    { start: 0, end: 4 },
    { start: 5, end: 9 },
    { start: 10, end: 21 },
  ] as const;
  await record(
    ledger,
    {
      document: createDocument({ text: "Oduya said it is open.", published: "2024-05-14" }),
      language: "en",
      attributions: [
        {
          id: "a1",
          source: [source],
          cue: [cue],
          content: [content],
          quotation: "indirect",
          speaker: null,
          resolved: { by: null, score: 0 },
          act: "assertion",
          to: null,
          hearsay: false,
          negated: false,
          parent: null,
          score: 1,
        },
      ],
      speakers: [],
      exchanges: [],
      commitments: [],
    },
    "2024-05-14T12:00:00Z",
  );
  await ledger.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a run printed, and whether it failed. */
const run = (...args: readonly string[]): Promise<{ out: string; err: string; failed: boolean }> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [command, "export", "--ledger", "l.db", ...args],
      { cwd: folder },
      (error, out, err) => done({ out, err, failed: error !== null }),
    );
  });

it("prints every format of text, each whole", async () => {
  expect(JSON.parse((await run()).out)).toMatchObject({ schema: "onrecord/statement@1" });
  expect((await run("-f", "csv")).out.split("\r\n").length).toBe(3);
  for (const format of ["jsonld", "claimreview", "annotations"])
    expect(JSON.parse((await run("-f", format)).out)).toHaveProperty("@context");
  expect((await run("-f", "atom")).out).toMatch(/<\/feed>\n$/u);
  expect((await run("-f", "ics")).out).toMatch(/END:VCALENDAR\r\n$/u);
}, 300_000);

it("writes a file whole or not at all", async () => {
  expect(await run("-f", "parquet", "--out", "x.parquet")).toEqual({
    out: "",
    err: "",
    failed: false,
  });
  const bytes = readFileSync(join(folder, "x.parquet"));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  expect(await parquetReadObjects({ file })).toMatchObject([{ statement: 1n }]);
  writeFileSync(join(folder, "old.csv"), "old");
  expect((await run("-f", "csv", "--out", "old.csv")).failed).toBe(false);
  expect(readFileSync(join(folder, "old.csv"), "utf8")).toMatch(/^statement,/u);
  const refused = await run("--out", "none/x.csv");
  expect(refused.err).toMatch(/^onrecord: none\/x\.csv: cannot be written \(ENOENT.*\)\n$/u);
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
}, 300_000);

it("refuses what makes no sense in one sentence", async () => {
  expect((await run("--commitments", "-f", "atom")).err).toContain(
    "format atom: has no form for promises",
  );
  expect((await run("-f", "ics", "--act", "denial")).err).toContain(
    "act: does not apply to promises",
  );
}, 300_000);
