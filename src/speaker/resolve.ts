import type { Draft } from "../attribution/draft.js";
import type { TaggedText } from "../tagger/tagged.js";
import type { TextDocument } from "../text/document.js";
import { covers, hull, type Span } from "../text/span.js";
import { addressee } from "./addressee.js";
import { FEMALE, FIRST, MALE, NEUTER, PLURAL, RELATIVE } from "./lexicon.js";
import { describedParty, fullestDescriptions } from "./description.js";
import { clusterNames, type Entity, type NameMention } from "./names.js";
import { type Party, partyOf } from "./party.js";
import { analysePhrase, type Owner } from "./phrase.js";
import { type Candidate, createPronouns, type Pronouns } from "./pronoun.js";
import { learnRoles } from "./roles.js";
import type { Resolution, ResolvedBy, Speaker, SpeakerKind } from "./speaker.js";
import { turnNames } from "./turns.js";

export interface ResolvedSpeakers {
  readonly speakers: readonly Speaker[];
  /** One a draft. */
  readonly resolutions: readonly Resolution[];
  /** Addressee of each draft: the fullest name the text gives, or null. */
  readonly to: readonly (string | null)[];
}

/** How far back "they" and "it" look for a source that spoke, in code units. */
const BODY_REACH = 800;

type SpokenFor = (kinds: readonly SpeakerKind[], place: number) => Party | null;

interface Found {
  readonly party: Party | null;
  readonly by: ResolvedBy | null;
  readonly score: number;
}

const NOBODY: Found = { party: null, by: null, score: 0 };

/**
 * Who each attribution's source is. Names are the document's own; what is unsure stays null.
 * `seen`, for training, is told whom each pronoun that is a source may mean.
 */
export function resolveSpeakers(
  document: TextDocument,
  tagged: TaggedText,
  drafts: readonly Draft[],
  seen?: (draft: number, candidates: readonly Candidate[]) => void,
): ResolvedSpeakers {
  const { text } = document;
  const names = clusterNames(text, tagged.names);
  learnRoles(text, names);
  const pronouns = createPronouns(text, names, tagged.paragraphs, tagged.quotations);
  const turns = turnNames(document, names);
  const writer = document.author ?? writerOf(text, names, drafts);
  const found: Found[] = [];
  const to: (string | null)[] = [];
  const descriptions: Party[] = [];
  const bodies: { party: Party; place: number }[] = [];
  const spokenFor = (kinds: readonly SpeakerKind[], place: number): Party | null =>
    bodies.findLast((one) => place - one.place < BODY_REACH && kinds.includes(one.party.kind))
      ?.party ?? null;
  drafts.forEach((draft, index) => {
    const source = draft.source[0] ?? besideCue(text, draft, names);
    let one = NOBODY;
    if (draft.by === "turn") {
      const label = turns.get(draft.content[0]!.start);
      if (label) one = { party: { ...label, entity: null }, by: "turn", score: 1 };
    } else if (source) {
      const inside = enclosing(drafts, index, source);
      const outer = inside === null ? null : (found[inside]?.party ?? null);
      const word = text.slice(source.start, source.end).toLowerCase();
      if (seen && (MALE.has(word) || FEMALE.has(word)))
        seen(index, pronouns.candidates(word, source.start, { outer }));
      one = resolve(text, writer, source, names, pronouns, outer, descriptions, spokenFor);
    }
    if (!source && draft.by === "model") one = subjectBefore(text, drafts, index, found);
    // The writer of a text told in the first person is "I" in it, and no "he".
    const writes = one.by === "first-person" && one.party?.name === writer;
    if (source && !writes && (one.party?.kind === "person" || one.party?.kind === "unnamed"))
      pronouns.spoke(one.party, source);
    if (source && one.party && (one.party.kind !== "person" || one.party.name.includes(" | ")))
      bodies.push({ party: one.party, place: source.start });
    if (one.party && one.by === "description") descriptions.push(one.party);
    found.push(one);
    to.push(
      addressee(
        text,
        draft,
        names,
        (place) => pronouns.resolve("him", place, { not: one.party })?.party.name ?? null,
      ),
    );
  });
  const fuller = fullestDescriptions(found.map(({ party }) => party));
  const full = found.map((one) => ({
    ...one,
    party: fuller.get(one.party?.name ?? "") ?? one.party,
  }));
  return { ...gather(text, drafts, full), to };
}

/** The draft inside whose content the source stands, or null. */
function enclosing(drafts: readonly Draft[], index: number, source: Span): number | null {
  const { parent } = drafts[index]!;
  if (parent !== null) return parent;
  for (let i = Math.max(0, index - 6); i < Math.min(drafts.length, index + 2); i++)
    if (i !== index && drafts[i]!.content.some((part) => covers(part, source))) return i;
  return null;
}

const BESIDE_AFTER = /^ (he|she)(?=[ ,.])/u;
const BESIDE_BEFORE = /(?:^|[\s“"”,])((?:H|h)e|(?:S|s)he) $/u;

/** The name or pronoun right beside the cue of an attribution whose source the model missed. */
function besideCue(text: string, draft: Draft, names: readonly NameMention[]): Span | undefined {
  const cue = draft.cue[0];
  if (!cue || draft.by !== "model") return undefined;
  const after = BESIDE_AFTER.exec(text.slice(cue.end, cue.end + 6))?.[1];
  if (after) return { start: cue.end + 1, end: cue.end + 1 + after.length };
  const before = BESIDE_BEFORE.exec(text.slice(Math.max(0, cue.start - 6), cue.start))?.[1];
  if (before) return { start: cue.start - 1 - before.length, end: cue.start - 1 };
  return names.find(({ span }) => span.end === cue.start - 1 && text[span.end] === " ")?.span;
}

/** "Kallio said …, adding that …": the participle's subject is who spoke earlier in the sentence. */
function subjectBefore(
  text: string,
  drafts: readonly Draft[],
  index: number,
  found: readonly Found[],
): Found {
  const cue = drafts[index]!.cue[0];
  if (
    !cue ||
    !/^(?:(?:and|but|also|later|while) )?\p{Ll}+ing\b/u.test(text.slice(cue.start, cue.end))
  )
    return NOBODY;
  for (let i = index - 1; i >= Math.max(0, index - 3); i--) {
    const place = drafts[i]!.source[0];
    if (!place || place.end > cue.start || cue.start - place.end > 400) continue;
    const between = text.slice(place.end, cue.start);
    if (between.includes("\n") || /[.!?]["”’']*\s+["“‘']?\p{Lu}/u.test(between)) continue;
    return { ...found[i]!, score: found[i]!.score * 0.8 };
  }
  return NOBODY;
}

/** What a headline calls the words of the one it names. */
const OWN_WORDS =
  /['’]s?\s|\b(?:speech|remarks|transcript|letter|address|excerpt|op-ed|full text|testimony|statement)\b/iu;
const MANY = 5;

/** Who writes or speaks a text that is told in the first person: the one by whom its first line says it is. */
function writerOf(
  text: string,
  names: readonly NameMention[],
  drafts: readonly Draft[],
): string | null {
  let told = 0;
  for (const { source } of drafts)
    if (source[0] && /^I$/u.test(text.slice(source[0].start, source[0].end))) told++;
  if (told < MANY) return null;
  const end = text.indexOf("\n");
  const people = new Set<Entity>();
  for (const { span, entity } of names)
    if (span.start < end && entity.kind === "person") people.add(entity);
  const [only] = people;
  return people.size === 1 && only && OWN_WORDS.test(text.slice(0, end)) ? only.name : null;
}

function resolve(
  text: string,
  writer: string | null,
  source: Span,
  names: readonly NameMention[],
  pronouns: Pronouns,
  outer: Party | null,
  descriptions: readonly Party[],
  spokenFor: SpokenFor,
): Found {
  const phrase = analysePhrase(text, source, names);
  switch (phrase.form) {
    case "names": {
      const body = namedBody(phrase.names, names) ?? cutName(text, source, phrase.names);
      if (body) return { party: body, by: "name", score: 0.85 };
      return { party: joint(phrase.names), by: "name", score: 0.95 };
    }
    case "mixed": {
      const name = `${joint(phrase.names).name} | ${phrase.others}`;
      return { party: { name, kind: "group", entity: null }, by: "name", score: 0.8 };
    }
    case "pronoun":
      return pronounFound(text, writer, phrase.pronoun, source, names, pronouns, outer, spokenFor);
    case "body": {
      const owner = ownerOf(phrase.owner, source, pronouns, outer);
      if (!owner) return NOBODY;
      const name = bodyName(text, owner.name, phrase.body);
      return { party: { name, kind: "organization", entity: null }, by: "name", score: 0.85 };
    }
    case "utterance": {
      const owner = ownerOf(phrase.owner, source, pronouns, outer);
      return owner ? { party: owner, by: "name", score: 0.8 } : NOBODY;
    }
    case "description":
      return describedParty(phrase, source, {
        names,
        descriptions,
        pronouns,
        body: (place) => spokenFor(["organization"], place),
      });
  }
}

/** A body's name of which the model saw only the end ("Electric" of "Port Electric"), in full. */
function cutName(text: string, source: Span, names: readonly NameMention[]): Party | null {
  const [one] = names;
  if (names.length !== 1 || one!.entity.kind !== "organization") return null;
  const before = text.slice(source.start, one!.span.start);
  const missed = /(?:^|\s)((?:\p{Lu}[\p{L}&’'-]*\s+){1,3})$/u
    .exec(before)?.[1]
    ?.replace(/^The\s+/u, "");
  if (!missed) return null;
  return {
    name: `${missed.replace(/\s+/gu, " ")}${one!.entity.name}`,
    kind: "organization",
    entity: null,
  };
}

/** "Lund campaign", seen as one name, is the campaign of the Lund whom the document names in full. */
function namedBody(names: readonly NameMention[], all: readonly NameMention[]): Party | null {
  const [one] = names;
  if (names.length !== 1 || one!.entity.kind === "person") return null;
  const [surname, body, ...rest] = one!.entity.name.split(" ");
  if (rest.length > 0 || body?.toLowerCase() !== "campaign") return null;
  const owner = all.find(
    ({ entity }) =>
      entity.kind === "person" && lastWord(entity.name) === surname && entity.name !== surname,
  );
  return owner
    ? { name: `${owner.entity.name} campaign`, kind: "organization", entity: null }
    : null;
}

/** An administration goes by its head's surname where the text prints it so; other bodies by the full name. */
function bodyName(text: string, owner: string, body: string): string {
  const short = `${lastWord(owner)} ${body}`;
  return body === "administration" && text.includes(short) ? short : `${owner} ${body}`;
}

const lastWord = (name: string): string => name.slice(name.lastIndexOf(" ") + 1);

function joint(names: readonly NameMention[]): Party {
  const entities = [...new Set(names.map(({ entity }) => entity))];
  if (entities.length === 1) return partyOf(entities[0]!);
  const kinds = entities.map((entity) => partyOf(entity).kind);
  return {
    name: entities.map(({ name }) => name).join(" | "),
    kind: kinds.includes("organization") ? "organization" : kinds[0]!,
    entity: null,
  };
}

function ownerOf(
  owner: Owner,
  source: Span,
  pronouns: Pronouns,
  outer: Party | null,
): Party | null {
  if ("name" in owner) return partyOf(owner.name.entity);
  if (FIRST.has(owner.pronoun)) return outer;
  const found = pronouns.resolve(owner.pronoun, source.start, { outer });
  return found?.party ?? null;
}

function pronounFound(
  text: string,
  writer: string | null,
  pronoun: string,
  source: Span,
  names: readonly NameMention[],
  pronouns: Pronouns,
  outer: Party | null,
  spokenFor: SpokenFor,
): Found {
  if (RELATIVE.has(pronoun)) {
    const near = names.filter(
      ({ span }) => span.end <= source.start && source.start - span.end < 60,
    );
    const last = near[near.length - 1];
    const before =
      pronoun === "who" && last?.entity.kind !== "person"
        ? (near.findLast(({ entity }) => entity.kind === "person") ?? last)
        : last;
    const gap = before ? text.slice(before.span.end, source.start) : "x".repeat(99);
    if (before && gap.length < 60 && !/[.!?]/u.test(gap))
      return {
        party: partyOf(before.entity),
        by: "pronoun",
        score: gap.trim().length <= 1 ? 0.9 : 0.6,
      };
    return NOBODY;
  }
  if (FIRST.has(pronoun)) {
    if (outer) return { party: outer, by: "first-person", score: 0.8 };
    if ((pronoun !== "i" && pronoun !== "me") || !writer)
      return {
        party: {
          name: text.slice(source.start, source.end),
          kind: /^(?:i|me|my|mine|myself)$/u.test(pronoun) ? "unnamed" : "group",
          entity: null,
        },
        by: "first-person",
        score: 0.5,
      };
    return {
      party: { name: writer, kind: "person", entity: null },
      by: "first-person",
      score: 0.6,
    };
  }
  if (MALE.has(pronoun) || FEMALE.has(pronoun)) {
    const best = pronouns.resolve(pronoun, source.start, { outer });
    return best ? { ...best, by: "pronoun" } : NOBODY;
  }
  if (PLURAL.has(pronoun)) {
    const party = spokenFor(["group", "person", "organization"], source.start);
    return party ? { party, by: "pronoun", score: 0.5 } : NOBODY;
  }
  if (NEUTER.has(pronoun)) {
    const body = pronouns.body(source.start);
    const party = spokenFor(["organization", "document"], source.start) ?? (body && partyOf(body));
    return party ? { party, by: "pronoun", score: 0.5 } : NOBODY;
  }
  return {
    party: { name: text.slice(source.start, source.end), kind: "group", entity: null },
    by: "description",
    score: 0.4,
  };
}

const ANONYMOUS =
  /\b(?:condition of anonymity|(?:not|n['’]t) authori[sz]ed to (?:speak|talk|discuss|comment)|(?:asked|declined|refused|requested|wished|preferred) (?:not to be|to be) (?:named|identified|quoted)|anonymously|requested anonymity|asked for anonymity|withheld (?:his|her|their) name|did not want to be (?:named|identified))\b/iu;
/** How far around a source its wish not to be named is looked for, in code units. */
const AROUND = 250;

function asksAnonymity(text: string, { start, end }: Span): boolean {
  const left = Math.max(text.lastIndexOf("\n", start) + 1, start - AROUND);
  const stop = text.indexOf("\n", end);
  return ANONYMOUS.test(text.slice(left, Math.min(stop < 0 ? text.length : stop, end + AROUND)));
}

function gather(
  text: string,
  drafts: readonly Draft[],
  found: readonly Found[],
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
    title: party.entity?.title ?? null,
    affiliation: party.entity?.affiliation ?? null,
    anonymity: party.entity === null && mentions.some((mention) => asksAnonymity(text, mention)),
    mentions,
  }));
  return { speakers, resolutions };
}
