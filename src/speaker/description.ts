import type { Span } from "../text/span.js";
import type { NameMention } from "./names.js";
import { type Party, partyOf } from "./party.js";
import { kindOfHead } from "./kind.js";
import type { Phrase } from "./phrase.js";
import type { Pronouns } from "./pronoun.js";
import { PERSON_NOUN } from "./roles.js";
import type { ResolvedBy } from "./speaker.js";

export interface Described {
  readonly party: Party;
  readonly by: ResolvedBy;
  readonly score: number;
}

/** What came before a description, that it may take up. */
export interface Before {
  readonly names: readonly NameMention[];
  /** Parties that were described, in order. */
  readonly descriptions: readonly Party[];
  readonly pronouns: Pronouns;
  /** The body that spoke last before a place, or null. */
  readonly body: (place: number) => Party | null;
}

/** Bodies that a definite noun takes up ("the company" after "Brightwater Foods"). */
const TAKES_UP = new Set(
  (
    "company organization organisation network paper newspaper magazine agency firm group union school " +
    "university bank association foundation outlet station bureau publication center institute nonprofit " +
    "corporation department tabloid broadcaster outfit"
  ).split(" "),
);
/** How far back such a body is looked for, in code units. */
const REACH = 2500;

/** Whom a description means: someone named or described before ("the senator"), else itself. */
export function describedParty(
  phrase: Extract<Phrase, { form: "description" }>,
  source: Span,
  before: Before,
): Described {
  const kind = kindOfHead(phrase.head, phrase.words);
  const known = phrase.definite ? takenUp(phrase, source, before) : null;
  return (
    known ?? {
      party: { name: phrase.words, kind: kind === "person" ? "unnamed" : kind, entity: null },
      by: "description",
      score: 0.7,
    }
  );
}

function takenUp(
  phrase: Extract<Phrase, { form: "description" }>,
  source: Span,
  { names, descriptions, pronouns, body }: Before,
): Described | null {
  const { head, words } = phrase;
  const kind = kindOfHead(head, words);
  const size = words.split(" ").length;
  const former = /^(?:former|ex-)/i.test(words);
  // "the union" after "the Lorry Drivers' Union"; "the senator" after "Senator Lund".
  const fits = ({ entity }: NameMention): boolean =>
    (kind === "unnamed" &&
      entity.roles.has(head) &&
      (!former || /\b(?:former|ex-)/i.test(entity.title ?? ""))) ||
    (entity.kind === "organization" && entity.name.toLowerCase().split(" ").includes(head));
  const title = words.toLowerCase();
  const titled =
    size > 1 &&
    names.find(
      ({ entity }) =>
        entity.kind === "person" && (entity.title ?? "").toLowerCase().includes(title),
    );
  if (titled) return { party: partyOf(titled.entity), by: "title", score: 0.7 };
  const named =
    names.findLast((one) => one.span.end <= source.start && fits(one)) ?? only(names.filter(fits));
  if (named && size <= 3) return { party: partyOf(named.entity), by: "title", score: 0.6 };
  const all = words.split(" ").filter((word) => !/^(?:new|latest|recent|same)$/u.test(word));
  const earlier = descriptions.find(({ name }) => {
    const theirs = name.toLowerCase();
    const fuller = theirs.length > title.length && headNoun(name) === headNoun(words);
    return (
      fuller &&
      all.every((word) => theirs.includes(word.toLowerCase()) || initials(name).includes(word))
    );
  });
  if (earlier && size <= 2) return { party: earlier, by: "description", score: 0.6 };
  if (kind === "unnamed" && PERSON_NOUN.test(head) && !head.endsWith("s") && size <= 3) {
    const person = pronouns.resolve("the", source.start);
    if (person?.party.entity) return { party: person.party, by: "title", score: 0.4 };
  }
  if (TAKES_UP.has(head) && size <= 2) {
    const last = body(source.start);
    if (last) return { party: last, by: "title", score: 0.5 };
    const mention = names.findLast(
      ({ span, entity }) =>
        span.end <= source.start &&
        source.start - span.end < REACH &&
        entity.kind === "organization",
    );
    if (mention) return { party: partyOf(mention.entity), by: "title", score: 0.4 };
  }
  return null;
}

/** "RNC" of "Riverside National Committee member". */
const initials = (name: string): string => (name.match(/(?<!\S)\p{Lu}/gu) ?? []).join("");

/** The mention of the one entity that all are of, or undefined where they are of several or of none. */
function only(mentions: readonly NameMention[]): NameMention | undefined {
  return mentions.every(({ entity }) => entity === mentions[0]!.entity) ? mentions[0] : undefined;
}

/** Heads by which texts take up one and the same document. */
const SAME_DOCUMENT: Readonly<Record<string, string>> = {
  survey: "poll",
  result: "poll",
  finding: "poll",
  legislation: "bill",
};
const MOST_WORDS = 9;

/** Noun that a description turns on, in the singular: "poll" of "online poll of 800 voters". */
function headNoun(name: string): string {
  const phrase = name.split(
    / (?:of|for|from|in|at|with|by|on|to|who|that|which|\p{Ll}+ed|\p{Ll}{3,}ing)\b|,/u,
  )[0]!;
  const word = phrase.slice(phrase.lastIndexOf(" ") + 1).toLowerCase();
  return word.replace(/ies$/u, "y").replace(/(?<!s)s$/u, "");
}

const headOf = (party: Party): string => {
  const noun = headNoun(party.name);
  return party.kind === "document" ? (SAME_DOCUMENT[noun] ?? noun) : noun;
};

/**
 * Short descriptions ("Poll" in a headline, "the results", "prosecutors") go by the first full one
 * that the document gives of the same thing ("Ferry Research poll", "federal prosecutors").
 */
export function fullestDescriptions(
  parties: readonly (Party | null)[],
): ReadonlyMap<string, Party> {
  const full = new Map<string, Party>();
  const isShort = (party: Party): boolean => {
    const words = party.name.split(" ");
    return (
      words.length === 1 ||
      (party.kind === "document" &&
        words.length === 2 &&
        /^(?:new|latest|recent|the)$/i.test(words[0]!))
    );
  };
  const described = parties.filter(
    (party): party is Party =>
      party !== null &&
      party.entity === null &&
      (party.kind === "document" || party.kind === "group"),
  );
  for (const party of described) {
    const key = `${party.kind} ${headOf(party)}`;
    if (!isShort(party) && party.name.split(" ").length <= MOST_WORDS && !full.has(key))
      if (
        party.kind === "document" ||
        /^(?!many|some|most|several|few|all|other|same|those|these)/i.test(party.name)
      )
        full.set(key, party);
  }
  const out = new Map<string, Party>();
  for (const party of described) {
    if (/^others?$/i.test(party.name)) continue;
    const fuller = isShort(party) ? full.get(`${party.kind} ${headOf(party)}`) : undefined;
    if (fuller) out.set(party.name, fuller);
  }
  return out;
}
