import { Worker } from "node:worker_threads";
import type { Input } from "../ingest/inputs.js";
import { withoutTelemetry } from "../tagger/telemetry.js";
import type { Answer, Job, WorkerSetup } from "./worker.js";

/**
 * Worker threads that load and read inputs, each with a tagger of its own. `submit` hands a job to
 * the first that is free; `close` ends them all. A worker that dies fails what it had in hand.
 */
export interface Pool {
  submit(input: Input): Promise<Answer>;
  close(): Promise<void>;
}

interface Seat {
  readonly worker: Worker;
  done: ((answer: Answer) => void) | null;
  fail: ((error: Error) => void) | null;
}

export function createPool(size: number, setup: WorkerSetup): Pool {
  const free: Seat[] = [];
  const waiting: ((seat: Seat) => void)[] = [];
  const release = (seat: Seat): void => {
    const next = waiting.shift();
    if (next) next(seat);
    else free.push(seat);
  };
  withoutTelemetry();
  const seats = Array.from({ length: size }, (): Seat => {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: setup });
    const seat: Seat = { worker, done: null, fail: null };
    worker.on("message", (answer: Answer) => {
      const done = seat.done;
      seat.done = seat.fail = null;
      release(seat);
      done?.(answer);
    });
    worker.on("error", (error) => {
      const fail = seat.fail;
      seat.done = seat.fail = null;
      if (fail) fail(error);
      else throw error; // nobody waits for it: the program is at fault, not an input
    });
    return seat;
  });
  free.push(...seats);
  return {
    async submit(input) {
      const seat = free.pop() ?? (await new Promise<Seat>((take) => waiting.push(take)));
      return new Promise<Answer>((done, fail) => {
        seat.done = done;
        seat.fail = fail;
        seat.worker.postMessage({ input } satisfies Job);
      });
    },
    // Each ends by itself after what it has in hand: the model's runtime does not bear being cut off.
    async close() {
      await Promise.all(
        seats.map(
          ({ worker }) =>
            new Promise<void>((ended) => {
              worker.once("exit", () => ended());
              worker.postMessage({ input: null } satisfies Job);
            }),
        ),
      );
    },
  };
}
