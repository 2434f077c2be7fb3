#!/usr/bin/env node
import { main } from "../dist/cli/main.js";

const code = await main(process.argv.slice(2));
process.exitCode ??= code; // an interrupt has set its own
