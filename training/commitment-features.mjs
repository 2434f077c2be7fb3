// What tells whether labelled attributions bind, as reading sees it, for commitments.py.
//   node training/commitment-features.mjs CORPORA HEADS [--all] > features.jsonl
// Labels: training/labels/*.jsonl (`commitment`) and training/commitments.jsonl (`binds`). HEADS: what
// training/act-heads.mjs printed of train. --all: unlabelled ones, too. Needs `npm run build`.
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
const [corpora, headsFile, all] = process.argv.slice(2);
const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean);
const heads = new Map();
for (const line of lines(headsFile)) {
  const { name, id, head } = JSON.parse(line);
  heads.set(`${name} ${id}`, head);
}
const labels = new Map();
for (const file of readdirSync(join(here, "labels")).filter((name) => name.endsWith(".jsonl")))
  for (const line of lines(join(here, "labels", file))) {
    const { name, id, commitment } = JSON.parse(line);
    if (commitment !== undefined)
      labels.set(`${name} ${id}`, { drawn: "whole", binds: commitment !== null });
  }
for (const line of lines(join(here, "commitments.jsonl"))) {
  const { name, id, ...label } = JSON.parse(line);
  labels.set(`${name} ${id}`, label);
}
for (const { name, text, annotators } of loadPolnear(corpora, "train"))
  for (const { id, source, cue, content } of annotators[0]) {
    const label = labels.get(`${name} ${id}`) ?? (all ? {} : null);
    if (label === null || content.length === 0) continue;
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
    const features = Object.fromEntries(bindingFeatures(text, told, scores, clause.manner));
    console.log(JSON.stringify({ name, id, ...label, features }));
  }
