import { positions } from "../text/segment.js";
import type { CheckReport } from "../quotecheck/index.js";

/** How a draft's document is named to its reader. */
export const nameOf = (document: { path: string | null; url: string | null }): string =>
  document.path ?? document.url ?? "text";

export interface CheckJsonOptions {
  /** Line and column of the draft as its writer has it; without it, of its text. */
  readonly at?: (offset: number) => { readonly line: number; readonly column: number };
  /** Sources that were named and could not be read, a sentence each. */
  readonly notSearched?: readonly string[];
}

/**
 * The checks of a draft in the published JSON form, schema `onrecord/check@1`. Spans count UTF-16
 * code units: of the draft's text, and of the document found; lines and columns from 1.
 */
export function checkJson(report: CheckReport, options: CheckJsonOptions = {}): object {
  const { at = positions(report.draft.text), notSearched = [] } = options;
  const documents = new Map(report.searched.map(({ document }) => [document.id, document]));
  const words = (id: string, { start, end }: { start: number; end: number }): string =>
    documents.get(id)!.text.slice(start, end);
  return {
    schema: "onrecord/check@1",
    draft: nameOf(report.draft),
    searched: report.searched.map(({ document, complete }) => ({
      document: document.id,
      path: nameOf(document),
      complete,
      ...(document.partial === undefined ? {} : { part: document.partial }),
    })),
    notSearched,
    checks: report.checks.map((check) => {
      const { start, end } = check.quotation;
      const { line, column } = at(start);
      return {
        quotation: { start, end, text: report.draft.text.slice(start, end) },
        line,
        column,
        by: check.by,
        wording: check.wording,
        severity: check.severity,
        speaker: check.speaker,
        saidBy: check.saidBy,
        quoted: check.quoted,
        found: check.found && {
          ...check.found,
          text: words(check.found.document, check.found.span),
        },
        parts: check.parts.map((part) => ({ ...part, text: words(part.document, part.span) })),
        others: check.others,
        differences: check.differences,
        leftOut: check.leftOut.map((span) => ({
          ...span,
          text: words(check.found!.document, span),
        })),
        nearest: check.nearest.map((one) => ({ ...one, text: words(one.document, one.span) })),
        reason: check.reason,
      };
    }),
    skipped: report.skipped.map(({ quotation, reason }) => ({
      quotation: { ...quotation, text: report.draft.text.slice(quotation.start, quotation.end) },
      ...at(quotation.start),
      reason,
    })),
  };
}
