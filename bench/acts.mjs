// Acts and commitments against our labels of 56 articles of PolNeAR `dev`, of which none trains anything:
//   npm run bench:acts -- [--corpora DIR] [--model DIR]
// bench/labels/dev-acts.jsonl: article, id of PolNeAR, act, whether it binds its source's side, whether it could be
// read either way (`doubt`). Read as training/labels/acts-rest.jsonl was (training/labels/README.md).
import { readFileSync } from "node:fs";
import { ACTS, createDocument, openTagger, read } from "../dist/index.js";
import { loadPolnear } from "./brat.mjs";
import { pairedByContent } from "./measure.mjs";
import { options } from "./options.mjs";
import { figure } from "./results.mjs";

const { corpora, model } = options({ corpora: "../shared/data", model: "" });
const labels = new Map();
for (const line of readFileSync(new URL("labels/dev-acts.jsonl", import.meta.url), "utf8").split(
  "\n",
)) {
  if (line === "") continue;
  const row = JSON.parse(line);
  if (!labels.has(row.name)) labels.set(row.name, new Map());
  labels.get(row.name).set(row.id, row);
}
const tagger = await openTagger(model ? { model } : {});
const act = { found: 0, right: 0, sure: 0, sureRight: 0 };
const each = new Map(ACTS.map((name) => [name, [0, 0]]));
const binds = { gold: 0, found: 0, right: 0 };
let labelled = 0;
for (const { name, text, annotators } of loadPolnear(corpora, "dev")) {
  const rows = labels.get(name);
  if (rows === undefined) continue;
  const reading = await read(createDocument({ text, path: `${name}.txt` }), tagger);
  const bound = new Set(reading.commitments.map(({ attribution }) => attribution));
  binds.found += bound.size;
  const gold = annotators[0].filter(({ id }) => rows.has(id));
  const found = pairedByContent(text, gold, reading.attributions);
  gold.forEach(({ id }, i) => {
    const label = rows.get(id);
    labelled++;
    if (label.binds) binds.gold++;
    const one = found[i];
    if (one === null) return;
    const right = one.act === label.act;
    act.found++;
    act.right += right;
    if (!label.doubt) {
      act.sure++;
      act.sureRight += right;
    }
    each.get(label.act)[0] += right;
    each.get(label.act)[1]++;
    if (label.binds && bound.has(one.id)) binds.right++;
  });
}
await tagger.close();
const percent = (n, of) => `${((100 * n) / Math.max(1, of)).toFixed(1)}%`;
console.log(`${labels.size} articles, ${labelled} labelled, ${percent(act.found, labelled)} found`);
console.log(
  `act right of found ${percent(act.right, act.found)}; of those that no reader doubts ${percent(act.sureRight, act.sure)}`,
);
for (const [name, [right, of]] of each) console.log(`  ${name.padEnd(12)} ${right}/${of}`);
const f1 = (200 * binds.right) / Math.max(1, binds.gold + binds.found);
console.log(
  `commitments F1 ${f1.toFixed(1)} (${binds.gold} in the gold, ${binds.found} found, ${binds.right} right)`,
);
figure("acts right of found", (100 * act.right) / Math.max(1, act.found));
figure("commitments, F1", f1);
