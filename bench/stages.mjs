// What each stage of a reading costs beside the tagging: npm run build && node bench/stages.mjs
//   [--corpora DIR] [--articles 100]
// Articles of the news corpus, read once with the tagger's time taken apart (its answers are kept, and
// the rest is timed on them three times over). Run on an idle machine.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { labelsOf } from "../dist/attribution/acts.js";
import { attribute } from "../dist/attribution/attribute.js";
import { findCommitments } from "../dist/commitment/find.js";
import { createDocument, openTagger, read } from "../dist/index.js";
import { options } from "./options.mjs";

const { corpora, articles } = options({ corpora: "../shared/data", articles: 100 });
const ROUNDS = 3;
const tagger = await openTagger();
const kept = [];
let tagging = 0;
const timed = {
  async tag(text, paragraphs) {
    const started = performance.now();
    const tagged = await tagger.tag(text, paragraphs);
    tagging += performance.now() - started;
    answers.push(tagged);
    return tagged;
  },
  close: () => tagger.close(),
};
let answers = [];
const lines = createInterface({
  input: createReadStream(join(corpora, "news/articles.jsonl.gz")).pipe(createGunzip()),
});
for await (const line of lines) {
  const document = createDocument({ text: JSON.parse(line).text });
  answers = [];
  const reading = await read(document, timed);
  kept.push({ document, reading, answers });
  if (kept.length >= Number(articles)) break;
}
await tagger.close();

const ms = { rest: 0, attribution: 0, acts: 0, commitments: 0 };
const clock = (stage, work) => {
  const started = performance.now();
  const result = work();
  ms[stage] += (performance.now() - started) / ROUNDS;
  return result;
};
for (let round = 0; round < ROUNDS; round++)
  for (const { document, reading, answers } of kept) {
    let next = 0;
    const started = performance.now();
    await read(document, { tag: async () => answers[next++] });
    ms.rest += (performance.now() - started) / ROUNDS;
    if (answers.length === 0) continue;
    const { text } = document;
    const drafts = clock("attribution", () => attribute(text, answers[0]));
    const labels = clock("acts", () => drafts.map((draft) => labelsOf(text, draft)));
    const told = drafts.map((draft, i) => ({
      ...draft,
      ...labels[i],
      id: `a${i + 1}`,
      speaker: null,
      parent: null,
    }));
    clock("commitments", () => findCommitments(document, told, drafts, reading.speakers));
  }
const share = (part) => `${part.toFixed(0)} ms, ${((100 * part) / tagging).toFixed(1)}% of tagging`;
console.log(`${kept.length} articles: tagging ${tagging.toFixed(0)} ms`);
console.log(`all the rest: ${share(ms.rest)}; of that`);
for (const stage of ["attribution", "acts", "commitments"])
  console.log(`  ${stage}: ${share(ms[stage])}`);
console.log("  speakers, language, segmentation, exchanges: what is left");
