// Weights of what takes somebody up (src/speaker/reference-weights.ts) from our labels.
//   node training/references.mjs CORPORA [--tagged FILE] [--half 0|1] [--l2 0.01] [--only MANNERS] [--write]
// For each manner ("he", "they", "it", "the senator") a softmax over all whom it may mean, L2-regularised;
// each labelled source whose speaker is among them is one case, with the annotators' spans and with ours.
// training/references.jsonl tells of more "they" and "it" whom they mean, by the noun or the name alone.
// --tagged: a cache of the model's output. --only A,B: the other manners keep their weights. --half: learn from every other article only. Needs `npm run build`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadPolnear } from "../bench/brat.mjs";
import { cachedTagger } from "../bench/cached-tagger.mjs";
import { attribute, quotationKind } from "../dist/attribution/attribute.js";
import { createDocument, paragraphs } from "../dist/index.js";
import { FEATURES, MANNERS } from "../dist/speaker/reference-features.js";
import { WEIGHTS } from "../dist/speaker/reference-weights.js";
import { resolveSpeakers } from "../dist/speaker/resolve.js";

const flag = (name) => {
  const i = process.argv.indexOf(name);
  return i < 0 ? null : process.argv[i + 1];
};
const labels = new Map();
const folder = new URL("labels/", import.meta.url);
for (const file of readdirSync(folder).filter((f) => f.endsWith(".jsonl")))
  for (const line of readFileSync(new URL(file, folder), "utf8").split("\n").filter(Boolean)) {
    const row = JSON.parse(line);
    if (!("speaker" in row)) continue;
    if (!labels.has(row.name)) labels.set(row.name, new Map());
    labels.get(row.name).set(row.id, row.speaker);
  }
for (const line of readFileSync(new URL("references.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean)) {
  const { name, id, means } = JSON.parse(line);
  if (!labels.has(name)) labels.set(name, new Map());
  labels.get(name).set(id, means ?? "nobody");
}
const articles = loadPolnear(process.argv[2], "train")
  .filter(({ name }) => labels.has(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const plain = (name) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N} |]/gu, "")
    .replace(/^(?:the|an?) /u, "")
    .split(" ")
    .slice(0, 8)
    .join(" ");

/** Whether a candidate's name tells of the one meant: the same, or the noun or surname that it ends with. */
function fits(name, speaker, manner) {
  const [one, other] = [plain(name), plain(speaker)];
  if (one === other) return true;
  if (manner !== "plural" && manner !== "neuter") return false;
  const parts = (all) =>
    all
      .split("|")
      .map((part) => part.trim())
      .sort();
  const [a, b] = [parts(one), parts(other)];
  return (
    a.length === b.length &&
    a.every((part) =>
      b.some((whole) => ` ${whole}`.endsWith(` ${part}`) || ` ${part}`.endsWith(` ${whole}`)),
    )
  );
}

const cases = Object.fromEntries(MANNERS.map((manner) => [manner, [[], []]]));
const missing = Object.fromEntries(MANNERS.map((manner) => [manner, 0]));
const tagger = cachedTagger(flag("--tagged") ?? "");
for (const [i, { name, text, annotators }] of articles.entries()) {
  const gold = new Map();
  for (const { id, source } of annotators[0])
    if (source[0] && labels.get(name).has(id)) gold.set(source[0].start, labels.get(name).get(id));
  const seen = await tagger.tag(text, paragraphs(text));
  const document = createDocument({ text });
  for (const drafts of [draftsOf(text, annotators[0], seen), attribute(text, seen)])
    resolveSpeakers(document, seen, drafts, (index, manner, candidates) => {
      const speaker = gold.get(drafts[index].source[0]?.start);
      if (!speaker || candidates.length < 2) return;
      const right = candidates.flatMap(({ party }, k) =>
        party && fits(party.name, speaker, manner) ? [k] : [],
      );
      if (right.length === 0) {
        if (speaker !== "nobody") missing[manner]++;
        // Nobody, where the manner knows nobody: the last candidate.
        if (manner === "plural" || manner === "neuter") right.push(candidates.length - 1);
        else return;
      }
      const rows = candidates.map(({ features }) =>
        features.flatMap((value, k) => (value === 0 ? [] : [[k, value]])),
      );
      cases[manner][i % 2].push({ right, rows });
    });
}
await tagger.close();

function draftsOf(text, relations, seen) {
  const place = ({ source, cue, content }) =>
    Math.min(...[...source, ...cue, ...content].map(({ start }) => start));
  return relations
    .filter(({ content }) => content.length > 0)
    .sort((a, b) => place(a) - place(b))
    .map(({ source, cue, content }) => ({
      source,
      cue,
      content,
      quotation: quotationKind(text, content, seen),
      parent: null,
      score: 1,
      acts: null,
      by: "model",
    }));
}

const RATE = 0.5;
const MOMENTUM = 0.9;
const ROUNDS = 400;
const PULL = Number(flag("--l2") ?? 0.01);
const dot = (row, w) => row.reduce((sum, [k, value]) => sum + value * w[k], 0);
/** What is known beforehand, where the labels hold too few cases ("the two mayors", "he told Lund"): the pull is towards it. */
const PRIOR = { person: { told: -5 }, description: { two: 4 } };
function learn(examples, manner) {
  const prior = FEATURES.map((name) => PRIOR[manner]?.[name] ?? 0);
  const w = [...prior];
  const speed = FEATURES.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const step = w.map((value, k) => -PULL * (value - prior[k]));
    for (const { right, rows } of examples) {
      const scores = rows.map((row) => dot(row, w));
      const top = Math.max(...scores);
      const raised = scores.map((s) => Math.exp(s - top));
      const sum = raised.reduce((a, b) => a + b, 0);
      const own = right.reduce((total, r) => total + raised[r], 0);
      rows.forEach((row, r) => {
        const off = ((right.includes(r) ? raised[r] / own : 0) - raised[r] / sum) / examples.length;
        for (const [k, value] of row) step[k] += off * value;
      });
    }
    step.forEach((value, k) => {
      speed[k] = MOMENTUM * speed[k] + RATE * value;
      w[k] += speed[k];
    });
  }
  return w.map((value) => Math.round(value * 1000) / 1000);
}
function right(examples, w) {
  let hits = 0;
  for (const { right: gold, rows } of examples) {
    const scores = rows.map((row) => dot(row, w));
    hits += gold.includes(scores.indexOf(Math.max(...scores)));
  }
  return `${hits}/${examples.length}`;
}
const half = flag("--half");
const learnt = {};
for (const manner of MANNERS) {
  const both = cases[manner];
  console.log(
    `${manner}: ${both.map((c) => c.length).join(" + ")} cases; ${missing[manner]} not among the candidates`,
  );
  console.log(
    "  present weights:",
    right(both[0], WEIGHTS[manner]),
    right(both[1], WEIGHTS[manner]),
  );
  for (const one of [0, 1])
    console.log(
      `  learnt on ${one}, on the other half:`,
      right(both[1 - one], learn(both[one], manner)),
    );
  const kept = flag("--only") !== null && !flag("--only").split(",").includes(manner);
  learnt[manner] = kept
    ? WEIGHTS[manner]
    : learn(half === null ? both.flat() : both[Number(half)], manner);
  console.log("  learnt:", right(both[0], learnt[manner]), right(both[1], learnt[manner]));
  const told = FEATURES.map((name, k) => `${name} ${learnt[manner][k]}`);
  console.log(`  ${told.filter((_, k) => learnt[manner][k] !== 0).join("  ")}`);
}
if (process.argv.includes("--write"))
  writeFileSync(
    new URL("../src/speaker/reference-weights.ts", import.meta.url),
    `import type { Manner } from "./reference-features.js";

/** Written by training/references.mjs from training/labels: a weight for each of \`FEATURES\`. */
export const WEIGHTS: Readonly<Record<Manner, readonly number[]>> = ${JSON.stringify(learnt)};
`,
  );
