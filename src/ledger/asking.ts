import { InputError, MissingError } from "../errors.js";
import { asked } from "./asked.js";
import { commitments } from "./commitments.js";
import { commitmentRecord } from "./evidence.js";
import type { OpenLedger } from "./open.js";
import { person, statementsOf } from "./people.js";
import { position } from "./position.js";
import { recordedReading } from "./reading.js";
import { countAll } from "./record.js";
import { reviewCase, toReview } from "./review.js";
import { said } from "./said.js";
import { search } from "./search.js";

/** What can be asked of a ledger; none of it changes anything. */
const QUESTIONS = {
  asked,
  commitmentRecord,
  commitments,
  countAll,
  person,
  position,
  recordedReading,
  reviewCase,
  said,
  search,
  statementsOf,
  toReview,
};
export type Question = keyof typeof QUESTIONS;

type Asked<F> = F extends (ledger: OpenLedger, ...rest: infer R) => infer A
  ? (...rest: R) => A
  : never;

/** The questions with the ledger filled in, wherever they are answered. Arguments and answers are data. */
export type Asking = { readonly [Q in Question]: Asked<(typeof QUESTIONS)[Q]> };

/** Questions as `answer` answers them. */
export const asking = (
  answer: (question: Question, rest: readonly unknown[]) => Promise<unknown>,
): Asking =>
  Object.fromEntries(
    (Object.keys(QUESTIONS) as Question[]).map((question) => [
      question,
      (...rest: unknown[]) => answer(question, rest),
    ]),
  ) as unknown as Asking;

/** Answers a question in this thread. */
export function answerHere(
  ledger: OpenLedger,
  question: Question,
  rest: readonly unknown[],
): Promise<unknown> {
  const ask = QUESTIONS[question] as (
    ledger: OpenLedger,
    ...rest: readonly unknown[]
  ) => Promise<unknown>;
  return ask(ledger, ...rest);
}

/** Questions answered by this thread: of a database server, which answers many at once by itself. */
export const askHere = (ledger: OpenLedger): Asking =>
  asking((question, rest) => answerHere(ledger, question, rest));

/** An `InputError` as data, for another thread. */
export interface Refusal {
  readonly input: string;
  readonly problem: string;
  readonly missing: boolean;
}

export const refusalOf = (error: InputError): Refusal => ({
  input: error.input,
  problem: error.message.slice(error.input.length + 2),
  missing: error instanceof MissingError,
});

export const inputErrorOf = ({ input, problem, missing }: Refusal): InputError =>
  new (missing ? MissingError : InputError)(input, problem);
