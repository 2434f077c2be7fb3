import type { Origin } from "../text/document.js";
import type { Span } from "../text/span.js";

/** A document as exports name it. */
export interface ExportDocument extends Origin {
  /** `sha256:…` of its text. */
  readonly id: string;
  /** `article` or `transcript`. */
  readonly kind: string;
  /** Where else the text was printed, to the letter (a wire's copies). */
  readonly alsoIn: readonly Origin[];
}

/** One statement on record with all that an export may need. Spans count UTF-16 code units. */
export interface ExportStatement {
  /** Its number in the ledger it comes from; another ledger numbers otherwise. */
  readonly statement: number;
  readonly document: ExportDocument;
  /** The attribution's id within its document. */
  readonly attribution: string;
  /** Null where the source is not resolved. */
  readonly speaker: {
    readonly name: string;
    /** `person`, `organization`, `group`, `unnamed`, `document`. */
    readonly kind: string | null;
    readonly title: string | null;
    readonly affiliation?: string | null;
  } | null;
  /** The words of each part as they stand; pieces apart are joined by " … ". */
  readonly source: string;
  readonly cue: string;
  readonly words: string;
  readonly spans: {
    readonly source: readonly Span[];
    readonly cue: readonly Span[];
    readonly content: readonly Span[];
  };
  readonly quotation: string;
  readonly act: string;
  readonly to: string | null;
  readonly hearsay: boolean;
  /** The text says that it was not said. */
  readonly negated: boolean;
  /** 0 to 1. */
  readonly score: number;
  /** The document's text; only the formats in `NEED_TEXT` look at it. */
  readonly text?: string;
}

/** What a status of a promise rests on: a statement's number or an address. */
export interface ExportEvidence {
  readonly url: string | null;
  readonly statement: number | null;
  /** The day of the evidence, `YYYY-MM-DD`. */
  readonly date: string;
  readonly note: string | null;
}

/** A promise on record. */
export interface ExportCommitment {
  readonly id: number;
  readonly by: string;
  readonly action: string;
  readonly condition: string | null;
  /** `date`: ISO 8601, to the day, the month or the year; null where the text does not give it. */
  readonly deadline: { readonly text: string; readonly date: string | null } | null;
  readonly status: "open" | "kept" | "broken" | "partly" | "overtaken";
  /** Whether anybody has looked what became of it. */
  readonly looked: boolean;
  readonly evidence: readonly ExportEvidence[];
  readonly statement: ExportStatement;
}
