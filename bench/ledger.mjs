// Recording, search and said over the briefings and news of the corpora, or a made-up ledger of our own.
//   npm run build && node bench/ledger.mjs [--statements 2000000] [--documents 40000]
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDocument, openLedger, record, search } from "../dist/index.js";
import { commitments } from "../dist/ledger/commitments.js";
import { person } from "../dist/ledger/people.js";
import { said } from "../dist/ledger/said.js";
import { options } from "./options.mjs";
import { random } from "./quotecheck/cases.mjs";

const { statements, per } = options({ statements: 200_000, per: 20 });
const rnd = random(11);
// Words by Zipf's law, of invented syllables: rare and common ones as in a language.
const syllables = "ba ke li mo nu ra si to ve za pel dor min gar tis lun".split(" ");
const word = (rank) => {
  let left = rank + 1;
  let out = "";
  while (left > 0) {
    out += syllables[left % syllables.length];
    left = Math.floor(left / syllables.length);
  }
  return out;
};
const zipf = () => Math.floor(Math.exp(rnd.next() * Math.log(60_000))) - 1;
const people = Array.from(
  { length: 20_000 },
  (_, i) =>
    `${word(i % 300).replace(/^./u, (c) => c.toUpperCase())} ${word(400 + i).replace(/^./u, (c) => c.toUpperCase())}`,
);

function reading(number) {
  let text = `Heading ${number}\n\n`;
  const attributions = [];
  const names = new Map();
  for (let i = 0; i < Number(per); i++) {
    const name = people[Math.floor(rnd.next() ** 3 * people.length)];
    if (!names.has(name)) names.set(name, `s${names.size + 1}`);
    const words = Array.from({ length: 8 + rnd.below(25) }, () => word(zipf())).join(" ");
    const start = text.length + name.length + 6;
    attributions.push({
      id: `a${i + 1}`,
      source: [{ start: text.length, end: text.length + name.length }],
      cue: [{ start: start - 5, end: start - 1 }],
      content: [{ start, end: start + words.length }],
      quotation: rnd.next() < 0.3 ? "direct" : "indirect",
      speaker: names.get(name),
      resolved: { by: "name", score: 1 },
      act: "assertion",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    });
    text += `${name} said ${words}.\n\n`;
  }
  const day = new Date(Date.UTC(2015, 0, 1) + rnd.below(3650) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  return {
    document: createDocument({ text, published: day, publisher: `Paper ${number % 40}` }),
    language: "en",
    attributions,
    exchanges: [],
    commitments: [],
    speakers: [...names].map(([name, id]) => ({
      id,
      name,
      kind: "person",
      title: null,
      affiliation: null,
      anonymity: false,
      mentions: [],
    })),
  };
}

const folder = mkdtempSync(join(tmpdir(), "onrecord-bench-"));
const ledger = await openLedger(join(folder, "ledger.db"), { create: true });
const documents = Math.ceil(Number(statements) / Number(per));
let spent = 0;
for (let i = 0; i < documents; i++) {
  const one = reading(i);
  const start = performance.now();
  await record(ledger, one, "2026-01-01T00:00:00Z");
  spent += performance.now() - start;
}
console.log(
  `recording   ${Math.round((documents * per) / (spent / 1000))} statements a second (${documents * per} in ${documents} documents; file ${(statSync(join(folder, "ledger.db")).size / 1e6).toFixed(0)} MB)`,
);

async function time(name, work, rounds = 60) {
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work(i);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(
    `${name.padEnd(22)} p50 ${times[rounds >> 1].toFixed(1)} ms  p95 ${times[Math.floor(rounds * 0.95)].toFixed(1)} ms`,
  );
}
await time("search, common word", (i) => search(ledger, { words: word(i % 5) }));
await time("search, rare word", (i) => search(ledger, { words: word(20_000 + 37 * i) }));
await time("speaker and date", (i) =>
  search(ledger, { words: word(50 + i), speaker: people[i * 11], since: "2020-01-01" }),
);
await time("speaker", (i) => person(ledger, people[i * 13]));
await time("said", () => said(ledger, Array.from({ length: 15 }, () => word(zipf())).join(" ")));
await time("commitments", () => commitments(ledger, { today: "2026-01-01" }));
console.log(`memory      ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`);
await ledger.close();
rmSync(folder, { recursive: true });
