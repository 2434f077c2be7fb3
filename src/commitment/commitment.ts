import type { Deadline } from "../attribution/attribution.js";
import type { Span } from "../text/span.js";

export type { Deadline };

/** What an attribution binds somebody to. */
export interface Commitment {
  readonly id: string;
  /** Id of the attribution. */
  readonly attribution: string;
  /** Who is bound, by the fullest name the document gives. */
  readonly by: string;
  readonly action: Span;
  readonly deadline: Deadline | null;
  /** The words that make it conditional ("if they disrupt"), or null. */
  readonly condition: Span | null;
}
