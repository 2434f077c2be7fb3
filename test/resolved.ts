import type { Draft } from "../src/attribution/draft.js";
import { parseText } from "../src/ingest/plain.js";
import { type ResolvedSpeakers, resolveSpeakers } from "../src/speaker/resolve.js";
import type { NameKind } from "../src/tagger/tagged.js";
import { findQuotations } from "../src/text/quotation.js";
import { paragraphs } from "../src/text/segment.js";
import type { Span } from "../src/text/span.js";
import type { MarkedSpan } from "./marked.js";

const NAMES: readonly string[] = ["person", "organization", "place", "other"];

/** An attribution as the model drafts it. */
export const draftOf = (
  source: Span | undefined,
  cue: Span,
  content: Span,
  quotation: Draft["quotation"] = "indirect",
): Draft => ({
  source: source ? [source] : [],
  cue: [cue],
  content: [content],
  quotation,
  parent: null,
  score: 0.9,
  acts: null,
  by: "model",
});

/** Whom the drafts' sources mean; `[person:…]`, `[organization:…]`, `[place:…]` and `[other:…]` mark names. */
export function resolved(
  text: string,
  spans: readonly MarkedSpan[],
  drafts: readonly Draft[],
): ResolvedSpeakers {
  const within = paragraphs(text);
  const names = spans
    .filter(({ name }) => NAMES.includes(name))
    .map(({ name, start, end }) => ({ kind: name as NameKind, span: { start, end }, score: 1 }));
  const quotations = findQuotations(text, within);
  const tagged = {
    spans: [],
    names,
    paragraphs: within,
    quotations,
    words: 0,
    binding: { start: [], logit: [] },
  };
  return resolveSpeakers(parseText(text), tagged, drafts);
}
