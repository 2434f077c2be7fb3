import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgres } from "../../test/ledgers.js";
import { readingOf } from "../../test/readings.js";
import { examine } from "./doctor.js";
import { eventsOf } from "./events.js";
import { openLedger } from "./open.js";
import { merge } from "./people.js";
import { countAll, record } from "./record.js";
import { salvage } from "./salvage.js";
import { search } from "./search.js";

const DOCUMENTS = 60;
/** Of the page in which a document's text begins. */
const PAGE = 4096;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-damaged-"));
  file = join(folder, "ledger.db");
  const ledger = await openLedger(file, { create: true });
  for (let i = 0; i < DOCUMENTS; i++)
    await record(
      ledger,
      readingOf([
        { who: "Ada Lund", words: `pier ${i} stays ${"as it is ".repeat(40)}` },
        { who: "Lund", words: `number ${i} holds` },
      ]),
      "2024-05-14T12:00:00Z",
    );
  const decision = { at: "2024-05-15T12:00:00Z", who: "ada", why: null };
  await merge(ledger, "Ada Lund", ["Lund"], decision);
  await ledger.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Spoils the page in which these words stand first. */
function spoil(words: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(words);
  expect(at).toBeGreaterThan(PAGE);
  bytes.fill(0xff, at - (at % PAGE), at - (at % PAGE) + PAGE);
  writeFileSync(file, bytes);
}

describe.skipIf(postgres)("salvage", () => {
  it("saves all of a sound ledger, under the same numbers", async () => {
    const into = join(folder, "saved.db");
    for (const { table, saved, orphans, gaps } of await salvage(file, into)) {
      expect([table, orphans, gaps]).toEqual([table, 0, 0]);
      if (table === "statements") expect(saved).toBe(2 * DOCUMENTS);
    }
    const ledger = await openLedger(into, { create: false });
    expect(await search(ledger, { words: "number 30 holds" })).toMatchObject([{ statement: 62 }]);
    expect(await eventsOf(ledger)).toHaveLength(1);
    expect(await examine(ledger)).toMatchObject({ damage: [], mended: [] });
    await ledger.close();
  });

  it.each(["Lund said pier 30 stays", "number 40 holds"])(
    "saves what can be read around a page that cannot (that of “%s”)",
    async (words) => {
      spoil(words);
      const damaged = await openLedger(file, { create: false });
      const found = examine(damaged).then(
        ({ damage }) => damage.join(" "),
        (error: Error) => error.message,
      );
      expect(await found).not.toBe("");
      await damaged.close();
      const into = join(folder, "saved.db");
      const tables = await salvage(file, into);
      expect(tables.reduce((sum, { gaps }) => sum + gaps, 0)).toBeGreaterThan(0);
      const ledger = await openLedger(into, { create: false });
      const { documents } = await countAll(ledger);
      expect(documents).toBeGreaterThan(DOCUMENTS / 2);
      expect(await search(ledger, { words: "number 2 holds" })).toMatchObject([{ statement: 6 }]);
      expect(await eventsOf(ledger)).toHaveLength(1);
      expect((await examine(ledger)).damage).toEqual([]);
      await ledger.close();
    },
  );

  it("refuses to write over a file", async () => {
    await expect(salvage(file, file)).rejects.toThrow("is there already");
  });
});
