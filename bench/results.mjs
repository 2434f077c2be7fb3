// How a bench keeps what it measured: `--json FILE` writes what it prints, its figures, when, where
// and on which commit. bench/report.mjs makes docs/benchmarks.md of these files.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname } from "node:path";

const figures = {};

/** A figure that the report compares with its reach, under a name of its own (`relation F1`). */
export function figure(name, value) {
  figures[name] = value;
}

/** From now on keeps the lines printed; writes them to `file` when the bench ends well. */
export function keepResults(file) {
  const lines = [];
  const started = { at: new Date().toISOString(), commit: commit(), machine: machine() };
  const print = console.log;
  console.log = (...parts) => {
    lines.push(...parts.join(" ").split("\n"));
    print(...parts);
  };
  process.on("exit", (code) => {
    if (code !== 0) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...started, figures, lines }, null, 2)}\n`);
  });
}

function commit() {
  const git = (...args) => execFileSync("git", args, { encoding: "utf8" }).trim();
  try {
    const changed = git("status", "--porcelain", "--", "src", "models", "web/src") !== "";
    return git("rev-parse", "--short", "HEAD") + (changed ? " and changes" : "");
  } catch {
    return null; // not in a clone
  }
}

/** `load`: processes that ran or waited in the minute before; with more than cores, times are too long. */
function machine() {
  return {
    processor: cpus()[0].model.trim(),
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
    load: Number(loadavg()[0].toFixed(1)),
  };
}

/** Middle value of a list of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
