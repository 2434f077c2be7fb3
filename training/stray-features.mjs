// Contents that share a cue, and whether they belong together, for strays.py.
//   node training/stray-features.mjs CORPORA SPLIT [MODEL] > rows.jsonl      (needs `npm run build`)
import { contentsOfCues } from "../dist/attribution/assemble.js";
import { nearerCues } from "../dist/attribution/near.js";
import { strayFeatures } from "../dist/attribution/strays.js";
import { openTagger, paragraphs } from "../dist/index.js";
import { loadPolnear } from "../bench/brat.mjs";

const [corpora, split, model] = process.argv.slice(2);
const tagger = await openTagger(model ? { model } : {});
for (const { name, text, annotators } of loadPolnear(corpora, split)) {
  const tagged = await tagger.tag(text, paragraphs(text));
  const spans = nearerCues(tagged);
  for (const [cue, contents] of contentsOfCues(spans)) {
    if (contents.length < 2) continue;
    for (const one of contents) {
      const others = contents.filter((other) => other !== one);
      const shares = annotators.flatMap((gold) => belonging(text, gold, one, others));
      if (shares.length === 0) continue;
      const belongs = shares.reduce((sum, share) => sum + share, 0) / shares.length >= 0.5;
      const features = strayFeatures(spans[cue], one, contents, tagged);
      console.log(JSON.stringify({ name, belongs, features }));
    }
  }
}
await tagger.close();

/** The share of a content's words inside the annotator's relation that holds most of the others'. */
function belonging(text, gold, one, others) {
  const mine = words(text, [one.span]);
  const theirs = new Set(
    words(
      text,
      others.map(({ span }) => span),
    ),
  );
  let best = null;
  let most = 0;
  for (const { content } of gold) {
    const held = words(text, content);
    const shared = held.filter((word) => theirs.has(word)).length;
    if (shared > most) [best, most] = [new Set(held), shared];
  }
  if (best === null || mine.length === 0) return [];
  return [mine.filter((word) => best.has(word)).length / mine.length];
}

/** Where words start. */
function words(text, spans) {
  return spans.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => start + index),
  );
}
