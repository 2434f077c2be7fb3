import type { Span } from "../text/span.js";

/** How the words compare; from `docs/concepts.md`. */
export type Wording =
  | "verbatim"
  | "typographic"
  | "cleaned"
  | "marked"
  | "altered"
  | "stitched"
  | "not-found"
  | "unchecked";
export type Severity = "minor" | "substantive";
export type SpeakerVerdict = "confirmed" | "contradicted" | "unknown";

/** What kind of change a difference is. */
export type DifferenceKind =
  | "filler"
  | "typography"
  | "lookalike"
  | "bracket"
  | "ellipsis"
  | "article"
  | "inflection"
  | "contraction"
  | "spelling"
  | "synonym"
  | "word"
  | "number"
  | "name"
  | "negation"
  | "condition"
  | "modal"
  | "quantifier"
  | "tense"
  | "pronoun"
  | "order"
  | "inserted"
  | "omitted";

export interface Difference {
  readonly kind: DifferenceKind;
  /** `none` where an honest editor may do it without a word. */
  readonly severity: Severity | "none";
  /** In the draft's text; empty where the draft lacks the words. */
  readonly draft: Span;
  /** In the source document's text; empty where the source lacks the words. */
  readonly source: Span;
}

/** Where words stand. */
export interface FoundPlace {
  /** Id of the document. */
  readonly document: string;
  readonly span: Span;
  /** Index of the turn, of a transcript; else null. */
  readonly turn: number | null;
  /** Seconds from the recording's start, where the transcript prints them. */
  readonly time: number | null;
  /** Who said it there, as the document lets it be known; null where it does not. */
  readonly saidBy: string | null;
}

/** Something that the person did say and that shares rare words with what was not found. */
export interface Nearest extends FoundPlace {
  /** The share of the quotation's matter that the passage has words for, 0 to 1. */
  readonly likeness: number;
}

/** What comparing one quotation with the sources showed. */
export interface QuoteCheck {
  /** In the draft: the words inside the marks. */
  readonly quotation: Span;
  /** Whom the draft gives the words to, or null. */
  readonly by: string | null;
  readonly wording: Wording;
  /** Of `altered`; else null. */
  readonly severity: Severity | null;
  readonly speaker: SpeakerVerdict;
  readonly saidBy: string | null;
  /**
   * Whether the source gives the words as spoken: in a turn, or in quotation marks. False: it reports what
   * somebody said in words of its own. Null where nothing was found, or it gives the words to nobody.
   */
  readonly quoted: boolean | null;
  readonly found: FoundPlace | null;
  /** Where the parts of a quotation stand that was put together from several. */
  readonly parts: readonly FoundPlace[];
  /** Other places where the same words stand. */
  readonly others: number;
  readonly differences: readonly Difference[];
  /** In the found document: what an ellipsis of the draft leaves out. */
  readonly leftOut: readonly Span[];
  /** Of `not-found`, best first. */
  readonly nearest: readonly Nearest[];
  /** Of `unchecked`: why. */
  readonly reason: string | null;
}
