import { afterEach, beforeEach, expect, it } from "vitest";
import { freshPlace, type Place } from "../../test/ledgers.js";
import { createDocument } from "../text/document.js";
import { setStatus } from "./commitments.js";
import { exportCommitments, exportRows } from "./export-rows.js";
import { type OpenLedger, openLedger } from "./open.js";
import { merge } from "./people.js";
import { record } from "./record.js";

const NOW = "2024-05-14T12:00:00Z";
const DECISION = { at: NOW, who: "ada", why: null };
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

/** Records a document in which `who` says "word 1", "word 2" … and promises the first. */
async function document(who: string, published: string | null, count: number): Promise<void> {
  const name = { start: 0, end: who.length };
  const words = Array.from({ length: count }, (_, i) => `word ${i + 1}`);
  const text = `${who} said ${words.join(" ")}`;
  const spans = words.map((word) => {
    const start = text.indexOf(word, who.length + 6);
    return { start, end: start + word.length };
  });
  await record(
    ledger,
    {
      document: createDocument({ text, published, path: `${who}.txt` }),
      language: "en",
      attributions: spans.map((span, i) => ({
        id: `a${i + 1}`,
        source: [name],
        cue: [{ start: who.length + 1, end: who.length + 5 }],
        content: [span],
        quotation: "indirect",
        speaker: "s1",
        resolved: { by: "name", score: 1 },
        act: i === 0 ? "commitment" : "assertion",
        to: null,
        hearsay: false,
        negated: i === 1,
        parent: null,
        score: 0.9,
      })),
      speakers: [
        {
          id: "s1",
          name: who,
          kind: "person",
          title: "clerk",
          affiliation: null,
          anonymity: false,
          mentions: [name],
        },
      ],
      exchanges: [],
      commitments: [
        {
          id: "c1",
          attribution: "a1",
          by: who,
          action: spans[0]!,
          deadline: { span: spans[0]!, text: "soon", date: "2024-06" },
          condition: null,
        },
      ],
    },
    NOW,
  );
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const row of rows) out.push(row);
  return out;
}

it("gives every statement once, over several pages, in the order of recording", async () => {
  await document("Mirela Oduya", "2024-05-14", 1203);
  const rows = await all(exportRows(ledger, { withText: true }));
  expect(rows.map(({ statement }) => statement)).toEqual(
    Array.from({ length: 1203 }, (_, i) => i + 1),
  );
  expect(rows[1]).toMatchObject({
    document: { published: "2024-05-14", path: "Mirela Oduya.txt", kind: "article" },
    speaker: { name: "Mirela Oduya", kind: "person", title: "clerk" },
    source: "Mirela Oduya",
    words: "word 2",
    negated: true,
  });
  const { start, end } = rows[1202]!.spans.content[0]!;
  expect(rows[1202]!.text!.slice(start, end)).toBe("word 1203");
});

it("keeps to the filter, and follows names that were merged", async () => {
  await document("Mirela Oduya", "2024-05-14", 2);
  await document("Bram Lindqvist", "2024-05-16", 2);
  await document("The Clerk", null, 1);
  const words = async (filter: Parameters<typeof exportRows>[1]) =>
    (await all(exportRows(ledger, filter))).map(({ source, words }) => `${source}: ${words}`);
  expect(await words({ speaker: "oduya" })).toEqual([
    "Mirela Oduya: word 1",
    "Mirela Oduya: word 2",
  ]);
  expect(await words({ since: "2024-05-15", act: "commitment" })).toEqual([
    "Bram Lindqvist: word 1",
  ]);
  expect(await words({ until: "2024-05-15", act: "assertion" })).toEqual(["Mirela Oduya: word 2"]);
  expect(await words({ newest: 3 })).toEqual([
    "Bram Lindqvist: word 2",
    "Bram Lindqvist: word 1",
    "Mirela Oduya: word 2",
  ]);
  expect(await words({ newest: 9 })).toHaveLength(5);
  expect(await words({ speaker: "%" })).toEqual([]);
  await merge(ledger, "Mirela Oduya", ["The Clerk"], DECISION);
  expect(await words({ speaker: "oduya" })).toHaveLength(3);
});

it("gives promises with their statements, and what people found", async () => {
  await document("Mirela Oduya", "2024-05-14", 2);
  await document("Bram Lindqvist", "2024-05-16", 1);
  const evidence = { statement: null, url: "https://news.example/open", date: "2024-06-02" };
  await setStatus(ledger, 1, "kept", evidence, DECISION);
  const found = await all(exportCommitments(ledger, { today: "2024-07-01" }));
  expect(found).toMatchObject([
    {
      id: 1,
      by: "Mirela Oduya",
      status: "kept",
      looked: true,
      evidence: [evidence],
      statement: { words: "word 1" },
    },
    {
      id: 2,
      deadline: { text: "soon", date: "2024-06" },
      status: "open",
      looked: false,
      evidence: [],
    },
  ]);
  expect(await all(exportCommitments(ledger, { today: "2024-07-01", by: "bram" }))).toHaveLength(1);
});
