// What tells whether labelled attributions bind, as reading sees it, for commitments.py.
//   node training/commitment-features.mjs CORPORA ACTS > features.jsonl
// Labels: training/labels/*.jsonl (`commitment` or `binds`) and training/commitments.jsonl (`binds`). ACTS: what
// training/teachers.py wrote of train: teachers that have not read an article stand for the model's heads, which have.
// Needs `npm run build`.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPolnear } from "../bench/brat.mjs";
const dist = process.env.ONRECORD_DIST ?? "../dist";
const { actScores } = await import(`${dist}/attribution/acts.js`);
const { ACTS } = await import(`${dist}/attribution/attribution.js`);
const { bindingFeatures } = await import(`${dist}/commitment/binding.js`);
const { clauseOf } = await import(`${dist}/commitment/clause.js`);

const here = dirname(fileURLToPath(import.meta.url));
const [corpora, actsFile] = process.argv.slice(2);
const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean);
const heads = new Map();
for (const line of lines(actsFile)) {
  const { name, id, p, binds } = JSON.parse(line);
  heads.set(`${name} ${id}`, { act: p.map(logarithm), binds: logarithm(binds / (1 - binds)) });
}
function logarithm(x) {
  return Math.log(Math.min(Math.max(x, 1e-4), 1e4));
}
const labels = new Map();
for (const file of readdirSync(join(here, "labels")).filter((name) => name.endsWith(".jsonl")))
  for (const line of lines(join(here, "labels", file))) {
    const { name, id, commitment, binds } = JSON.parse(line);
    if (binds !== undefined) labels.set(`${name} ${id}`, { drawn: "rest", binds });
    else if (commitment !== undefined)
      labels.set(`${name} ${id}`, { drawn: "whole", binds: commitment !== null });
  }
for (const line of lines(join(here, "commitments.jsonl"))) {
  const { name, id, ...label } = JSON.parse(line);
  labels.set(`${name} ${id}`, label);
}
for (const { name, text, annotators } of loadPolnear(corpora, "train"))
  for (const { id, source, cue, content } of annotators[0]) {
    const label = labels.get(`${name} ${id}`);
    if (label === undefined || content.length === 0) continue;
    const said = content.map((s) => text.slice(s.start, s.end)).join(" ");
    const quotation = /^["“]|^''/.test(said)
      ? "direct"
      : /["“]|''/.test(said)
        ? "mixed"
        : "indirect";
    const draft = {
      source,
      cue,
      content,
      quotation,
      parent: null,
      score: 1,
      acts: heads.get(`${name} ${id}`) ?? null,
      by: "model",
    };
    const scores = actScores(text, draft);
    const act = ACTS[scores.indexOf(Math.max(...scores))];
    const told = { ...draft, act };
    const clause = clauseOf(text, told);
    if (clause === null) continue;
    const features = Object.fromEntries(bindingFeatures(text, told, draft, clause.manner));
    console.log(JSON.stringify({ name, id, ...label, features }));
  }
