import type { Draft } from "../attribution/draft.js";
import type { TaggedText } from "../tagger/tagged.js";
import type { TextDocument } from "../text/document.js";
import { covers, hull, type Span } from "../text/span.js";
import { addressee, isAsked, vocative } from "./addressee.js";
import { FEMALE, FIRST, MALE, NEUTER, PLURAL, RELATIVE, SECOND } from "./lexicon.js";
import { antecedent } from "./antecedent.js";
import { asksAnonymity } from "./anonymity.js";
import { bodyName, campaignOf, courtOf, cutName, namedBody } from "./bodies.js";
import { type Found, NOBODY } from "./found.js";
import { askedParty, besideCue, subjectBefore, subjectBehind, writerOf } from "./implied.js";
import { genderOfHead } from "./agreement.js";
import { fullestDescriptions, namedDocument } from "./description.js";
import { namedNext } from "./opening.js";
import { clusterNames, type NameMention } from "./names.js";
import { kindOfHead } from "./kind.js";
import { type Party, partyOf } from "./party.js";
import { analysePhrase, type Owner, type Phrase } from "./phrase.js";
import { type Candidate, createReferences, type Reference, type References } from "./reference.js";
import type { Manner } from "./reference-features.js";
import { readRelations, related, type Relations } from "./relations.js";
import { headNoun } from "./head.js";
import { learnRoles, PERSON_NOUN } from "./roles.js";
import type { Resolution, Speaker } from "./speaker.js";
import { turnNames } from "./turns.js";

/** "Ines Kallio's allies", "Gov. Lund's aide": the owner's last name. */
const OWNED =
  /^(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. )?(?:\p{Lu}[\p{L}.-]* ){0,3}(\p{Lu}[\p{L}-]+)['’]s? /u;

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
  learnRoles(text, names);
  const references = createReferences(text, names, tagged.paragraphs, tagged.quotations);
  let known: Relations | null = null;
  const relations = (): Relations => (known ??= readRelations(text, names));
  const turns = turnNames(document, names);
  const writer = document.author ?? writerOf(text, names, drafts);
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
      const meant = (reference: Reference): Meant => {
        if (!not) seen?.(index, reference.manner, references.candidates(reference));
        return references.resolve(reference);
      };
      const before = oneBefore(text, drafts, index, found);
      return resolve({
        text,
        writer,
        source: place,
        names,
        references,
        relations,
        outer,
        not: not ?? askerBefore(text, drafts, index, found, to),
        before,
        meant,
      });
    };
    let one = NOBODY;
    if (draft.by === "turn") {
      const label = turns.get(draft.content[0]!.start);
      if (label) one = { party: { ...label, entity: null }, by: "turn", score: 1 };
    } else if (source) one = of(source);
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
  const full = found.map((one, i) => {
    const party = fuller.get(i) ?? one.party;
    const name = party?.entity === null ? namedDocument(text, party) : null;
    return { ...one, party: name ? { ...party!, name } : party };
  });
  return { ...gather(text, drafts, full), to };
}

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

/** The draft inside whose content the source stands, or null. */
function enclosing(drafts: readonly Draft[], index: number, source: Span): number | null {
  const { parent } = drafts[index]!;
  if (parent !== null) return parent;
  for (let i = Math.max(0, index - 6); i < Math.min(drafts.length, index + 2); i++)
    if (i !== index && drafts[i]!.content.some((part) => covers(part, source))) return i;
  return null;
}

type Meant = ReturnType<References["resolve"]>;

/** A source, and what is needed to tell who it is. */
interface Asked {
  readonly text: string;
  readonly writer: string | null;
  readonly source: Span;
  readonly names: readonly NameMention[];
  readonly references: References;
  readonly relations: () => Relations;
  /** The party in whose words the source stands, or null. */
  readonly outer: Party | null;
  /** Whom a description does not mean. */
  readonly not: Party | null;
  /** The one of several who spoke right before ("one company"), or null. */
  readonly before: Party | null;
  /** Whom the source itself means. */
  readonly meant: (reference: Reference) => Meant;
}

function resolve(asked: Asked): Found {
  const { text, source, names, references, outer } = asked;
  const phrase = analysePhrase(text, source, names);
  switch (phrase.form) {
    case "names": {
      const body = namedBody(phrase.names, names) ?? cutName(text, source, phrase.names);
      if (body) return { party: body, by: "name", score: 0.85 };
      const { pronoun } = phrase;
      const beside = pronoun
        ? references.resolve({
            manner: "person",
            pronoun,
            place: source.start,
            outer,
            not: partyOf(phrase.names[0]!.entity),
          })
        : null;
      if (beside) {
        const name = `${beside.party.name} | ${joint(phrase.names).name}`;
        return {
          party: { name, kind: "person", entity: null },
          by: "pronoun",
          score: beside.score,
        };
      }
      return { party: joint(phrase.names), by: "name", score: 0.95 };
    }
    case "mixed": {
      const name = `${joint(phrase.names).name} | ${phrase.others}`;
      return { party: { name, kind: "group", entity: null }, by: "name", score: 0.8 };
    }
    case "pronoun":
      return pronounFound(phrase.pronoun, asked);
    case "body": {
      const relative = "pronoun" in phrase.owner && phrase.owner.pronoun === "whose";
      const owner = relative
        ? standsFor("whose", asked).party
        : ownerOf(phrase.owner, source, references, outer);
      if (!owner) return NOBODY;
      const name = bodyName(text, owner.name, phrase.body);
      return { party: { name, kind: "organization", entity: null }, by: "name", score: 0.85 };
    }
    case "utterance": {
      const owner = ownerOf(phrase.owner, source, references, outer);
      return owner ? { party: owner, by: "name", score: 0.8 } : NOBODY;
    }
    case "description": {
      const rest = /^whose (.+)$/u.exec(phrase.words)?.[1];
      const owner = rest ? standsFor("whose", asked).party : null;
      if (owner) {
        const kind = kindOfHead(phrase.head, rest!);
        const party = { name: `${owner.name}’s ${rest}`, kind, entity: null };
        return { party, by: "description", score: 0.6 };
      }
      const campaign = campaignOf(phrase.words, names);
      if (campaign) return { party: campaign, by: "name", score: 0.8 };
      const court = courtOf(text, source, names);
      if (court) return { party: court, by: "name", score: 0.8 };
      return describedFound(phrase, asked);
    }
  }
}

/** Words that leave their noun out: "Some", "Others", "Another". */
const OF_MANY = /^(?:some|most|many|others|several)$/iu;
const OF_ONE = /^(?:one|another)$/iu;
const MORE_TOLD = / (?:who|that|which|of|from|in|at|with|for|on|\p{Ll}{2,}ed) /u;
const COUNTED = /^(?:some|most|many|others?|several|few|those|all|both|one|another|an?) (?!of )/iu;

/** "Most" of the skippers just told of are most skippers; null where no noun is clear. */
function withNoun(told: string, { text, source, references, outer, before }: Asked): Found | null {
  const place = source.start;
  const many = OF_MANY.test(told)
    ? references.resolve({ manner: "plural", pronoun: "they", place, outer })
    : null;
  const one = OF_ONE.test(told) ? before : null;
  const party = many?.party ?? one;
  if (!party || (many && (many.score < 0.5 || party.kind !== "group"))) return null;
  const [first] = party.name.replace(COUNTED, "").split(MORE_TOLD);
  if (!first || /^(?:some|many|most|others?|those|these|one|another)\b/iu.test(first)) return null;
  const small = first[0]!.toLowerCase() + first.slice(1);
  const noun = text.includes(` ${small}`) ? small : first;
  const whose = /\p{L}['’]s? /u.test(noun);
  const quantity = told.toLowerCase();
  const name = `${whose ? `${quantity} of` : quantity.replace(/^others$/u, "other")} ${noun}`;
  return { party: { name, kind: party.kind, entity: null }, by: "description", score: 0.6 };
}

/** "Most of his rivals", "one of her aides": the full name tells whose. */
const PART =
  /^((?:\p{L}+ ){0,3}(?:some|most|many|several|all|both|none|one|two|three|half|percent|majority|dozens|members|few)) of (his|her) (?:own )?(.+?),?$/iu;

/** "The mayor's spokesman", where only "Lund's spokesman" spoke before. */
function sameOffice(words: string, candidates: () => readonly Candidate[]): Meant {
  if (!/^\p{Ll}[^’']*['’]s \p{Ll}/u.test(words)) return null;
  const known = candidates().flatMap(({ party }) =>
    party?.entity === null &&
    /^\p{Lu}[^’']*['’]s? /u.test(party.name) &&
    headNoun(party.name) === headNoun(words)
      ? [party]
      : [],
  );
  return known.length === 1 ? { party: known[0]!, score: 0.6 } : null;
}

/** Whom a description means: somebody named or described elsewhere ("the senator"), else itself. */
function describedFound(
  { words, head, definite }: Extract<Phrase, { form: "description" }>,
  asked: Asked,
): Found {
  const { text, source, names, references, relations, outer, not, meant } = asked;
  const kind = kindOfHead(head, words);
  // "one user" is a user; "one poll" tells how many.
  const name = kind === "unnamed" ? words.replace(/^one (?!of\b)/iu, "") : words;
  const own: Party = { name, kind: kind === "person" ? "unnamed" : kind, entity: null };
  const told = text.slice(source.start, source.end);
  const filled = withNoun(told, asked);
  if (filled) return filled;
  const [, part, whose, rest] = PART.exec(words) ?? [];
  const whole = whose ? ownerOf({ pronoun: whose.toLowerCase() }, source, references, outer) : null;
  if (whole)
    return {
      party: { ...own, name: `${part} of ${whole.name}’s ${rest}` },
      by: "description",
      score: 0.6,
    };
  const bare =
    !head.endsWith("s") &&
    (own.kind === "document" || own.kind === "organization" || PERSON_NOUN.test(head)) &&
    !/^(?:an?|one|some|no|any|another)\b|\p{L}['’]s? /iu.test(told);
  if (!definite && !/^(?:one|some|any|no|another)\b/i.test(told)) {
    const named = namedNext(text, head, own.kind, source, names);
    if (named) return { party: named, by: "title", score: 0.6 };
  }
  const two =
    /^(?:both|this|these|the) /iu.test(told) &&
    /^(?:two|both)\b|\b(?:pair|parents)\b/iu.test(told.replace(/^(?:this|these|the) /iu, ""));
  const named = told.includes("'") || told.includes("’") ? OWNED.exec(told)?.[1] : undefined;
  const theirs = named && own.kind === "unnamed" ? related(relations(), named, head) : null;
  if (theirs) return { party: partyOf(theirs), by: "title", score: 0.7 };
  if (!definite && !bare && !two) return { party: own, by: "description", score: 0.75 };
  const pronoun = /^(?:his|her|their|its|my|our)\b/iu.exec(told)?.[0].toLowerCase();
  const owner = pronoun ? ownerOf({ pronoun }, source, references, outer) : null;
  const his = owner && own.kind === "unnamed" ? related(relations(), owner.name, head) : null;
  if (his) return { party: partyOf(his), by: "title", score: 0.7 };
  const reference: Reference = {
    manner: "description",
    place: source.start,
    description: {
      words,
      head,
      kind: own.kind,
      definite,
      names: names.some(({ span }) => covers(source, span)),
      gender: genderOfHead(head),
      party: own,
    },
    outer,
    not: owner ?? not,
  };
  const best = sameOffice(words, () => references.candidates(reference)) ?? meant(reference);
  const party = best?.party ?? own;
  // "his advisers" are somebody's: the full name tells whose.
  if (party === own && owner && pronoun && !owner.name.includes(" | ")) {
    const rest = words.slice(pronoun.length).replace(/^ own\b/u, "");
    const score = (best?.score ?? 0.5) * 0.9;
    return { party: { ...own, name: `${owner.name}’s${rest}` }, by: "description", score };
  }
  return { party, by: party === own ? "description" : "title", score: best?.score ?? 0.5 };
}

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
  references: References,
  outer: Party | null,
): Party | null {
  if ("name" in owner) return partyOf(owner.name.entity);
  if (FIRST.has(owner.pronoun)) return outer;
  const { pronoun } = owner;
  const found = references.resolve({
    manner: mannerOf(pronoun) ?? "person",
    pronoun,
    place: source.start,
    outer,
  });
  return found?.party ?? null;
}

/**
 * Who asked right before, in the same paragraph: "Asked by a clerk if it leaked, she said"; "Lund asked Quill if it
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
  if (text.slice(source.end, content.start).includes("\n")) return null;
  if (!/\b(?:ask(?:s|ed)?|press(?:es|ed)|questioned)$/i.test(text.slice(cue.start, cue.end)))
    return null;
  const asker = found[index - 1]?.party ?? null;
  if (/^ by $/u.test(text.slice(cue.end, source.start))) return asker;
  const other = to[index - 1] ?? null;
  const answers = other !== null && drafts[index]!.quotation === "direct";
  return answers && other !== asker?.name ? asker : null;
}

/** Which pronouns are told apart alike; null for those of the first and second person. */
function mannerOf(pronoun: string): Manner | null {
  if (MALE.has(pronoun) || FEMALE.has(pronoun)) return "person";
  if (PLURAL.has(pronoun)) return "plural";
  return NEUTER.has(pronoun) ? "neuter" : null;
}

/** Whom a relative pronoun stands for: one named, or whom the noun phrase before it means. */
function standsFor(pronoun: string, asked: Asked): Found {
  const found = antecedent(asked.text, asked.source, asked.names, pronoun);
  if (!found) return NOBODY;
  if ("party" in found) return { party: found.party, by: "pronoun", score: found.score };
  const { party, score } = resolve({ ...asked, source: found.phrase });
  return party ? { party, by: "pronoun", score: Math.min(score, 0.9) } : NOBODY;
}

function pronounFound(pronoun: string, asked: Asked): Found {
  const { text, writer, source, outer, meant } = asked;
  if (RELATIVE.has(pronoun)) {
    return standsFor(pronoun, asked);
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
  const manner = mannerOf(pronoun);
  if (manner) {
    const best = meant({ manner, pronoun, place: source.start, outer, not: asked.not });
    return best ? { ...best, by: "pronoun" } : NOBODY;
  }
  const kind = SECOND.has(pronoun) ? "unnamed" : "group";
  return {
    party: { name: text.slice(source.start, source.end), kind, entity: null },
    by: "description",
    score: 0.4,
  };
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
    title: party.entity?.title ?? party.title ?? null,
    affiliation: party.entity?.affiliation ?? null,
    anonymity: party.entity === null && mentions.some((mention) => asksAnonymity(text, mention)),
    mentions,
  }));
  return { speakers, resolutions };
}
