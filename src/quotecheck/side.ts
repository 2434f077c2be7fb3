import type { Span } from "../text/span.js";
import * as lexicon from "./lexicon.js";
import type { Difference, DifferenceKind, Severity } from "./quotecheck.js";
import type { Vocabulary } from "./vocabulary.js";
import { CAPITAL, type Words } from "./words.js";

/** One side of a comparison: a text and its words. */
export interface Side {
  readonly text: string;
  readonly words: Words;
}

/** A word where it stands. */
export interface Word {
  readonly word: string;
  readonly stem: string;
  readonly flags: number;
  readonly start: number;
  readonly end: number;
  /** A capital that its place does not explain, or a month or day: a name. */
  readonly name: boolean;
  /** The words before and after it in its own text, or empty. */
  readonly before: string;
  readonly after: string;
}

/** Words that stand against each other and are not the same. */
export interface Block {
  readonly draft: readonly Word[];
  readonly source: readonly Word[];
  /** Indexes in the source's words: what stands right before and after. */
  readonly sourceFrom: number;
  readonly sourceTo: number;
  /** Where in the draft, if the draft has no words here. */
  readonly draftAt: number;
  readonly sourceAt: number;
}

const NAMED_DAYS = new Set(
  (
    "january february march april may june july august september october november december " +
    "jan feb mar apr jun jul aug sept sep oct nov dec " +
    "monday tuesday wednesday thursday friday saturday sunday"
  ).split(" "),
);

export function wordAt({ text, words }: Side, i: number, vocabulary: Vocabulary): Word {
  const word = vocabulary.word(words.ids[i]!);
  const flags = words.flags(i);
  const start = words.start(i);
  const capital = (flags & CAPITAL) !== 0 && word !== "i";
  const name =
    capital &&
    (word === "US" ||
      NAMED_DAYS.has(word) ||
      (!lexicon.PERSONS.has(word) && (i > 0 ? !startsSentence(text, start) : false)));
  const at = (k: number): string =>
    k >= 0 && k < words.count ? vocabulary.word(words.ids[k]!) : "";
  return {
    word,
    stem: lexicon.stemOf(word),
    flags,
    start,
    end: words.end(i),
    name,
    before: at(i - 1),
    after: at(i + 1),
  };
}

/** Whether a capital at `at` may be there because a sentence starts. */
export function startsSentence(text: string, at: number): boolean {
  let k = at - 1;
  while (k >= 0 && /[\s“”"‘'’([]/u.test(text[k]!)) k--;
  return k < 0 || /[.?!:;—–-]/u.test(text[k]!);
}

export function difference(
  kind: DifferenceKind,
  severity: Severity | "none",
  draft: readonly Word[],
  source: readonly Word[],
  draftAt: number,
  sourceAt: number,
): Difference {
  return { kind, severity, draft: spanOf(draft, draftAt), source: spanOf(source, sourceAt) };
}

export const spanOf = (words: readonly Word[], at: number): Span =>
  words.length > 0
    ? { start: words[0]!.start, end: words[words.length - 1]!.end }
    : { start: at, end: at };
