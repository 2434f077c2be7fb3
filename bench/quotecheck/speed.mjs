// How fast transcripts are indexed and quotations checked against all of them, on one core.
//   npm run build && node --expose-gc bench/quotecheck/speed.mjs [--corpora DIR] [--quotations 4000]
import { join } from "node:path";
import { findInputs, indexSources, load } from "../../dist/index.js";
import { checkClaims } from "../../dist/quotecheck/check.js";
import { options } from "../options.mjs";
import { CHANGES, draftOf, pick, random } from "./cases.mjs";

const { corpora, quotations } = options({ corpora: "../shared/data", quotations: 4000 });
const documents = [];
for await (const input of findInputs([join(corpora, "briefings")])) {
  if (input instanceof Error) throw input;
  const document = await load(input);
  if (document.turns.length > 0) documents.push(document);
}
const memory = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const bytes = documents.reduce((sum, document) => sum + Buffer.byteLength(document.text), 0);
const before = memory();
indexSources(documents.slice(0, 20)); // warm
const rounds = [];
let index;
for (let i = 0; i < 5; i++) {
  const start = performance.now();
  index = indexSources(documents);
  rounds.push(performance.now() - start);
}
rounds.sort((a, b) => a - b);
const used = memory() - before;
console.log(
  `indexing      ${(index.wordCount / rounds[2] / 1000).toFixed(2)} million words a second (${index.wordCount} words of ${documents.length} briefings, median of 5)`,
);
if (globalThis.gc)
  console.log(
    `index memory  ${(used / bytes).toFixed(2)} times the text's bytes (${(used / 1e6).toFixed(0)} MB), besides the text`,
  );

const rnd = random(7);
const kinds = Object.keys(CHANGES);
const drafts = [];
while (drafts.length * 4 < Number(quotations)) {
  const document = rnd.of(documents);
  const some = [];
  for (let k = 0; k < 40 && some.length < 4; k++) {
    const turn = rnd.of(document.turns);
    const found = pick(document.text, turn, rnd);
    const words = found && CHANGES[rnd.of(kinds)](found.words, rnd);
    if (words) some.push({ words, by: turn.speaker });
  }
  if (some.length < 4) continue;
  const { text, places } = draftOf(some, "NAME", rnd);
  drafts.push({
    text,
    claims: places.map((quotation, i) => ({ quotation, by: some[i].by, attributed: true })),
  });
}
const times = [];
for (let round = 0; round < 3; round++) {
  const start = performance.now();
  for (const { text, claims } of drafts) await checkClaims(text, claims, index);
  times.push((performance.now() - start) / 1000);
}
times.sort((a, b) => a - b);
const count = drafts.length * 4;
console.log(
  `checking      ${Math.round(count / times[1])} quotations a second against all of them (${count} of every kind of change, median of 3)`,
);
