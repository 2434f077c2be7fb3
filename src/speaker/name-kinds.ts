import type { NameKind } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import { honorificGender } from "./gender.js";
import { PERSON_NOUN } from "./kind.js";
import { BODY_NAME, FIRM_NAME, KNOWN_BODIES, ORGANIZATIONS } from "./lexicon.js";
import { plain, surname } from "./people.js";

/** A name as found: its words without possessive and honorific, and where they stand. */
export interface FoundName {
  readonly words: readonly string[];
  readonly span: Span;
  readonly kind: NameKind;
}

/** "Dockwatch, the ports regulator,". */
const TOLD_BEHIND = /^, (?:an?|the) (?:[\p{L}-]+ ){0,4}(\p{Ll}[\p{Ll}-]+)(?:[,.;]| that | which )/u;
/** "The ferry company, Aqua Selwyn,", on which a sentence opens. */
const TOLD_BEFORE =
  /(?:^|[\n.!?”"]\s*)(?:The|An?|Its|Their) (?:(?!(?:of|for|at|in|from|with|to) )[\p{L}-]+ ){0,3}(\p{Ll}+), (?:the )?$/u;
const TOLD_MOST = 70;
/** "Retailer Kallio said", "rival carmaker Kallio": not "the retailer Kallio founded". */
const TRADE_BEFORE =
  /(?:^|[^\p{L}’'-])(?<!\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) (?:[\p{L}-]+ ){0,2})(?:[Gg]iant|[Rr]etailer|[Ll]ender|[Ii]nsurer|[Bb]roadcaster|[Rr]egulator|[Ww]atchdog|[Cc]harity|[Cc]ompany|[Ff]irm|[Cc]hain|[Aa]irline|(?:[Cc]ar|[Aa]uto|[Dd]rug|[Pp]lane|[Cc]hip|[Ss]teel|[Tt]oy)maker|[Hh]ousebuilder) $/u;

/** What only a body has or is: "Kallio, which", "Kallio’s shareholders". */
const HAD_BEHIND =
  /^, which\b|^ (?:shareholders|executives|employees|customers)\b|^['’]s? (?:chief (?:executive|financial officer|operating officer)|CEO|CFO|shareholders|headquarters|share price)\b/u;
/** "The trade union Kallio". */
const UNION_BEFORE = /\b[Uu]nion $/u;

/** Nouns of bodies that are places: "The town, Port Selwyn,". */
const SETTLED =
  /^(?:city|town|village|island|province|region|state|county|country|nation|district|kingdom|municipality|borough|parish)$/;

/** "its chief executive, " before a name. */
const BEFORE_NAME = /(\p{Ll}+),? $/u;

/** "ProPublica", "GoFundMe"; not "McArdle". */
const CAMEL = /^(?!Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|O['’])\p{Lu}\p{Ll}+\p{Lu}\p{Ll}/u;

/**
 * Kinds put right by the whole document: a single name takes the kind that most of its mentions have,
 * a surname of somebody named in full is a person, where no body bears it too.
 */
export function withKinds(text: string, found: readonly FoundName[]): readonly FoundName[] {
  const votes = new Map<string, Map<NameKind, number>>();
  const surnames = new Set<string>();
  const firsts = new Set<string>();
  const ofBodies = new Set<string>();
  /** Surnames that stand behind "Mr." and the like. */
  const called = new Set<string>();
  /** Surnames that stand alone. */
  const alone = new Set<string>();
  /** Names of which the text says that they are a body's. */
  const told = new Set<string>();
  for (const { words, kind, span } of found) {
    const before = text.slice(Math.max(0, span.start - TOLD_MOST), span.start);
    if (kind === "person" && TRADE_BEFORE.test(before)) told.add(words.join(" "));
    const own = votes.get(words.join(" ")) ?? new Map<NameKind, number>();
    votes.set(words.join(" "), own.set(kind, (own.get(kind) ?? 0) + 1));
    if (words.length === 1) {
      const behind = text.slice(span.end, span.end + TOLD_MOST);
      const noun = TOLD_BEHIND.exec(behind)?.[1];
      if (noun !== undefined && noun !== "force" && ORGANIZATIONS.has(noun)) told.add(words[0]!);
      if (HAD_BEHIND.test(behind) || UNION_BEFORE.test(before)) told.add(words[0]!);
      if (kind === "person") alone.add(words[0]!);
      if (kind === "person" && honorificGender(text, span.start)) called.add(words[0]!);
    } else if (kind === "person") {
      surnames.add(surname(words));
      firsts.add(words[0]!);
    } else for (const word of words) ofBodies.add(plain(word));
  }
  const mostly = ({ words, kind }: FoundName): NameKind => {
    const own = votes.get(words.join(" "))!;
    let most = kind;
    for (const [other, count] of own) if (count > own.get(most)!) most = other;
    return most;
  };
  return found.map((one) => {
    const [word] = one.words;
    if (KNOWN_BODIES.test(one.words.join(" ")))
      return one.kind === "person" ? { ...one, kind: "organization" } : one;
    const last = one.words[one.words.length - 1];
    if (one.words.length === 2 && one.kind === "place") {
      const person = called.has(last!) && !surnames.has(plain(last!));
      const noun = BEFORE_NAME.exec(
        text.slice(Math.max(0, one.span.start - 24), one.span.start),
      )?.[1];
      if (person || (alone.has(last!) && noun !== undefined && PERSON_NOUN.test(noun)))
        return { ...one, kind: "person" };
    }
    if (one.words.length > 1) {
      const noun = TOLD_BEFORE.exec(
        text.slice(Math.max(0, one.span.start - TOLD_MOST), one.span.start),
      )?.[1];
      const named =
        FIRM_NAME.test(last!) ||
        BODY_NAME.test(last!) ||
        told.has(one.words.join(" ")) ||
        (noun !== undefined && ORGANIZATIONS.has(noun) && text[one.span.end] === ",");
      const operates = named && noun !== undefined && !SETTLED.test(noun);
      if (named && (one.kind === "person" || (one.kind === "place" && operates)))
        return { ...one, kind: "organization" };
      // A headline in capitals, whose verb the model took for a part of a body's name.
      const person = one.kind === "organization" && mostly(one) === "person";
      return person ? { ...one, kind: "person" } : one;
    }
    if (word === undefined) return one;
    if (CAMEL.test(word) || (told.has(word) && !surnames.has(plain(word))))
      return one.kind === "person" ? { ...one, kind: "organization" } : one;
    if (
      (surnames.has(plain(word)) || (one.kind === "organization" && firsts.has(word))) &&
      !ofBodies.has(plain(word)) &&
      one.kind !== "place"
    )
      return { ...one, kind: "person" };
    return { ...one, kind: mostly(one) };
  });
}
