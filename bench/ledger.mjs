// The ledger's speed and memory: a made-up ledger, and one of a corpus; the API by Debian's `wrk`.
//   npm run bench:ledger -- [--statements 2000000] [--corpora DIR] [--keep DIR] [--ledger postgres://…]
// Without --corpora only the made-up one is measured. --keep names a folder in which the ledgers are
// made once and left; else they are made anew, and taken out. --ledger keeps the made-up one elsewhere.
// Run on an idle machine: figures are wall-clock.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { openLedger, record, search } from "../dist/index.js";
import { commitments } from "../dist/ledger/commitments.js";
import { person } from "../dist/ledger/people.js";
import { countAll } from "../dist/ledger/record.js";
import { said } from "../dist/ledger/said.js";
import { madeUp, PER } from "./made-up.mjs";
import { options } from "./options.mjs";
import { random } from "./quotecheck/cases.mjs";
import { figure } from "./results.mjs";

const ONRECORD = fileURLToPath(new URL("../bin/onrecord.js", import.meta.url));
const given = options({
  statements: 2_000_000,
  corpora: "",
  articles: 4000,
  keep: "",
  ledger: "",
  rounds: 100,
});
/** Statements recorded besides, into a copy of the made-up ledger. */
const MORE = 40_000;
const folder = given.keep === "" ? mkdtempSync(join(tmpdir(), "onrecord-bench-")) : given.keep;
mkdirSync(folder, { recursive: true });
const rnd = random(7);
const tell = (what, figure) => console.log(`${what.padEnd(40)} ${figure}`);

/** Records made-up readings until the ledger holds so many statements; `what` names the figure. */
async function makeUp(location, most, what) {
  const ledger = await openLedger(location, { create: true });
  let { statements } = await countAll(ledger);
  const missing = most - statements;
  let spent = 0;
  for (let number = statements / PER; statements < most; number++, statements += PER) {
    const reading = madeUp(number);
    const start = performance.now();
    await record(ledger, reading, "2026-01-01T00:00:00Z");
    spent += performance.now() - start;
    if (process.stderr.isTTY && number % 500 === 0)
      process.stderr.write(`\r${statements} statements recorded`);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[2K");
  if (missing > 0) {
    const rate = Math.round(missing / (spent / 1000));
    tell(what, `${rate} statements a second`);
    figure(`${what}, statements a second`, rate);
  }
  await ledger.close();
}

/** Records into a copy of a ledger that holds many statements already. */
async function recordMore(location, statements) {
  const copy = join(folder, "more.db");
  copyFileSync(location, copy);
  execFileSync("sync"); // else the copy is still being written while it is recorded into
  await makeUp(copy, statements + MORE, "made up: recording");
  for (const end of ["", "-wal", "-shm"]) rmSync(copy + end, { force: true });
}

/** What to ask: common and rare words, speakers with days, utterances, all found in the ledger. */
async function questionsFor(ledger) {
  const { last } = await ledger.db
    .selectFrom("statements")
    .select((eb) => eb.fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  const counts = new Map();
  const sample = [];
  for (let i = 0; i < 4000; i++) {
    const row = await ledger.db
      .selectFrom("statements")
      .select(["words", "speaker"])
      .where("id", ">=", 1 + rnd.below(last))
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    if (!row) continue;
    sample.push(row);
    for (const word of new Set(row.words.toLowerCase().match(/\p{L}{2,}/gu) ?? []))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const common = byCount.slice(0, 20);
  const rare = byCount.filter((word) => counts.get(word) === 1);
  const spoken = sample.filter(({ speaker }) => speaker !== null && speaker.includes(" "));
  return {
    common: () => ({ words: rnd.of(common) }),
    two: () => ({ words: `${rnd.of(common)} ${rnd.of(common)}` }),
    rare: () => ({ words: rnd.of(rare) }),
    speaker: () => {
      const { speaker, words } = rnd.of(spoken);
      const own = words.match(/\p{L}{2,}/gu) ?? ["the"];
      return { words: rnd.of(own), speaker, since: "2016-01-01", until: "2024-12-31" };
    },
    utterance: () => rnd.of(sample.filter(({ words }) => words.split(" ").length > 7)).words,
    name: () => rnd.of(spoken).speaker,
  };
}

/** Which ledger is asked, in the names of figures. */
let which = "made up";

async function time(what, work) {
  const times = [];
  for (let i = 0; i < Number(given.rounds); i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
  tell(what, `p50 ${at(0.5)} ms  p95 ${at(0.95)} ms`);
  figure(`${which}: ${what}, p95 ms`, Number(at(0.95)));
}

async function queries(location) {
  const ledger = await openLedger(location, { create: false });
  const { documents, statements } = await countAll(ledger);
  const size = existsSync(location) ? `, ${(statSync(location).size / 1e6).toFixed(0)} MB` : "";
  console.log(`\n${statements} statements of ${documents} documents${size}`);
  const ask = await questionsFor(ledger);
  await time("search, common word", () => search(ledger, ask.common()));
  await time("search, two common words", () => search(ledger, ask.two()));
  await time("search, rare word", () => search(ledger, ask.rare()));
  await time("search, speaker and date", () => search(ledger, ask.speaker()));
  await time("said", () => said(ledger, ask.utterance()));
  await time("speaker", () => person(ledger, ask.name()));
  await time("commitments", () => commitments(ledger, { today: "2026-01-01" }));
  await time("shell: search, rare word", () => {
    const { words } = ask.rare();
    execFileSync(process.execPath, [ONRECORD, "search", words, "--ledger", location]);
  });
  await api(location, ask);
  await ledger.close();
}

const megabytes = (pid) => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round((Number(kilobytes) * 1024) / 1e6);
};

/** What the open model takes of `serve`'s memory, measured in a process of its own. */
function modelMemory() {
  const script = `
    const { openTagger } = await import(${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)});
    const before = process.memoryUsage().rss;
    await openTagger();
    console.log(process.memoryUsage().rss - before);`;
  const args = ["--input-type=module", "-e", script];
  return Math.round(Number(execFileSync(process.execPath, args, { encoding: "utf8" })) / 1e6);
}

/** What a process has spent of the processors, in milliseconds (a tick is ten). */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /u, "")
    .split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** Serves a ledger for as long as `work` takes. */
async function served(location, work) {
  const server = spawn(process.execPath, [ONRECORD, "serve", "--port", "0", "--ledger", location]);
  try {
    const address = await new Promise((found, failed) => {
      let printed = "";
      server.stdout.on("data", (data) => {
        const [url] = /http:\S+?(?=\/? )/u.exec((printed += data)) ?? [];
        if (url) found(url);
      });
      server.stderr.on("data", (data) => process.stderr.write(data));
      server.once("exit", () => failed(new Error("`onrecord serve` ended")));
    });
    return await work(address, server.pid);
  } finally {
    server.kill("SIGTERM");
  }
}

async function api(location, ask) {
  if (spawnSync("wrk", ["--version"]).error) {
    tell("API", "not measured: wrk is not there (apt-get install wrk)");
    return;
  }
  const paths = Array.from({ length: 300 }, (_, i) => {
    const { words, ...rest } = [ask.common, ask.rare, ask.speaker][i % 3]();
    return `/api/search?${new URLSearchParams({ q: words, ...rest })}`;
  });
  const script = join(folder, "paths.lua");
  writeFileSync(
    script,
    `local paths = { ${paths.map((path) => JSON.stringify(path)).join(", ")} }
local i = 0
request = function() i = i % #paths + 1; return wrk.format("GET", paths[i]) end
`,
  );
  const empty = await served(join(folder, "empty.db"), async (address, pid) => {
    await fetch(`${address}/api/health`);
    return megabytes(pid);
  });
  await served(location, async (address, pid) => {
    const before = processorTime(pid);
    const wrk = spawnSync(
      "wrk",
      ["-t1", "-c32", "-d15s", "--latency", "-s", script, `${address}/`],
      { encoding: "utf8" },
    ).stdout;
    const [, rate] = /Requests\/sec:\s+(\S+)/u.exec(wrk) ?? [];
    const [, slow] = /99%\s+(\S+)/u.exec(wrk) ?? [];
    const [failed = ""] = /Non-2xx.*|Socket errors.*/u.exec(wrk) ?? [];
    tell("API: search, 32 connections", `${rate} requests a second, p99 ${slow} ${failed}`);
    figure(`${which}: API, requests a second`, Number(rate));
    const [, done] = /(\d+) requests in/u.exec(wrk) ?? [];
    tell("processor time of a request", `${((processorTime(pid) - before) / done).toFixed(2)} ms`);
    const all = megabytes(pid);
    const model = modelMemory();
    tell(
      "memory of serve, after that",
      `${all} MB, the model ${model}; ${empty} on an empty ledger`,
    );
    figure(`${which}: memory besides the model, MB`, all - model);
  });
}

/** The ledger of a corpus, read once by the command line. */
async function ofCorpus(corpora) {
  const location = join(folder, `corpus-${given.articles}.db`);
  if (existsSync(location)) return location;
  const articles = join(folder, "articles.jsonl");
  await pipeline(
    createReadStream(join(corpora, "news/articles.jsonl.gz")),
    createGunzip(),
    firstLines(Number(given.articles)),
    createWriteStream(articles),
  );
  const inputs = [articles, join(corpora, "briefings")];
  const { status } = spawnSync(
    process.execPath,
    [ONRECORD, "add", ...inputs, "--ledger", `${location}.part`],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  tell("reading the corpus", status === 0 ? "done" : `ended with ${status}: some inputs failed`);
  for (const end of ["", "-wal", "-shm"])
    if (existsSync(`${location}.part${end}`))
      execFileSync("mv", [`${location}.part${end}`, location + end]);
  return location;
}

const firstLines = (most) =>
  async function* (chunks) {
    let lines = 0;
    for await (const chunk of chunks) {
      let end = 0;
      while (lines < most && (end = chunk.indexOf(10, end) + 1) > 0) lines++;
      yield end > 0 ? chunk.subarray(0, end) : chunk;
      if (lines >= most) return;
    }
  };

const location = given.ledger || join(folder, `made-up-${given.statements}.db`);
await makeUp(location, Number(given.statements), "recording, from an empty ledger");
await queries(location);
if (given.ledger === "") await recordMore(location, Number(given.statements));
if (given.corpora !== "") {
  which = "corpus";
  await queries(await ofCorpus(given.corpora));
}
if (given.keep === "") rmSync(folder, { recursive: true });
