import * as lexicon from "./lexicon.js";
import type { Difference } from "./quotecheck.js";
import { type Block, difference, type Side, startsSentence, type Word } from "./side.js";
import type { Vocabulary } from "./vocabulary.js";

/** Takes what is no matter out of a block's source words, and reports it as fillers. */
export function withoutFillers(
  block: Block,
  side: Side,
  vocabulary: Vocabulary,
  out: Difference[],
): Block {
  const { source } = block;
  if (source.length === 0) return block;
  const drop: boolean[] = source.map((word) => lexicon.HESITATIONS.has(word.word));
  stageDirections(side.text, source, drop);
  // Where the draft puts words of its own, only sounds are fillers: the rest is replaced.
  if (block.draft.length === 0) {
    phrases(side.text, source, drop);
    repeats(block, side, vocabulary, drop);
  } else repeatedEnd(block, side, vocabulary, drop);
  const kept = source.filter((_, i) => !drop[i]);
  for (let i = 0; i < source.length; i++) {
    if (!drop[i]) continue;
    let end = i + 1;
    while (end < source.length && drop[end]) end++;
    out.push(difference("filler", "none", [], source.slice(i, end), block.draftAt, 0));
    i = end - 1;
  }
  return { ...block, source: kept };
}

/** "(Laughter.)", "[ph]": words of the transcriber's. */
function stageDirections(text: string, source: readonly Word[], drop: boolean[]): void {
  for (let i = 0; i < source.length; i++) {
    if (!lexicon.STAGE.has(source[i]!.word)) continue;
    let first = i;
    while (
      first > 0 &&
      !/[([]\s*$/u.test(text.slice(source[first]!.start - 2, source[first]!.start))
    )
      first--;
    const opens = /[([]\s*$/u.test(
      text.slice(Math.max(0, source[first]!.start - 2), source[first]!.start),
    );
    let last = i;
    while (
      last + 1 < source.length &&
      !/^[.\s]*[)\]]/u.test(text.slice(source[last]!.end, source[last]!.end + 3))
    )
      last++;
    if (opens) for (let k = first; k <= last; k++) drop[k] = true;
  }
}

const isPause = (text: string, from: number, to: number): boolean =>
  /[,;:.?!—–…]|--|\s-\s|\n\s*\n/u.test(text.slice(from, to));

/** "you know", "I mean", "well,": only where pauses set them apart, or another filler is beside. */
function phrases(text: string, source: readonly Word[], drop: boolean[]): void {
  for (let i = 0; i < source.length; i++) {
    const length = fillerLength(source, i);
    if (length === 0) continue;
    const first = source[i]!;
    const last = source[i + length - 1]!;
    const apartBefore =
      (i > 0 && drop[i - 1]) ||
      isPause(text, Math.max(0, first.start - 4), first.start) ||
      first.before === "";
    const apartAfter =
      (i + length < source.length && drop[i + length]) || isPause(text, last.end, last.end + 3);
    const starts = first.before === "" || startsSentence(text, first.start);
    const joins = first.word === "and" || first.word === "but" || first.word === "so";
    if ((joins && starts) || (apartAfter && (apartBefore || starts)))
      for (let k = i; k < i + length; k++) drop[k] = true;
  }
}

function fillerLength(source: readonly Word[], i: number): number {
  for (const phrase of lexicon.FILLER_PHRASES)
    if (phrase.every((word, k) => source[i + k]?.word === word)) return phrase.length;
  return lexicon.FILLERS.has(source[i]!.word) ? 1 : 0;
}

/** Longest false start, in words. */
const LONGEST_FALSE_START = 7;

/** "for, um, for ten days"; "we can — we will": what is said again or broken off. */
function repeats(block: Block, side: Side, vocabulary: Vocabulary, drop: boolean[]): void {
  const { source } = block;
  const rest = source.filter((_, i) => !drop[i]);
  if (rest.length === 0) return;
  const at = (k: number): string =>
    k >= 0 && k < side.words.count ? vocabulary.word(side.words.ids[k]!) : "";
  const again =
    rest.every((word, k) => word.word === at(block.sourceTo + k)) ||
    rest.every((word, k) => word.word === at(block.sourceFrom - rest.length + k));
  const last = source[source.length - 1]!;
  const broken = /^\s*(?:[—–]|--|-\s|…|\.\.\.)/u.test(side.text.slice(last.end, last.end + 5));
  const next = Array.from({ length: 4 }, (_, k) => at(block.sourceTo + k));
  const denies = (words: readonly string[]): boolean => words.some((w) => lexicon.NEGATIONS.has(w));
  // Broken off and taken up again by its first word, with nothing lost that turns the meaning.
  const falseStart =
    broken &&
    rest.length <= LONGEST_FALSE_START &&
    next.includes(rest[0]!.word) &&
    (!denies(rest.map((word) => word.word)) || denies(next)) &&
    // "He will not — we're not sure": the "not" alone is no false start.
    (!denies([rest[0]!.word]) || next[0] === rest[0]!.word) &&
    !rest.some((word) => lexicon.isNumber(word.word) || lexicon.CONDITIONS.has(word.word));
  if (again || falseStart) source.forEach((_, i) => (drop[i] = true));
  else repeatedBefore(block, side, rest, at, drop);
}

/** Longest that is said again behind what it repeats. */
const LONGEST_REPEATED = 4;

/** "They will not, uh, will not work" where the draft lacks the "not": the rest is said again. */
function repeatedBefore(
  { source, sourceFrom }: Block,
  side: Side,
  rest: readonly Word[],
  at: (k: number) => string,
  drop: boolean[],
): void {
  const before = Array.from({ length: LONGEST_REPEATED }, (_, k) =>
    at(sourceFrom - LONGEST_REPEATED + k),
  );
  const said = [...before, ...rest.map(({ word }) => word)];
  for (let n = Math.min(LONGEST_REPEATED, rest.length - 1); n > 0; n--) {
    const again = rest.slice(-n);
    const from = said.length - n;
    if (!again.every(({ word }, k) => word === said[from - n + k])) continue;
    if (!isPause(side.text, rest[rest.length - n - 1]!.end, again[0]!.start)) continue;
    source.forEach((word, i) => again.includes(word) && (drop[i] = true));
    return;
  }
}

/** "next week, if — if they come" where the draft has another week: the end is said again. */
function repeatedEnd(block: Block, side: Side, vocabulary: Vocabulary, drop: boolean[]): void {
  const { source, sourceTo } = block;
  const next = (k: number): string =>
    sourceTo + k < side.words.count ? vocabulary.word(side.words.ids[sourceTo + k]!) : "";
  for (let from = 1; from < source.length; from++) {
    if (!source.slice(from).every(({ word }, k) => word === next(k))) continue;
    drop.fill(true, from);
    return;
  }
}
