// Reads everything there is: every article and every transcript of the corpora, by the command.
//   npm run bench:robust -- [--corpora DIR] [--articles 4000] [--jobs 2]
// Prints failures, time and the peak memory of the whole command.
import { spawn } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { options } from "./options.mjs";

const { corpora, articles, jobs } = options({ corpora: "../shared/data", articles: 4000, jobs: 2 });
const folder = mkdtempSync(join(tmpdir(), "onrecord-bench-"));
const file = join(folder, "news.jsonl");
const out = createWriteStream(file);
let count = 0;
const source = createReadStream(join(corpora, "news/articles.jsonl.gz")).pipe(createGunzip());
for await (const line of createInterface({ input: source })) {
  if (count++ >= Number(articles)) break;
  out.write(`${line}\n`);
}
await new Promise((done) => out.end(done));

for (const [what, input] of [
  [`${Math.min(count, Number(articles))} articles`, file],
  ["all briefings", join(corpora, "briefings")],
]) {
  const started = performance.now();
  const { lines, complaints, memory, code } = await readAll(input);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${what}: ${lines} readings, ${complaints.length} failures, exit ${code}, ${seconds.toFixed(1)} s, peak memory ${memory} MB`,
  );
  for (const complaint of complaints.slice(0, 10)) console.log(`  ${complaint}`);
}
rmSync(folder, { recursive: true });

function readAll(input) {
  return new Promise((done, fail) => {
    const command = new URL("../bin/onrecord.js", import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      [command, "read", "--format", "jsonl", "--jobs", jobs, input],
      {
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let lines = 0;
    let errors = "";
    let memory = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      } catch (error) {
        if (error.code !== "ENOENT") throw error; // the command has just ended
      }
    }, 200);
    child.stdout.on("data", (chunk) => {
      for (const byte of chunk) if (byte === 10) lines++;
    });
    child.stderr.on("data", (chunk) => (errors += chunk));
    child.on("error", fail);
    child.on("close", (code) => {
      clearInterval(watch);
      done({
        lines,
        complaints: errors.split("\n").filter(Boolean),
        memory: Math.round(memory),
        code,
      });
    });
  });
}
