import type { Reading } from "../read.js";
import type { TextDocument } from "../text/document.js";
import { type CheckOptions, checkClaims } from "./check.js";
import { type Claim, claimsOf, type Skipped } from "./claims.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources, type SourceIndex } from "./source-index.js";

/** A document that was searched. */
export interface Searched {
  readonly document: TextDocument;
  /** False where only a part of it could be searched: `document.partial` says which. */
  readonly complete: boolean;
}

/** The checks of one draft. */
export interface CheckReport {
  readonly draft: TextDocument;
  readonly searched: readonly Searched[];
  /** In order of place. */
  readonly checks: readonly QuoteCheck[];
  /** In quotation marks, and no quotation. */
  readonly skipped: readonly Skipped[];
}

/** What makes two documents the same text, whatever stands in their front matter. */
export const proseOf = ({ text, body }: TextDocument): string =>
  text.slice(body.start, body.end).trim();

/**
 * Checks every quotation of a draft against sources: are these the words, and that person's?
 * Deterministic; linear in the draft and the sources. A list of sources may hold the draft's own text,
 * which is left out. Pass an index to use it for several drafts.
 */
export async function checkQuotations(
  draft: Reading,
  sources: readonly TextDocument[] | SourceIndex,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const { claims, skipped } = claimsOf(draft);
  const prose = proseOf(draft.document);
  const others =
    "vocabulary" in sources ? sources : sources.filter((source) => proseOf(source) !== prose);
  return { ...(await checkThese(draft.document, claims, others, options)), skipped };
}

/** Checks quotations that are given with their speakers, wherever they stand in `document`. */
export async function checkThese(
  document: TextDocument,
  claims: readonly Claim[],
  sources: readonly TextDocument[] | SourceIndex,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const index = "vocabulary" in sources ? sources : indexSources(sources);
  const checks = await checkClaims(document.text, claims, index, options);
  const searched = index.sources.map((source) => ({
    document: source.document,
    complete: source.document.partial === undefined,
  }));
  return { draft: document, searched, checks, skipped: [] };
}
