import { align, costOfOmissions, FORM_SHARE, type Pair } from "./align.js";
import { type Part, stemNumber } from "./quotation.js";
import type { IndexedSource, SourceIndex } from "./source-index.js";
import type { Places } from "./postings.js";
import { otherSpellings } from "./spelled.js";
import { ownPairs, turnAt } from "./where.js";

/** A part of a quotation laid against the words of one source. */
export interface Place {
  /** Index among the sources. */
  readonly source: number;
  /** The source's words, by index: `from` to `to` (exclusive). */
  readonly from: number;
  readonly to: number;
  readonly pairs: readonly Pair[];
  /** Bits of evidence left after what differs; at most the part's `full`. */
  readonly score: number;
}

/** Part of all sources' words: positions from `start` to `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Places looked at of a word that is everywhere, and of all words together. */
const MOST_OF_ONE = 30_000;
const BUDGET = 6_000;
/** Places of a wording that are counted. */
export const MOST_EXACT = 64;
/** Windows that are aligned. */
const ALIGNED = 5;
/** Longest part that is aligned at once; longer ones are aligned piece by piece. */
const LONGEST = 120;
const BUCKET = 4;

/** Every place (at most 64) where the part stands word for word, in order. */
export function locateExact(part: Part, index: SourceIndex, range?: Range): Place[] {
  const { ids } = part;
  const n = ids.length;
  let rarest = 0;
  for (let i = 1; i < n; i++) if (index.count(ids[i]!) < index.count(ids[rarest]!)) rarest = i;
  const places = index.places(ids[rarest]!);
  const out: Place[] = [];
  let source = 0;
  for (let p = range ? places.before(range.start) : 0; p < places.length; p++) {
    const position = places.at(p);
    if (range && position >= range.end) break;
    // Places ascend, and so do sources.
    const { base: before, words: held } = index.sources[source]!;
    if (position >= before + held.count) source = index.sourceAt(position);
    const { words, base } = index.sources[source]!;
    const from = position - base - rarest;
    if (from < 0 || from + n > words.count) continue;
    let i = 0;
    while (i < n && words.ids[from + i] === ids[i]) i++;
    if (i < n) continue;
    out.push({ source, from, to: from + n, pairs: straight(n, from), score: part.full });
    if (out.length === MOST_EXACT) break;
  }
  return out;
}

/** Longest part of which other spellings are looked for word by word; longer ones are aligned. */
const LONGEST_SPELLED = 12;

/**
 * The part with the words that the sources lack in the draft's spelling as they spell them ("favour":
 * "favor"); null where none is spelled otherwise.
 */
export function respelled(part: Part, index: SourceIndex): Part | null {
  if (part.ids.length > LONGEST_SPELLED) return null;
  let ids: Int32Array | null = null;
  for (const [i, id] of part.ids.entries()) {
    const other = otherSpellings(index, id)[0];
    if (other === undefined || index.count(other) <= index.count(id)) continue;
    ids ??= part.ids.slice();
    ids[i] = other;
  }
  return ids && { ...part, ids };
}

/** In how many places the part stands word for word, counted to 64. */
export const countExact = (part: Part, index: SourceIndex): number =>
  locateExact(part, index).length;

const straight = (n: number, from: number): Pair[] =>
  Array.from({ length: n }, (_, i) => ({ draft: i, source: from + i }));

/**
 * The places that fit the part best, best first; of equal ones the earliest. Those that must score
 * less than `least` are not looked at.
 */
export function locateNear(
  part: Part,
  index: SourceIndex,
  range?: Range,
  least: number = -Infinity,
): Place[] {
  const out: Place[] = [];
  let best = least;
  const { list, voiceless } = candidates(part, index, range);
  for (const { position, votes } of list) {
    // No place is worth more than its votes and the words that had none.
    if (votes + voiceless < best) break;
    // Two buckets may hold the end of one source and the start of the next.
    const last = index.wordCount - 1;
    const first = index.sourceAt(Math.max(0, Math.min(position, last)));
    const next = index.sourceAt(Math.max(0, Math.min(position + (2 << BUCKET) - 1, last)));
    for (let source = first; source <= next; source++) {
      const place = alignAt(part, index, source, position, best * WORTH, range);
      if (!place) continue;
      out.push(place);
      best = Math.max(best, place.score);
    }
  }
  return out.sort((a, b) => b.score - a.score || a.source - b.source || a.from - b.from);
}

/** Where a first word would stand, and the evidence for it. */
interface Candidate {
  readonly position: number;
  readonly votes: number;
}

/**
 * Votes by bucket: an open table of (stamp, bucket, votes), as large as what is asked of it needs,
 * so that it stays in the processor's cache.
 */
const SLOTS = 1 << 15;
const LEAST_SLOTS = 1 << 9;
const FIELDS = 3;
const table = new Int32Array(SLOTS * FIELDS);
const touched = new Int32Array(SLOTS / 2);
let stamp = 0;

/** A part is looked for in several places one after the other. */
const orders = new WeakMap<Part, readonly number[]>();

/** The part's words that the sources have, by index, the rarest first. */
function rarestFirst(part: Part, index: SourceIndex): readonly number[] {
  let order = orders.get(part);
  if (!order) {
    const counts = Array.from(part.ids, (id) => index.count(id));
    order = Array.from(counts.keys())
      .filter((i) => counts[i]! > 0)
      .sort((a, b) => counts[a]! - counts[b]! || a - b);
    orders.set(part, order);
  }
  return order;
}

/** Rare words vote for the place where the part would begin; neighbouring places share votes. */
function candidates(
  part: Part,
  index: SourceIndex,
  range?: Range,
): { readonly list: readonly Candidate[]; readonly voiceless: number } {
  const { ids, weights } = part;
  const voters: { readonly i: number; readonly all: Places; from: number; end: number }[] = [];
  let used = 0;
  let voiceless = part.full;
  for (const i of rarestFirst(part, index)) {
    const all = index.places(ids[i]!);
    const from = range ? all.before(range.start) : 0;
    const to = range ? all.before(range.end) : all.length;
    if (voters.length >= 2 && used + (to - from) > BUDGET) break;
    // Most of the table stays empty, so that a look-up stays short.
    const end = Math.min(to, from + Math.min(MOST_OF_ONE, SLOTS / 2 - used));
    used += end - from;
    voters.push({ i, all, from, end });
    if (end === to) voiceless -= weights[i]!;
  }
  let slots = LEAST_SLOTS;
  while (slots < 2 * used) slots *= 2;
  const mask = slots - 1;
  stamp++;
  const find = (key: number): number => {
    let at = ((Math.imul(key, 0x9e3779b1) >>> 15) & mask) * FIELDS;
    while (table[at] === stamp && table[at + 1] !== key)
      at = at === mask * FIELDS ? 0 : at + FIELDS;
    return at;
  };
  let count = 0;
  for (const { i, all, from, end } of voters) {
    const weight = weights[i]!;
    for (let p = from; p < end; p++) {
      const key = (all.at(p) - i) >> BUCKET;
      const at = find(key);
      if (table[at] !== stamp) {
        table[at] = stamp;
        table[at + 1] = key;
        table[at + 2] = 0;
        touched[count++] = at;
      }
      table[at + 2]! += weight;
    }
  }
  const voted = (key: number): number => {
    const at = find(key);
    return table[at] === stamp ? table[at + 2]! : 0;
  };
  const best: Candidate[] = [];
  const consider = (key: number, votes: number): void => {
    const low = best[best.length - 1];
    if (best.length === ALIGNED && low && votes <= low.votes) return;
    const position = key << BUCKET;
    // The bucket before counts this one's votes too: one window for the two.
    const twin = best.findIndex((one) => Math.abs(one.position - position) <= 1 << BUCKET);
    if (twin >= 0) {
      if (best[twin]!.votes >= votes) return;
      best.splice(twin, 1);
    }
    best.push({ position, votes });
    best.sort((a, b) => b.votes - a.votes || a.position - b.position);
    if (best.length > ALIGNED) best.pop();
  };
  for (let k = 0; k < count; k++) {
    const at = touched[k]!;
    const own = table[at + 2]!;
    // Of two neighbours that are worth more than the least of the best, one has half of it.
    if (best.length === ALIGNED && 2 * own < best[ALIGNED - 1]!.votes) continue;
    const key = table[at + 1]!;
    const before = voted(key - 1);
    if (before > 0) consider(key - 1, before + own);
    consider(key, own + voted(key + 1));
  }
  return { list: best, voiceless };
}

/** A place that can only come to this share of the best one's score is not aligned. */
const WORTH = 0.75;
let present = new Int32Array(0);
let presentStems = new Int32Array(0);
let glance = 0;

/** The most that a part can score among the words from `from` to `to`, whatever their order. */
function mostPossible(
  part: Part,
  view: { readonly ids: ArrayLike<number>; readonly stems: (index: number) => number },
  from: number,
  to: number,
  size: number,
): number {
  if (present.length < size) {
    present = new Int32Array(size * 2);
    presentStems = new Int32Array(size * 2);
  }
  glance++;
  for (let j = from; j < to; j++) {
    present[view.ids[j]!] = glance;
    presentStems[view.stems(j)] = glance;
  }
  let most = 0;
  for (let i = 0; i < part.ids.length; i++) {
    if (present[part.ids[i]!] === glance) most += part.weights[i]!;
    else if (presentStems[part.stems[i]!] === glance) most += part.weights[i]! * FORM_SHARE;
  }
  return most;
}

/** Aligns the part with a source's words around a position; null where it cannot score `least`. */
function alignAt(
  part: Part,
  index: SourceIndex,
  number: number,
  position: number,
  least: number,
  range?: Range,
): Place | null {
  const n = part.ids.length;
  const slack = 8 + Math.ceil(Math.min(n, LONGEST) * 0.4);
  const source = index.sources[number]!;
  const low = range ? Math.max(0, range.start - source.base) : 0;
  const high = range ? Math.min(source.words.count, range.end - source.base) : source.words.count;
  const start = Math.max(low, position - source.base - slack);
  if (start >= high) return null;
  const view = {
    ids: source.words.ids,
    stems: (j: number) => stemNumber(index, source.words.ids[j]!),
  };
  if (n <= LONGEST && least > 0) {
    const to = Math.min(high, start + n + 2 * slack + (2 << BUCKET));
    if (mostPossible(part, view, start, to, index.vocabulary.size) < least) return null;
  }
  const pairs: Pair[] = [];
  let score = 0;
  let from = start;
  for (let at = 0; at < n; at += LONGEST) {
    const end = Math.min(n, at + LONGEST);
    // The part may begin anywhere in two buckets.
    const reach = at === 0 ? 2 * slack + (2 << BUCKET) : slack;
    const to = Math.min(high, from + (end - at) + reach);
    const piece = slice(part, at, end);
    const one = align(piece, view, from, to);
    for (const pair of one.pairs)
      pairs.push(pair.draft < 0 ? pair : { draft: pair.draft + at, source: pair.source });
    score += one.score;
    const last = one.pairs.findLast((pair) => pair.source >= 0);
    if (last) from = last.source + 1;
  }
  const fitted = bracketsWithin(withinTurn(filled(pairs, source), part, source), part, source);
  const place = placeOf(number, fitted, score);
  if (!place) return null;
  // What is not the speaker's is no loss.
  const own = costOfOmissions(ownPairs(index, place));
  return { ...place, score: score + costOfOmissions(fitted) - own };
}

/** A first or last word that met another one only in somebody else's turn stands against nothing. */
function withinTurn(pairs: Pair[], part: Part, { document, words }: IndexedSource): Pair[] {
  if (document.turns.length === 0) return pairs;
  const turn = (i: number): number | null => turnAt(document, words.start(i));
  const strays = (pair: Pair | undefined, beside: number): boolean =>
    pair !== undefined &&
    pair.draft >= 0 &&
    pair.source >= 0 &&
    pair.source + beside >= 0 &&
    pair.source + beside < words.count &&
    part.ids[pair.draft] !== words.ids[pair.source] &&
    turn(pair.source) !== turn(pair.source + beside);
  const out = [...pairs];
  const last = out.length - 1;
  if (strays(out[last], -1)) out[last] = { draft: out[last]!.draft, source: -1 };
  if (strays(out[0], 1)) out[0] = { draft: out[0]!.draft, source: -1 };
  return out;
}

/** An editor's words at an end, "[The board] will", stand for none of the sentence before or behind. */
function bracketsWithin(pairs: Pair[], part: Part, { document, words }: IndexedSource): Pair[] {
  const ends = (i: number): boolean =>
    /[.?!]["”’)]*\s/u.test(document.text.slice(words.end(i), words.start(i + 1)));
  const own = ({ draft, source }: Pair): boolean =>
    draft >= 0 && part.bracketed[draft] === 1 && part.ids[draft] !== words.ids[source];
  const free = ({ draft }: Pair): Pair => ({ draft, source: -1 });
  const firstKept = pairs.findIndex((pair) => !own(pair));
  const lastKept = pairs.findLastIndex((pair) => !own(pair));
  const head = pairs.findLastIndex(
    (pair, i) => i < firstKept && pair.source >= 0 && ends(pair.source),
  );
  const tail = pairs.findIndex(
    (pair, i) => i > lastKept && pair.source > 0 && ends(pair.source - 1),
  );
  return pairs.map((pair, i) => (i <= head || (tail >= 0 && i >= tail) ? free(pair) : pair));
}

/** Between pieces aligned one after the other, source words may be passed over: they are omitted. */
function filled(pairs: readonly Pair[], { words }: IndexedSource): Pair[] {
  const out: Pair[] = [];
  let next = -1;
  for (const pair of pairs) {
    if (pair.source >= 0) {
      if (next >= 0)
        for (let j = next; j < pair.source && j < words.count; j++)
          out.push({ draft: -1, source: j });
      next = pair.source + 1;
    }
    out.push(pair);
  }
  return out;
}

function placeOf(source: number, pairs: readonly Pair[], score: number): Place | null {
  const first = pairs.find((pair) => pair.source >= 0);
  const last = pairs.findLast((pair) => pair.source >= 0);
  if (!first || !last) return null;
  return { source, from: first.source, to: last.source + 1, pairs, score };
}

/** Some of a part's words, as a part. */
export function slice(part: Part, from: number, to: number): Part {
  if (from === 0 && to === part.ids.length) return part;
  const weights = part.weights.subarray(from, to);
  return {
    words: part.words.slice(from, to),
    ids: part.ids.subarray(from, to),
    stems: part.stems.subarray(from, to),
    weights,
    bracketed: part.bracketed.subarray(from, to),
    full: weights.reduce((sum, weight) => sum + weight, 0),
  };
}
