#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep compiled code between runs: a command then starts sooner.
module.enableCompileCache?.();
const { main } = await import("../dist/start/main.js");

const code = await main(process.argv.slice(2));
process.exitCode ??= code; // an interrupt has set its own
