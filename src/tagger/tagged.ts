import type { Quotation } from "../text/quotation.js";
import type { Span } from "../text/span.js";

export const ROLES = ["source", "cue", "content"] as const;
export type Role = (typeof ROLES)[number];

export const NAME_KINDS = ["person", "organization", "place", "other"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** A stretch of text that the model gave a role, and which cues it may belong to. */
export interface LabelledSpan {
  readonly role: Role;
  readonly span: Span;
  /** 0 to 1: mean probability of the role over the span's words. */
  readonly score: number;
  /** A source that was nearly left out: for a cue that finds no other. */
  readonly faint: boolean;
  /** Cues it may belong to, best first: index into `TaggedText.spans` and probability. Empty for cues. */
  readonly links: readonly { readonly cue: number; readonly score: number }[];
  /** What the span says of its attribution's act; null where the model has no head for it. */
  readonly acts: ActScores | null;
}

/** What words say of their attribution (logits): its act, in the order of `ACTS`, and that it binds its source's side. */
export interface ActLogits {
  readonly act: readonly number[];
  readonly binds: number;
}

/** Logits summed over so many words. */
export interface ActScores extends ActLogits {
  readonly words: number;
}

/** What each word says, were it a part of a content: a logit that it binds its source's side. In order of place. */
export interface WordBinding {
  /** Where each word begins. */
  readonly start: readonly number[];
  /** Empty where the model has no head for it. */
  readonly logit: readonly number[];
}

export interface NameSpan {
  readonly span: Span;
  readonly kind: NameKind;
  readonly score: number;
}

/** All that the model saw in one text. Spans in order of their place. */
export interface TaggedText {
  readonly spans: readonly LabelledSpan[];
  readonly names: readonly NameSpan[];
  readonly binding: WordBinding;
  readonly paragraphs: readonly Span[];
  readonly quotations: readonly Quotation[];
  /** Words (and marks, each a word) that the text holds. */
  readonly words: number;
}
