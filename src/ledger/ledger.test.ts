import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Attribution } from "../attribution/attribution.js";
import type { Reading } from "../read.js";
import { freshPlace, type Place, postgres } from "../../test/ledgers.js";
import { createDocument } from "../text/document.js";
import { type OpenLedger, openLedger } from "./open.js";
import { countAll, record } from "./record.js";
import { search } from "./search.js";
import { phrasesOf } from "./words.js";

const NOW = "2024-05-14T12:00:00Z";
let place: Place;
let ledger: OpenLedger;

beforeEach(async () => {
  place = await freshPlace();
  ledger = await openLedger(place.location, { create: true });
});
afterEach(async () => {
  await ledger.close();
  await place.remove();
});

/** A reading of one sentence, "WHO said WORDS", by hand. */
function reading(who: string, words: string, published: string | null = null): Reading {
  const text = `Heading\n\n${who} said ${words}`;
  const start = text.indexOf(words);
  const attribution: Attribution = {
    id: "a1",
    source: [{ start: 9, end: 9 + who.length }],
    cue: [{ start: 10 + who.length, end: 14 + who.length }],
    content: [{ start, end: start + words.length }],
    quotation: "indirect",
    speaker: "s1",
    resolved: { by: "name", score: 1 },
    act: "assertion",
    to: null,
    hearsay: false,
    negated: false,
    parent: null,
    score: 0.9,
  };
  return {
    document: createDocument({ text, published, path: `${who}.txt` }),
    language: "en",
    attributions: [attribution],
    speakers: [
      {
        id: "s1",
        name: who,
        kind: "person",
        title: null,
        affiliation: null,
        anonymity: false,
        mentions: [],
      },
    ],
    exchanges: [],
    commitments: [],
  };
}

describe("record", () => {
  it("records a text once", async () => {
    expect(await record(ledger, reading("Ada Lund", "it leaks"), NOW)).toMatchObject({
      added: true,
      statements: 1,
    });
    expect(await record(ledger, reading("Ada Lund", "it leaks"), NOW)).toMatchObject({
      added: false,
      statements: 0,
    });
    expect(await countAll(ledger)).toEqual({ documents: 1, statements: 1 });
  });

  it.skipIf(postgres)("says that the disk is full, and keeps what was acknowledged", async () => {
    await record(ledger, reading("Ada Lund", "it leaks"), NOW);
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(ledger.db);
    await sql`PRAGMA max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(ledger.db);
    await expect(record(ledger, reading("Ivo Marsh", "so ".repeat(20_000)), NOW)).rejects.toThrow(
      "the disk is full",
    );
    expect(await countAll(ledger)).toEqual({ documents: 1, statements: 1 });
    expect(await search(ledger, { words: "leaks" })).toHaveLength(1);
  });
});

describe("search", () => {
  beforeEach(async () => {
    await record(ledger, reading("Ada Lund", "that the tunnel leaks again", "2024-05-14"), NOW);
    await record(ledger, reading("Ivo Marsh", "that tunnels leaked before", "2023-01-02"), NOW);
    await record(ledger, reading("Ivo_Marsh%", "that it is 100% so"), NOW);
  });

  const found = async (query: Parameters<typeof search>[1]): Promise<string[]> =>
    (await search(ledger, query)).map((hit) => hit.speaker ?? "?");

  it("finds by words in their forms, phrases, speaker and date", async () => {
    expect((await found({ words: "tunnel leak" })).sort()).toEqual(["Ada Lund", "Ivo Marsh"]);
    expect(await found({ words: '"leaks again"' })).toEqual(["Ada Lund"]);
    expect(await found({ words: "tunnel", speaker: "marsh" })).toEqual(["Ivo Marsh"]);
    expect(await found({ words: "tunnel", since: "2024-01-01" })).toEqual(["Ada Lund"]);
    expect(await found({ words: "tunnel", until: "2023-12-31" })).toEqual(["Ivo Marsh"]);
    expect(await found({ words: "tunnel", act: "denial" })).toEqual([]);
  });

  it("says where it stands", async () => {
    const [hit] = await search(ledger, { words: "leaks again" });
    expect(hit).toMatchObject({
      path: "Ada Lund.txt",
      line: 3,
      column: 15,
      published: "2024-05-14",
    });
    expect(hit!.content).toEqual([{ start: 23, end: 50 }]);
  });

  it("takes nothing that a user types for syntax", async () => {
    for (const words of [
      'leaks" OR 1',
      "NEAR(a b)",
      "a\0b",
      "words:x *",
      "a AND NOT b",
      "'; DROP TABLE documents; --",
    ])
      expect(await found({ words })).toEqual([]);
    expect(await found({ words: "so", speaker: "_" })).toEqual(["Ivo_Marsh%"]);
    expect(await found({ words: "so", speaker: "%" })).toEqual(["Ivo_Marsh%"]);
    expect(phrasesOf('tunnel "two words" "')).toEqual(["tunnel", "two words"]);
    expect(() => phrasesOf('" ?')).toThrow("holds no word to search for");
  });

  it("pages without gaps", async () => {
    const all = await found({ words: "that" });
    const paged = [
      ...(await found({ words: "that", limit: 2 })),
      ...(await found({ words: "that", limit: 2, offset: 2 })),
    ];
    expect(paged).toEqual(all);
    expect(all).toHaveLength(3);
  });
});
