// What runs in a browser as in Node: imports nothing of either.
export { compareSpans, covers, hull, overlaps, sliceSpan, span, type Span } from "./text/span.js";
export { createDocument, type Origin, type TextDocument, type Turn } from "./text/document.js";
export { type CodePointIndex, codePointIndex } from "./text/offsets.js";
export { paragraphs, positions, sentences } from "./text/segment.js";
export { findQuotations, type Quotation } from "./text/quotation.js";
export { InputError, MissingError } from "./errors.js";
export { parseText } from "./ingest/plain.js";
export { parseMarkdown } from "./ingest/markdown.js";
export { type Act, ACTS, type Attribution, type QuotationKind } from "./attribution/attribution.js";
export type { Speaker, SpeakerKind } from "./speaker/speaker.js";
export type { Exchange, Reply } from "./exchange/exchange.js";
export type { Commitment, Deadline } from "./commitment/commitment.js";
export { createTagger, type ModelDescription, type Network, type Tagger } from "./tagger/tagger.js";
export { read, type Reading } from "./read.js";
export { readingJson } from "./export/reading.js";
export {
  checkQuotations,
  checkThese,
  type CheckReport,
  createPassageSpeaker,
  indexSources,
  type QuoteCheck,
  type SourceIndex,
} from "./quotecheck/index.js";
