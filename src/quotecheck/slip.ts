import * as lexicon from "./lexicon.js";
import { countExact, type Place } from "./locate.js";
import type { Part } from "./quotation.js";
import { quantifies } from "./judge.js";
import { type Side, type Word, wordAt } from "./side.js";
import type { SourceIndex } from "./source-index.js";
import { turnAt } from "./where.js";

/** Words that must be the same besides the one that is not. */
const LEAST_SAME = 2;
/** So many words may have been left out at one place, or stand for an editor's bracket. */
const MOST_LOST = 3;
const LONGEST_BRACKETED = 6;

/** Places of one source's words that differ from a part by one word, or by two swapped, in order. */
export function locateSlips(text: string, part: Part, number: number, index: SourceIndex): Place[] {
  const { document, words } = index.sources[number]!;
  const { ids } = words;
  const n = part.ids.length;
  const out: Place[] = [];
  const isInTurn = (from: number, to: number): boolean =>
    document.turns.length === 0 ||
    turnAt(document, words.start(from)) === turnAt(document, words.start(to - 1));
  const take = (from: number, to: number, pairs: Place["pairs"]): void => {
    const place = { source: number, from, to, pairs, score: 0 };
    if (isSlip(text, part, place, index) && isInTurn(from, to)) out.push(place);
  };
  const rest = (draft: number, source: number): Place["pairs"] =>
    Array.from({ length: Math.max(0, n - draft) }, (_, i) => ({
      draft: draft + i,
      source: source + i,
    }));
  const agrees = (draft: number, source: number): boolean => {
    if (source + n - draft > ids.length) return false;
    for (let i = draft; i < n; i++) if (ids[source + i - draft] !== part.ids[i]) return false;
    return true;
  };
  const isSwapped = (from: number, k: number): boolean =>
    k + 1 < n && ids[from + k] === part.ids[k + 1] && ids[from + k + 1] === part.ids[k];
  for (let from = 0; from < ids.length; from++) {
    let k = 0;
    while (k < n && ids[from + k] === part.ids[k]) k++;
    if (k === n) continue;
    // The first word that differs: exchanged, swapped with the next, put in, or lost.
    if (
      (from + k < ids.length && agrees(k + 1, from + k + 1)) ||
      (isSwapped(from, k) && agrees(k + 2, from + k + 2))
    )
      take(from, from + n, rest(0, from));
    if (k === 0) continue;
    if (agrees(k + 1, from + k))
      take(from, from + n - 1, [
        ...rest(0, from).slice(0, k),
        { draft: k, source: -1 },
        ...rest(k + 1, from + k),
      ]);
    if (agrees(k, from + k + 1))
      take(from, from + n + 1, [
        ...rest(0, from).slice(0, k),
        { draft: -1, source: from + k },
        ...rest(k, from + k + 1),
      ]);
  }
  return out;
}

/**
 * What the source says in a slip's place, as a key: places with one key are one turn of phrase, said
 * again and again. Names, and numbers, all count as one another's like; `name` tells which name it is.
 */
export function slipKey(
  text: string,
  part: Part,
  place: Place,
  index: SourceIndex,
): { readonly key: string; readonly name: number | null } {
  const { words } = index.sources[place.source]!;
  const exchanged = place.pairs.find(
    ({ draft, source }) => draft >= 0 && source >= 0 && part.ids[draft] !== words.ids[source],
  );
  if (exchanged) {
    const kind = kindOf(wordAt({ text, words: part.words }, exchanged.draft, index.vocabulary));
    const name = kind === "name" ? words.ids[exchanged.source]! : null;
    if (kind === "name" || kind === "number") return { key: `${exchanged.draft} ${kind}`, name };
  }
  return { key: words.ids.subarray(place.from, place.to).join(" "), name: null };
}

/**
 * Whether a place differs from the draft's few words by one slip: a word exchanged for its like (a
 * number for a number, a name for a name, another form), one word put in between, or a few lost. Of
 * three to five common words that is what tells an altered quotation from a chance resemblance.
 */
export function isSlip(text: string, part: Part, place: Place, index: SourceIndex): boolean {
  const source = index.sources[place.source]!;
  const draftSide: Side = { text, words: part.words };
  const sourceSide: Side = { text: source.document.text, words: source.words };
  const given: number[] = [];
  const lost: number[] = [];
  let same = 0;
  let blocks = 0;
  let inBlock = false;
  let bracketed = false;
  for (const { draft, source: at } of place.pairs) {
    if (draft >= 0 && at >= 0 && part.ids[draft] === source.words.ids[at]) {
      same++;
      inBlock = false;
      continue;
    }
    if (!inBlock) blocks++;
    inBlock = true;
    if (draft >= 0 && part.bracketed[draft]) bracketed = true;
    else if (draft >= 0) given.push(draft);
    if (at >= 0) lost.push(at);
  }
  if (blocks !== 1 || same < LEAST_SAME) return false;
  // An editor's bracket, or words of no matter left out.
  if (given.length === 0) return lost.length <= (bracketed ? LONGEST_BRACKETED : MOST_LOST);
  if (given.length === 2 && lost.length === 2) {
    const [a, b] = given as [number, number];
    const [c, d] = lost.map((at) => source.words.ids[at]);
    return part.ids[a] === d && part.ids[b] === c;
  }
  if (given.length > 1 || lost.length > 1) return false;
  const d = wordAt(draftSide, given[0]!, index.vocabulary);
  const s = lost[0] === undefined ? null : wordAt(sourceSide, lost[0], index.vocabulary);
  // At an end the source merely goes on with another word; a denial that is put there is a slip.
  const ends = given[0] === part.ids.length - 1;
  const denies = kindOf(d) === "negation";
  if (ends && denies) return true;
  if (s) return areAlike(d, s) && !(kindOf(d) === "name" && isBareFrame(part, given[0]!, index));
  // A word put in: to deny, to press a point, or into words that are seldom said.
  if (given[0] === 0 || ends) return false;
  if (denies) return true;
  // "It certainly has": two words are left, that stand in every text.
  if (same === LEAST_SAME) return false;
  return isEmphatic(d.word) || countExact(without(part, given[0]!), index) <= SELDOM;
}

/** "In the Northfield": of so few words, all of grammar, any name may stand in any other's place. */
const isBareFrame = (part: Part, name: number, { vocabulary }: SourceIndex): boolean =>
  part.ids.length <= LEAST_SAME + 1 &&
  part.ids.every((id, i) => i === name || lexicon.FUNCTION_WORDS.has(vocabulary.word(id)));

const EMPHATIC = new Set("very just always never ever even so too quite still only".split(" "));
const isEmphatic = (word: string): boolean => EMPHATIC.has(word) || word.endsWith("ly");

/** Words that stand in no more places have not met each other by chance. */
const SELDOM = 3;

function without(part: Part, at: number): Part {
  return { ...part, ids: part.ids.filter((_, i) => i !== at) };
}

function areAlike(d: Word, s: Word): boolean {
  if (d.stem === s.stem || lexicon.areSynonyms(d.stem, s.stem)) return true;
  if (lexicon.areOpposites(d.word, s.word) || lexicon.areOpposites(d.stem, s.stem)) return true;
  const kind = kindOf(d);
  return kind !== null && kind === kindOf(s);
}

function kindOf(word: Word): string | null {
  if (lexicon.isNumber(word.word)) return "number";
  if (word.name) return "name";
  if (lexicon.MODALS.has(word.word)) return "modal";
  if (lexicon.PERSONS.has(word.word)) return "person";
  if (quantifies(word)) return "quantifier";
  if (lexicon.ARTICLES.has(word.word)) return "article";
  return lexicon.NEGATIONS.has(word.word) ? "negation" : null;
}
