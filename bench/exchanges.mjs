// npm run build && node bench/exchanges.mjs [--corpora DIR] [--errors 1] [--qevasion 1]
// Exchanges and commitments of briefings against our labels (bench/labels/exchanges.jsonl: digests of
// the files and places in them, no words), read by one careful reader. Where a reader found several turns that answer,
// any of them is right as the first. The rules were made looking at the set `dev`; `test` was labelled
// afterwards, before it was read by them, and is only measured on. Of 14 more stretches (without `exchanges`) the commitments
// alone are labelled: those of `test` by two readers apart, who agree in 95% (F1). With --qevasion: what `reply` can tell of QEvasion's labels
// (evaluation only: nothing is tuned on it).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTagger, read } from "../dist/index.js";
import { replyOf } from "../dist/exchange/reply.js";
import { briefingsByDigest } from "./briefings-by-digest.mjs";
import { options } from "./options.mjs";

const { corpora, set, errors, qevasion } = options({
  corpora: "../shared/data",
  set: "test",
  errors: "",
  qevasion: "",
});
const percent = (part, whole) => (whole === 0 ? "–" : ((100 * part) / whole).toFixed(1));

const tagger = await openTagger({});
const rows = readFileSync(new URL("labels/exchanges.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter((row) => set === "all" || row.set === set);
const count = { questions: 0, found: 0, right: 0, extra: 0, replies: 0, replyRight: 0 };
const confusion = {};
const bound = { gold: 0, found: 0, right: 0 };
const briefings = briefingsByDigest(join(corpora, "briefings"));
for (const row of rows) {
  const document = briefings.get(row.id);
  if (!document) throw new Error(`no file of ${corpora}/briefings has the digest ${row.id}`);
  const { text } = document;
  const reading = await read(document, tagger);
  const starts = new Map(reading.attributions.map((one) => [one.id, one.content[0].start]));
  measureExchanges(row, reading, starts, text);
  measureCommitments(row, reading, text);
}
await tagger.close();
console.log(
  `${count.questions} questions: ${percent(count.found, count.questions)}% found, ${percent(count.right, count.questions)}% with the right answer turn; ${count.extra} turns taken for questions that ask nothing`,
);
console.log(
  `reply: ${percent(count.replyRight, count.replies)}% of ${count.replies} rightly answered ones as the reader has it`,
);
for (const [pair, n] of Object.entries(confusion).sort((a, b) => b[1] - a[1]))
  console.log(`  ${String(n).padStart(3)}  ${pair}`);
console.log(
  `commitments: precision ${percent(bound.right, bound.found)}, recall ${percent(bound.right, bound.gold)}, F1 ${percent(2 * bound.right, bound.gold + bound.found)} (${bound.gold} labelled)`,
);
if (qevasion) measureQevasion();

function measureExchanges(row, reading, starts, text) {
  const found = reading.exchanges.map((one) => ({
    ...one,
    question: one.question.map((id) => starts.get(id)),
    answer: one.answer.map((id) => starts.get(id)),
  }));
  const asked = new Set();
  for (const gold of row.exchanges) {
    const theirs = gold.question.map((q) => found.find((one) => one.question.includes(q)));
    gold.question.forEach((q, i) => {
      asked.add(q);
      count.questions++;
      count.found += theirs[i] !== undefined;
      const right = theirs[i] !== undefined && gold.answer.includes(theirs[i].answer[0]);
      count.right += right;
      if (!right && errors) show(text, theirs[i] ? "OTHER ANSWER" : "MISSED", q);
    });
    const last = theirs[theirs.length - 1];
    if (!last || !gold.answer.includes(last.answer[0])) continue;
    count.replies++;
    count.replyRight += last.reply === gold.reply;
    if (last.reply === gold.reply) continue;
    const pair = `${gold.reply} taken for ${last.reply}`;
    confusion[pair] = (confusion[pair] ?? 0) + 1;
    if (errors) show(text, pair, last.answer[0]);
  }
  // Questions whose answers lie behind the labelled stretch are not counted.
  const end = Math.max(...asked);
  for (const one of found)
    for (const q of one.question)
      if (q >= row.from && q < end && !asked.has(q)) {
        count.extra++;
        if (errors) show(text, "ASKS NOTHING", q);
      }
}

function measureCommitments(row, reading, text) {
  // Only those of the speaker himself were labelled, not those of whom he quotes.
  const turns = new Set(
    reading.attributions
      .filter((one) => one.parent === null && one.cue.length === 0)
      .map((one) => one.id),
  );
  const found = reading.commitments
    .filter((one) => turns.has(one.attribution))
    .map((one) => one.action)
    .filter(({ start }) => start >= row.from && start < row.to);
  const used = new Set();
  bound.gold += row.commitments.length;
  bound.found += found.length;
  for (const { at } of row.commitments) {
    const mine = found.find((one) => !used.has(one) && near(one, at, text));
    if (mine) used.add(mine);
    else if (errors) show(text, "NOT FOUND TO BIND", at - 60);
    bound.right += mine !== undefined;
  }
  if (errors) for (const one of found) if (!used.has(one)) show(text, "BINDS NOT", one.start - 60);
}

/** The same act: the labelled place lies in the action, or so close before it that no sentence ends between. */
function near(action, at, text) {
  if (at >= action.start - 40 && at <= action.end)
    return !/[.!?]\s/.test(text.slice(Math.min(at, action.start), Math.max(at, action.start)));
  return false;
}

function measureQevasion() {
  const table = {};
  for (const { question: _, interview_answer, clarity_label } of csv(
    readFileSync(join(corpora, "qevasion", "train.csv"), "utf8"),
  )) {
    const { reply } = replyOf(interview_answer, { start: 0, end: interview_answer.length });
    table[clarity_label] ??= {};
    table[clarity_label][reply] = (table[clarity_label][reply] ?? 0) + 1;
  }
  console.log("QEvasion (evaluation only): what the answer's words show, by the label of clarity");
  for (const [label, replies] of Object.entries(table))
    console.log(`  ${label}: ${JSON.stringify(replies)}`);
}

/** Rows of a CSV file with quoted fields, by its header. */
function csv(source) {
  const table = [[""]];
  let quoted = false;
  for (let i = 0; i < source.length; i++) {
    const row = table[table.length - 1];
    const c = source[i];
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (source[i + 1] === '"') row[row.length - 1] += source[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push("");
    else if (c === "\n") table.push([""]);
    else if (c !== "\r") row[row.length - 1] += c;
  }
  const [header, ...body] = table.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""])));
}

function show(text, what, at) {
  console.log(`${what}: ${text.slice(Math.max(0, at), at + 160).replace(/\s+/g, " ")}`);
}
