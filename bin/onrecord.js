#!/usr/bin/env node
import module from "node:module";
import v8 from "node:v8";

// Patterns are compiled at their first use: most of a short run is at its second use already, and
// would compile them twice. (Without tiers, V8 would die of those that Node has used by now.)
v8.setFlagsFromString("--regexp-tier-up-ticks=0");
// Node 22 and later keep compiled code between runs: a command then starts sooner.
module.enableCompileCache?.();
const { main } = await import("../dist/start/main.js");

const code = await main(process.argv.slice(2));
process.exitCode ??= code; // an interrupt has set its own
