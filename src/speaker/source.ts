import { covers, firstEndingAfter, type Span } from "../text/span.js";
import { FEMALE, FIRST, MALE, NEUTER, PLURAL, RELATIVE } from "./lexicon.js";
import { namedAhead } from "./ahead.js";
import { antecedent } from "./antecedent.js";
import {
  bodyBefore,
  bodyName,
  campaignOf,
  courtOf,
  cutName,
  namedBody,
  onlyBody,
} from "./bodies.js";
import { type Found, NOBODY } from "./found.js";
import { genderOfHead, isCalled } from "./agreement.js";
import { officeBefore } from "./office.js";
import { namedBelow, namedNext } from "./opening.js";
import { type Entity, type NameMention, namesWithin } from "./entity.js";
import { isPersonNoun, kindOfHead, PARENTS, PERSON_NOUN } from "./kind.js";
import { ofNation } from "./nation.js";
import { ofTwo } from "./pair.js";
import { type Party, partyOf } from "./party.js";
import { analysePhrase, type Owner, type Phrase } from "./phrase.js";
import type { Candidate, Reference, References } from "./reference.js";
import type { Manner } from "./reference-features.js";
import { related, type Relations } from "./relations.js";
import { headNoun } from "./head.js";

/** "Ines Kallio's allies", "Gov. Lund's aide": the owner's last name. */
const OWNED =
  /^(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. )?(?:\p{Lu}[\p{L}.-]* ){0,3}(\p{Lu}[\p{L}-]+)['’]s? /u;

export type Meant = ReturnType<References["resolve"]>;

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
  /** Those named in what the source tells. */
  readonly told: ReadonlySet<Entity>;
  /** Where the turn before the one that the source stands in begins; null outside turns. */
  readonly heard: number | null;
  /** The one of several who spoke right before ("one company"), or null. */
  readonly before: Party | null;
  /** Whom the source itself means. */
  readonly meant: (reference: Reference) => Meant;
}

/** Who a source is: a name, a description, a pronoun, by what stands around it. */
export function resolve(asked: Asked): Found {
  const { text, source, names, references, outer } = asked;
  const one = ofTwo(text, source, names);
  if (one) return { party: partyOf(one), by: "pronoun", score: 0.8 };
  const player = ofNation(text, source, names);
  if (player) return { party: player, by: player.entity ? "title" : "description", score: 0.7 };
  const phrase = analysePhrase(text, source, names);
  switch (phrase.form) {
    case "names": {
      const body = namedBody(phrase.names, names) ?? cutName(text, source, phrase.names, names);
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
      const owner = relative ? standsFor("whose", asked).party : ownerOf(phrase.owner, asked);
      if (!owner) return NOBODY;
      const name = bodyName(text, owner.name, phrase.body);
      return { party: { name, kind: "organization", entity: null }, by: "name", score: 0.85 };
    }
    case "utterance": {
      const owner = ownerOf(phrase.owner, asked);
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
      const body = bodyBefore(text, phrase.words, source.start, names);
      if (body) return { party: body, by: "title", score: 0.7 };
      const court = courtOf(text, source, names);
      if (court) return { party: court, by: "name", score: 0.8 };
      return describedFound(phrase, asked);
    }
  }
}

/** Words that leave their noun out: "Some", "Others", "Another". */
const OF_MANY = /^(?:some|most|many|others|several)$/iu;
const OF_ONE = /^(?:one|another|the other)$/iu;
const MORE_TOLD = / (?:who|that|which|of|from|in|at|with|for|on|\p{Ll}{2,}ed) /u;
const COUNTED = /^(?:some|most|many|others?|several|few|those|all|both|one|another|an?) (?!of )/iu;

/** "Most" of the skippers just told of are most skippers; null where no noun is clear. */
function withNoun(told: string, { text, source, references, outer, before }: Asked): Found | null {
  const place = source.start;
  const many = OF_MANY.test(told)
    ? references.resolve({ manner: "plural", pronoun: "they", place, outer })
    : null;
  const one = OF_ONE.test(told) ? before : null;
  // A sentence that opens on "Others" goes on about those told of before it.
  const opens = /^\p{Lu}/u.test(told);
  const party = many?.party ?? one;
  if (!party || (many && (many.score < (opens ? 0.3 : 0.5) || party.kind !== "group"))) return null;
  const [first] = party.name.replace(COUNTED, "").split(MORE_TOLD);
  if (!first || /^(?:some|many|most|others?|more|those|these|one|another)\b/iu.test(first))
    return null;
  const small = first[0]!.toLowerCase() + first.slice(1);
  const noun = text.includes(` ${small}`) ? small : first;
  const whose = /\p{L}['’]s? /u.test(noun);
  const quantity = told.toLowerCase().replace(/^the /u, "");
  const name = `${whose ? `${quantity} of` : quantity.replace(/^others$/u, "other")} ${noun}`;
  return { party: { name, kind: party.kind, entity: null }, by: "description", score: 0.6 };
}

/** "Most of his rivals", "one of her aides": the full name tells whose. */
const PART =
  /^((?:\p{L}+ ){0,3}(?:some|most|many|several|all|both|none|one|two|three|half|percent|majority|dozens|members|few)) of (his|her) (?:own )?(.+?),?$/iu;

const writerParty = (name: string): Party => ({ name, kind: "person", entity: null });

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
  return known.length === 1 ? { party: known[0]!, noun: null, score: 0.6 } : null;
}

/** "Their daughter | , Ines, works …": the name behind the comma that the source stops at. */
function namedBehind(text: string, { end }: Span, names: readonly NameMention[]): Party | null {
  if (!text.startsWith(", ", end)) return null;
  const next = names[firstEndingAfter(names, end + 1, ({ span }) => span)];
  return next?.span.start === end + 2 &&
    next.entity.kind === "person" &&
    text[next.span.end] === ","
    ? partyOf(next.entity)
    : null;
}

const ORDINAL =
  /^the (?:first|second|third|fourth|fifth) (?:\p{Ll}+ )?(?:official|source|person|man|woman|aide|diplomat|witness|survivor|victim|officer|adviser|lawyer|juror)\b/iu;

const PARENT = new RegExp(`^(?:${PARENTS})$`, "u");

/** Whom a description means: somebody named or described elsewhere ("the senator"), else itself. */
function describedFound(
  { words, head, definite }: Extract<Phrase, { form: "description" }>,
  asked: Asked,
): Found {
  const { text, writer, source, names, references, relations, outer, not, meant } = asked;
  const kind = kindOfHead(head, words);
  // "one user" is a user; "one poll" tells how many.
  const name = kind === "unnamed" ? words.replace(/^one (?!of\b)/iu, "") : words;
  const own: Party = { name, kind: kind === "person" ? "unnamed" : kind, entity: null };
  const told = text.slice(source.start, source.end);
  // "Reporter: …", in a line of its own.
  const line = (text[source.start - 1] ?? "\n") === "\n" && /^\p{L}+$/u.test(told);
  if (line && text[source.end] === ":") return { party: own, by: "description", score: 0.8 };
  const apposed =
    own.kind === "unnamed" && PERSON_NOUN.test(head) ? namedBehind(text, source, names) : null;
  if (apposed) return { party: apposed, by: "name", score: 0.8 };
  // "The second official": not the first.
  if (own.kind === "unnamed" && ORDINAL.test(told))
    return { party: own, by: "description", score: 0.7 };
  const filled = withNoun(told, asked);
  if (filled) return filled;
  // "One of them …. The other …".
  if (asked.before && /^the other$/iu.test(told))
    return { party: own, by: "description", score: 0.6 };
  const [, part, whose, rest] = PART.exec(words) ?? [];
  const whole = whose ? ownerOf({ pronoun: whose.toLowerCase() }, asked) : null;
  if (whole)
    return {
      party: { ...own, name: `${part} of ${whole.name}’s ${rest}` },
      by: "description",
      score: 0.6,
    };
  const bare =
    !head.endsWith("s") &&
    !/^(?:Labour|No\.? 10)$/u.test(words) &&
    (own.kind === "document" || own.kind === "organization" || PERSON_NOUN.test(head)) &&
    !/^(?:an?|one|some|no|any|another)\b|\p{L}['’]s? /iu.test(told) &&
    !PARENT.test(told);
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
  const below = own.kind === "unnamed" ? namedBelow(text, head, source, names) : null;
  if (!definite && !bare && !two)
    return below
      ? { party: below, by: "title", score: 0.6 }
      : { party: own, by: "description", score: 0.75 };
  // "The foreman, a retired teacher,": one not told of before.
  if (own.kind === "unnamed" && /^the [^,]+, an? [^,]+,?$/iu.test(told))
    return { party: below ?? own, by: below ? "title" : "description", score: 0.7 };
  const pronoun = /^(?:his|her|their|its|my|our)\b/iu.exec(told)?.[0].toLowerCase();
  const owner = pronoun ? ownerOf({ pronoun }, asked) : null;
  const his = owner && own.kind === "unnamed" ? related(relations(), owner.name, head) : null;
  if (his) return { party: partyOf(his), by: "title", score: 0.7 };
  const description = {
    words,
    head,
    kind: own.kind,
    definite,
    names: namesWithin(names, source).some(({ span }) => covers(source, span)),
    gender: genderOfHead(head),
    party: own,
  };
  const reference: Reference = {
    manner: "description",
    place: source.start,
    description,
    outer,
    not: owner ?? (pronoun && FIRST.has(pronoun) && writer ? writerParty(writer) : not),
  };
  const met = sameOffice(words, () => references.candidates(reference)) ?? meant(reference);
  // The lawyer of one who is known is nobody whom the text does not call so.
  const stranger =
    owner && own.kind === "unnamed" && met?.party.kind === "person" && !isCalled(met.party, head);
  const best = stranger ? null : met;
  const party = best?.party ?? own;
  if (party === own && below) return { party: below, by: "title", score: 0.6 };
  const only = party === own ? onlyBody(text, description, source.start, names) : null;
  if (only) return { party: partyOf(only), by: "title", score: 0.6 };
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

function ownerOf(owner: Owner, { text, source, names, references, outer }: Asked): Party | null {
  if ("name" in owner) return partyOf(owner.name.entity);
  if (FIRST.has(owner.pronoun)) return outer;
  const { pronoun } = owner;
  const ahead = namedAhead(text, { start: source.start, end: source.start }, pronoun, names);
  if (ahead) return partyOf(ahead);
  const found = references.resolve({
    manner: mannerOf(pronoun) ?? "person",
    pronoun,
    place: source.start,
    outer,
  });
  return found?.party ?? null;
}

/** Which pronouns are told apart alike; null for those of the first and second person. */
export function mannerOf(pronoun: string): Manner | null {
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

/** The subject of a sentence: "The mayor has". */
const SUBJECT =
  /(?:^|[\n.!?:”"] ?|\d )(?:The|An?) ((?:\p{Ll}[\p{Ll}-]* ){0,2}?(\p{Ll}[\p{Ll}-]+)) (?:is|was|has|had|will|would|says?|said|tells?|told|came|left|won|lost|made|got|gave|took|saw|went|found|began|met|spoke|wrote|ran|\p{Ll}{2,}ed|\p{Ll}{2,}s)\b/gu;
const TOLD_WITHIN = 200;

/** Where the text names nobody whom "she" may mean: the one of whom the paragraph tells last by what she is. */
function subjectTold(text: string, place: number, pronoun: string): Found {
  const from = Math.max(text.lastIndexOf("\n", place - 1) + 1, place - TOLD_WITHIN);
  const last = [...text.slice(from, place).matchAll(SUBJECT)].pop();
  if (!last || !isPersonNoun(last[2]!)) return NOBODY;
  const gender = genderOfHead(last[2]!);
  if (gender && gender !== (MALE.has(pronoun) ? "male" : "female")) return NOBODY;
  return { party: { name: last[1]!, kind: "unnamed", entity: null }, by: "pronoun", score: 0.5 };
}

/** "He" in a turn who takes up "the President", where nobody is named since. */
function officeFound(pronoun: string, asked: Asked): Found | null {
  const { text, source, names, heard } = asked;
  const office = heard === null ? null : officeBefore(text, heard, source.start);
  if (!office) return null;
  const between = { start: office.start, end: source.start };
  if (namesWithin(names, between).some(({ entity }) => entity.kind === "person")) return null;
  const { party, score } = resolve({ ...asked, source: office, meant: asked.references.resolve });
  const gender = party?.entity?.gender ?? null;
  if (!party || (gender && gender !== (MALE.has(pronoun) ? "male" : "female"))) return null;
  return { party, by: "pronoun", score: Math.min(score, 0.7) };
}

const DETERMINER = /(?:^|\s)((?:the|this|its|his|her|their|an?) )$/iu;

function pronounFound(pronoun: string, asked: Asked): Found {
  const { text, writer, source, references, outer, meant } = asked;
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
    return { party: writerParty(writer), by: "first-person", score: 0.6 };
  }
  const manner = mannerOf(pronoun);
  const ahead = namedAhead(text, source, pronoun, asked.names);
  if (ahead) return { party: partyOf(ahead), by: "pronoun", score: 0.8 };
  const office = manner === "person" ? officeFound(pronoun, asked) : null;
  if (office) return office;
  if (manner) {
    const { not } = asked;
    const told = manner === "person" ? { told: asked.told } : {};
    const best = meant({ manner, pronoun, place: source.start, outer, not, ...told });
    if (!best) return manner === "person" ? subjectTold(text, source.start, pronoun) : NOBODY;
    const { party, score, noun } = best;
    if (!noun || manner === "person") return { party, score, by: "pronoun" };
    // "It" that takes up "the network" means whom the network does.
    const before = DETERMINER.exec(text.slice(Math.max(0, noun.start - 6), noun.start));
    const whole = { start: noun.start - (before?.[1]!.length ?? 0), end: noun.end };
    const whom = resolve({ ...asked, source: whole, meant: references.resolve });
    const one = whom.party?.kind === "person" && !whom.party.name.includes(" | ");
    return !whom.party || one || whom.party.kind === "unnamed"
      ? { party, score, by: "pronoun" }
      : { party: whom.party, score: Math.min(score, whom.score), by: "pronoun" };
  }
  return {
    party: { name: text.slice(source.start, source.end), kind: "group", entity: null },
    by: "description",
    score: 0.4,
  };
}
