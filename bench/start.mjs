// Time to the first result of a cold start: the command reads one example, from its start to its end.
//   npm run bench:start -- [--runs 15] [--node PATH] [--json FILE]
// The first run is left out: it fills the disk's cache, and Node 22 and later keep compiled code then.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { options } from "./options.mjs";
import { figure, median } from "./results.mjs";

const { runs, node } = options({ runs: 15, node: process.execPath });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const command = [
  here("../bin/onrecord.js"),
  "read",
  here("../examples/2024-05-14-harbour-tunnel.txt"),
];
const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();

console.log(`Cold start, Node ${version}, ${runs} runs`);
measure("node -e 0", ["-e", "0"]);
measure("onrecord --version", [command[0], "--version"]);
figure("cold start, ms", measure("onrecord read, one article", command));

function measure(what, args) {
  const wall = [];
  const cpu = [];
  for (let i = 0; i <= Number(runs); i++) {
    const started = performance.now();
    const child = spawnSync(
      "bash",
      ["-c", 'TIMEFORMAT="%U %S"; time "$0" "$@" >/dev/null', node, ...args],
      {
        encoding: "utf8",
      },
    );
    const ms = performance.now() - started;
    const times = /([\d.]+) ([\d.]+)\s*$/.exec(child.stderr);
    if (child.status !== 0 || !times) throw new Error(child.stderr);
    if (i === 0) continue;
    wall.push(ms);
    cpu.push(1000 * (Number(times[1]) + Number(times[2])));
  }
  const middle = Math.round(median(wall));
  console.log(
    `${what.padEnd(28)} median ${middle} ms, least ${Math.round(Math.min(...wall))} ms, processor time ${Math.round(median(cpu))} ms`,
  );
  return middle;
}
