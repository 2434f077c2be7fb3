import type { Draft } from "../attribution/draft.js";
import type { TaggedText } from "../tagger/tagged.js";
import type { TextDocument } from "../text/document.js";
import { covers, firstEndingAfter, hull, type Span } from "../text/span.js";
import { addressee, isAsked, vocative } from "./addressee.js";
import { type AffiliationOf, learnAffiliations } from "./affiliation.js";
import { asksAnonymity } from "./anonymity.js";
import { datelinePlace } from "./dateline.js";
import { type Found, NOBODY } from "./found.js";
import {
  askedParty,
  besideCue,
  bylineOf,
  subjectBefore,
  subjectBehind,
  writerOf,
} from "./implied.js";
import { documentNames, fullestDescriptions } from "./description.js";
import { clusterNames } from "./names.js";
import { type Entity, type NameMention, namesWithin } from "./entity.js";
import type { Party } from "./party.js";
import { type Candidate, createReferences, type Reference } from "./reference.js";
import type { Manner } from "./reference-features.js";
import { readRelations, type Relations } from "./relations.js";
import { learnRoles } from "./roles.js";
import type { Resolution, Speaker } from "./speaker.js";
import { personsInTalk } from "./you-and-we.js";
import { isSpokenTo, turnNames } from "./turns.js";
import { mannerOf, type Meant, resolve } from "./source.js";

/** How far behind "one company" its "another" is looked for, in code units. */
const ONE_REACH = 400;

export interface ResolvedSpeakers {
  readonly speakers: readonly Speaker[];
  /** One a draft. */
  readonly resolutions: readonly Resolution[];
  /** Addressee of each draft: the fullest name the text gives, or null. */
  readonly to: readonly (string | null)[];
}

/**
 * Who each attribution's source is. Names are the document's own; what is unsure stays null.
 * `seen`, for training, is told whom each source that takes somebody up may mean.
 */
export function resolveSpeakers(
  document: TextDocument,
  tagged: TaggedText,
  drafts: readonly Draft[],
  seen?: (draft: number, manner: Manner, candidates: readonly Candidate[]) => void,
): ResolvedSpeakers {
  const { text } = document;
  const names = clusterNames(text, tagged.names);
  const sources = drafts.flatMap(({ source }) => source.slice(0, 1));
  learnRoles(
    text,
    names,
    sources.sort((a, b) => a.start - b.start),
  );
  const affiliationOf = learnAffiliations(text, names);
  const byline = bylineOf(text, names);
  const place = datelinePlace(text);
  // Nobody takes up who writes, the dateline, or whom a turn only speaks to.
  const isTold = ({ span, entity }: NameMention): boolean => {
    if (
      (byline && covers(byline.span, span)) ||
      (entity.kind === "person" && isSpokenTo(document, span))
    )
      return false;
    const printed = text.slice(span.start, span.end);
    return printed.toLowerCase() !== place || printed !== printed.toUpperCase();
  };
  const taken = names.filter(isTold);
  const references = createReferences(
    text,
    taken,
    tagged.paragraphs,
    tagged.quotations,
    document.turns.length > 0,
  );
  let known: Relations | null = null;
  const relations = (): Relations => (known ??= readRelations(text, names));
  const turns = turnNames(document, names);
  const writer = document.author ?? byline?.name ?? writerOf(text, names, drafts);
  const inTalk = personsInTalk(document, turns);
  const found: Found[] = [];
  const to: (string | null)[] = [];
  drafts.forEach((draft, index) => {
    const model = draft.by === "model";
    // "Lund was asked": Lund is no source, but whom the question goes to.
    const asked = model && isAsked(text, draft);
    const subject = asked ? askedParty(text, draft, names) : null;
    const source =
      (asked && subject ? null : draft.source[0]) ??
      (model && !asked
        ? (besideCue(text, draft, names) ?? subjectBehind(text, draft, names))
        : null);
    // Of the one spoken to it is known who he is not.
    const of = (place: Span, not: Party | null = null): Found => {
      const inside = enclosing(drafts, index, place);
      const outer = inside === null ? null : (found[inside]?.party ?? null);
      // Nobody tells of himself as "he" or "the mayor" in his own turn.
      const self = inside !== null && drafts[inside]!.by === "turn" ? outer : null;
      const meant = (reference: Reference): Meant => {
        if (!not) seen?.(index, reference.manner, references.candidates(reference));
        return references.resolve(reference);
      };
      const before = oneBefore(text, drafts, index, found);
      return resolve({
        text,
        writer,
        source: place,
        heard: heardFrom(document, place),
        names: taken,
        references,
        relations,
        outer,
        not: not ?? self ?? askerBefore(text, drafts, index, found, to),
        told: not ? NO_ONE : toldOf(text, draft, names),
        before,
        meant,
      });
    };
    let one = NOBODY;
    if (draft.by === "turn") {
      const label = turns.get(draft.content[0]!.start);
      if (label) one = { party: { ...label, entity: null }, by: "turn", score: 1 };
    } else if (source) one = inTalk(source) ?? goesOn(text, drafts, index, found) ?? of(source);
    else if (model && !asked) one = subjectBefore(text, drafts, index, found);
    // The writer of a text told in the first person is "I" in it, and no "he".
    const writes = one.by === "first-person" && one.party?.name === writer;
    if (source && !writes && one.party) references.spoke(one.party, source);
    found.push(one);
    if (asked) {
      const party = subject ? of(subject).party : askedBefore(text, drafts, index, found);
      to.push(party?.name ?? null);
      return;
    }
    const whom = (place: Span, pronoun: string | null): string | null => {
      if (pronoun === null) return one.party ? (of(place, one.party).party?.name ?? null) : null;
      const manner = mannerOf(pronoun) ?? "person";
      const reference = { manner, pronoun, place: place.start, not: one.party };
      const party = references.resolve(reference)?.party;
      if (!party) return null;
      const { name, kind } = party;
      const two = name.includes(" | ") && !name.split(" | ").includes(one.party?.name ?? "");
      return manner === "person" || kind === "group" || two ? name : null;
    };
    const inside = draft.cue[0] ? enclosing(drafts, index, draft.cue[0]) : null;
    const me = inside === null ? (writer ?? "me") : (found[inside]?.party?.name ?? null);
    const told = addressee(text, draft, names, whom, me) ?? vocative(text, draft, names);
    to.push(told === one.party?.name ? null : told);
  });
  const fuller = fullestDescriptions(
    found.map(({ party }, i) => party && { party, place: placeOf(drafts[i]!) }),
  );
  const nameOf = documentNames(text);
  const full = found.map((one, i) => {
    const party = fuller.get(i) ?? one.party;
    const name = party?.entity === null ? nameOf(party) : null;
    return { ...one, party: name ? { ...party!, name } : party };
  });
  return { ...gather(text, drafts, full, affiliationOf), to };
}

/** Where the turn before that of a place begins, its speaker's line left out; null outside turns. */
function heardFrom({ turns }: TextDocument, { start }: Span): number | null {
  const at = firstEndingAfter(turns, start, ({ span }) => span);
  if (!turns[at] || turns[at].span.start > start) return null;
  return turns[Math.max(0, at - 1)]!.content.start;
}

const NO_ONE: ReadonlySet<Entity> = new Set();
/** How far before the content whom it is told to is looked for, in code units. */
const TOLD_REACH = 60;

/**
 * Those named in an attribution's cue and content behind its source, between the two, or in a quotation before it:
 * "he told Lund that Berg …". Owners and what bears a name ("Lund's plan", "Lund supporters") are others.
 */
function toldOf(
  text: string,
  { source, cue, content, quotation }: Draft,
  names: readonly NameMention[],
): ReadonlySet<Entity> {
  const [subject] = source;
  const [verb] = cue;
  if (!subject) return NO_ONE;
  const behind = [...cue, ...content].filter(({ start }) => start >= subject.end);
  const parts = quotation === "direct" ? [...behind, ...content] : behind;
  const first = content.find(({ start }) => verb && start >= verb.end);
  if (verb && first && first.start - verb.end < TOLD_REACH)
    parts.push({ start: verb.end, end: first.start });
  // "“It leaks,” he told Lund."
  const object = verb && !first && OBJECT.exec(text.slice(verb.start, verb.end + TOLD_REACH));
  if (object) parts.push({ start: verb.end, end: verb.start + object[0].length });
  if (parts.length === 0) return NO_ONE;
  const inside = namesWithin(names, hull(parts)).filter(
    ({ span }) =>
      parts.some((part) => covers(part, span)) &&
      !BEARS_NAME.test(text.slice(span.end, span.end + 20)),
  );
  return new Set(inside.map(({ entity }) => entity));
}

/** A verb of telling at the end of a cue, and the name behind it. */
const OBJECT =
  /^(?:\p{Ll}+ )?(?:told|tells?|asked|asks?|reminded|assured|warned)(?: \p{Lu}[\p{L}.'’-]*)+/u;
/** What shows that it is not the one named who is told of, but who or what bears the name; "Lund’s going" is "Lund is". */
const BEARS_NAME =
  /^(?:['’](?!s (?:going|been|got|not|just|an?|the)\b)|-| (?:campaign|administration|presidency|era|famil(?:y|ies)|supporters?|voters?|aides?|fans?|rall(?:y|ies)|allies|backers)\b)/u;

const placeOf = ({ source, cue, content }: Draft): number =>
  (source[0] ?? cue[0] ?? content[0])!.start;

/** "Lund said so when asked about it": who spoke before in the sentence was asked. */
function askedBefore(
  text: string,
  drafts: readonly Draft[],
  index: number,
  found: readonly Found[],
): Party | null {
  const last = drafts[index - 1]?.cue[0];
  const cue = drafts[index]!.cue[0]!;
  if (!last || last.end > cue.start || cue.start - last.end > ONE_REACH) return null;
  const between = text.slice(last.end, cue.start);
  return /[.!?]["”’']*\s|\n/u.test(between) ? null : found[index - 1]!.party;
}

/** The one of several who spoke right before ("one company says …, another"), or null. */
function oneBefore(
  text: string,
  drafts: readonly Draft[],
  index: number,
  found: readonly Found[],
): Party | null {
  const last = drafts[index - 1]?.source[0];
  const party = found[index - 1]?.party;
  if (!last || !party || party.entity || drafts[index]!.source[0] === undefined) return null;
  if (drafts[index]!.source[0].start - last.end > ONE_REACH) return null;
  return /^(?:one|another)\b/iu.test(text.slice(last.start, last.end)) ? party : null;
}

/** "A spokesperson said …. They added:" is the spokesperson. */
function goesOn(
  text: string,
  drafts: readonly Draft[],
  index: number,
  found: readonly Found[],
): Found | null {
  const { source, cue } = drafts[index]!;
  const before = drafts[index - 1];
  const party = found[index - 1]?.party;
  if (!before || party?.kind !== "unnamed" || !cue[0] || !source[0]) return null;
  if (!/^they$/iu.test(text.slice(source[0].start, source[0].end))) return null;
  if (
    !/^(?:also |then )?(?:add(?:s|ed)|continue[sd]|went on)\b/u.test(
      text.slice(cue[0].start, cue[0].end),
    )
  )
    return null;
  const told = text.slice(placeOf(before), source[0].start);
  return told.includes("\n") ? null : { party, by: "pronoun", score: 0.8 };
}

/** The draft inside whose content the source stands, or null. */
function enclosing(drafts: readonly Draft[], index: number, source: Span): number | null {
  const { parent } = drafts[index]!;
  if (parent !== null) return parent;
  for (let i = Math.max(0, index - 6); i < Math.min(drafts.length, index + 2); i++)
    if (i !== index && drafts[i]!.content.some((part) => covers(part, source))) return i;
  return null;
}

/**
 * Who asked right before, or said what is replied to, in the same paragraph or, where that is all between, at the end of the last: "Asked by a clerk if it leaked, she said"; "Lund asked Quill if it
 * leaked. “No,” she said", where the text names whom. `to`: whom each statement before went to.
 */
function askerBefore(
  text: string,
  drafts: readonly Draft[],
  index: number,
  found: readonly Found[],
  to: readonly (string | null)[],
): Party | null {
  const before = drafts[index - 1];
  const [cue] = before?.cue ?? [];
  const [source] = before?.source ?? [];
  const [content] = drafts[index]!.content;
  if (!cue || !source || !content) return null;
  const asked = hull([...before!.content, cue]).end;
  const next = /^[.?!”"’']*\s+$/u.test(text.slice(asked, content.start));
  if (!next && text.slice(source.end, content.start).includes("\n")) return null;
  const own = drafts[index]!.cue[0];
  const replies =
    own !== undefined &&
    /^(?:replie[ds]|respond(?:s|ed)|answer(?:s|ed)|retort(?:s|ed))$/.test(
      text.slice(own.start, own.end),
    );
  if (
    !replies &&
    !/\b(?:ask(?:s|ed)?|press(?:es|ed)|questioned)$/i.test(text.slice(cue.start, cue.end))
  )
    return null;
  const asker = found[index - 1]?.party ?? null;
  if (/^ by $/u.test(text.slice(cue.end, source.start))) return asker;
  const other = to[index - 1] ?? null;
  const answers = other !== null && drafts[index]!.quotation === "direct";
  return answers && other !== asker?.name ? asker : null;
}

function gather(
  text: string,
  drafts: readonly Draft[],
  found: readonly Found[],
  affiliationOf: AffiliationOf,
): Omit<ResolvedSpeakers, "to"> {
  const byName = new Map<string, { party: Party; mentions: Span[]; id: string }>();
  const resolutions = found.map(({ party, by, score }, i): Resolution => {
    if (!party) return { speaker: null, by: null, score: 0 };
    const key = party.name.toLowerCase();
    let known = byName.get(key);
    if (!known) {
      known = { party, mentions: [], id: `s${byName.size + 1}` };
      byName.set(key, known);
    }
    if (drafts[i]!.source.length > 0) known.mentions.push(hull(drafts[i]!.source));
    return { speaker: known.id, by, score };
  });
  const speakers = [...byName.values()].map(({ party, mentions, id }): Speaker => ({
    id,
    name: party.name,
    kind: party.kind,
    title: party.entity?.title ?? party.title ?? null,
    affiliation: party.entity?.affiliation ?? affiliationOf(party.title ?? null),
    anonymity: party.entity === null && mentions.some((mention) => asksAnonymity(text, mention)),
    mentions,
  }));
  return { speakers, resolutions };
}
