import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reading } from "../read.js";
import { freshPlace, type Place, postgres } from "../../test/ledgers.js";
import { createDocument } from "../text/document.js";
import { asked } from "./asked.js";
import { commitments, setStatus } from "./commitments.js";
import { examine } from "./doctor.js";
import { commitmentRecord } from "./evidence.js";
import { eventsOf, undo } from "./events.js";
import { type OpenLedger, openLedger } from "./open.js";
import { merge, person, split, statementsOf } from "./people.js";
import { position } from "./position.js";
import { record } from "./record.js";
import { said } from "./said.js";
import { search } from "./search.js";
import type { FoundStatement } from "./sentence.js";

const NOW = "2024-05-14T12:00:00Z";
const DECISION = { at: NOW, who: "ada", why: "checked" };
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

interface Line {
  readonly who: string;
  readonly words: string;
  readonly title?: string;
  readonly of?: string;
  readonly promise?: string;
  readonly direct?: boolean;
  /** Words of these that she is the source of apart. */
  readonly within?: string;
}

/** Records an article of lines "WHO said WORDS." by hand. */
async function article(
  published: string | null,
  lines: readonly Line[],
  publisher = "Gazette",
  rest = "",
): Promise<void> {
  let text = `${rest}\n\n`;
  const names = [...new Set(lines.map((line) => line.who))];
  const attributions: Reading["attributions"][number][] = [];
  const promises: Reading["commitments"][number][] = [];
  for (const [i, { who, words, promise, within, direct = false }] of lines.entries()) {
    const start = text.length + who.length + 6;
    attributions.push({
      id: `a${i + 1}`,
      source: [{ start: text.length, end: text.length + who.length }],
      cue: [{ start: text.length + who.length + 1, end: text.length + who.length + 5 }],
      content: [{ start, end: start + words.length }],
      quotation: direct ? "direct" : "indirect",
      speaker: `s${names.indexOf(who) + 1}`,
      resolved: { by: "name", score: 1 },
      act: "assertion",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    });
    text += `${who} said ${words}.\n\n`;
    const inner = start + words.indexOf(within ?? words);
    if (within)
      attributions.push({
        ...attributions.at(-1)!,
        id: `a${i + 1}w`,
        content: [{ start: inner, end: inner + within.length }],
      });
    if (promise)
      promises.push({
        id: `c${i + 1}`,
        attribution: `a${i + 1}`,
        by: who,
        action: { start, end: start + words.length },
        deadline: { span: { start, end: start }, text: promise, date: promise },
        condition: null,
      });
  }
  const speakers = names.map((name, i) => ({
    id: `s${i + 1}`,
    name,
    kind: "person" as const,
    title: lines.find((line) => line.who === name)?.title ?? null,
    affiliation: lines.find((line) => line.who === name)?.of ?? null,
    anonymity: false,
    mentions: [],
  }));
  const exchanges =
    lines.length > 1
      ? [{ question: ["a1"], answer: ["a2"], reply: "declined" as const, replyCue: null }]
      : [];
  const document = createDocument({
    text,
    published,
    publisher,
    path: `${publisher}-${published}.txt`,
  });
  await record(
    ledger,
    { document, language: "en", attributions, speakers, exchanges, commitments: promises },
    NOW,
  );
}

describe("people", () => {
  beforeEach(async () => {
    await article("2023-01-10", [
      { who: "Mirela Oduya", words: "the ferry sails", title: "harbour clerk" },
    ]);
    await article(
      "2024-02-01",
      [{ who: "Mirela Oduya", words: "the ferry will not sail", title: "press secretary" }],
      "Herald",
    );
    await article(
      "2024-03-01",
      [{ who: "Oduya", words: "the ferry will sail if it is mended" }],
      "Herald",
    );
    await article("2024-03-02", [{ who: "Bram Oduya", words: "the market opens" }]);
  });

  it("gives titles with the days they were borne, who quotes, and who may be the same", async () => {
    const one = await person(ledger, "mirela");
    expect(one).toMatchObject({
      name: "Mirela Oduya",
      statements: 2,
      since: "2023-01-10",
      until: "2024-02-01",
    });
    expect(one.titles.map(({ title, since }) => [title, since])).toEqual([
      ["harbour clerk", "2023-01-10"],
      ["press secretary", "2024-02-01"],
    ]);
    expect(one.perhaps).toEqual(["Oduya"]); // not Bram, who has another given name
    await expect(person(ledger, "Nobody")).rejects.toThrow('"Nobody": is nobody');
  });

  it("gives affiliations, and keeps apart whose titles clash at the same time", async () => {
    const wren = (day: string, who: string, title: string, of = "") =>
      article(day, [{ who, words: "so it is", title, ...(of && { of }) }], `Paper ${title}`, day);
    await wren("2024-01-01", "Ada Wren", "harbour pilot", "Port Authority");
    await wren("2024-02-01", "Ada Wren", "Harbour Pilot", "Port Authority");
    await wren("2024-02-10", "Wren", "opera singer from Tarn");
    await wren("2024-02-11", "A. Wren", "pilot");
    await wren("2012-02-11", "Ada J. Wren", "school nurse from Tarn"); // of other years: no clash
    const one = await person(ledger, "Ada Wren");
    expect(one.titles).toEqual([
      { title: "harbour pilot", since: "2024-01-01", until: "2024-02-01", documents: 2 },
    ]);
    expect(one.affiliations).toMatchObject([{ title: "Port Authority", documents: 2 }]);
    expect(one.clashing).toEqual([]);
    expect([...one.perhaps].sort()).toEqual(["A. Wren", "Ada J. Wren"]);
    expect(one.apart).toEqual([{ name: "Wren", titles: ["opera singer from Tarn"] }]);
    await wren("2024-03-01", "Ada Wren", "opera singer from Tarn"); // one name, two people?
    expect((await person(ledger, "Ada Wren")).clashing).toEqual([
      ["harbour pilot"],
      ["opera singer from Tarn"],
    ]);
  });

  it("merges and splits by decisions that can be taken back", async () => {
    const id = await merge(ledger, "Mirela Oduya", ["Oduya"], DECISION);
    expect((await person(ledger, "Oduya")).statements).toBe(3);
    expect(await statementsOf(ledger, "Mirela Oduya")).toHaveLength(3);
    const taken = await undo(ledger, id, DECISION);
    expect((await person(ledger, "Mirela Oduya")).statements).toBe(2);
    await undo(ledger, taken, DECISION); // the undoing undone
    expect((await person(ledger, "Mirela Oduya")).statements).toBe(3);
    await split(ledger, "Mirela Oduya", ["Oduya"], DECISION);
    expect((await person(ledger, "Mirela Oduya")).statements).toBe(2);
    expect((await eventsOf(ledger)).map(({ what, who }) => [what, who])).toEqual([
      ["merge", "ada"],
      ["undo", "ada"],
      ["undo", "ada"],
      ["split", "ada"],
    ]);
    await expect(merge(ledger, "Mirela Oduya", ["Zed"], DECISION)).rejects.toThrow('"Zed"');
    await expect(merge(ledger, "Mirela Oduya", ["Mirela Oduya"], DECISION)).rejects.toThrow(
      '"Mirela Oduya": is one name',
    );
    await expect(undo(ledger, 99, DECISION)).rejects.toThrow("event 99");
    await expect(sql`DELETE FROM events`.execute(ledger.db)).rejects.toThrow("never taken out");
  });

  it("gives a position in order of time, with what each statement adds or drops", async () => {
    await merge(ledger, "Mirela Oduya", ["Oduya"], DECISION);
    const stands = await position(ledger, "Mirela Oduya", "ferry");
    expect(stands.map(({ changes }) => changes.map(({ kind, added, dropped }) => [kind, ...added, ...dropped.map((w) => `-${w}`)]))).toEqual([
      [],
      [["negation", "not"]],
      [["negation", "-not"], ["condition", "if"]],
    ]); // prettier-ignore
  });

  it("compares no statement with what stands within it", async () => {
    await article("2024-04-01", [
      { who: "Ada Lund", words: "no pier closes and 12 piers open", within: "12 piers open" },
      { who: "Ada Lund", words: "a pier opens" },
    ]);
    const stands = await position(ledger, "Ada Lund", "pier");
    expect(stands.map(({ changes }) => changes.map(({ dropped }) => dropped))).toEqual([
      [],
      [],
      [["no"], ["12"]],
    ]);
  });
});

describe("said", () => {
  it("finds the printings of the same words, changed or not, and copies of an article", async () => {
    const filler =
      "The harbour of Port Selwyn lay under fog for the third morning in a row while pilots waited for word.";
    await article(
      "2024-05-02",
      [{ who: "Ada Lund", words: "we will never sell the northern pier to anybody" }],
      "Herald",
      filler,
    );
    await article(
      "2024-05-01",
      [{ who: "Ada Lund", words: "we will sell the northern pier to anybody" }],
      "Gazette",
    );
    await article(
      "2024-05-03",
      [{ who: "Lund", words: "we will never sell the northern pier to anybody" }],
      "Post",
      filler,
    );
    await article("2024-05-04", [{ who: "Ivo Marsh", words: "the bakery opens at noon" }], "Post");
    const printings = await said(ledger, "we will never sell the northern pier to anybody");
    expect(
      printings.map(({ hit, wording, severity, copyOf }) => [
        hit.publisher,
        wording,
        severity,
        copyOf !== null,
      ]),
    ).toEqual([
      ["Gazette", "altered", "substantive", false],
      ["Herald", "verbatim", null, false],
      ["Post", "verbatim", null, true],
    ]);
  });
});

it("finds printings of a part, with what they leave out, and says who printed first", async () => {
  const words = "we will sell the northern pier, and the crane with it, before winter comes";
  await article("2024-05-02", [{ who: "Ada Lund", words, direct: true }], "Herald");
  await article("2024-05-01", [{ who: "Ada Lund", words: "“sell the northern pier”", direct: true }], "Gazette"); // prettier-ignore
  await article("2024-05-01", [{ who: "Ivo Marsh", words: "the pier", direct: true }], "Post");
  const printings = await said(ledger, words);
  const left = (spans: readonly { start: number; end: number }[]) =>
    spans.map(({ start, end }) => words.slice(start, end).trim());
  expect(
    printings.map(({ hit, wording, first, leftOut }) => [hit.publisher, wording, first, left(leftOut)]),
  ).toEqual([
    ["Gazette", "verbatim", true, ["we will", ", and the crane with it, before winter comes"]],
    ["Herald", "verbatim", false, []],
  ]); // prettier-ignore
});

it("proposes later statements on a promise, and other printings of it, and decides nothing", async () => {
  const promise = "mend the northern pier before the ferry season";
  await article("2024-01-01", [{ who: "Ada Lund", words: promise, promise: "2024-03-01" }], "Gazette"); // prettier-ignore
  await article("2024-01-02", [{ who: "Ada Lund", words: promise }], "Herald", "The pier");
  await article("2024-02-20", [{ who: "Ivo Marsh", words: "the northern pier is still not mended" }], "Post"); // prettier-ignore
  await article("2024-02-21", [{ who: "Ada Lund", words: "the pier mending starts when the ferry stops" }], "Gazette"); // prettier-ignore
  await article("2024-02-22", [{ who: "Ada Lund", words: "the bakery opens at noon" }], "Post");
  await article("2023-02-22", [{ who: "Ada Lund", words: "the northern pier is mended" }], "Post");
  const one = await commitmentRecord(ledger, 1, "2024-05-01");
  expect(one).toMatchObject({ overdue: true, looked: false, look: null, status: "open" });
  expect(one.printings.map(({ hit }) => hit.publisher)).toEqual(["Gazette", "Herald"]);
  expect(one.proposed.map(({ hit, shared, ownWords }) => [hit.published, shared, ownWords])).toEqual([
    ["2024-02-20", ["mend", "northern", "pier"], false],
    ["2024-02-21", ["mend", "pier", "ferry"], true],
  ]); // prettier-ignore
  await setStatus(ledger, 1, "open", null, DECISION); // looked, and found nothing
  const looked = await commitmentRecord(ledger, 1, "2024-05-01");
  expect(looked).toMatchObject({ looked: true, evidence: null, look: { who: "ada", at: NOW } });
  await expect(commitmentRecord(ledger, 99, "2024-05-01")).rejects.toThrow("commitment 99");
});

it("searches by publisher, speaker's kind and kind of document, with the sentence around", async () => {
  await article("2024-01-01", [{ who: "Ada Lund", words: "the pier holds" }], "Gazette");
  await article("2024-01-01", [{ who: "Ada Lund", words: "the pier holds" }], "Herald", "Pier");
  const found = async (query: object): Promise<unknown[]> =>
    (await search(ledger, { words: "pier", ...query })).map(({ publisher }) => publisher);
  expect(await found({ publisher: "gaz" })).toEqual(["Gazette"]);
  expect(await found({ publisher: "%" })).toEqual([]);
  expect(await found({ kind: "person" })).toHaveLength(2);
  expect(await found({ kind: "group" })).toEqual([]);
  expect(await found({ from: "article" })).toHaveLength(2);
  expect(await found({ from: "transcript" })).toEqual([]);
  const [{ sentence }] = (await search(ledger, { words: "pier" })) as [FoundStatement];
  expect(sentence.text).toBe("Ada Lund said the pier holds.");
});

describe("commitments", () => {
  it("are due, overdue, settled on evidence, and open again when that is taken back", async () => {
    await article("2024-01-01", [
      { who: "Ada Lund", words: "the pier will be mended", promise: "2024-03-01" },
      { who: "Ivo Marsh", words: "the crane will stand", promise: "2024-09-01" },
    ]);
    const all = await commitments(ledger, { today: "2024-05-01" });
    expect(all.map(({ by, overdue, looked }) => [by, overdue, looked])).toEqual([
      ["Ada Lund", true, false],
      ["Ivo Marsh", false, false],
    ]);
    expect(
      await commitments(ledger, { today: "2024-05-01", due: "2024-06-01", by: "lund" }),
    ).toHaveLength(1);
    const evidence = { statement: null, url: "https://example.org/pier", date: "2024-02-01" };
    await expect(setStatus(ledger, 1, "kept", null, DECISION)).rejects.toThrow("without evidence");
    await expect(setStatus(ledger, 77, "open", null, DECISION)).rejects.toThrow("commitment 77");
    const event = await setStatus(ledger, 1, "kept", evidence, DECISION);
    const [kept] = await commitments(ledger, { today: "2024-05-01" });
    expect(kept).toMatchObject({ status: "kept", looked: true, overdue: false, evidence });
    expect(await commitments(ledger, { today: "2024-05-01", openOnly: true })).toHaveLength(1);
    await undo(ledger, event, DECISION);
    expect((await commitments(ledger, { today: "2024-05-01" }))[0]).toMatchObject({
      status: "open",
      overdue: true,
    });
  });
});

it("lists questions without a direct answer", async () => {
  await article("2024-01-01", [
    { who: "Ada Lund", words: "whether the pier holds" },
    { who: "Ivo Marsh", words: "nothing to that" },
  ]);
  const [one] = await asked(ledger);
  expect(one).toMatchObject({ reply: "declined" });
  expect(one!.answer.map(({ speaker }) => speaker)).toEqual(["Ivo Marsh"]);
});

it.skipIf(postgres)("mends the index of words, and nothing else", async () => {
  await article("2024-01-01", [{ who: "Ada Lund", words: "the pier holds" }]);
  expect(await examine(ledger)).toMatchObject({ damage: [], mended: [] });
  await sql`INSERT INTO statement_words (statement_words) VALUES ('delete-all')`.execute(ledger.db);
  expect(await examine(ledger)).toMatchObject({
    damage: [],
    mended: ["an index of words or names did not match its table"],
  });
  expect(await said(ledger, "the pier holds")).toHaveLength(1);
});
