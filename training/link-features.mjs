// Sources and contents with the cues that each may belong to, and which it does, for links.py.
//   node training/link-features.mjs CORPORA SPLIT [MODEL] > rows.jsonl      (needs `npm run build`)
import { linkFeatures } from "../dist/attribution/near.js";
import { openTagger, paragraphs } from "../dist/index.js";
import { loadPolnear } from "../bench/brat.mjs";

const [corpora, split, model] = process.argv.slice(2);
/** Every so many articles of train: more tell no more. */
const STEP = split === "train" ? 2 : 1;
const tagger = await openTagger(model ? { model } : {});
for (const [i, { text, annotators }] of loadPolnear(corpora, split).entries()) {
  if (i % STEP > 0) continue;
  const tagged = await tagger.tag(text, paragraphs(text));
  const { spans } = tagged;
  for (const { role, span, faint, links } of spans) {
    if (faint || links.length < 2) continue;
    const own = annotators[0].filter(
      (gold) => 2 * shared(span, gold[role]) > span.end - span.start,
    );
    const belongs = links.map(({ cue }) =>
      own.some((gold) => shared(spans[cue].span, gold.cue) > 0) ? 1 : 0,
    );
    if (!belongs.includes(1)) continue;
    const features = links.map(({ cue, score }) =>
      linkFeatures(span, spans[cue].span, score, tagged.paragraphs),
    );
    console.log(JSON.stringify({ role, belongs, features }));
  }
}
await tagger.close();

/** Code units of a span inside others. */
function shared({ start, end }, spans) {
  return spans.reduce(
    (sum, other) => sum + Math.max(0, Math.min(end, other.end) - Math.max(start, other.start)),
    0,
  );
}
