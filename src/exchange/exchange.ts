import type { Span } from "../text/span.js";

/** What an answer's own words show. Evidence, not a verdict on evasion. */
export type Reply = "direct" | "declined" | "deferred" | "none found";

/** A speaker of the reading, as far as exchanges need him. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A question and what answered it: ids of attributions, in order of place. */
export interface Exchange {
  readonly question: readonly string[];
  readonly answer: readonly string[];
  readonly reply: Reply;
  /** The words that `reply` rests on, or null. */
  readonly replyCue: Span | null;
}
