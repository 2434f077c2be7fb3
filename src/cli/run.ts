import { availableParallelism } from "node:os";
import { InputError } from "../errors.js";
import { findInputs, type Found, type Input } from "../ingest/inputs.js";
import { createPool } from "./pool.js";
import type { Progress } from "./progress.js";
import { createReader, type Output, type ReaderSetup } from "./reader.js";
import type { Answer } from "./worker.js";

export interface RunOptions {
  readonly setup: ReaderSetup;
  /** Worker threads; null for one a core. */
  readonly jobs: number | null;
  readonly progress: Progress;
  /** Takes results in the order of the inputs; the next is taken when it is done. */
  readonly take: (output: Output) => Promise<void> | void;
  /** Takes one sentence for each input that could not be read, in the order of the inputs. */
  readonly complain: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** Inputs in hand for each worker: enough to keep it busy, few enough to hold. */
const AHEAD = 4;

/**
 * Reads all inputs that the arguments name and hands on the results in order. One small input is
 * read here; many by worker threads. Holds a bounded number of results whatever the number of
 * inputs. Returns how many inputs failed.
 */
export async function run(args: readonly string[], options: RunOptions): Promise<number> {
  const { setup, progress, take, complain, signal } = options;
  const found = findInputs(args);
  const first = await found.next();
  const second = first.done ? first : await found.next();
  const jobs = second.done ? 1 : (options.jobs ?? availableParallelism());
  const worker = jobs > 1 ? createPool(jobs, setup) : null;
  const reader = worker ? null : createReader(setup);
  const answer = (input: Input): Promise<Answer> => worker?.submit(input) ?? reader!.answer(input);

  let failed = 0;
  const queue: Promise<Answer>[] = [];
  const settle = async (): Promise<void> => {
    const settled = await queue.shift()!;
    if ("problem" in settled) {
      failed++;
      progress.pause();
      complain(settled.problem);
    } else await take(settled.output);
    progress.step();
  };
  const enqueue = (one: Found): void => {
    progress.expect();
    const answered =
      one instanceof InputError ? Promise.resolve({ problem: one.message }) : answer(one);
    answered.catch(() => undefined); // awaited in `settle`, where it is passed on
    queue.push(answered);
  };
  try {
    for (let next = first; !next.done && !signal.aborted;) {
      enqueue(next.value);
      while (queue.length >= (worker ? jobs * AHEAD : 1) && !signal.aborted) await settle();
      next = next === first ? second : await found.next();
    }
    while (queue.length > 0 && !signal.aborted) await settle();
  } finally {
    progress.end();
    await worker?.close();
    await reader?.close();
  }
  return failed;
}
