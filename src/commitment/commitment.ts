import type { Span } from "../text/span.js";

/** When something falls due, as the text words it. */
export interface Deadline {
  readonly span: Span;
  readonly text: string;
  /** ISO 8601 (`2021-08-31`, `2021-08`, `2021`), or null where the text and its date do not give it. */
  readonly date: string | null;
}

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
