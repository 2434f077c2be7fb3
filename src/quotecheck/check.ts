import type { Claim } from "./claims.js";
import { evidenceOf } from "./evidence.js";
import { KnownPlaces } from "./known.js";
import {
  locateExact,
  locateNear,
  MOST_EXACT,
  type Place,
  type Range,
  respelled,
} from "./locate.js";
import { type DraftQuotation, type Part, prepareQuotation, withoutMarkup } from "./quotation.js";
import type { QuoteCheck } from "./quotecheck.js";
import { nearestSaid, type PassageSpeaker, reportFound } from "./report.js";
import type { SourceIndex } from "./source-index.js";
import { isSlip, locateSlips, slipKey } from "./slip.js";
import { goesOn, joinHalves, type Stretch } from "./split.js";
import { SHORTEST_PART, stitch, WHOLE } from "./stitch.js";
import {
  crossesSpeakers,
  isNested,
  isSpoken,
  type Located,
  positionOf,
  rangeOf,
  turnSpeaker,
} from "./where.js";
import { compareClaimed } from "./who.js";
import { CONTRACTED } from "./words.js";

export interface CheckOptions {
  /** Without it the speakers of articles, and of quotations inside turns, stay unknown. */
  readonly speakerOf?: PassageSpeaker;
  /** Search one source alone, by its number in the index; the others only tell which words are rare. */
  readonly only?: number;
  /** False: what is not found is not told what comes nearest to it, which takes most of the time. */
  readonly nearest?: boolean;
}

/**
 * Checks the quotations of one draft, in the order of the claims. The longest are looked for first:
 * where they stand tells where to look for those of a few words.
 */
export async function checkClaims(
  text: string,
  claims: readonly Claim[],
  index: SourceIndex,
  options: CheckOptions = {},
): Promise<readonly QuoteCheck[]> {
  const plain = withoutMarkup(text);
  const checker = new Checker(plain, index, options);
  const prepared = claims.map((claim) => prepareQuotation(plain, claim.quotation, index));
  const out: QuoteCheck[] = [];
  const order = Array.from(claims.keys());
  order.sort((a, b) => prepared[b]!.wordCount - prepared[a]!.wordCount || a - b);
  const inPlace = Array.from(claims.keys()).sort(
    (a, b) => claims[a]!.quotation.start - claims[b]!.quotation.start,
  );
  const halves: [number, number][] = [];
  for (const [k, i] of inPlace.entries()) {
    const next = inPlace[k + 1];
    if (next !== undefined && goesOn(plain, claims[i]!, claims[next]!)) halves.push([i, next]);
  }
  for (const [one, next] of halves) checker.link(claims[one]!, claims[next]!);
  for (const i of order) out[i] = await checker.check(claims[i]!, prepared[i]!);
  for (const [one, next] of halves) {
    const first = checker.stretchOf(claims[one]!);
    const second = checker.stretchOf(claims[next]!);
    if (first && second) out[next] = joinHalves(out[one]!, out[next]!, first, second, index);
  }
  return out;
}

/** Checks one quotation against each source by itself, as by `only`; in the order of the sources. */
export async function checkInEach(
  text: string,
  claim: Claim,
  index: SourceIndex,
  options: Omit<CheckOptions, "only"> = {},
): Promise<readonly QuoteCheck[]> {
  const plain = withoutMarkup(text);
  const prepared = prepareQuotation(plain, claim.quotation, index);
  const out: QuoteCheck[] = [];
  for (const only of index.sources.keys())
    out.push(await new Checker(plain, index, { ...options, only }).check(claim, prepared));
  return out;
}

/** Shorter quotations do not show which document the draft quotes. */
const SHORT = 6;
/** A quotation of so few words says nothing unless it is given to somebody. */
const SCARE = 2;
/** Parts around an ellipsis stand at most so far apart. */
const ELLIPSIS_REACH = 3000;

/**
 * What a place must show to be no chance: the share of the evidence that is left after what differs
 * (0 to 1), and its bits, as a multiple of those that single out one place among all that were
 * searched. Where the draft quotes the same document already, only its places compete.
 */
const ANYWHERE = { similarity: 0.65, evidence: 2 };
const SAME_DOCUMENT = { similarity: 0.4, evidence: 0.75 };
/** The like, where somebody else said the other words. */
const OTHERS = { similarity: 0.75, evidence: 2.5 };
/** Evidence, without what a formula gives, for more than a slip in a document that the draft quotes. */
const KNOWN_EVIDENCE = 1.6;
/**
 * The like, and the similarity for more than a slip, in a document that the draft does not quote
 * otherwise: who speaks every day says much the same on another day.
 */
const ELSEWHERE = { similarity: 0.8, same: 3, others: 3.5 };
/** Words of a part that is no chance in a document that the draft quotes. */
const LONG_PART = 5;
/** Evidence for each other part of a quotation put together: common words stand in any two places. */
const TOGETHER = 2.5;
/** Longest quotation, in words, of which every place a slip away is looked for. */
const LONGEST_SLIP = 9;
/** Wordings, each a slip away from a few words, of which one is still taken. */
const MOST_SLIPS = 4;
/** Names in one's place ("Go ahead, Ines", "Go ahead, Bram") with which any other may stand there too. */
const MOST_NAMES = 6;

class Checker {
  readonly #text: string;
  readonly #index: SourceIndex;
  readonly #options: CheckOptions;
  readonly #known = new KnownPlaces();
  /** The halves of sentences that the draft splits, by each other. */
  readonly #before = new Map<Claim, Claim>();
  readonly #after = new Map<Claim, Claim>();
  readonly #stretches = new Map<Claim, Stretch>();

  constructor(text: string, index: SourceIndex, options: CheckOptions) {
    this.#text = text;
    this.#index = index;
    this.#options = options;
    if (options.only !== undefined) this.#known.addSource(options.only);
    // With one source to compare with, that is what the draft quotes.
    if (index.sources.length === 1) this.#known.addSource(0);
  }

  /** The sentence of one claim goes on in the next. */
  link(one: Claim, next: Claim): void {
    this.#before.set(next, one);
    this.#after.set(one, next);
  }

  /** Where a claim's words stand, once it is checked; null where they were not found. */
  stretchOf(claim: Claim): Stretch | null {
    return this.#stretches.get(claim) ?? null;
  }

  async check(claim: Claim, quotation: DraftQuotation): Promise<QuoteCheck> {
    const index = this.#index;
    const nothing = {
      quotation: claim.quotation,
      by: claim.by,
      severity: null,
      speaker: "unknown",
      saidBy: null,
      quoted: null,
      found: null,
      parts: [],
      others: 0,
      differences: [],
      leftOut: [],
      nearest: [],
      reason: null,
    } as const;
    const unchecked = (reason: string): QuoteCheck => ({
      ...nothing,
      wording: "unchecked",
      reason,
    });
    if (index.wordCount === 0) return unchecked("there is nothing to check against");
    if (quotation.wordCount === 0) return unchecked("it holds no words");
    if (quotation.wordCount <= SCARE && !claim.attributed)
      return unchecked("one or two words that the draft gives to nobody");

    const parts = quotation.parts;
    const main = parts.reduce((best, part) => (part.full > best.full ? part : best));
    const others = this.#exact(main);
    const anchor = this.#anchor(claim, main, others);
    const whole = anchor !== null && isSlip(this.#text, main, anchor, index);
    const joined =
      !anchor || (parts.length === 1 && !whole)
        ? stitch(main, anchor, index, (part) => this.#exact(part))
        : null;
    const stitched = joined && this.#isNoChance(joined) ? joined : null;
    if (!anchor && !stitched) {
      const wanted = this.#options.nearest ?? true;
      const near = wanted ? nearestSaid(index, claim, parts, 3) : [];
      return { ...nothing, wording: "not-found", nearest: near };
    }
    const located = stitched ?? this.#locate(parts, main, anchor!);
    const more = anchor ? Math.max(0, others.length - 1) : 0;
    const comparison = { text: this.#text, index, ...this.#options };
    const report = await reportFound(comparison, claim, quotation, located, more);
    const first = located[0]!.place;
    const last = located[located.length - 1]!.place;
    this.#stretches.set(claim, {
      from: positionOf(index, first),
      to: positionOf(index, last) + last.to - last.from,
    });
    for (const { part, place } of located) {
      if (part.ids.length < SHORT) continue;
      this.#known.add(claim.quotation.start, place.source, positionOf(index, place));
    }
    return report;
  }

  /** Whether the parts of what seems put together are no formulas that anybody may say. */
  #isNoChance(located: readonly Located[]): boolean {
    const index = this.#index;
    const [one, other] = located.map(({ place }) => place);
    // What was said once, given twice, is not joined from two places.
    if (one && other && one.source === other.source && one.from < other.to && other.from < one.to)
      return false;
    return located.every(({ part, place }) => {
      if (this.#known.hasSource(place.source) && part.ids.length >= LONG_PART) return true;
      const bits = Math.log2(index.sources[place.source]!.words.count);
      return evidenceOf(part, place, index) >= TOGETHER * bits;
    });
  }

  /** The places of a quotation's parts around that of its main one. */
  #locate(parts: readonly Part[], main: Part, anchor: Place): Located[] {
    return parts.flatMap((part) => {
      const place = part === main ? anchor : this.#near(part, anchor);
      return place ? [{ part, place }] : [];
    });
  }

  /** The place that is taken for the quotation's, or null where none will do. */
  #anchor(claim: Claim, part: Part, exact: readonly Place[]): Place | null {
    const index = this.#index;
    if (exact.length > 0) {
      const best = this.#preferred(claim, part, this.#exactNear(claim, part, exact));
      const own =
        this.#known.hasSource(best.source) ||
        compareClaimed(claim, turnSpeaker(index, best)) === "confirmed";
      // A few words that somebody said elsewhere, and the person all but said where the draft quotes.
      return own ? best : (this.#slip(claim, part) ?? best);
    }
    const { only } = this.#options;
    // Places in the documents that the draft quotes about here, and anywhere.
    const near: Place[] = [];
    const isWhole = (): boolean => near.some((place) => place.score >= WHOLE * part.full);
    for (const source of this.#known.sourcesNear(claim.quotation.start)) {
      const least = SAME_DOCUMENT.similarity * part.full;
      near.push(...locateNear(part, index, rangeOf(index, source), least));
      if (isWhole()) break;
    }
    if (only === undefined && !isWhole()) near.push(...locateNear(part, index));
    near.sort((a, b) => b.score - a.score || a.source - b.source || a.from - b.from);
    const acceptable = near.filter((place) => this.#accepts(claim, part, place));
    const best = acceptable[0];
    if (!best || crossesSpeakers(index, best)) return this.#slip(claim, part) ?? best ?? null;
    // Places all but as good: the person's own go first.
    return this.#preferred(
      claim,
      part,
      acceptable.filter((place) => place.score >= best.score - 1),
    );
  }

  /** Of a few words, a place of the documents quoted that differs by a slip, if it is one of few. */
  #slip(claim: Claim, part: Part): Place | null {
    const index = this.#index;
    if (part.ids.length > LONGEST_SLIP || part.ids.length < SHORTEST_PART) return null;
    const slips = this.#known
      .sourcesNear(claim.quotation.start)
      .flatMap((source) => locateSlips(this.#text, part, source, index))
      .filter((one) => compareClaimed(claim, turnSpeaker(index, one)) !== "contradicted");
    const keys = slips.map((one) => slipKey(this.#text, part, one, index));
    const wordings = new Set(keys.map(({ key }) => key));
    const names = new Set(keys.flatMap(({ name }) => name ?? []));
    const few = wordings.size > 0 && wordings.size <= MOST_SLIPS && names.size <= MOST_NAMES;
    return few ? this.#preferred(claim, part, slips) : null;
  }

  /**
   * Where a part stands word for word in what is searched, be it in another spelling; of very many
   * places the first ones.
   */
  #exact(part: Part): Place[] {
    const index = this.#index;
    const { only } = this.#options;
    const range = only === undefined ? undefined : rangeOf(index, only);
    const exact = locateExact(part, index, range);
    const spelled = exact.length === 0 ? respelled(part, index) : null;
    return spelled ? locateExact(spelled, index, range) : exact;
  }

  /** With those in the sources quoted about there, should the first ones not reach so far. */
  #exactNear(claim: Claim, part: Part, exact: readonly Place[]): readonly Place[] {
    if (exact.length < MOST_EXACT) return exact;
    const near = this.#known
      .sourcesNear(claim.quotation.start)
      .flatMap((source) => locateExact(part, this.#index, rangeOf(this.#index, source)));
    return [...near, ...exact];
  }

  #accepts(claim: Claim, part: Part, place: Place): boolean {
    const source = this.#index.sources[place.source]!;
    const known = this.#known.hasSource(place.source);
    const { similarity, evidence } = known ? SAME_DOCUMENT : ANYWHERE;
    const scope = known ? source.words.count : this.#index.wordCount;
    // Other words, and somebody else's: most likely something else that was said.
    const others = compareClaimed(claim, turnSpeaker(this.#index, place)) === "contradicted";
    const least = others ? Math.max(similarity, OTHERS.similarity) : similarity;
    const bits = Math.log2(scope);
    const slipped = (): boolean => isSlip(this.#text, part, place, this.#index);
    const shows = (need: number): boolean => evidenceOf(part, place, this.#index) >= need * bits;
    const long = part.ids.length >= SHORT;
    if (place.score < least * part.full || place.score < evidence * bits)
      return known && !others && long && slipped();
    if (known) {
      if (slipped()) return !others || shows(OTHERS.evidence);
      return long && shows(KNOWN_EVIDENCE);
    }
    // A draft that quotes other documents: this one must show more than a common turn of phrase.
    if (this.#known.isEmpty) return true;
    return (
      (place.score >= ELSEWHERE.similarity * part.full || slipped()) &&
      shows(others ? ELSEWHERE.others : ELSEWHERE.same)
    );
  }

  /** Of equal places: said by the person, then close to the draft's others, then the first. */
  #preferred(claim: Claim, part: Part, places: readonly Place[]): Place {
    const index = this.#index;
    const rank = (place: Place): number => {
      const said = turnSpeaker(index, place);
      const speaker = compareClaimed(claim, said);
      const reporter = said === null && index.sources[place.source]!.document.turns.length > 0;
      const who = speaker === "confirmed" ? 0 : speaker === "contradicted" ? 2 : reporter ? 3 : 1;
      return (
        (this.#isBesideHalf(claim, place) ? -32 : 0) +
        who * 4 +
        (this.#known.hasSource(place.source) ? 0 : 4) +
        (this.#known.isNear(positionOf(index, place)) ? 0 : 2) +
        (isNested(index, place) ? 2 : 0) +
        (isSpoken(index, place) ? 0 : 2) +
        (this.#isWrittenAlike(part, place) ? 0 : 1)
      );
    };
    let best = places[0]!;
    let least = rank(best);
    for (const place of places.slice(1)) {
      const here = rank(place);
      if (here < least) {
        best = place;
        least = here;
      }
    }
    return best;
  }

  /** Right before or behind the other half of a sentence that the draft splits. */
  #isBesideHalf(claim: Claim, place: Place): boolean {
    const stretch = (other: Claim | undefined): Stretch | null =>
      other ? this.stretchOf(other) : null;
    const from = positionOf(this.#index, place);
    return (
      stretch(this.#before.get(claim))?.to === from ||
      stretch(this.#after.get(claim))?.from === from + place.to - place.from
    );
  }

  /** The same contractions open and closed. */
  #isWrittenAlike(part: Part, place: Place): boolean {
    const { words } = this.#index.sources[place.source]!;
    return place.pairs.every(
      (pair) =>
        pair.draft < 0 ||
        pair.source < 0 ||
        (part.words.flags(pair.draft) & CONTRACTED) === (words.flags(pair.source) & CONTRACTED),
    );
  }

  /** Another part of a quotation with ellipses: close to the main one, else anywhere word for word. */
  #near(part: Part, anchor: Place): Place | null {
    const index = this.#index;
    const { base, words } = index.sources[anchor.source]!;
    const range: Range = {
      start: Math.max(base, base + anchor.from - ELLIPSIS_REACH),
      end: Math.min(base + words.count, base + anchor.to + ELLIPSIS_REACH),
    };
    const at = positionOf(index, anchor);
    const away = (place: Place): number => Math.abs(positionOf(index, place) - at);
    const nearest = (places: readonly Place[]): Place | null =>
      places.reduce<Place | null>(
        (best, place) => (best && away(best) <= away(place) ? best : place),
        null,
      );
    const exact = nearest(locateExact(part, index, range));
    if (exact) return exact;
    const likely = locateNear(part, index, range);
    const near = nearest(likely.filter(({ score }) => score === likely[0]!.score));
    if (near && near.score / part.full >= 0.45) return near;
    return part.ids.length >= SHORTEST_PART ? (this.#exact(part)[0] ?? null) : null;
  }
}
