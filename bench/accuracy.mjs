// Attribution against PolNeAR's annotators:  npm run bench:accuracy -- [--corpora DIR] [--split dev] [--model DIR]
// Prints F1 for relations and spans, the same for direct quotations alone, and the score's calibration.
import { createDocument, openTagger, read } from "../dist/index.js";
import { loadPolnear } from "./brat.mjs";
import { calibration, newTally, printTally, tallyArticle } from "./measure.mjs";
import { options } from "./options.mjs";

const { corpora, split, model } = options({ corpora: "../shared/data", split: "dev", model: "" });
const tagger = await openTagger(model ? { model } : {});
const all = newTally();
const direct = newTally();
const scored = [];
const articles = loadPolnear(corpora, split);
for (const { name, text, annotators } of articles) {
  const reading = await read(createDocument({ text, path: `${name}.txt` }), tagger);
  for (const gold of annotators) {
    const right = tallyArticle(all, text, gold, reading.attributions);
    reading.attributions.forEach((one, i) => scored.push({ score: one.score, right: right[i] }));
    const quoted = gold.filter((one) => isQuoted(text, one.content));
    tallyArticle(
      direct,
      text,
      quoted,
      reading.attributions.filter((one) => one.quotation === "direct"),
    );
  }
}
await tagger.close();
console.log(`PolNeAR ${split}: ${articles.length} articles, whole documents, every annotator`);
printTally(all);
console.log("\nDirect quotations alone (content that opens and closes with quotation marks)");
printTally(direct);
const { error, bins } = calibration(scored);
console.log(`\nCalibration of score: expected calibration error ${error.toFixed(3)}`);
for (const [i, bin] of bins.entries())
  if (bin.n > 0)
    console.log(
      `  ${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}  ${String(bin.n).padStart(5)} found, mean score ${(bin.score / bin.n).toFixed(2)}, right ${(bin.right / bin.n).toFixed(2)}`,
    );

/** Every part of the content stands between quotation marks, whether the annotator took them along or not. */
function isQuoted(text, content) {
  return (
    content.length > 0 &&
    content.every(
      ({ start, end }) =>
        /["“‘']/.test(text.slice(start - 1, start + 1)) &&
        /["”’']/.test(text.slice(end - 1, end + 2)),
    )
  );
}
