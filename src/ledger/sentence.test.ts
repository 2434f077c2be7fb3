import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshPlace, type Place } from "../../test/ledgers.js";
import { createDocument } from "../text/document.js";
import { sentences } from "../text/segment.js";
import { hull, type Span } from "../text/span.js";
import { type OpenLedger, openLedger } from "./open.js";
import { record } from "./record.js";
import { search } from "./search.js";
import type { FoundStatement } from "./sentence.js";

let place: Place;
let ledger: OpenLedger;
beforeAll(async () => {
  place = await freshPlace();
  ledger = await openLedger(place.location, { create: true });
});
afterAll(async () => {
  await ledger.close();
  await place.remove();
});

/** Records a text of which these stretches are said, by one who is not named. */
async function say(text: string, contents: readonly (readonly Span[])[]): Promise<void> {
  const attributions = contents.map((content, i) => ({
    id: `a${i + 1}`,
    source: [],
    cue: [],
    content,
    quotation: "indirect" as const,
    speaker: null,
    resolved: { by: "none" as const, score: 1 },
    act: "assertion" as const,
    to: null,
    hearsay: false,
    negated: false,
    parent: null,
    score: 0.9,
  }));
  const reading = { language: "en", attributions, speakers: [], exchanges: [], commitments: [] };
  await record(ledger, { ...reading, document: createDocument({ text }) }, "2024-05-14T12:00:00Z");
}

/** What the whole text shows around spans. */
function around(text: string, spans: readonly Span[]) {
  const place = hull(spans);
  const before = text.lastIndexOf("\n\n", place.start);
  const after = text.indexOf("\n\n", place.end);
  const paragraph = { start: before < 0 ? 0 : before + 2, end: after < 0 ? text.length : after };
  const touched = sentences(text, paragraph).filter(
    (one) => one.start < place.end && one.end > place.start,
  );
  const { start, end } = hull([place, ...touched]);
  return { start, end, text: text.slice(start, end) };
}

const SAID = "the pier holds";
it("stands around a statement as the whole text shows it, wherever and whatever stands before", async () => {
  const part = fc.constantFrom(
    "Mr. Orr came. ",
    "It rained… ",
    "\n\n",
    "\n",
    "🙂",
    "🙂🙂 ",
    "“Né!” ",
    "word ".repeat(70),
    "x".repeat(400),
    "word. ".repeat(300),
    `Lund said ${SAID}, `,
    `${SAID}. `,
    `“${SAID[0]!.toUpperCase()}${SAID.slice(1)} ${SAID} ${SAID},” Lund said. `,
  );
  const parts = fc.array(part, { maxLength: 12 });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(parts, parts, fc.nat(3), async (before, behind, others) => {
      const mark = `quince${number++}`;
      const text = `${before.join("")}${SAID} ${mark} at last. ${behind.join("")}`;
      const at = text.indexOf(mark);
      const last = { start: at - SAID.length - 1, end: at + mark.length };
      const starts = [...text.matchAll(new RegExp(SAID, "gu"))].map(({ index }) => index);
      const all = starts.map((start) => ({ start, end: start + SAID.length }));
      await say(text, [
        [last],
        // Broken off: what is between belongs to it.
        [last, ...all.filter(({ start }) => start > last.end).slice(0, 1)],
        ...all.slice(0, others).map((one) => [one]),
      ]);
      const own = await search(ledger, { words: mark });
      expect(own).toHaveLength(2);
      const [{ document }] = own as [FoundStatement];
      const found = await search(ledger, { words: SAID, limit: 5 });
      for (const hit of [...own, ...found.filter((hit) => hit.document === document)])
        expect(hit.sentence).toEqual(around(text, hit.content));
    }),
    { numRuns: 300 },
  );
}, 60_000);

it("is not mistaken where the words stand once more just behind", async () => {
  const text = `🙂🙂🙂🙂🙂 ${"It rained. ".repeat(200)}And he said quite haha haha haha haha haha, we heard. So it was.`;
  const start = text.indexOf("haha");
  const content = [{ start, end: start + 14 }];
  await say(text, [content]);
  const [{ sentence }] = (await search(ledger, { words: "haha" })) as [FoundStatement];
  expect(sentence).toEqual(around(text, content));
});
