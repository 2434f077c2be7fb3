// Writes docs/benchmarks.md from what the benches kept in bench/results/; never edit that by hand.
//   node bench/report.mjs [--run accuracy,start or all]
// With --run those benches are run first (ONRECORD_CORPORA names the corpora); on an idle machine.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { options } from "./options.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ALL = {
  accuracy: ["Attribution", "bench/accuracy.mjs"],
  speed: ["Speed", "bench/speed.mjs"],
  browser: ["Speed in the browser", "bench/browser.mjs"],
  start: ["Cold start", "bench/start.mjs"],
  peers: ["Side by side", "bench/peers/run.mjs"],
  capitals: ["Texts in capitals", "bench/accuracy.mjs", "--as", "capitals"],
  unquoted: ["Texts without quotation marks", "bench/accuracy.mjs", "--as", "unquoted"],
  typewriter: ["Texts with typewriter marks", "bench/accuracy.mjs", "--as", "typewriter"],
  scanned: ["Texts with a scanner's mistakes", "bench/accuracy.mjs", "--as", "scanned"],
  robust: ["Everything there is", "bench/robust.mjs"],
  acts: ["Acts and commitments of articles", "bench/acts.mjs"],
  dates: ["Dates", "bench/dates.mjs"],
  exchanges: ["Exchanges and commitments of briefings", "bench/exchanges.mjs"],
  briefings: ["Who speaks inside the turns of briefings", "bench/briefings.mjs"],
  quotecheck: ["Checking quotations: speed", "bench/quotecheck/speed.mjs"],
  ledger: ["The ledger", "bench/ledger.mjs"],
  web: ["The page", "bench/web/run.mjs"],
};
/** What is aimed at: the bench, its figure, how it is shown, the aim. */
const AIMS = [
  ["accuracy", "relation, F1", 1, "73 or more"],
  ["accuracy", "source exact, F1", 1, "above 78"],
  ["accuracy", "cue exact, F1", 1, "above 73"],
  ["accuracy", "content exact, F1", 1, "above 70"],
  ["accuracy", "direct content exact, F1", 1, "93 or more"],
  ["accuracy", "direct source exact, F1", 1, "90 or more"],
  ["accuracy", "calibration error", 3, "under 0.05"],
  ["speed", "words a second, one core", 0, "10,000 or more"],
  ["browser", "words a second in the browser, one core", 0, "1,200 or more"],
  ["browser", "the same statements in browser and Node, %", 1, "100"],
  ["start", "cold start, ms", 0, "under 400"],
  ["ledger", "made up: recording, statements a second", 0, "5,000 or more"],
  ["ledger", "corpus: search, common word, p95 ms", 1, "under 40"],
  ["ledger", "corpus: search, rare word, p95 ms", 1, "under 5"],
  ["ledger", "corpus: search, speaker and date, p95 ms", 1, "under 10"],
  ["ledger", "made up: search, common word, p95 ms", 1, "under 150"],
  ["ledger", "made up: search, rare word, p95 ms", 1, "under 10"],
  ["ledger", "made up: search, speaker and date, p95 ms", 1, "under 15"],
  ["ledger", "made up: said, p95 ms", 1, "under 100"],
  ["ledger", "made up: shell: search, rare word, p95 ms", 0, "under 400"],
  ["ledger", "made up: API, requests a second", 0, "500 or more"],
  ["ledger", "made up: memory besides the model, MB", 0, "under 300"],
  ["web", "first view ready, cold cache, ms", 0, "under 1,000"],
  ["web", "script of the first view, kB", 1, "under 150"],
  ["web", "example article read in the browser, ms", 0, "under 3,000"],
  ["web", "typing in a long draft: tasks over 50 ms", 0, "none"],
  ["web", "a long list scrolled through: tasks over 50 ms", 0, "none"],
  ["web", "a long list filtered by words: tasks over 50 ms", 0, "none"],
];

const { run } = options({ run: "" });
const fileOf = (name) => here(`results/${name}.json`);
for (const name of run === "all" ? Object.keys(ALL) : run.split(",").filter(Boolean)) {
  if (!ALL[name]) throw new Error(`--run ${name}: one of ${Object.keys(ALL).join(", ")}, or all`);
  const [, script, ...args] = ALL[name];
  if (!existsSync(here(`../${script}`))) continue;
  console.log(`— ${name}`);
  const { status } = spawnSync(process.execPath, [script, ...args, "--json", fileOf(name)], {
    cwd: here(".."),
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
}

const kept = Object.keys(ALL)
  .filter((name) => existsSync(fileOf(name)))
  .map((name) => ({ name, ...JSON.parse(readFileSync(fileOf(name), "utf8")) }));
const out = [
  "# Benchmarks",
  "",
  "Written by `node bench/report.mjs` from `bench/results/`; `--run NAME` or `--run all` measures anew.",
  "“Load” counts the processes running in the minute before: with more than the cores, times are too long.",
  "",
  "| what | measured | aim |",
  "| --- | --- | --- |",
];
for (const [bench, figure, digits, aim] of AIMS) {
  const value = kept.find(({ name }) => name === bench)?.figures[figure];
  out.push(
    `| ${figure} | ${value === undefined ? "not measured yet" : value.toFixed(digits)} | ${aim} |`,
  );
}
for (const { name, at, commit, machine, lines } of kept) {
  const [title, ...command] = ALL[name];
  out.push("", `## ${title}`, "");
  out.push(
    `\`node ${command.join(" ")}\`, ${at.slice(0, 10)}, commit ${commit}, ${machine.processor}, ${machine.cores} cores, ${machine.memory}, Node ${machine.node}, load ${machine.load}.`,
  );
  out.push("", "```text", ...lines, "```");
}
writeFileSync(here("../docs/benchmarks.md"), `${out.join("\n")}\n`);
