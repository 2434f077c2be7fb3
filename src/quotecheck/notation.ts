import type { Pair } from "./align.js";
import { isNumber } from "./lexicon.js";
import type { Words } from "./words.js";
import type { Vocabulary } from "./vocabulary.js";

/** Money by the sign before its number or the word behind it. */
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  ["$ dollar dollars", "€ euro euros", "£ pound pounds"].flatMap((line) =>
    line.split(" ").map((word) => [word, line[0]!]),
  ),
);
const MONTHS = new Set(
  "january february march april may june july august september october november december".split(
    " ",
  ),
);

const isFigure = (word: string): boolean => isNumber(word) && !CURRENCIES.has(word);

/** The words of one side by their indexes; empty beyond its ends. */
type Read = (i: number) => string;

/**
 * Tells which words of the draft and of the source say the same in another notation: "€4.2 million"
 * for "4.2 million euros", "30 June" for "June 30". What they are worth is compared word by word.
 */
export function sameNotation(
  draft: Words,
  source: Words,
  pairs: readonly Pair[],
  vocabulary: Vocabulary,
): { readonly draft: ReadonlySet<number>; readonly source: ReadonlySet<number> } {
  const read =
    (words: Words): Read =>
    (i) =>
      i >= 0 && i < words.count ? vocabulary.word(words.ids[i]!) : "";
  const [inDraft, inSource] = [read(draft), read(source)];
  const out = { draft: new Set<number>(), source: new Set<number>() };
  const toSource = new Map<number, number>();
  const toDraft = new Map<number, number>();
  for (const pair of pairs) {
    if (pair.draft < 0 || pair.source < 0) continue;
    toSource.set(pair.draft, pair.source);
    toDraft.set(pair.source, pair.draft);
  }
  for (const pair of pairs) {
    if (draft.ids[pair.draft] === source.ids[pair.source]) continue;
    if (pair.draft >= 0)
      for (const i of saidThere(pair.draft, inDraft, inSource, toSource)) out.draft.add(i);
    if (pair.source >= 0)
      for (const i of saidThere(pair.source, inSource, inDraft, toDraft)) out.source.add(i);
  }
  return out;
}

/** Indexes of a money or date at `i` that the other side has as well; empty where it has none. */
function saidThere(
  i: number,
  own: Read,
  other: Read,
  partner: ReadonlyMap<number, number>,
): readonly number[] {
  const currency = CURRENCIES.get(own(i));
  if (currency !== undefined) {
    const at = partner.get(isFigure(own(i + 1)) ? i + 1 : i - 1);
    if (at === undefined) return [];
    let [from, to] = [at, at];
    while (isFigure(other(from))) from--;
    while (isFigure(other(to))) to++;
    // A sign for a word: "dollar" for "dollars" is another form.
    const isSign = own(i) === currency;
    return [from, to].some(
      (k) => CURRENCIES.get(other(k)) === currency && (other(k) === currency) !== isSign,
    )
      ? [i]
      : [];
  }
  const [day, month, ...between] = dateAt(i, own);
  if (day === undefined || month === undefined) return [];
  const near = partner.get(month) ?? partner.get(day);
  if (near === undefined) return [];
  for (let k = near - 2; k <= near + 2; k++) {
    const [otherDay, otherMonth] = dateAt(k, other);
    if (otherDay === undefined || otherMonth === undefined) continue;
    if (other(otherDay) === own(day) && other(otherMonth) === own(month))
      return [day, month, ...between];
  }
  return [];
}

/** Indexes of day, month and an "of" between them, of a date that a word is a part of; else empty. */
function dateAt(i: number, read: Read): readonly number[] {
  for (let day = i - 2; day <= i + 2; day++) {
    if (!/^\d{1,2}$/u.test(read(day))) continue;
    const found = MONTHS.has(read(day + 1))
      ? [day, day + 1]
      : read(day + 1) === "of" && MONTHS.has(read(day + 2))
        ? [day, day + 2, day + 1]
        : MONTHS.has(read(day - 1))
          ? [day, day - 1]
          : [];
    if (found.includes(i)) return found;
  }
  return [];
}
