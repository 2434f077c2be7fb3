// Attribution against PolNeAR's annotators:  npm run bench:accuracy -- [--corpora DIR] [--split dev] [--model DIR]
//   [--articles 84] [--as capitals|unquoted|typewriter|scanned]
// Prints F1 for relations and spans, the same for direct quotations alone, and the score's calibration.
// --as spoils the texts first, as bad copies do (bench/spoil.mjs); the annotation stays in place.
import { createDocument, openTagger, read } from "../dist/index.js";
import { loadPolnear } from "./brat.mjs";
import { calibration, f1, isQuoted, newTally, printTally, tallyArticle } from "./measure.mjs";
import { options } from "./options.mjs";
import { figure } from "./results.mjs";
import { SPOILED, spoil } from "./spoil.mjs";

const { corpora, split, model, articles, as } = options({
  corpora: "../shared/data",
  split: "dev",
  model: "",
  articles: 1000,
  as: "",
});
if (as && !SPOILED.includes(as)) throw new Error(`--as ${as}: one of ${SPOILED.join(", ")}`);
const tagger = await openTagger(model ? { model } : {});
const all = newTally();
const direct = newTally();
const scored = [];
const texts = loadPolnear(corpora, split).slice(0, Number(articles));
for (const { name, text: clean, annotators } of texts) {
  const text = as ? spoil(clean, as) : clean;
  const reading = await read(createDocument({ text, path: `${name}.txt` }), tagger);
  for (const gold of annotators) {
    const right = tallyArticle(all, text, gold, reading.attributions);
    reading.attributions.forEach((one, i) => scored.push({ score: one.score, right: right[i] }));
    const quoted = gold.filter((one) => isQuoted(clean, one.content));
    tallyArticle(
      direct,
      text,
      quoted,
      reading.attributions.filter((one) => one.quotation === "direct"),
    );
  }
}
await tagger.close();
console.log(
  `PolNeAR ${split}: ${texts.length} articles, whole documents, every annotator${as && `; texts ${as}`}`,
);
printTally(all);
for (const [name, tally] of Object.entries(all)) figure(`${name}, F1`, f1(tally));
console.log("\nDirect quotations alone (content that opens and closes with quotation marks)");
printTally(direct);
for (const [name, tally] of Object.entries(direct)) figure(`direct ${name}, F1`, f1(tally));
const { error, bins } = calibration(scored);
figure("calibration error", error);
console.log(`\nCalibration of score: expected calibration error ${error.toFixed(3)}`);
for (const [i, bin] of bins.entries())
  if (bin.n > 0)
    console.log(
      `  ${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}  ${String(bin.n).padStart(5)} found, mean score ${(bin.score / bin.n).toFixed(2)}, right ${(bin.right / bin.n).toFixed(2)}`,
    );
