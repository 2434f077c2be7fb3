import type { TextDocument } from "../text/document.js";
import type { Span } from "../text/span.js";
import type { Claim } from "./claims.js";
import { conditionCutOff, denialCutOff, denialCutShort, omission, standsApart } from "./cuts.js";
import { findDifferences } from "./differences.js";
import type { Place } from "./locate.js";
import { nearest } from "./nearest.js";
import type { DraftQuotation, Part } from "./quotation.js";
import type { Difference, FoundPlace, Nearest, QuoteCheck, SpeakerVerdict } from "./quotecheck.js";
import type { SourceIndex } from "./source-index.js";
import { verdictOf } from "./verdict.js";
import {
  brokenIn,
  crossesSpeakers,
  gapBetween,
  isNested,
  isSpoken,
  type Located,
  ownPairs,
  sideOf,
  spanOf,
  speakersOf,
  timeAt,
  turnAt,
  turnSpeaker,
} from "./where.js";
import { compareClaimed } from "./who.js";

/** Says who is quoted at a place of a source that turns do not tell; null where it cannot. */
export type PassageSpeaker = (document: TextDocument, span: Span) => Promise<string | null>;

/** A draft's text and what it is compared with. */
export interface Comparison {
  readonly text: string;
  readonly index: SourceIndex;
  readonly speakerOf?: PassageSpeaker;
}

/** What comparing a quotation with the places of its parts shows: the first says where it stands. */
export async function reportFound(
  comparison: Comparison,
  claim: Claim,
  quotation: DraftQuotation,
  located: readonly Located[],
  others: number,
): Promise<QuoteCheck> {
  const { text, index } = comparison;
  const { differences, leftOut, apart } = compare(comparison, quotation, located);
  const first = located[0]!;
  const lost = denialCutOff(text, claim, first.place, index);
  if (lost) differences.unshift(lost);
  const last = located[located.length - 1]!.place;
  const short = denialCutShort(claim, last, index) ?? conditionCutOff(text, claim, last, index);
  if (short) differences.push(short);
  const draftText = text.slice(claim.quotation.start, claim.quotation.end);
  const marks =
    quotation.parts.length > 1 ||
    draftText.includes("[") ||
    /^\s*(?:…|\.\.\.)|(?:…|\.\.\.)\s*$/u.test(draftText);
  const span = spanOf(index, first.place);
  const changed = differences.length > 0 || quotation.parts.length > 1 || draftText.includes("[");
  let { wording, severity } = verdictOf(
    differences,
    marks && changed,
    draftText,
    sideOf(index, first.place).text.slice(span.start, span.end),
  );
  if (apart && wording !== "verbatim") [wording, severity] = ["stitched", null];
  const places = await Promise.all(located.map(({ place }) => foundPlace(comparison, place)));
  const speakers = places.map((place, i) => compareAt(index, claim, place, located[i]!.place));
  const worst = speakers.indexOf("contradicted");
  const spoken = located.every(({ place }) => isSpoken(index, place));
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
    saidBy: places[Math.max(0, worst)]!.saidBy,
    quoted: spoken || (places.every(({ saidBy }) => saidBy === null) ? null : false),
    found: {
      ...places[0]!,
      span: located.length > 1 && !apart ? hull(index, located) : places[0]!.span,
    },
    parts: located.length > 1 ? places : [],
    others,
    differences,
    leftOut,
    nearest: [],
    reason: null,
  };
}

/**
 * Whether the claim's speaker said it. Somebody without a name ("the governor") may be anybody; but
 * not the one who quotes these words from somebody else.
 */
function compareAt(
  index: SourceIndex,
  claim: Claim,
  { saidBy }: FoundPlace,
  place: Place,
): SpeakerVerdict {
  const verdict = compareClaimed(claim, saidBy);
  if (verdict !== "unknown" || saidBy === null || !isNested(index, place)) return verdict;
  const quotes = compareClaimed(claim, turnSpeaker(index, place)) === "confirmed";
  return quotes ? "contradicted" : verdict;
}

interface Compared {
  readonly differences: Difference[];
  readonly leftOut: readonly Span[];
  /** Whether the parts stand apart and nothing marks it. */
  readonly apart: boolean;
}

function compare(
  { text, index }: Comparison,
  quotation: DraftQuotation,
  located: readonly Located[],
): Compared {
  const differences: Difference[] = [];
  const leftOut: Span[] = [];
  const marked = quotation.parts.length > 1;
  let apart = !marked && located.length > 1;
  for (const [i, { part, place }] of located.entries()) {
    const side = sideOf(index, place);
    const broken = brokenIn(index, place);
    const pairs = ownPairs(index, place, broken);
    const found = findDifferences({ text, words: part.words }, side, pairs, index.vocabulary);
    for (const source of broken) {
      const next = pairs.find(
        (pair) => pair.draft >= 0 && side.words.start(pair.source) >= source.end,
      );
      const at = part.words.start(next?.draft ?? 0);
      found.push({ kind: "filler", severity: "none", draft: { start: at, end: at }, source });
    }
    differences.push(...found);
    apart ||= found.some((one) => standsApart(one, place, index));
    apart ||= crossesSpeakers(index, place);
    const next = located[i + 1];
    if (!next || !marked) continue;
    const gap = gapBetween(index, place, next.place);
    if (!gap) apart = true;
    else if (gap.end > gap.start) {
      leftOut.push(gap);
      differences.push(omission(part, gap, side.text));
    }
  }
  // A part of a marked quotation that stands nowhere near is the draft's own.
  for (const part of quotation.parts) {
    if (!marked || located.some((one) => one.part === part)) continue;
    const at = spanOf(index, located[0]!.place).end;
    differences.push({
      kind: "inserted",
      severity: "substantive",
      draft: { start: part.words.start(0), end: part.words.end(part.words.count - 1) },
      source: { start: at, end: at },
    });
  }
  return { differences, leftOut, apart };
}

function hull(index: SourceIndex, located: readonly Located[]): Span {
  const spans = located.map(({ place }) => spanOf(index, place));
  return {
    start: Math.min(...spans.map((one) => one.start)),
    end: Math.max(...spans.map((one) => one.end)),
  };
}

async function foundPlace({ index, speakerOf }: Comparison, place: Place): Promise<FoundPlace> {
  const { document } = index.sources[place.source]!;
  const span = spanOf(index, place);
  const turn = document.turns.length > 0 ? turnAt(document, span.start) : null;
  const told = turn !== null && !isNested(index, place);
  const saidBy = told
    ? speakersOf(index, place.source)[turn]!
    : ((await speakerOf?.(document, span)) ?? null);
  return { document: document.id, span, turn, time: timeAt(document, span.start), saidBy };
}

/** The sentences, of the person whom the draft names, that share most with what was not found. */
export function nearestSaid(
  index: SourceIndex,
  claim: Claim,
  parts: readonly Part[],
  most: number,
): Nearest[] {
  const may = (source: number, offset: number): boolean => {
    const { document } = index.sources[source]!;
    if (document.turns.length === 0 || claim.by === null) return true;
    const turn = turnAt(document, offset);
    if (turn === null) return false;
    return compareClaimed(claim, speakersOf(index, source)[turn]!) === "confirmed";
  };
  return nearest(parts, index, may, most).map(({ source, span, likeness }) => {
    const { document } = index.sources[source]!;
    const turn = document.turns.length > 0 ? turnAt(document, span.start) : null;
    return {
      document: document.id,
      span,
      turn,
      time: timeAt(document, span.start),
      saidBy: turn === null ? null : speakersOf(index, source)[turn]!,
      likeness,
    };
  });
}
