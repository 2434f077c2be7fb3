// What a relation's score is reckoned from, and whether it is right, for calibrate.py.
//   node training/score-features.mjs CORPORA SPLIT [MODEL] > rows.jsonl      (needs `npm run build`)
import { assemble } from "../dist/attribution/assemble.js";
import { features } from "../dist/attribution/score.js";
import { openTagger, paragraphs } from "../dist/index.js";
import { loadPolnear } from "../bench/brat.mjs";
import { newTally, tallyArticle } from "../bench/measure.mjs";

const [corpora, split, model] = process.argv.slice(2);
const tagger = await openTagger(model ? { model } : {});
for (const { name, text, annotators } of loadPolnear(corpora, split)) {
  const tagged = await tagger.tag(text, paragraphs(text));
  const relations = assemble(text, tagged);
  const found = relations.map((one) => ({
    source: one.source ? [one.source.span] : [],
    cue: [one.cue.span],
    content: one.content.map((part) => part.span),
  }));
  const right = tallyArticle(newTally(), text, annotators[0], found);
  relations.forEach((one, i) =>
    console.log(
      JSON.stringify({
        name,
        gold: annotators[0].length,
        right: right[i],
        features: features(one),
      }),
    ),
  );
}
await tagger.close();
