import type { Span } from "../text/span.js";
import * as lexicon from "./lexicon.js";
import type { Difference, Severity } from "./quotecheck.js";
import { type Block, spanOf, type Word } from "./side.js";

/** Words lost at one place and given at another have moved. */
export function moved(blocks: readonly Block[], out: Difference[]): void {
  const text = (words: readonly Word[]): string => words.map((word) => word.word).join(" ");
  for (const given of blocks) {
    if (given.source.length > 0 || given.draft.length === 0) continue;
    const lost = blocks.find(
      (one) =>
        one.draft.length === 0 && one.source.length > 0 && text(one.source) === text(given.draft),
    );
    if (!lost) continue;
    const light = given.draft.every(
      (word) =>
        lexicon.FUNCTION_WORDS.has(word.word) ||
        /ly$|^(?:today|tomorrow|yesterday|now|also|too|please)$/u.test(word.word),
    );
    const scope = given.draft.some(
      (word) =>
        lexicon.NEGATIONS.has(word.word) || ["only", "even", "just", "all"].includes(word.word),
    );
    replaceAt(
      out,
      spanOf(given.draft, 0),
      spanOf(lost.source, 0),
      light && !scope ? "minor" : "substantive",
    );
  }
}

function replaceAt(out: Difference[], draft: Span, source: Span, severity: Severity): void {
  for (let i = out.length - 1; i >= 0; i--) {
    const one = out[i]!;
    const isGiven =
      one.draft.start === draft.start && one.draft.end === draft.end && draft.end > draft.start;
    const isLost =
      one.source.start === source.start &&
      one.source.end === source.end &&
      one.draft.start === one.draft.end;
    if (isGiven || isLost) out.splice(i, 1);
  }
  out.push({ kind: "order", severity, draft, source });
}

/** Furthest apart, in characters of the source, that two denials may be one said in another way. */
const REPHRASED = 40;

/** "don't have any" for "have no": a denial lost and one given close by leave what was denied. */
export function denialsKept(out: Difference[], blocks: readonly Block[]): void {
  const one = (words: readonly Word[]): boolean =>
    words.filter((w) => lexicon.NEGATIONS.has(w.word)).length === 1;
  const has = (span: Span, side: "draft" | "source"): boolean =>
    blocks.some(
      (block) =>
        one(block[side]) &&
        block[side][0]!.start >= span.start &&
        block[side][block[side].length - 1]!.end <= span.end,
    );
  for (let i = 0; i < out.length; i++) {
    for (let k = i + 1; k < out.length; k++) {
      const a = out[i]!;
      const b = out[k]!;
      if (a.kind !== "negation" || b.kind !== "negation") continue;
      if (Math.abs(a.source.start - b.source.start) > REPHRASED) continue;
      const kept =
        (has(a.draft, "draft") &&
          !has(a.source, "source") &&
          has(b.source, "source") &&
          !has(b.draft, "draft")) ||
        (has(b.draft, "draft") &&
          !has(b.source, "source") &&
          has(a.source, "source") &&
          !has(a.draft, "draft"));
      if (!kept) continue;
      out[i] = { ...a, severity: "minor" };
      out[k] = { ...b, severity: "minor" };
    }
  }
}
