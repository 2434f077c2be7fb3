import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgres } from "../../test/ledgers.js";
import { readingOf } from "../../test/readings.js";
import { examine } from "./doctor.js";
import { MIGRATIONS } from "./migrations.js";
import { openLedger } from "./open.js";
import { revisionsOf } from "./revisions.js";
import { search } from "./search.js";

const { document } = readingOf([
  { who: "Åsa Lund", words: "the 🚢 sails" },
  { who: "Ivo Marsh", words: "it leaks" },
]);
let folder: string;
let file: string;

/** A ledger in an old form, with two statements as programs of its time wrote them. */
function old(form: number): Database.Database {
  const database = new Database(file);
  for (const step of MIGRATIONS.slice(0, form)) database.exec(step.sqlite);
  database.exec(`PRAGMA user_version = ${form}`);
  database
    .prepare("INSERT INTO documents VALUES (?, 'article', NULL, NULL, NULL, ?, ?, NULL, ?, ?)")
    .run(document.id, "2024-05-14", "a.txt", document.text, "2024-05-14T12:00:00Z");
  for (const [i, [who, words]] of [
    ["Åsa Lund", "the 🚢 sails"],
    ["Ivo Marsh", "it leaks"],
  ].entries()) {
    const at = document.text.indexOf(words!);
    const from = document.text.indexOf(who!);
    const spans = {
      source: [{ start: from, end: from + who!.length }],
      cue: [{ start: at - 5, end: at - 1 }],
      content: [{ start: at, end: at + words!.length }],
    };
    database
      .prepare(
        `INSERT INTO statements (document, attribution, speaker, source, cue, words, act, quotation,
           hearsay, negated, score, start, spans)
         VALUES (?, ?, ?, ?, 'said', ?, 'assertion', 'indirect', 0, 0, 0.9, ?, ?)`,
      )
      .run(document.id, `a${i + 1}`, who, who, words, at, JSON.stringify(spans));
  }
  return database;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-old-"));
  file = join(folder, "ledger.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(postgres)("migrations", () => {
  it.each([1, 2, 3])("bring a ledger of form %i to the present one", async (form) => {
    old(form).close();
    const ledger = await openLedger(file, { create: false });
    try {
      expect(await search(ledger, { words: "sail", speaker: "asa" })).toMatchObject([
        { statement: 1, speaker: "Åsa Lund", line: 3, column: 15 },
      ]);
      expect(await search(ledger, { words: "leaks" })).toMatchObject([{ line: 5, column: 16 }]);
      expect(await revisionsOf(ledger, "a.txt")).toHaveLength(1);
      expect(await examine(ledger)).toEqual({
        damage: [],
        mended: [],
        documents: 1,
        statements: 2,
      });
    } finally {
      await ledger.close();
    }
  });

  it("leave a ledger as it was where a step cannot be taken", async () => {
    const database = old(3);
    database.exec("CREATE TABLE revisions (somebody TEXT)");
    database.close();
    await expect(openLedger(file, { create: false })).rejects.toThrow("revisions already exists");
    const after = new Database(file);
    expect(after.prepare("PRAGMA user_version").all()).toMatchObject([{ user_version: 3 }]);
    expect(after.prepare("SELECT rowid FROM statement_words('leaks')").all()).toHaveLength(1);
    after.close();
  });
});
