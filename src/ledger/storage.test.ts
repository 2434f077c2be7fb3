import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshPlace, type Place, postgres } from "../../test/ledgers.js";
import { readingOf } from "../../test/readings.js";
import { commitments, setStatus } from "./commitments.js";
import { examine } from "./doctor.js";
import { eventsOf, undo } from "./events.js";
import { type OpenLedger, openLedger } from "./open.js";
import { merge, person } from "./people.js";
import { countAll, record } from "./record.js";
import { judge } from "./review.js";
import { revisionsOf } from "./revisions.js";
import { search } from "./search.js";

const NOW = "2024-05-14T12:00:00Z";
const LATER = "2024-06-01T08:00:00Z";
const ADA = { at: NOW, who: "ada", why: null };
const URL = "https://gazette.example/pier";
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

const found = async (words: string): Promise<readonly string[]> =>
  (await search(ledger, { words })).map((hit) => hit.words);

describe("revisions", () => {
  const first = readingOf(
    [
      { who: "Ada Lund", words: "the pier will be open by the first of June" },
      { who: "Ivo Marsh", words: "nobody was asked" },
    ],
    { url: URL },
  );
  const second = readingOf(
    [
      { who: "Ada Lund", words: "the pier will not be open by the first of June" },
      { who: "Bo Reyes", words: "two cranes are broken" },
    ],
    { url: URL },
  );

  it("links a corrected article to the one before, and shows what changed", async () => {
    expect(await record(ledger, first, NOW)).toMatchObject({ revises: null });
    expect(await record(ledger, second, LATER)).toMatchObject({
      added: true,
      revises: first.document.id,
    });
    expect(await record(ledger, second, LATER)).toMatchObject({ added: false, revises: null });
    const [one, two, ...more] = await revisionsOf(ledger, URL);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ document: first.document.id, seen: NOW, changes: null });
    expect(
      two!.changes!.map(({ kind, before, after }) => [kind, before?.words, after?.words]),
    ).toEqual([
      [
        "changed",
        "the pier will be open by the first of June",
        "the pier will not be open by the first of June",
      ],
      ["added", undefined, "two cranes are broken"],
      ["dropped", "nobody was asked", undefined],
    ]);
    expect(await found("nobody asked")).toHaveLength(1); // what was printed stays on record
  });

  it("notes an address that goes back to what it gave before", async () => {
    for (const one of [first, second, first]) await record(ledger, one, NOW);
    expect((await revisionsOf(ledger, URL)).map(({ document }) => document)).toEqual([
      first.document.id,
      second.document.id,
      first.document.id,
    ]);
    expect(await countAll(ledger)).toEqual({ documents: 2, statements: 4 });
  });

  it("goes by the path where there is no address on the web, but not by a line of a file", async () => {
    const at = (path: string, words: string) =>
      record(ledger, readingOf([{ who: "Ada Lund", words }], { path }), NOW);
    await at("pier.txt", "it holds");
    expect((await at("pier.txt", "it held")).revises).toMatch(/^sha256:/u);
    await at("news.jsonl#3", "it leaks");
    expect((await at("news.jsonl#3", "it leaked")).revises).toBeNull();
    expect(await revisionsOf(ledger, "-")).toEqual([]);
  });
});

describe("reading again", () => {
  const lines = [
    { who: "Ada Lund", words: "the pier will be mended soon", promise: "2024-07-01" },
    { who: "Ivo Marsh", words: "the crane stands" },
    { who: "Bo Reyes", words: "the ferry sails at dawn" },
  ];
  const before = readingOf(lines);
  /** Another reading of the same text: `drop` is not found, and Lund's words begin later. */
  const again = (drop: number) => ({
    ...before,
    attributions: before.attributions
      .filter((_, i) => i !== drop)
      .map((one, i) => ({
        ...one,
        id: `b${i + 1}`,
        ...(one.id === "a1" && {
          content: [{ start: one.content[0]!.start + 4, end: one.content[0]!.end }],
        }),
      })),
    commitments: [],
  });
  beforeEach(async () => void (await record(ledger, before, NOW)));

  it("changes nothing unless asked to, and nothing where it finds the same", async () => {
    expect(await record(ledger, again(1), LATER)).toMatchObject({ added: false, changed: false });
    expect(await record(ledger, before, LATER, { again: true })).toMatchObject({ changed: false });
    expect(await found("crane")).toHaveLength(1);
  });

  it("puts the new reading in the place of the old, which is kept whole", async () => {
    const { statement } = (await search(ledger, { words: "pier" }))[0]!;
    expect(await record(ledger, again(1), LATER, { again: true })).toMatchObject({ changed: true });
    expect(await found("crane")).toEqual([]);
    const [hit] = await search(ledger, { words: "pier" });
    expect(hit).toMatchObject({ words: "pier will be mended soon", statement, attribution: "b1" });
    expect(await commitments(ledger, { today: NOW })).toEqual([]);
    await expect(person(ledger, "Ivo Marsh")).rejects.toThrow("nobody's name");
    const kept = await ledger.db.selectFrom("earlier_readings").selectAll().execute();
    expect(kept).toMatchObject([{ document: before.document.id, until: LATER }]);
    expect(JSON.parse(kept[0]!.reading)).toMatchObject({
      statements: [{ words: "the pier will be mended soon" }, {}, {}],
      commitments: [{ by: "Ada Lund" }],
    });
    await record(ledger, before, LATER, { again: true });
    const [back] = await search(ledger, { words: "crane" });
    expect(back!.statement).toBeGreaterThan(3); // a number is not given twice
    expect(await examine(ledger)).toMatchObject({ damage: [], mended: [] });
  });

  it("keeps what people decided: a status, a merge, a correction, a rejection", async () => {
    const evidence = { statement: 2, url: null, date: "2024-06-30" };
    await setStatus(ledger, 1, "kept", evidence, ADA);
    await merge(ledger, "Ada Lund", ["Bo Reyes"], ADA);
    await judge(ledger, 1, { verdict: "correct", speaker: "Ivo Marsh" }, ADA);
    const rejection = await judge(ledger, 3, { verdict: "reject" }, ADA);
    await record(ledger, again(1), LATER, { again: true });
    const [promise] = await commitments(ledger, { today: NOW });
    expect(promise).toMatchObject({ id: 1, status: "kept", by: "Ivo Marsh", evidence });
    const [hit] = await search(ledger, { words: "pier" });
    expect(hit).toMatchObject({ statement: 1, speaker: "Ivo Marsh", attribution: "b1" });
    expect(hit!.words).toBe("the pier will be mended soon"); // as they left it
    expect(await found("crane")).toHaveLength(1); // the evidence
    expect(await found("ferry")).toEqual([]);
    await undo(ledger, rejection, ADA);
    expect(await search(ledger, { words: "ferry" })).toMatchObject([{ attribution: "b2" }]);
    expect(await person(ledger, "Bo Reyes")).toMatchObject({ name: "Ada Lund", statements: 1 });
    expect(await eventsOf(ledger)).toHaveLength(5);
    expect(await examine(ledger)).toMatchObject({ damage: [], mended: [] });
    expect(await record(ledger, again(1), LATER, { again: true })).toMatchObject({
      changed: false,
    });
  });
});

describe("doctor", () => {
  beforeEach(
    async () =>
      void (await record(
        ledger,
        readingOf([
          { who: "Ada Lund", words: "the pier holds" },
          { who: "Ivo Marsh", words: "it does not" },
        ]),
        NOW,
      )),
  );

  it("finds a sound ledger sound, and counts it", async () => {
    expect(await examine(ledger)).toEqual({
      damage: [],
      mended: [],
      documents: 1,
      statements: 2,
    });
  });

  it("makes anew counts of names, places and marks", async () => {
    await sql`update names set statements = 7 where name = 'Ada Lund'`.execute(ledger.db);
    await sql`delete from names where name = 'Ivo Marsh'`.execute(ledger.db);
    await sql`update statements set line = 1 where id = 1`.execute(ledger.db);
    const { damage, mended } = await examine(ledger);
    expect(damage).toEqual([]);
    expect(mended).toEqual([
      "counts of 2 names were wrong",
      expect.stringMatching(/^places or marks of \d statements were wrong$/u),
    ]);
    expect(await search(ledger, { words: "not", speaker: "marsh" })).toHaveLength(1);
    expect(await examine(ledger)).toMatchObject({ mended: [] });
  });

  it("tells a span that does not fit its text, and a text that is another", async () => {
    await sql`update statements set words = 'the pier leaks' where id = 1`.execute(ledger.db);
    expect((await examine(ledger)).damage).toEqual([
      expect.stringMatching(/^statement 1 .*its content is not what the text has/u),
    ]);
    await sql`update documents set text = replace(text, 'pier', 'PIER')`.execute(ledger.db);
    expect((await examine(ledger)).damage[0]).toMatch(/its text is not the one recorded$/u);
  });
});

describe("opening", () => {
  it("refuses a ledger of a newer program, and one that is not there", async () => {
    await (
      postgres ? sql`update ledger_form set form = 99` : sql`PRAGMA user_version = 99`
    ).execute(ledger.db);
    await expect(openLedger(place.location, { create: true })).rejects.toThrow(
      /was written by a newer onrecord \(form 99, this one knows \d+\); update onrecord/u,
    );
    const empty = await freshPlace();
    await expect(openLedger(empty.location, { create: false })).rejects.toThrow(
      "`onrecord add` makes",
    );
    if (postgres) await empty.remove();
  });

  it.skipIf(!postgres)(
    "says what is wrong with a PostgreSQL address, never the password",
    async () => {
      const wrong = async (change: (url: globalThis.URL) => void): Promise<string> => {
        const url = new globalThis.URL(place.location);
        change(url);
        const error: unknown = await openLedger(url.href, { create: true }).catch(
          (e: unknown) => e,
        );
        return (error as Error).message;
      };
      const messages = [
        await wrong((url) => {
          url.port = "1";
          url.password = "hush-hush";
        }),
        await wrong((url) => (url.pathname = "/no_such_database")),
      ];
      expect(messages[0]).toContain("cannot be reached");
      expect(messages[1]).toContain("is not there");
      expect(messages.join()).not.toContain("hush");
      expect(ledger.location).not.toContain(":onrecord@");
    },
  );

  it.skipIf(!postgres)(
    "refuses a text that PostgreSQL cannot keep, and keeps the rest",
    async () => {
      const words = "it \u0000 leaks";
      await expect(record(ledger, readingOf([{ who: "Ada Lund", words }]), NOW)).rejects.toThrow(
        "NUL character",
      );
      expect(await countAll(ledger)).toEqual({ documents: 0, statements: 0 });
    },
  );
});
