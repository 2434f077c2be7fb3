// What a user could pick instead of Onrecord, on the same articles and the same machine.
//   npm run bench:peers -- [--peer corenlp|textacy|wink|onrecord|all] [--articles 84] [--corpora DIR] [--json FILE]
// Each is installed into bench/installed/ (not part of the project) when it is first run: CoreNLP needs
// Java 11 and Maven, textacy Python 3.9 or later. One core each (taskset, where there is one).
// Mapping: a quotation's parts in one paragraph with the same words as source count as one relation,
// as PolNeAR counts them; CoreNLP gives no cue. All are scored by bench/measure.mjs over whole
// documents, against every annotator: against direct quotations alone, and against everything.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { loadPolnear } from "../brat.mjs";
import { f1, isQuoted, newTally, tallyArticle } from "../measure.mjs";
import { options } from "../options.mjs";

const { peer, articles, corpora } = options({
  peer: "all",
  articles: 84,
  corpora: "../shared/data",
});
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const installed = (name) => join(here("../installed"), name);

const PEERS = {
  onrecord: {
    title: "Onrecord",
    install: () => undefined,
    command: () => [process.execPath, here("onrecord/quotes.mjs")],
    direct: (one) => one.quotation === "direct",
  },
  corenlp: {
    title: "CoreNLP 4.5.10, `quote` with coreference",
    install: () => {
      const folder = installed("corenlp");
      if (existsSync(join(folder, "Quotes.class"))) return;
      execFileSync("mvn", [
        "-q",
        "-f",
        here("corenlp/pom.xml"),
        "dependency:copy-dependencies",
        `-DoutputDirectory=${folder}`,
      ]);
      execFileSync("javac", ["-cp", `${folder}/*`, "-d", folder, here("corenlp/Quotes.java")]);
    },
    command: () => {
      const folder = installed("corenlp");
      return [
        "java",
        "-Xmx6g",
        "-XX:ActiveProcessorCount=1",
        "-cp",
        `${folder}/*:${folder}`,
        "Quotes",
      ];
    },
    direct: () => true,
  },
  textacy: {
    title: "textacy 0.13 `direct_quotations`, spaCy 3.8 small",
    install: () => {
      const folder = installed("textacy");
      if (existsSync(join(folder, "bin/python"))) return;
      execFileSync("python3", ["-m", "venv", folder]);
      execFileSync(join(folder, "bin/pip"), [
        "install",
        "-q",
        "-r",
        here("textacy/requirements.txt"),
      ]);
    },
    command: () => [join(installed("textacy"), "bin/python"), here("textacy/quotes.py")],
    direct: () => true,
  },
  wink: {
    title: "winkNLP 2.4 (tokens and parts of speech only)",
    install: () => {
      const folder = installed("wink");
      if (existsSync(join(folder, "node_modules/wink-nlp"))) return;
      mkdirSync(folder, { recursive: true });
      execFileSync("npm", [
        "install",
        "--silent",
        "--prefix",
        folder,
        "wink-nlp@2.4.0",
        "wink-eng-lite-web-model@1.8.1",
      ]);
    },
    command: () => [process.execPath, here("wink/tokens.mjs"), installed("wink")],
    direct: null,
  },
};

/** As their authors published them; on other articles, so only roughly comparable. */
const PUBLISHED = [
  [
    "BBC Citron (PARC3, exact)",
    "source 82.0, cue 82.3, content 59.3",
    "not to be had from a package registry",
  ],
  [
    "Gender Gap Tracker (98 articles)",
    "quotations 83.7 loose, 76.1 strict; speakers 86.5%",
    "not to be had from a package registry",
  ],
  [
    "CofeNet, BERT (extracts of PolNeAR)",
    "source 83.2, cue 75.3, content 72.9",
    "no weights published",
  ],
  [
    "CoreNLP (extracts of PolNeAR, by CofeNet's authors)",
    "source 13.9, content 17.5",
    "can be run here: --peer corenlp",
  ],
];

const texts = loadPolnear(corpora, "dev").slice(0, Number(articles));
const words = texts.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
console.log(`PolNeAR dev: ${texts.length} articles, ${words} words, whole documents; one core`);
for (const name of peer === "all" ? Object.keys(PEERS) : [peer]) {
  const one = PEERS[name];
  if (!one) throw new Error(`--peer ${name}: one of ${Object.keys(PEERS).join(", ")}, or all`);
  one.install();
  const { answers, started, memory } = await runPeer(one.command());
  const seconds = answers.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const failed = answers.filter(({ problem }) => problem).length;
  console.log(
    `${one.title}: ${Math.round(words / seconds)} words/s, ${memory} MB, first result after ${(started / 1000).toFixed(1)} s, ${failed} articles given up`,
  );
  if (one.direct === null) continue;
  const direct = newTally();
  const all = newTally();
  texts.forEach(({ text, annotators }, i) => {
    const found = name === "onrecord" ? answers[i].quotations : joined(text, answers[i].quotations);
    for (const gold of annotators) {
      tallyArticle(all, text, gold, found);
      tallyArticle(
        direct,
        text,
        gold.filter((relation) => isQuoted(text, relation.content)),
        found.filter(one.direct),
      );
    }
  });
  console.log(`  direct: ${inWords(direct)}`);
  console.log(`  all: ${inWords(all)}`);
}
console.log("\nPublished by their authors, on other articles; not measured here");
for (const [what, figures, why] of PUBLISHED) console.log(`${what}: ${figures} (${why})`);

function inWords(tally) {
  return Object.entries(tally)
    .map(([measure, t]) => `${measure} ${f1(t).toFixed(1)}`)
    .join(", ");
}

/** Parts of one quotation ("…," she said, "…") joined, where they share source and paragraph. */
function joined(text, quotations) {
  const out = [];
  for (const one of quotations) {
    const last = out[out.length - 1];
    const source = one.source[0];
    const same =
      last && source && last.source[0]?.start === source.start && last.source[0].end === source.end;
    if (same && !text.slice(last.content.at(-1).end, one.content[0].start).includes("\n"))
      last.content.push(...one.content);
    else out.push({ source: one.source, cue: one.cue, content: [...one.content] });
  }
  return out;
}

/** Feeds all articles to a peer's process on one core; its answers, ms to the first, peak MB. */
async function runPeer([program, ...args]) {
  const pinned = existsSync("/usr/bin/taskset");
  const begun = performance.now();
  const child = pinned
    ? spawn("taskset", ["-c", "0", program, ...args], { stdio: ["pipe", "pipe", "inherit"] })
    : spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const failed = new Promise((_, fail) => child.on("error", fail));
  let memory = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch (error) {
      if (error.code !== "ENOENT") throw error; // it has just ended
    }
  }, 200);
  for (const { name, text } of texts) child.stdin.write(`${JSON.stringify({ name, text })}\n`);
  child.stdin.end();
  const answers = [];
  let started = 0;
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (answers.length === 0) started = performance.now() - begun;
      answers.push(JSON.parse(line));
    }
  })();
  await Promise.race([reading, failed]);
  clearInterval(watch);
  if (answers.length !== texts.length)
    throw new Error(`${program} answered for ${answers.length} of ${texts.length} articles`);
  return { answers, started, memory: Math.round(memory) };
}
