import { NEGATIONS, CONDITIONS } from "./lexicon.js";
import type { Difference, Severity, Wording } from "./quotecheck.js";

export interface Verdict {
  readonly wording: Wording;
  readonly severity: Severity | null;
}

/**
 * The verdict on a quotation that was found at one place. `marks`: the draft shows brackets or
 * ellipses; `draft` and `source`: the words as they stand.
 */
export function verdictOf(
  differences: readonly Difference[],
  marks: boolean,
  draft: string,
  source: string,
): Verdict {
  if (differences.some((one) => one.severity === "substantive"))
    return { wording: "altered", severity: "substantive" };
  if (differences.some((one) => one.severity === "minor" && one.kind !== "lookalike"))
    return { wording: "altered", severity: "minor" };
  if (marks) return { wording: "marked", severity: null };
  if (differences.some((one) => one.kind === "filler"))
    return { wording: "cleaned", severity: null };
  const same = differences.length === 0 && plain(draft) === plain(source);
  return { wording: same ? "verbatim" : "typographic", severity: null };
}

const CLOSING = " “”\"‘’',.;:?!…)]—–-";

/** A wording without the spaces of its file and without what closes or opens it. */
function plain(words: string): string {
  const flat = words.replaceAll(/\s+/gu, " ").replace(/^[\s“”"‘’'([]+/u, "");
  // Not by a pattern that ends with `$`: over a long run of marks that takes quadratic time.
  let end = flat.length;
  while (end > 0 && CLOSING.includes(flat[end - 1]!)) end--;
  return flat.slice(0, end);
}

/** Marks and words that part one clause from the next. */
const CLAUSE = /[,;:.?!—–]|--|\b(?:and|but|because|which|who|that|although|while)\b/i;

/**
 * Why what an ellipsis leaves out must not be left out: it denies, or sets a condition for, what is
 * kept on either side; null where it may. Whole sentences may go.
 */
export function lossAtEllipsis(
  omitted: string,
  wholeSentences: boolean,
): "negation" | "condition" | null {
  if (wholeSentences) return null;
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .replaceAll(/n't\b/gu, " not")
      .split(/[^a-z']+/u)
      .filter((word) => word !== "");
  if (words(omitted).some((word) => CONDITIONS.has(word))) return "condition";
  // Only the clauses that touch what is kept can turn it round.
  const clauses = omitted.split(CLAUSE);
  const touching = [clauses[0] ?? "", clauses.length > 1 ? clauses[clauses.length - 1]! : ""];
  const denies = touching.some((clause) => {
    const list = words(clause);
    return list.some((word, i) => NEGATIONS.has(word) && list[i + 1] !== "only");
  });
  return denies ? "negation" : null;
}
