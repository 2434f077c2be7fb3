import type { StatementSpans } from "../ledger.js";

/** What is sent of somebody's decision on a statement. */
export type Judgement =
  | { readonly verdict: "accept" | "reject" }
  | {
      readonly verdict: "correct";
      readonly speaker?: string | null;
      readonly spans?: StatementSpans;
    };
