import { parentPort, workerData } from "node:worker_threads";
import type { Input } from "../ingest/inputs.js";
import { createReader, type Output, type ReaderSetup } from "./reader.js";

export type WorkerSetup = ReaderSetup;

/** One input to read, or null: read no more and end. */
export interface Job {
  readonly input: Input | null;
}

/** What came of one input: something to print or record, or one sentence why not. */
export type Answer = { readonly output: Output } | { readonly problem: string };

if (parentPort) {
  const port = parentPort;
  const reader = createReader(workerData as WorkerSetup);
  port.on("message", ({ input }: Job) => {
    if (input) void reader.answer(input).then((answer) => port.postMessage(answer));
    else void reader.close().then(() => port.close());
  });
}
