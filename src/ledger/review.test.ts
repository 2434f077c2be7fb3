import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshPlace, type Place } from "../../test/ledgers.js";
import { marked, named } from "../../test/marked.js";
import type { Reading } from "../read.js";
import { createDocument } from "../text/document.js";
import { commitments, setStatus } from "./commitments.js";
import { correctionsOf } from "./corrections.js";
import { eventsOf, undo } from "./events.js";
import { type OpenLedger, openLedger } from "./open.js";
import { recordedReading } from "./reading.js";
import { record } from "./record.js";
import { judge, reviewCase, toReview } from "./review.js";
import { search } from "./search.js";

const NOW = "2024-05-14T12:00:00Z";
const ADA = { at: NOW, who: "ada", why: null };
let home: Place;
let ledger: OpenLedger;

beforeEach(async () => {
  home = await freshPlace();
  ledger = await openLedger(home.location, { create: true });
});
afterEach(async () => {
  await ledger.close();
  await home.remove();
});

const FERRY =
  "The 🚢 day in Port Selwyn.\n\n[c1:[content1:“The ferry sails,”]] [source1:Ada Quill] [cue1:said] on the quay.\n\n" +
  "[source2:Bo Reyes] [cue2:promised] [content2:to mend the pier by June 3].\n";

/** Records an article of two statements; the second, less sure, is a promise. */
async function ferry(sureOfAda = 1): Promise<Reading> {
  const { text, spans } = marked(FERRY);
  const content2 = named(spans, "content2")[0]!;
  const common = { to: null, hearsay: false, negated: false, parent: null } as const;
  const reading: Reading = {
    document: createDocument({ text, title: "Ferry", published: "2024-05-14" }),
    language: "en",
    attributions: [1, 2].map((n) => ({
      ...common,
      id: `a${n}`,
      source: named(spans, `source${n}`),
      cue: named(spans, `cue${n}`),
      content: named(spans, `content${n}`),
      quotation: n === 1 ? "direct" : "indirect",
      speaker: `s${n}`,
      resolved: { by: "name", score: n === 1 ? sureOfAda : 1 },
      act: n === 1 ? "assertion" : "commitment",
      score: n === 1 ? 0.9 : 0.4,
    })),
    speakers: ["Ada Quill", "Bo Reyes"].map((name, i) => ({
      id: `s${i + 1}`,
      name,
      kind: "person",
      title: i === 0 ? "harbour master" : null,
      affiliation: null,
      anonymity: false,
      mentions: [],
    })),
    exchanges: [],
    commitments: [
      {
        id: "c1",
        attribution: "a2",
        by: "Bo Reyes",
        action: content2,
        deadline: { span: content2, text: "by June 3", date: "2024-06-03" },
        condition: null,
      },
    ],
  };
  await record(ledger, reading, NOW);
  return reading;
}

const place = (text: string, words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

describe("review", () => {
  it("lays the least sure statement before people first, with its places and passage", async () => {
    const { document } = await ferry();
    const found = await toReview(ledger);
    expect(found.map(({ hit }) => hit.speaker)).toEqual(["Bo Reyes", "Ada Quill"]);
    const [{ passage, spans, speakers }] = found as [(typeof found)[0]];
    expect(document.text.slice(passage.start, passage.end)).toBe(passage.text);
    expect(passage.text).toContain("Ada Quill said");
    expect(document.text.slice(spans.cue[0]!.start, spans.cue[0]!.end)).toBe("promised");
    expect(speakers).toEqual(["Ada Quill", "Bo Reyes"]);
  });

  it("takes a speaker that it is not sure of for a reason to look, too", async () => {
    await ferry(0.4);
    const found = await toReview(ledger);
    expect(found.map(({ hit, speakerScore }) => [hit.speaker, speakerScore])).toEqual([
      ["Ada Quill", 0.4], // 0.9 of 0.4 comes before 0.4
      ["Bo Reyes", 1],
    ]);
  });

  it("takes what was decided out of the list, and puts it back when that is taken back", async () => {
    await ferry();
    const event = await judge(ledger, 2, { verdict: "accept" }, ADA);
    expect((await toReview(ledger)).map(({ hit }) => hit.statement)).toEqual([1]);
    expect((await reviewCase(ledger, 2)).decisions).toMatchObject([{ id: event, what: "accept" }]);
    await undo(ledger, event, ADA);
    expect((await toReview(ledger)).map(({ hit }) => hit.statement)).toEqual([2, 1]);
  });

  it("takes a rejected statement off the record, its promise too, and brings both back", async () => {
    await ferry();
    const event = await judge(ledger, 2, { verdict: "reject" }, ADA);
    expect(await search(ledger, { words: "pier" })).toEqual([]);
    expect(await search(ledger, { words: "ferry", speaker: "Reyes" })).toEqual([]);
    expect(await commitments(ledger, { today: "2024-06-01" })).toEqual([]);
    await expect(reviewCase(ledger, 2)).rejects.toThrow("was rejected");
    const undone = await undo(ledger, event, ADA);
    expect(await search(ledger, { words: "pier", speaker: "Reyes" })).toHaveLength(1);
    expect(await commitments(ledger, { today: "2024-06-01" })).toHaveLength(1);
    await undo(ledger, undone, ADA); // an undo taken back rejects again
    expect(await search(ledger, { words: "pier" })).toEqual([]);
  });

  it("corrects speaker and spans, each to be taken back by itself", async () => {
    const { text } = (await ferry()).document;
    const spans = {
      source: [],
      cue: [place(text, "promised")],
      content: [place(text, "mend the pier")],
    };
    const first = await judge(ledger, 2, { verdict: "correct", spans }, ADA);
    await judge(ledger, 2, { verdict: "correct", speaker: "Ada Quill" }, ADA);
    const now = async () => (await search(ledger, { words: "pier" }))[0]!;
    expect(await now()).toMatchObject({ words: "mend the pier", source: "", speaker: "Ada Quill" });
    expect(await search(ledger, { words: "June" })).toEqual([]);
    expect(await commitments(ledger, { today: NOW, by: "Quill" })).toHaveLength(1);
    await undo(ledger, first, ADA);
    expect(await now()).toMatchObject({ source: "Bo Reyes", speaker: "Ada Quill" });
    expect(await search(ledger, { words: "June" })).toHaveLength(1);
    expect((await eventsOf(ledger))[0]!.before).toMatchObject({
      speaker: { name: "Bo Reyes" },
      rejected: false,
    });
  });

  it.each([
    ["nothing", {}, "corrected in nothing"],
    ["an empty name", { speaker: " " }, "no letters"],
    ["no content", { spans: { source: [], cue: [], content: [] } }, "rejected, not corrected"],
    [
      "a place outside",
      { spans: { source: [], cue: [], content: [{ start: 3, end: 9999 }] } },
      "is no place",
    ],
    [
      "overlapping pieces",
      { spans: { source: [], cue: [], content: [{ start: 0, end: 9 }, { start: 4, end: 12 }] } }, // prettier-ignore
      "overlaps",
    ],
  ])("refuses %s", async (_, change, words) => {
    await ferry();
    await expect(judge(ledger, 2, { verdict: "correct", ...change }, ADA)).rejects.toThrow(words);
    await expect(judge(ledger, 9, { verdict: "accept" }, ADA)).rejects.toThrow("not in the ledger");
    expect(await eventsOf(ledger)).toEqual([]);
  });
});

describe("a document's reading on record", () => {
  it("is the one that was recorded, with what was decided since", async () => {
    const reading = await ferry();
    const kept = (await recordedReading(ledger, reading.document.id))!;
    expect(kept.document).toEqual(reading.document);
    const spans = ({ id, source, cue, content, act, score }: Reading["attributions"][0]) => ({
      id,
      source,
      cue,
      content,
      act,
      score,
    });
    expect(kept.attributions.map(spans)).toEqual(reading.attributions.map(spans));
    expect(kept.commitments[0]!.action).toEqual(reading.commitments[0]!.action);
    expect(kept.statements).toEqual({ a1: 1, a2: 2 });
    await judge(ledger, 1, { verdict: "reject" }, ADA);
    const after = (await recordedReading(ledger, reading.document.id))!;
    expect(after.attributions.map(({ id }) => id)).toEqual(["a2"]);
    expect(await recordedReading(ledger, "sha256:0")).toBeNull();
  });
});

describe("corrections as training data", () => {
  it("have the texts and brat files of the documents that somebody decided on", async () => {
    await ferry();
    const all = async () => {
      const out: Record<string, string> = {};
      for await (const { path, text } of correctionsOf(ledger)) out[path] = text;
      return out;
    };
    expect(await all()).toEqual({});
    await judge(ledger, 1, { verdict: "accept" }, ADA);
    const files = await all();
    const [ann] = Object.keys(files).filter((path) => path.endsWith(".ann"));
    expect(ann).toMatch(/^attributions\/[0-9a-f]{16}_desk\.ann$/u);
    const text = files[ann!.replace("attributions", "text").replace("_desk.ann", ".txt")]!;
    const lines = files[ann!]!.split("\n");
    // brat counts code points: one less than UTF-16 after the ship.
    const start = Array.from(text.slice(0, text.indexOf("Ada Quill"))).length;
    expect(lines[0]).toBe(`T1\tSource ${start} ${start + 9}\tAda Quill`);
    expect(lines).toContain("E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3");
    expect(lines.filter((line) => line.includes("not reviewed"))).toHaveLength(1);
  });
});

describe("the register by where promises stand", () => {
  it("tells overdue, soon, open and settled", async () => {
    await ferry();
    const count = async (today: string, state: "overdue" | "soon" | "open" | "settled") =>
      (await commitments(ledger, { today, state })).length;
    expect(await count("2024-06-04", "overdue")).toBe(1);
    expect(await count("2024-06-03", "overdue")).toBe(0);
    expect(await count("2024-06-03", "soon")).toBe(1);
    expect(await count("2024-01-01", "open")).toBe(1);
    expect(await count("2024-06-04", "settled")).toBe(0);
    const evidence = { statement: null, url: "https://example.org/", date: "2024-06-02" };
    await setStatus(ledger, 1, "kept", evidence, ADA);
    expect(await count("2024-06-04", "settled")).toBe(1);
    expect(await count("2024-06-04", "overdue")).toBe(0);
    const due = async (from: string, to: string) =>
      (await commitments(ledger, { today: NOW, from, due: to })).length;
    expect(await due("2024-06-01", "2024-06-30")).toBe(1);
    expect(await due("2024-07-01", "2024-07-31")).toBe(0);
  });
});
