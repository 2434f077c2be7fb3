import type { Span } from "../text/span.js";

/** What kind of statement it is; in the order in which the first that fits is taken. */
export const ACTS = [
  "refusal",
  "question",
  "commitment",
  "demand",
  "denial",
  "accusation",
  "prediction",
  "attitude",
  "assertion",
] as const;
export type Act = (typeof ACTS)[number];

/** `direct`: all content inside quotation marks; `indirect`: none of it; `mixed`: part of it. */
export type QuotationKind = "direct" | "indirect" | "mixed";

/** When something falls due, as the text words it. */
export interface Deadline {
  readonly span: Span;
  readonly text: string;
  /** ISO 8601 (`2021-08-31`, `2021-08`, `2021`), or null where the text and its date do not give it. */
  readonly date: string | null;
}

/** One attribution relation: who (`source`), the words that attribute (`cue`), what (`content`). */
export interface Attribution {
  readonly id: string;
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  readonly quotation: QuotationKind;
  /** Id of the reading's speaker, or null where nobody is named or the resolution is unsure. */
  readonly speaker: string | null;
  /** Why the source is taken to be that speaker, and how sure that is (0 to 1). */
  readonly resolved: { readonly by: string | null; readonly score: number };
  readonly act: Act;
  /** Whom it is addressed to, by the fullest name the text gives, or null. */
  readonly to: string | null;
  /** Marked as second-hand or unverified by the text itself. */
  readonly hearsay: boolean;
  /** By when a demand, or what is said in its words ("have until Friday to"), is to be met; else absent. */
  readonly deadline?: Deadline;
  /** The attribution itself is denied ("did not say that …"). */
  readonly negated: boolean;
  /** Id of the attribution inside whose content this one stands, or null. */
  readonly parent: string | null;
  /** 0 to 1, calibrated: of attributions scored 0.9, nine in ten should be right. */
  readonly score: number;
}
