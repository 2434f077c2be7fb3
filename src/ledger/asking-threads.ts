import { Worker } from "node:worker_threads";
import { type Asking, asking, inputErrorOf } from "./asking.js";
import type { Answer, Ask } from "./asking-worker.js";

/** Memory of each thread for objects just made, in MB; 48 if left to itself. */
const YOUNG = 8;

/** A thread with the ledger open, and who waits for it. */
interface Seat {
  readonly worker: Worker;
  readonly waiting: Map<
    number,
    { readonly done: (value: unknown) => void; readonly fail: (error: Error) => void }
  >;
}

/**
 * Questions answered by threads, each with the ledger's file open: a search that takes long holds up
 * no other, and a machine's cores all work. A thread that dies fails what it had in hand; another
 * takes its place. `location` is a file, and a ledger already.
 */
export function askInThreads(
  location: string,
  size: number,
): { readonly asking: Asking; close(): Promise<void> } {
  let asks = 0;
  const inHand = new Set<Promise<unknown>>();
  const seats = new Set<Seat>();
  const open = (): Seat => {
    const worker = new Worker(new URL("./asking-worker.js", import.meta.url), {
      workerData: location,
      // Answers are small and soon gone: young objects need little room, and take it if they may.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    const seat: Seat = { worker, waiting: new Map() };
    const end = (error: Error): void => {
      seats.delete(seat);
      for (const { fail } of seat.waiting.values()) fail(error);
      seat.waiting.clear();
    };
    worker.on("message", (answer: Answer) => {
      const asker = seat.waiting.get(answer.ask);
      seat.waiting.delete(answer.ask);
      if ("value" in answer) asker?.done(answer.value);
      else if ("refused" in answer) asker?.fail(inputErrorOf(answer.refused));
      else asker?.fail(answer.failed);
    });
    worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => end(new Error("a thread that asks the ledger has ended")));
    seats.add(seat);
    return seat;
  };
  for (let i = 0; i < size; i++) open();
  return {
    asking: asking((question, rest) => {
      if (seats.size < size) open();
      const [seat] = [...seats].sort((a, b) => a.waiting.size - b.waiting.size);
      const answer = new Promise((done, fail) => {
        const ask = ++asks;
        seat!.waiting.set(ask, { done, fail });
        seat!.worker.postMessage({ ask, question, rest } satisfies Ask);
      });
      inHand.add(answer);
      return answer.finally(() => inHand.delete(answer));
    }),
    async close() {
      await Promise.allSettled(inHand);
      await Promise.all([...seats].map(({ worker }) => worker.terminate()));
    },
  };
}
