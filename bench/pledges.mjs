// Commitments against hand-coded sentences of election manifestos (fornaciari/MiMac; evaluation only: nothing is tuned on
// them):  node bench/pledges.mjs [--corpora DIR] [--errors 40] [--json FILE]
// Each sentence is read as a turn of its party's. The two do not mean the same: there a pledge is an act or an outcome that
// can be tested, whoever acts and even as a bare heading ("Strict rules for the pumps."); ours needs words that bind the
// speaker ("we will"), and "we will focus on growth" binds. So this tells how far they part, not how good either is.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createDocument, openTagger, read } from "../dist/index.js";
import { options } from "./options.mjs";
import { figure } from "./results.mjs";

const { corpora, errors } = options({ corpora: "../shared/data", errors: "0" });
const LABEL = "THE PARTY";
const PER_DOCUMENT = 200;
const BINDS =
  /\b(?:will|shall|would|we['’]ll|going to|commit(?:s|ted)?|pledge[sd]?|promise[sd]?|plans?|intends?|propose[sd]?)\b/i;

const rows = readFileSync(join(corpora, "pledges/manifestos-india-en.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const tagger = await openTagger({});
const count = { pledge: 0, found: 0, right: 0, binding: 0, bindingRight: 0 };
let left = Number(errors);
for (let from = 0; from < rows.length; from += PER_DOCUMENT) {
  const some = rows.slice(from, from + PER_DOCUMENT);
  const { document, starts } = transcript(some.map((row) => row.text.replace(/\s+/g, " ").trim()));
  const reading = await read(document, tagger);
  const contents = new Map(reading.attributions.map((one) => [one.id, one.content[0].start]));
  const bound = new Set(
    reading.commitments.map(({ attribution }) => {
      const at = contents.get(attribution);
      return starts.findLastIndex((start) => start <= at);
    }),
  );
  some.forEach(({ pledge, text }, i) => {
    const worded = pledge === 1 && BINDS.test(text);
    count.pledge += pledge;
    count.binding += worded;
    count.found += bound.has(i);
    count.right += bound.has(i) && pledge === 1;
    count.bindingRight += bound.has(i) && worded;
    if (bound.has(i) !== (pledge === 1) && (pledge === 0 || worded) && left-- > 0)
      console.log(`${bound.has(i) ? "FALSE " : "MISSED"} ${text.slice(0, 200)}`);
  });
}
await tagger.close();
const percent = (part, whole) => (whole === 0 ? 0 : (100 * part) / whole);
const precision = percent(count.right, count.found);
const recall = percent(count.right, count.pledge);
const f1 = percent(2 * count.right, count.found + count.pledge);
console.log(
  `${rows.length} sentences, ${count.pledge} pledges: ${count.found} found; precision ${precision.toFixed(1)}, recall ${recall.toFixed(1)}, F1 ${f1.toFixed(1)}`,
);
console.log(
  `of the sentences that are none, ${percent(count.found - count.right, rows.length - count.pledge).toFixed(1)}% found; of the ${count.binding} pledges with a word that binds, ${percent(count.bindingRight, count.binding).toFixed(1)}% found`,
);
figure("pledges of manifestos: precision", precision);
figure("pledges of manifestos: recall", recall);

/** The sentences as turns of one speaker, and where each turn's words begin. */
function transcript(sentences) {
  let text = "";
  const turns = [];
  for (const sentence of sentences) {
    const start = text.length;
    text += `${LABEL}: ${sentence}\n\n`;
    const content = {
      start: start + LABEL.length + 2,
      end: start + LABEL.length + 2 + sentence.length,
    };
    turns.push({
      span: { start, end: content.end },
      label: { start, end: start + LABEL.length + 1 },
      speaker: LABEL,
      content,
      time: null,
    });
  }
  const document = createDocument({ text, kind: "transcript", turns });
  return { document, starts: turns.map(({ content }) => content.start) };
}
