// Features of labelled attributions, as reading sees them, for acts.py.
//   node training/act-features.mjs CORPORA SPLIT LABELS [--all] > features.jsonl
// LABELS is a folder of .jsonl (name, id, act, … a line) or of .json ({name, labels}). Needs `npm run build`.
// --all: those without a label or with one in doubt, too (act null).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolnear } from "../bench/brat.mjs";
import { actFeatures } from "../dist/attribution/act-features.js";

const [corpora, split, folder, ...flags] = process.argv.slice(2);
const labels = new Map();
for (const file of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, file), "utf8");
  const rows = file.endsWith(".jsonl")
    ? text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : file.endsWith(".json")
      ? JSON.parse(text).labels.map((label) => ({ name: JSON.parse(text).name, ...label }))
      : [];
  for (const row of rows) labels.set(`${row.name} ${row.id}`, row);
}
for (const { name, text, annotators } of loadPolnear(corpora, split))
  for (const relation of annotators[0]) {
    const label = labels.get(`${name} ${relation.id}`);
    const act = label === undefined || label.doubt ? null : label.act;
    if ((act === null && !flags.includes("--all")) || relation.content.length === 0) continue;
    const features = Object.fromEntries(actFeatures(text, relation));
    console.log(JSON.stringify({ name, id: relation.id, act, features }));
  }
