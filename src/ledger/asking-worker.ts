import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "../errors.js";
import { answerHere, type Question, type Refusal, refusalOf } from "./asking.js";
import { openLedger } from "./open.js";

/** A question, under a number. */
export interface Ask {
  readonly ask: number;
  readonly question: Question;
  readonly rest: readonly unknown[];
}

/** What came of it: an answer, a mistake of whoever asked, or a failure of ours. */
export type Answer = { readonly ask: number } & (
  | { readonly value: unknown }
  | { readonly refused: Refusal }
  | { readonly failed: Error }
);

if (parentPort) {
  const port = parentPort;
  const ledger = await openLedger(workerData as string, { create: false });
  port.on("message", ({ ask, question, rest }: Ask) => {
    answerHere(ledger, question, rest).then(
      (value) => port.postMessage({ ask, value } satisfies Answer),
      (error: unknown) =>
        port.postMessage(
          error instanceof InputError
            ? ({ ask, refused: refusalOf(error) } satisfies Answer)
            : ({
                ask,
                failed: error instanceof Error ? error : new Error(String(error)),
              } satisfies Answer),
        ),
    );
  });
}
