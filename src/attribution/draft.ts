import type { ActLogits } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import type { QuotationKind } from "./attribution.js";

/** An attribution before its speaker, act and addressee are known. */
export interface Draft {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  readonly quotation: QuotationKind;
  /** Index of the draft inside whose content this one stands, or null. */
  readonly parent: number | null;
  readonly score: number;
  /** The model's word on its act and on whether it binds; null where it gave none. */
  readonly acts: ActLogits | null;
  /** What it rests on: `model` a relation the tagger found; `turn` a transcript's turn. */
  readonly by: "model" | "turn";
}
