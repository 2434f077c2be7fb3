// How fast transcripts are indexed and quotations checked against all of them, on one core. Seconds
// are those of the processor (its threads for garbage counted in), so that a busy machine does not
// count; and how the time grows with one draft's quotations and with one source's length.
//   npm run build && node --expose-gc bench/quotecheck/speed.mjs [--corpora DIR] [--quotations 4000]
import { join } from "node:path";
import { createDocument, findInputs, indexSources, load } from "../../dist/index.js";
import { checkClaims } from "../../dist/quotecheck/check.js";
import { options } from "../options.mjs";
import { CHANGES, draftOf, pick, random } from "./cases.mjs";

const { corpora, quotations } = options({ corpora: "../shared/data", quotations: 4000 });
/** Milliseconds of the processor. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const memory = () => {
  // Buffers are given back a little after what held them.
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: heapUsed + external, rss };
};
async function briefings(most = Infinity) {
  const documents = [];
  for await (const input of findInputs([join(corpora, "briefings")])) {
    if (input instanceof Error) throw input;
    const document = await load(input);
    if (document.turns.length > 0) documents.push(document);
    if (documents.length === most) break;
  }
  return documents;
}
// What the code itself takes, once it has run, is no part of what the texts take.
indexSources(await briefings(3));
const empty = memory();
const documents = await briefings();
const bytes = documents.reduce((sum, document) => sum + Buffer.byteLength(document.text), 0);
const before = memory();
let index = indexSources(documents);
const full = memory();
const rounds = [];
for (let i = 0; i < 5; i++) {
  const start = now();
  index = indexSources(documents);
  rounds.push(now() - start);
}
rounds.sort((a, b) => a - b);
console.log(
  `indexing      ${(index.wordCount / rounds[2] / 1000).toFixed(2)} million words a second (${index.wordCount} words of ${documents.length} briefings, median of 5)`,
);
if (globalThis.gc) {
  // A string with one curly quote in it takes two bytes a character.
  const held = documents.reduce(
    (sum, { text }) => sum + text.length * (/[^\0-\u00ff]/u.test(text) ? 2 : 1),
    0,
  );
  const times = (a, b) =>
    `${((b.used - a.used) / bytes).toFixed(2)} times the files' bytes, ${((b.used - a.used) / held).toFixed(2)} times the text as strings hold it (${((b.used - a.used) / 1e6).toFixed(0)} MB)`;
  console.log(`memory        index alone ${times(before, full)}`);
  console.log(`memory        texts, turns and index ${times(empty, full)}`);
  console.log(
    `memory        the process has grown by ${((full.rss - empty.rss) / 1e6).toFixed(0)} MB, garbage of reading the files counted in`,
  );
}

const rnd = random(7);
const kinds = Object.keys(CHANGES);
const drafts = [];
while (drafts.length * 4 < Number(quotations)) {
  const document = rnd.of(documents);
  const some = [];
  for (let k = 0; k < 40 && some.length < 4; k++) {
    const turn = rnd.of(document.turns);
    const found = pick(document.text, turn, rnd);
    const words = found && CHANGES[rnd.of(kinds)](found.words, rnd);
    if (words) some.push({ words, by: turn.speaker });
  }
  if (some.length < 4) continue;
  const { text, places } = draftOf(some, "NAME", rnd);
  drafts.push({
    text,
    claims: places.map((quotation, i) => ({ quotation, by: some[i].by, attributed: true })),
  });
}
const times = [];
for (let round = 0; round < 3; round++) {
  const start = now();
  for (const { text, claims } of drafts) await checkClaims(text, claims, index);
  times.push((now() - start) / 1000);
}
times.sort((a, b) => a - b);
const count = drafts.length * 4;
console.log(
  `checking      ${Math.round(count / times[1])} quotations a second against all of them (${count} of every kind of change, median of 3)`,
);

// One draft that quotes every briefing: what twice the quotations cost.
for (const many of [count / 4, count / 2, count]) {
  const some = drafts.slice(0, many / 4);
  let text = "";
  const claims = [];
  for (const one of some) {
    for (const { quotation, ...rest } of one.claims)
      claims.push({
        ...rest,
        quotation: { start: quotation.start + text.length, end: quotation.end + text.length },
      });
    text += one.text;
  }
  const start = now();
  await checkClaims(text, claims, index);
  const seconds = (now() - start) / 1000;
  console.log(
    `one draft     ${String(many).padStart(6)} quotations in ${seconds.toFixed(2)} s (${Math.round(many / seconds)} a second)`,
  );
}
// One source that is one long line.
for (const megabytes of [5, 10, 20]) {
  let line = "";
  for (let i = 0; line.length < megabytes * 1e6; i = (i + 1) % documents.length)
    line += documents[i].text.replace(/\s+/gu, " ");
  const start = now();
  const long = indexSources([createDocument({ text: line.slice(0, megabytes * 1e6) })]);
  const middle = now();
  for (const { text, claims } of drafts.slice(0, 50)) await checkClaims(text, claims, long);
  console.log(
    `one line      ${String(megabytes).padStart(6)} MB indexed in ${((middle - start) / 1000).toFixed(2)} s, 200 quotations in ${((now() - middle) / 1000).toFixed(2)} s`,
  );
}
