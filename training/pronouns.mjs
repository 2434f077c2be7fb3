// Weights of the pronoun ranker (src/speaker/pronoun-weights.ts) from our labels.
//   node training/pronouns.mjs CORPORA [--tagged FILE] [--half 0|1] [--write]
// A softmax over all whom "he" or "she" may mean, L2-regularised; each labelled pronoun whose speaker is
// among them is one case. --tagged: a cache of the model's output, made where it is not there.
// --half: learn from every other article only and measure on the rest. Needs `npm run build`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadPolnear } from "../bench/brat.mjs";
const at = (name) => new URL(`${process.env.DIST ?? "../dist"}/${name}`, import.meta.url).href;
const { attribute } = await import(at("attribution/attribute.js"));
const { resolveSpeakers } = await import(at("speaker/resolve.js"));
const { FEATURES, WEIGHTS } = await import(at("speaker/pronoun-weights.js"));
const { createDocument, openTagger, paragraphs } = await import(at("index.js"));

const flag = (name) => {
  const i = process.argv.indexOf(name);
  return i < 0 ? null : process.argv[i + 1];
};
const labels = new Map();
const folder = new URL("labels/", import.meta.url);
for (const file of readdirSync(folder).filter((f) => f.endsWith(".jsonl")))
  for (const line of readFileSync(new URL(file, folder), "utf8").split("\n").filter(Boolean)) {
    const row = JSON.parse(line);
    if (row.speaker) labels.set(`${row.name} ${row.id}`, row.speaker);
  }
const named = new Set([...labels.keys()].map((key) => key.slice(0, key.lastIndexOf(" "))));
const articles = loadPolnear(process.argv[2], "train")
  .filter(({ name }) => named.has(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const cache = flag("--tagged");
let tagged = new Map();
if (cache && existsSync(cache))
  tagged = new Map(JSON.parse(readFileSync(cache, "utf8")).map((d) => [d.name, d.tagged]));
const missingHere = articles.filter(({ name }) => !tagged.has(name));
if (missingHere.length > 0) {
  const tagger = await openTagger();
  for (const { name, text } of missingHere)
    tagged.set(name, await tagger.tag(text, paragraphs(text)));
  if (cache)
    writeFileSync(cache, JSON.stringify([...tagged].map(([name, t]) => ({ name, tagged: t }))));
}

const plain = (name) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .replace(/^(?:the|an?) /u, "");
const cases = [[], []];
let missing = 0;
articles.forEach(({ name, text, annotators }, i) => {
  const gold = new Map();
  for (const { id, source } of annotators[0]) {
    const speaker = labels.get(`${name} ${id}`);
    if (speaker && source[0]) gold.set(source[0].start, plain(speaker));
  }
  const one = tagged.get(name);
  const drafts = attribute(text, one);
  const seenAt = new Set();
  resolveSpeakers(createDocument({ text }), one, drafts, (index, candidates) => {
    const place = drafts[index].source[0]?.start;
    const speaker = gold.get(place);
    if (!speaker || seenAt.has(place)) return;
    seenAt.add(place);
    const right = candidates.findIndex(({ party }) => plain(party.name) === speaker);
    if (right < 0) missing++;
    else cases[i % 2].push({ right, rows: candidates.map(({ features }) => features) });
  });
});

const RATE = 0.3;
const ROUNDS = 3000;
const PULL = Number(flag("--l2") ?? 0.01);
const dot = (row, w) => row.reduce((sum, value, k) => sum + value * w[k], 0);
function learn(examples) {
  const w = FEATURES.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const step = w.map((value) => -PULL * value);
    for (const { right, rows } of examples) {
      const scores = rows.map((row) => dot(row, w));
      const top = Math.max(...scores);
      const raised = scores.map((s) => Math.exp(s - top));
      const sum = raised.reduce((a, b) => a + b, 0);
      rows.forEach((row, r) => {
        const off = ((r === right ? 1 : 0) - raised[r] / sum) / examples.length;
        row.forEach((value, k) => (step[k] += off * value));
      });
    }
    step.forEach((value, k) => (w[k] += RATE * value));
  }
  return w.map((value) => Math.round(value * 1000) / 1000);
}
function right(examples, w) {
  let hits = 0;
  for (const { right: gold, rows } of examples) {
    const scores = rows.map((row) => dot(row, w));
    hits += scores.indexOf(Math.max(...scores)) === gold;
  }
  return `${hits}/${examples.length}`;
}
console.log(`cases ${cases.map((c) => c.length).join(" + ")}; not among the candidates ${missing}`);
console.log("present weights:", right(cases[0], WEIGHTS), right(cases[1], WEIGHTS));
for (const half of [0, 1])
  console.log(`learnt on ${half}, on the other half:`, right(cases[1 - half], learn(cases[half])));
const half = flag("--half");
const w = learn(half === null ? cases.flat() : cases[Number(half)]);
console.log("learnt:", right(cases[0], w), right(cases[1], w));
console.log(FEATURES.map((name, k) => `${name} ${w[k]}`).join("  "));
if (process.argv.includes("--write"))
  writeFileSync(
    new URL("../src/speaker/pronoun-weights.ts", import.meta.url),
    `/** Written by training/pronouns.mjs from training/labels; features as src/speaker/pronoun.ts defines them. */
export const FEATURES = ${JSON.stringify(FEATURES)} as const;

export const WEIGHTS: readonly number[] = ${JSON.stringify(w)};
`,
  );
