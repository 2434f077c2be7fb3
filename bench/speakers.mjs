// Speakers against our own labels of PolNeAR `train` (training/labels):
//   node bench/speakers.mjs [--corpora DIR] [--spans found|gold] [--half all|0|1] [--tagged FILE] [--errors FILE]
// --spans gold: with the annotators' spans, so that only speakers are judged. --half: every other article.
// --tagged: a cache of what the model saw. --errors: writes each error with its text, for reading only.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { quotationKind } from "../dist/attribution/attribute.js";
import { createDocument, paragraphs, read } from "../dist/index.js";
import { resolveSpeakers } from "../dist/speaker/resolve.js";
import { loadPolnear } from "./brat.mjs";
import { cachedTagger } from "./cached-tagger.mjs";
import { calibration, pairedByContent } from "./measure.mjs";
import { options } from "./options.mjs";

const { corpora, spans, half, tagged, errors } = options({
  corpora: "../shared/data",
  spans: "found",
  half: "all",
  tagged: "",
  errors: "",
});

const folder = new URL("../training/labels/", import.meta.url);
const labels = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".jsonl")))
  for (const line of readFileSync(new URL(file, folder), "utf8").split("\n").filter(Boolean)) {
    const row = JSON.parse(line);
    if (!("speaker" in row)) continue;
    if (!labels.has(row.name)) labels.set(row.name, new Map());
    labels.get(row.name).set(row.id, row);
  }
const articles = loadPolnear(corpora, "train")
  .filter(({ name }) => labels.has(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .filter((_, i) => half === "all" || i % 2 === Number(half));

const tagger = cachedTagger(tagged);
const tally = { labelled: 0, found: 0, speaker: 0, kind: 0, to: 0, hearsay: 0, unresolved: 0 };
const ways = new Map();
const scored = [];
const wrong = [];
for (const { name, text, annotators } of articles) {
  const rows = labels.get(name);
  const gold = annotators[0].filter(({ id }) => rows.has(id));
  const answers = await (spans === "gold" ? fromGold : fromText)(name, text, gold);
  gold.forEach((relation, i) => {
    tally.labelled++;
    const answer = answers[i];
    if (!answer) return;
    tally.found++;
    const label = rows.get(relation.id);
    const right = same(cutAs(label.speaker, answer.speaker?.name ?? null), label.speaker);
    tally.speaker += right;
    tally.kind += (answer.speaker?.kind ?? "none") === label.kind;
    tally.to += same(cutAs(label.to, answer.to), label.to);
    if (answer.hearsay !== undefined) tally.hearsay += answer.hearsay === label.hearsay;
    const key = `${answer.by ?? "none"}${answer.source.length > 0 ? "" : " (no source)"}`;
    const way = ways.get(key) ?? [0, 0];
    ways.set(key, [way[0] + right, way[1] + 1]);
    if (answer.speaker) scored.push({ score: answer.score, right });
    else if (label.speaker) tally.unresolved++;
    const kindRight = (answer.speaker?.kind ?? "none") === label.kind;
    if (!right || !kindRight || !same(cutAs(label.to, answer.to), label.to))
      wrong.push({ name, text, relation, label, answer, right, kindRight });
  });
}
await tagger.close();

const percent = (n, of) => `${((100 * n) / Math.max(1, of)).toFixed(1)}%`;
console.log(
  `${articles.length} articles, ${tally.labelled} labelled, ${percent(tally.found, tally.labelled)} found (${spans} spans)`,
);
for (const key of ["speaker", "kind", "to", ...(spans === "gold" ? [] : ["hearsay"])])
  console.log(`${key.padEnd(8)} right of found ${percent(tally[key], tally.found)}`);
console.log(`left unresolved though labelled: ${tally.unresolved}`);
for (const [by, [right, of]] of [...ways].sort((a, b) => b[1][1] - a[1][1]))
  console.log(`  by ${by.padEnd(24)} ${right}/${of} right (${percent(right, of)})`);
const { error, bins } = calibration(scored);
console.log(`Calibration: expected calibration error ${error.toFixed(3)}`);
for (const [i, bin] of bins.entries())
  if (bin.n > 0)
    console.log(
      `  ${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}  ${String(bin.n).padStart(5)}, mean score ${(bin.score / bin.n).toFixed(2)}, right ${(bin.right / bin.n).toFixed(2)}`,
    );
if (errors) writeFileSync(errors, wrong.map(shown).join("\n"));

async function fromText(name, text, gold) {
  const reading = await read(createDocument({ text, path: `${name}.txt` }), tagger);
  return pairedByContent(text, gold, reading.attributions).map((one) => {
    if (one === null) return null;
    const speaker = reading.speakers.find(({ id }) => id === one.speaker) ?? null;
    return { ...one.resolved, speaker, to: one.to, hearsay: one.hearsay, source: one.source };
  });
}

async function fromGold(name, text, gold) {
  const seen = await tagger.tag(text, paragraphs(text));
  const place = ({ source, cue, content }) =>
    Math.min(...[...source, ...cue, ...content].map(({ start }) => start));
  const inOrder = gold
    .map((relation, i) => ({ ...relation, i }))
    .filter(({ content }) => content.length > 0)
    .sort((a, b) => place(a) - place(b));
  const drafts = inOrder.map(({ source, cue, content }) => ({
    source,
    cue,
    content,
    quotation: quotationKind(text, content, seen),
    parent: null,
    score: 1,
    acts: null,
    by: "model",
  }));
  const found = resolveSpeakers(createDocument({ text, path: `${name}.txt` }), seen, drafts);
  const answers = gold.map(() => null);
  inOrder.forEach(({ i, source }, n) => {
    const { speaker, by, score } = found.resolutions[n];
    const who = found.speakers.find(({ id }) => id === speaker) ?? null;
    answers[i] = { by, score, speaker: who, to: found.to[n], source };
  });
  return answers;
}

/** Labels keep eight words of a longer description: then only those count. */
function cutAs(label, name) {
  const bare = (name ?? "").replace(/^(?:the|an?) /i, "").split(/\s+/);
  return label?.split(" ").length === 8 ? bare.slice(0, 8).join(" ") : name;
}

function same(one, other) {
  return plain(one) === plain(other);
}

function plain(name) {
  return (name ?? "")
    .toLowerCase()
    .split("|")
    .map((part) =>
      part
        .replace(/[’]/g, "'")
        .replace(/[^\p{L}\p{N}' ]/gu, " ")
        .replace(/\s+/g, " ")
        .trim()
        .replace(/^(?:the|a|an) /, ""),
    )
    .sort()
    .join("|");
}

function shown({ name, text, relation, label, answer, right, kindRight }) {
  const words = (list) => list.map(({ start, end }) => text.slice(start, end)).join(" … ");
  const start = Math.min(
    ...[...relation.cue, ...relation.source, ...relation.content].map((s) => s.start),
  );
  const marks = [
    right ? "" : "SPEAKER",
    kindRight ? "" : "KIND",
    same(cutAs(label.to, answer.to), label.to) ? "" : "TO",
  ];
  return [
    `${marks.filter(Boolean).join(" ")} ${name} ${relation.id}`,
    `  gold source “${words(relation.source)}” cue “${words(relation.cue)}” found source “${words(answer.source)}”`,
    `  gold ${label.speaker} (${label.kind}) to ${label.to}`,
    `  ours ${answer.speaker?.name ?? null} (${answer.speaker?.kind ?? "none"}, ${answer.by} ${answer.score.toFixed(2)}) to ${answer.to}`,
    `  text ${text.slice(Math.max(0, start - 120), start + 220).replace(/\n+/g, " ¶ ")}`,
  ].join("\n");
}
