import type { TextDocument } from "../text/document.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { covers, type Span } from "../text/span.js";
import type { Claim } from "./claims.js";
import { findDifferences, type Side } from "./differences.js";
import { NEGATIONS } from "./lexicon.js";
import { locateExact, locateNear, type Place, type Range, slice } from "./locate.js";
import { nearest } from "./nearest.js";
import { type DraftQuotation, type Part, prepareQuotation } from "./quotation.js";
import type { Difference, FoundPlace, Nearest, QuoteCheck } from "./quotecheck.js";
import type { SourceIndex } from "./source-index.js";
import { lossAtEllipsis, verdictOf } from "./verdict.js";
import { compareSpeakers, speakersOfTurns } from "./who.js";
import { CONTRACTED } from "./words.js";

/** Says who is quoted at a place of a source that turns do not tell; null where it cannot. */
export type PassageSpeaker = (document: TextDocument, span: Span) => Promise<string | null>;

export interface CheckOptions {
  /** Without it the speakers of articles, and of quotations inside turns, stay unknown. */
  readonly speakerOf?: PassageSpeaker;
  /** Search one source alone, by its number in the index; the others only tell which words are rare. */
  readonly only?: number;
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
  const checker = new Checker(text, index, options);
  const prepared = claims.map((claim) => prepareQuotation(text, claim.quotation, index));
  const out: QuoteCheck[] = [];
  const order = Array.from(claims.keys());
  order.sort((a, b) => prepared[b]!.wordCount - prepared[a]!.wordCount || a - b);
  for (const i of order) out[i] = await checker.check(claims[i]!, prepared[i]!);
  return out;
}

/** Shorter quotations do not show which document the draft quotes. */
const SHORT = 6;
/** A quotation of so few words says nothing unless it is given to somebody. */
const SCARE = 2;
/** How far apart, in words, two quotations of one passage may stand. */
const NEIGHBOURHOOD = 1500;
/** Parts around an ellipsis stand at most so far apart. */
const ELLIPSIS_REACH = 3000;
/** More words than this, or a whole sentence, are not merely left out: the parts stand apart. */
const LONGEST_OMISSION = 8;
/** A run of the draft's words that the place lacks may have been taken from elsewhere. */
const SHORTEST_PART = 3;

/**
 * What a place must show to be no chance: the share of the evidence that is left after what differs
 * (0 to 1), and its bits, as a multiple of those that single out one place among all that were
 * searched. Where the draft quotes the same document already, only its places compete.
 */
const ANYWHERE = { similarity: 0.65, evidence: 2 };
const SAME_DOCUMENT = { similarity: 0.4, evidence: 0.75 };
/** The like, where somebody else said the other words. */
const OTHERS_SIMILARITY = 0.75;
/** Such a multiple for each part of a quotation that was put together from two places. */
const STITCH_EVIDENCE = 1.9;
/** Above this a place holds the whole quotation, and no part need be looked for elsewhere. */
const WHOLE = 0.75;

/** Who speaks in each turn, found once a document. */
const turnSpeakers = new WeakMap<TextDocument, readonly (string | null)[]>();

interface Located {
  readonly part: Part;
  readonly place: Place;
}

class Checker {
  readonly #text: string;
  readonly #index: SourceIndex;
  readonly #options: CheckOptions;
  /** Positions where quotations of this draft were found. */
  readonly #known: number[] = [];
  readonly #knownSources = new Set<number>();

  constructor(text: string, index: SourceIndex, options: CheckOptions) {
    this.#text = text;
    this.#index = index;
    this.#options = options;
    if (options.only !== undefined) this.#knownSources.add(options.only);
  }

  async check(claim: Claim, quotation: DraftQuotation): Promise<QuoteCheck> {
    const nothing = {
      quotation: claim.quotation,
      by: claim.by,
      severity: null,
      speaker: "unknown",
      saidBy: null,
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
    if (this.#index.wordCount === 0) return unchecked("there is nothing to check against");
    if (quotation.wordCount === 0) return unchecked("it holds no words");
    if (quotation.wordCount <= SCARE && !claim.attributed)
      return unchecked("one or two words that the draft gives to nobody");

    const parts = quotation.parts;
    const main = parts.reduce((best, part) => (part.full > best.full ? part : best));
    const others = this.#exact(main);
    const anchor = this.#anchor(claim, main, others);
    if (!anchor) {
      const stitched = this.#stitch(main, null);
      if (!stitched)
        return { ...nothing, wording: "not-found", nearest: this.#nearest(claim, parts) };
      return this.#report(claim, quotation, stitched, 0);
    }
    let located: Located[] | null = [];
    for (const part of parts) {
      const place = part === main ? anchor : this.#near(part, anchor);
      if (place) located.push({ part, place });
    }
    if (parts.length === 1) located = this.#stitch(main, anchor) ?? located;
    return this.#report(claim, quotation, located, Math.max(0, others.length - 1));
  }

  // ─── where ──────────────────────────────────────────────────────────────

  /** The place that is taken for the quotation's, or null where none will do. */
  #anchor(claim: Claim, part: Part, exact: readonly Place[]): Place | null {
    if (exact.length > 0) return this.#preferred(claim, part, exact);
    // Places anywhere, and those in the documents that the draft quotes already.
    const near = [...this.#knownSources].flatMap((source) =>
      locateNear(part, this.#index, this.#rangeOf(source)),
    );
    const { only } = this.#options;
    if (only === undefined && !near.some((place) => place.score >= WHOLE * part.full))
      near.push(...locateNear(part, this.#index));
    near.sort((a, b) => b.score - a.score || a.source - b.source || a.from - b.from);
    const acceptable = near.filter((place) => this.#accepts(claim, part, place));
    const best = acceptable[0];
    if (!best) return null;
    // Places all but as good: the person's own go first.
    return this.#preferred(
      claim,
      part,
      acceptable.filter((place) => place.score >= best.score - 1),
    );
  }

  /** Where a part stands word for word in what is searched. */
  #exact(part: Part): Place[] {
    const { only } = this.#options;
    return locateExact(part, this.#index, only === undefined ? undefined : this.#rangeOf(only));
  }

  #rangeOf(source: number): Range {
    const { base, words } = this.#index.sources[source]!;
    return { start: base, end: base + words.count };
  }

  #accepts(claim: Claim, part: Part, place: Place): boolean {
    const source = this.#index.sources[place.source]!;
    const known = this.#knownSources.has(place.source);
    const { similarity, evidence } = known ? SAME_DOCUMENT : ANYWHERE;
    const scope = known ? source.words.count : this.#index.wordCount;
    // Other words, and somebody else's: most likely something else that was said.
    const others = compareSpeakers(claim.by, this.#turnSpeaker(place)) === "contradicted";
    const least = others ? Math.max(similarity, OTHERS_SIMILARITY) : similarity;
    return place.score >= least * part.full && place.score >= evidence * Math.log2(scope);
  }

  /** Of equal places: said by the person, then close to the draft's others, then the first. */
  #preferred(claim: Claim, part: Part, places: readonly Place[]): Place {
    const rank = (place: Place): number => {
      const said = this.#turnSpeaker(place);
      const speaker = compareSpeakers(claim.by, said);
      const reporter =
        said === null && this.#index.sources[place.source]!.document.turns.length > 0;
      const who = speaker === "confirmed" ? 0 : speaker === "contradicted" ? 2 : reporter ? 3 : 1;
      return (
        who * 4 +
        (this.#knownSources.has(place.source) ? 0 : 4) +
        (this.#isNearKnown(place) ? 0 : 2) +
        (this.#isNested(place) ? 2 : 0) +
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

  /** The same contractions open and closed. */
  #isWrittenAlike(part: Part, place: Place): boolean {
    const { flags } = this.#index.sources[place.source]!.words;
    return place.pairs.every(
      (pair) =>
        pair.draft < 0 ||
        pair.source < 0 ||
        (part.words.flags[pair.draft]! & CONTRACTED) === (flags[pair.source]! & CONTRACTED),
    );
  }

  #position({ source, from }: Place): number {
    return this.#index.sources[source]!.base + from;
  }

  #isNearKnown(place: Place): boolean {
    const at = this.#position(place);
    return this.#known.some((one) => Math.abs(one - at) < NEIGHBOURHOOD);
  }

  /** Another part of a quotation with ellipses: close to the main one, else anywhere word for word. */
  #near(part: Part, anchor: Place): Place | null {
    const { base, words } = this.#index.sources[anchor.source]!;
    const range: Range = {
      start: Math.max(base, base + anchor.from - ELLIPSIS_REACH),
      end: Math.min(base + words.count, base + anchor.to + ELLIPSIS_REACH),
    };
    const at = this.#position(anchor);
    const closest = (places: readonly Place[]): Place | null =>
      places.reduce<Place | null>((best, place) => {
        if (!best) return place;
        const d = Math.abs(this.#position(place) - at) - Math.abs(this.#position(best) - at);
        return d < 0 ? place : best;
      }, null);
    const exact = closest(locateExact(part, this.#index, range));
    if (exact) return exact;
    const near = locateNear(part, this.#index, range)[0];
    if (near && near.score / part.full >= 0.45) return near;
    return part.ids.length >= SHORTEST_PART ? (this.#exact(part)[0] ?? null) : null;
  }

  /**
   * A quotation put together without a mark: a run of its words that the place lacks stands whole
   * elsewhere. Returns the two parts in the draft's order, or null.
   */
  #stitch(part: Part, place: Place | null): Located[] | null {
    const n = part.ids.length;
    if (n < 2 * SHORTEST_PART || (place && place.score >= WHOLE * part.full)) return null;
    const stands = (from: number, to: number): boolean =>
      this.#exact(slice(part, from, to)).length > 0;
    if (place) {
      const [head, tail] = lackedEnds(place.pairs, n);
      if (tail >= SHORTEST_PART && stands(n - tail, n)) {
        // A word or two of the seam may have met their like by chance.
        let from = n - tail;
        while (from > SHORTEST_PART && stands(from - 1, n)) from--;
        const joined = this.#joined(slice(part, 0, from), slice(part, from, n), place, false);
        if (joined) return joined;
      }
      if (head >= SHORTEST_PART && stands(0, head)) {
        let to = head;
        while (to < n - SHORTEST_PART && stands(0, to + 1)) to++;
        const joined = this.#joined(slice(part, to, n), slice(part, 0, to), place, true);
        if (joined) return joined;
      }
    }
    // The longest start that stands somewhere word for word, and the rest somewhere else.
    let cut = SHORTEST_PART;
    if (!stands(0, cut)) return null;
    while (cut < n - SHORTEST_PART && stands(0, cut + 1)) cut++;
    const start = slice(part, 0, cut);
    const rest = slice(part, cut, n);
    const pair = this.#together(this.#exact(start), this.#exact(rest));
    const scope = pair ? this.#index.sources[pair[0].source]!.words.count : 0;
    if (Math.min(rest.full, start.full) < STITCH_EVIDENCE * Math.log2(scope)) return null;
    return (
      pair && [
        { part: start, place: pair[0] },
        { part: rest, place: pair[1] },
      ]
    );
  }

  /** Of the places of two parts, two in one document: parts from anywhere are no quotation. */
  #together(first: readonly Place[], second: readonly Place[]): [Place, Place] | null {
    for (const one of first) {
      const other = second.find(({ source }) => source === one.source);
      if (other) return [one, other];
    }
    return null;
  }

  /** The two parts of a stitched quotation, in the draft's order, if the rest holds where the whole was laid. */
  #joined(rest: Part, lacked: Part, place: Place, lackedFirst: boolean): Located[] | null {
    const kept = this.#refit(rest, place);
    const other = this.#exact(lacked)[0];
    if (!kept || !other) return null;
    const two = [
      { part: rest, place: kept },
      { part: lacked, place: other },
    ];
    return lackedFirst ? two.reverse() : two;
  }

  /** The rest of a stitched quotation at the place where the whole was laid. */
  #refit(rest: Part, place: Place): Place | null {
    const { base } = this.#index.sources[place.source]!;
    const range = { start: base + Math.max(0, place.from - 20), end: base + place.to + 20 };
    const exact = locateExact(rest, this.#index, range)[0];
    if (exact) return exact;
    const near = locateNear(rest, this.#index, range)[0];
    return near && near.score >= WHOLE * rest.full ? near : null;
  }

  // ─── what ───────────────────────────────────────────────────────────────

  async #report(
    claim: Claim,
    quotation: DraftQuotation,
    located: readonly Located[],
    others: number,
  ): Promise<QuoteCheck> {
    const differences: Difference[] = [];
    const leftOut: Span[] = [];
    let apart = quotation.parts.length === 1 && located.length > 1;
    for (const [i, { part, place }] of located.entries()) {
      const side = this.#side(place);
      const found = findDifferences(
        { text: this.#text, words: part.words },
        side,
        place.pairs,
        this.#index.vocabulary,
      );
      differences.push(...found);
      apart ||= found.some((one) => this.#standsApart(one, place, side));
      apart ||= this.#crossesSpeakers(place);
      const next = located[i + 1];
      if (!next || quotation.parts.length === 1) continue;
      const gap = this.#gap(place, next.place);
      if (!gap) apart = true;
      else if (gap.end > gap.start) {
        leftOut.push(gap);
        differences.push(this.#ellipsis(part, gap, side.text));
      }
    }
    // A part of a marked quotation that stands nowhere near is the draft's own.
    for (const part of quotation.parts) {
      if (quotation.parts.length === 1 || located.some((one) => one.part === part)) continue;
      const end = part.words.ends[part.words.count - 1]!;
      const start = { start: part.words.starts[0]!, end };
      const at = this.#spanOf(located[0]!.place).end;
      differences.push({
        kind: "inserted",
        severity: "substantive",
        draft: start,
        source: { start: at, end: at },
      });
    }
    const first = located[0]!;
    const lost = this.#denialCutOff(claim, first.place);
    if (lost) differences.unshift(lost);
    const { text } = this.#side(first.place);
    const draftText = this.#text.slice(claim.quotation.start, claim.quotation.end);
    const marks =
      quotation.parts.length > 1 ||
      /\[(?!\s*sic)/iu.test(draftText) ||
      /^\s*(?:…|\.\.\.)|(?:…|\.\.\.)\s*$/u.test(draftText);
    const span = this.#spanOf(first.place);
    const changed = differences.length > 0 || quotation.parts.length > 1 || draftText.includes("[");
    let { wording, severity } = verdictOf(
      differences,
      marks && changed,
      draftText.replaceAll(/\[\s*sic\.?\s*\]/giu, " "),
      text.slice(span.start, span.end),
    );
    if (apart && wording !== "verbatim") [wording, severity] = ["stitched", null];
    const places = await Promise.all(located.map(({ place }) => this.#foundPlace(place)));
    const speakers = places.map((place) => compareSpeakers(claim.by, place.saidBy));
    const worst = speakers.indexOf("contradicted");
    const said = places[worst >= 0 ? worst : 0]!.saidBy;
    for (const { part, place } of located) {
      if (part.ids.length < SHORT) continue;
      this.#known.push(this.#position(place));
      this.#knownSources.add(place.source);
    }
    return {
      quotation: claim.quotation,
      by: claim.by,
      wording,
      severity,
      speaker:
        worst >= 0
          ? "contradicted"
          : speakers.every((one) => one === "confirmed")
            ? "confirmed"
            : "unknown",
      saidBy: said,
      found: {
        ...places[0]!,
        span: located.length > 1 && !apart ? this.#hull(located) : places[0]!.span,
      },
      parts: located.length > 1 ? places : [],
      others,
      differences,
      leftOut,
      nearest: [],
      reason: null,
    };
  }

  #hull(located: readonly Located[]): Span {
    const spans = located.map(({ place }) => this.#spanOf(place));
    return {
      start: Math.min(...spans.map((one) => one.start)),
      end: Math.max(...spans.map((one) => one.end)),
    };
  }

  #side({ source }: Place): Side {
    const { document, words } = this.#index.sources[source]!;
    return { text: document.text, words };
  }

  #spanOf({ source, from, to }: Place): Span {
    const { words } = this.#index.sources[source]!;
    return { start: words.starts[from]!, end: words.ends[to - 1]! };
  }

  /** Left out without a mark: a whole sentence, or too many words. */
  #standsApart({ kind, source }: Difference, place: Place, side: Side): boolean {
    if (kind === "filler" || source.end === source.start) return false;
    const omitted = side.text.slice(source.start, source.end);
    const count = omitted.split(/\s+/u).length;
    const { words } = this.#index.sources[place.source]!;
    const inside =
      source.start > words.starts[place.from]! && source.end < words.ends[place.to - 1]!;
    return (
      inside &&
      (count > LONGEST_OMISSION || (count > 3 && this.#isWholeSentence(source, side.text)))
    );
  }

  #isWholeSentence({ start, end }: Span, text: string): boolean {
    return (
      /(?:[.?!…]["”’)]*|^)\s*$/u.test(text.slice(Math.max(0, start - 6), start)) &&
      /^[.?!…]/u.test(text.slice(end, end + 1))
    );
  }

  /** The words between two parts that an ellipsis joins; null where they do not follow each other. */
  #gap(one: Place, next: Place): Span | null {
    if (one.source !== next.source || next.from < one.to) return null;
    const document = this.#index.sources[one.source]!.document;
    const gap = { start: this.#spanOf(one).end, end: this.#spanOf(next).start };
    if (document.turns.length > 0) {
      const names = this.#speakers(one.source);
      const a = turnAt(document, gap.start - 1);
      const b = turnAt(document, gap.end);
      if (a !== b && (a === null || b === null || names[a] !== names[b])) return null;
    }
    return next.from === one.to ? { start: gap.end, end: gap.end } : gap;
  }

  #ellipsis(part: Part, gap: Span, text: string): Difference {
    const omitted = text.slice(gap.start, gap.end);
    const whole = /^[.?!…]["”’)]*\s/u.test(omitted) && /[.?!…]["”’)]*\s*$/u.test(omitted);
    const loss = lossAtEllipsis(omitted, whole);
    const at = part.words.ends[part.words.count - 1]!;
    return {
      kind: loss ?? "ellipsis",
      severity: loss ? "substantive" : "none",
      draft: { start: at, end: at },
      source: gap,
    };
  }

  /** "We will [not] do it" begun after its "not", and nothing in the draft before it that denies. */
  #denialCutOff(claim: Claim, place: Place): Difference | null {
    const { words, document } = this.#index.sources[place.source]!;
    const before = place.from - 1;
    if (before < 0) return null;
    const start = words.starts[place.from]!;
    const word = this.#index.vocabulary.word(words.ids[before]!);
    if (!NEGATIONS.has(word) || word === "without" || word === "nor") return null;
    const between = document.text.slice(words.ends[before], start);
    if (!/^[ \t\n\u00a0]*$/u.test(between) || /\n\s*\n/u.test(between)) return null;
    const lead = this.#text.slice(Math.max(0, claim.quotation.start - 60), claim.quotation.start);
    if (
      /n[’']t\b|\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ied|ies)|refus\w+|rul\w+ out)\b/iu.test(
        lead,
      )
    )
      return null;
    return {
      kind: "negation",
      severity: "substantive",
      draft: { start: claim.quotation.start, end: claim.quotation.start },
      source: { start: words.starts[before]!, end: words.ends[before]! },
    };
  }

  // ─── who ────────────────────────────────────────────────────────────────

  #speakers(source: number): readonly (string | null)[] {
    const { document } = this.#index.sources[source]!;
    let names = turnSpeakers.get(document);
    if (!names) {
      names = speakersOfTurns(document);
      turnSpeakers.set(document, names);
    }
    return names;
  }

  #turnSpeaker(place: Place): string | null {
    const { document } = this.#index.sources[place.source]!;
    if (document.turns.length === 0) return null;
    const turn = turnAt(document, this.#spanOf(place).start);
    return turn === null ? null : this.#speakers(place.source)[turn]!;
  }

  #crossesSpeakers(place: Place): boolean {
    const { document } = this.#index.sources[place.source]!;
    if (document.turns.length === 0) return false;
    const span = this.#spanOf(place);
    const a = turnAt(document, span.start);
    const b = turnAt(document, span.end - 1);
    if (a === b || a === null || b === null) return false;
    const names = this.#speakers(place.source);
    for (let turn = a + 1; turn <= b; turn++) if (names[turn] !== names[a]) return true;
    return false;
  }

  /** Inside somebody else's words that the turn quotes. */
  #isNested(place: Place): boolean {
    const { document } = this.#index.sources[place.source]!;
    const span = this.#spanOf(place);
    const turn = document.turns.length > 0 ? turnAt(document, span.start) : null;
    if (turn === null) return false;
    const { content } = document.turns[turn]!;
    // A quotation seldom runs over more than a few paragraphs: what is far off does not matter.
    const around = {
      start: Math.max(content.start, span.start - 2000),
      end: Math.min(content.end, span.end + 2000),
    };
    return findQuotations(document.text, paragraphs(document.text, around)).some(
      ({ inner, closed }) => closed && covers(inner, span) && inner.end - inner.start < 2000,
    );
  }

  async #foundPlace(place: Place): Promise<FoundPlace> {
    const { document } = this.#index.sources[place.source]!;
    const span = this.#spanOf(place);
    const turn = document.turns.length > 0 ? turnAt(document, span.start) : null;
    const told = turn !== null && !this.#isNested(place);
    const saidBy = told
      ? this.#speakers(place.source)[turn]!
      : ((await this.#options.speakerOf?.(document, span)) ?? null);
    const time = turn === null ? null : document.turns[turn]!.time;
    return { document: document.id, span, turn, time, saidBy };
  }

  #nearest(claim: Claim, parts: readonly Part[]): Nearest[] {
    const may = (source: number, offset: number): boolean => {
      const { document } = this.#index.sources[source]!;
      if (document.turns.length === 0 || claim.by === null) return true;
      const turn = turnAt(document, offset);
      if (turn === null) return false;
      return compareSpeakers(claim.by, this.#speakers(source)[turn]!) === "confirmed";
    };
    return nearest(parts, this.#index, may, 3).map(({ source, span, likeness }) => {
      const { document } = this.#index.sources[source]!;
      const turn = document.turns.length > 0 ? turnAt(document, span.start) : null;
      return {
        document: document.id,
        span,
        turn,
        time: turn === null ? null : document.turns[turn]!.time,
        saidBy: turn === null ? null : this.#speakers(source)[turn]!,
        likeness,
      };
    });
  }
}

/** How many of the draft's words at either end stand against nothing of the source's. */
function lackedEnds(pairs: Place["pairs"], n: number): [number, number] {
  const present = pairs.filter((pair) => pair.draft >= 0 && pair.source >= 0);
  if (present.length === 0) return [n, 0];
  return [present[0]!.draft, n - 1 - present[present.length - 1]!.draft];
}

/** The turn whose words hold an offset, or null. */
function turnAt({ turns }: TextDocument, offset: number): number | null {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle]!.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  const turn = turns[low];
  return turn && turn.content.start <= offset && offset <= turn.content.end ? low : null;
}
