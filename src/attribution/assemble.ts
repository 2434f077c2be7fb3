import type { LabelledSpan, TaggedText } from "../tagger/tagged.js";
import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";
import { type ScoredParts, scoreOf } from "./score.js";
import { startsQuoted, withoutObject, withoutStrays } from "./strays.js";
import { nearerCues } from "./near.js";
import { behindOpenings } from "./opening.js";
import { opensOnParticiple } from "./participle.js";
import { partedRefusals } from "./refusals.js";
import { isUnsaid, sharesNone } from "./unsaid.js";

/** A relation found: the labelled spans that it was made from. */
export interface Relation extends ScoredParts {
  /** 0 to 1, calibrated. */
  readonly score: number;
}

/** A source is taken for a cue only if it belongs there at least this likely. */
const LEAST_LINK = 0.2;
/** A faint source must belong there surely. */
const LEAST_FAINT_LINK = 0.8;
/** A source that hardly belongs to any cue with content is left alone. */
const LEAST_TOTAL = 0.01;

/**
 * Puts spans together: every content goes to the cue it most likely belongs to, every cue takes the
 * source most likely its own, or shares its sentence's. A cue that is left without content is no
 * attribution.
 */
export function assemble(text: string, tagged: TaggedText): readonly Relation[] {
  const { paragraphs } = tagged;
  const near = nearerCues({ spans: behindOpenings(text, tagged), paragraphs });
  const spans = partedRefusals(text, near, contentsOfCues(near));
  const contents = contentsOfCues(spans);
  const unsaid = new Set([...contents.keys()].filter((cue) => isUnsaid(text, spans[cue]!.span)));
  const sources = withShared(
    text,
    spans,
    contents,
    unsaid,
    takeSources(
      spans,
      (cue, source) =>
        contents.has(cue) && !(unsaid.has(cue) && source.span.end <= spans[cue]!.span.start),
    ),
  );
  const outermost = tagged.quotations.filter(({ depth }) => depth === 0);
  return [...contents].map(([index, content]) => {
    const taken = sources.get(index);
    const cue = spans[index]!;
    const own = withoutStrays(cue, withoutObject(text, cue, content), tagged, outermost);
    const parts: ScoredParts = {
      cue,
      source: taken?.span ?? null,
      sourceLink: taken?.link ?? 0,
      content: own,
      quoted: own.every(({ span }) => startsQuoted(span, tagged.quotations)),
    };
    return { ...parts, score: scoreOf(parts) };
  });
}

/** The contents that are likeliest to belong to each cue, by the cue's index. */
export function contentsOfCues(
  spans: readonly LabelledSpan[],
): ReadonlyMap<number, readonly LabelledSpan[]> {
  const out = new Map<number, LabelledSpan[]>();
  for (const one of spans) {
    const best = one.role === "content" ? one.links[0] : undefined;
    if (!best || best.score < LEAST_LINK) continue;
    const list = out.get(best.cue);
    if (list) list.push(one);
    else out.set(best.cue, [one]);
  }
  return out;
}

interface TakenSource {
  readonly span: LabelledSpan;
  /** How likely it belongs to the cue, among the cues that have content. */
  readonly link: number;
}

/**
 * The source of each cue that has content: the surest pairs are taken first, each source and each
 * cue once, so that a source whose best cue is taken goes to its next. Faint ones come last.
 */
function takeSources(
  spans: readonly LabelledSpan[],
  live: (cue: number, source: LabelledSpan) => boolean,
): ReadonlyMap<number, TakenSource> {
  const pairs: { source: number; cue: number; link: number; score: number }[] = [];
  spans.forEach((one, source) => {
    if (one.role !== "source") return;
    const links = one.links.filter((link) => live(link.cue, one));
    const total = links.reduce((sum, link) => sum + link.score, 0);
    for (const { cue, score } of links) {
      const link = score / total;
      if (total >= LEAST_TOTAL && link >= (one.faint ? LEAST_FAINT_LINK : LEAST_LINK))
        pairs.push({ source, cue, link, score: link * one.score - (one.faint ? 1 : 0) });
    }
  });
  pairs.sort((a, b) => b.score - a.score || a.source - b.source);
  const taken = new Map<number, TakenSource>();
  const used = new Set<number>();
  for (const { source, cue, link } of pairs) {
    if (used.has(source) || taken.has(cue)) continue;
    used.add(source);
    taken.set(cue, { span: spans[source]!, link });
  }
  return taken;
}

/** Furthest, in code units, that a cue stands behind a source it shares. */
const SHARED_REACH = 400;
/** Furthest behind a clause that opens a sentence that its subject begins. */
const CLAUSE_REACH = 160;
/** What a shared source counts for in `scoreOf`, whose weights are fitted with it. */
const SHARED_LINK = 0.5;

/**
 * Cues left without a source share the one that stands before them in their sentence ("Lund said it
 * held, adding that …"), right behind them or behind the clause that they open ("Citing the tides, Lund
 * said …"): a source belongs to one cue only for the model, and to several for readers.
 */
function withShared(
  text: string,
  spans: readonly LabelledSpan[],
  contents: ReadonlyMap<number, readonly LabelledSpan[]>,
  unsaid: ReadonlySet<number>,
  taken: ReadonlyMap<number, TakenSource>,
): ReadonlyMap<number, TakenSource> {
  const sources = [...taken.values()].map(({ span }) => span);
  sources.sort((a, b) => a.span.start - b.span.start);
  const out = new Map(taken);
  let next = 0;
  for (const cue of [...contents.keys()].sort((a, b) => a - b)) {
    const { span } = spans[cue]!;
    while (next < sources.length && sources[next]!.span.end <= span.start) next++;
    if (taken.has(cue) || unsaid.has(cue) || sharesNone(text.slice(span.start, span.end))) continue;
    const before = sources[next - 1];
    const end = Math.max(...contents.get(cue)!.map((part) => part.span.end));
    const behind = sources.slice(next, next + 2);
    const shared =
      behind.find((one) => isInverted(text, span, one.span)) ??
      (before && goesOn(text, before.span, span) ? before : undefined) ??
      (opensOnParticiple(text, span)
        ? behind.find((one) => one.span.start > end && toSubject(text, end, one.span))
        : undefined);
    if (shared) out.set(cue, { span: shared, link: SHARED_LINK });
  }
  return out;
}

/** "…,” said Lund". */
const isInverted = (text: string, cue: Span, source: Span): boolean =>
  source.start === cue.end + 1 &&
  /^(?:said|says|wrote|writes|asked|asks|added|adds|according to)$/u.test(
    text.slice(cue.start, cue.end),
  );

/** Whether a source and a cue behind it stand in one sentence. */
const goesOn = (text: string, source: Span, cue: Span): boolean =>
  cue.start - source.end <= SHARED_REACH && isOneSentence(text, source.end, cue.end);

/** Whether nothing but the rest of a clause stands between its end and the subject behind it. */
const toSubject = (text: string, end: number, subject: Span): boolean =>
  subject.start - end <= CLAUSE_REACH &&
  /,["”’']{0,2} $/u.test(text.slice(subject.start - 4, subject.start)) &&
  isOneSentence(text, end, subject.start + 1);

const isOneSentence = (text: string, start: number, end: number): boolean =>
  !text.slice(start, end).includes("\n") && sentences(text, { start, end }).length < 2;
