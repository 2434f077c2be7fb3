import { PERSON_NOUN } from "./kind.js";
import type { NameKind, NameSpan } from "../tagger/tagged.js";
import { overlapping, type Span } from "../text/span.js";
import {
  BODY_NAME,
  FEMALE_HONORIFICS,
  FIRM_NAME,
  HONORIFICS,
  KNOWN_BODIES,
  MALE_HONORIFICS,
  namesPeople,
  ORGANIZATIONS,
  PREPOSITIONS,
  SUFFIXES,
} from "./lexicon.js";
import { createPeople, type People, plain, surname } from "./people.js";
import { bearers } from "./shared-surname.js";
import { mendNames, printedInFull } from "./mend.js";

export type Gender = "male" | "female";

/** A party that the document names, with all the places where it does. */
export interface Entity {
  readonly kind: NameKind;
  /** The fullest name, as the document first prints it. */
  name: string;
  readonly mentions: Span[];
  /** As honorifics and the text's own pronouns show it; a name does not. */
  gender: Gender | null;
  title: string | null;
  affiliation: string | null;
  /** Nouns that the document calls a person by, in lower case ("senator", "nominee"). */
  readonly roles: Set<string>;
}

/** A name where it stands. */
export interface NameMention {
  readonly span: Span;
  readonly entity: Entity;
}

/** Of a document's mentions those that share a stretch with a place. */
export const namesWithin = (names: readonly NameMention[], place: Span): readonly NameMention[] =>
  overlapping(names, place, ({ span }) => span);

/** Mentions in order of their place, apart, each with its entity. */
export function clusterNames(text: string, names: readonly NameSpan[]): readonly NameMention[] {
  const found = withKinds(
    text,
    mendNames(text, names)
      .map(({ span, kind }) => ({ ...bareName(text, span, kind), kind }))
      .filter(({ words }) => words.length > 0)
      // "Per" that went on to the "Lund" that the model saw apart.
      .filter(({ span, kind }, i, all) => {
        const before = all[i - 1];
        return !before || before.kind !== kind || span.start >= before.span.end;
      }),
  );
  const people = createPeople();
  const bodies: Bodies = { all: [], byName: new Map() };
  // Full names first: a surname alone may come before them in a headline.
  const full = found.filter((one) => one.kind === "person" && one.words.length > 1);
  const headline = text.indexOf("\n");
  for (const one of [...full].sort(
    (a, b) => +(a.span.start < headline) - +(b.span.start < headline),
  ))
    addPerson(people, one.words, one.span.start < headline);
  const counts = new Map<Entity, number>();
  for (const one of full) {
    const entity = findPerson(people, one.words);
    if (!entity) continue;
    counts.set(entity, (counts.get(entity) ?? 0) + 1);
    entity.gender ??= honorificGender(text, one.span.start) ?? kinGender(text, one.span.start);
  }
  for (const one of found)
    if (one.kind !== "person" && one.words.length > 1) body(bodies, one.words.join(" "), one.kind);
  const out: NameMention[] = [];
  const persons = found.filter(({ kind }) => kind === "person");
  const bySurname = new Map<string, number[]>();
  for (const [i, { words }] of persons.entries()) {
    const own = bySurname.get(surname(words)) ?? [];
    own.push(i);
    bySurname.set(surname(words), own);
  }
  const narrowed = new Map<string, readonly Entity[]>();
  const called = (short: string): readonly Entity[] => {
    const sharing = people.ofSurname(short);
    if (sharing.length < 2) return sharing;
    const known =
      narrowed.get(short) ?? bearers(text, persons, bySurname.get(short) ?? [], sharing);
    narrowed.set(short, known);
    return known;
  };
  for (const one of found) {
    const entity =
      one.kind === "person"
        ? ((one.words.length > 1
            ? (findPerson(people, one.words) ?? inWords(people, one.words))
            : null) ??
          shortName(
            people,
            called,
            bodies,
            counts,
            one.words[one.words.length - 1]!,
            text,
            one.span,
          ))
        : body(bodies, one.words.join(" "), one.kind);
    entity.mentions.push(one.span);
    entity.gender ??= honorificGender(text, one.span.start);
    out.push({ span: one.span, entity });
  }
  for (const entity of people.all)
    if (!entity.name.includes(" ")) entity.name = printedInFull(text, entity) ?? entity.name;
  return withMissed(text, out, people.all);
}

interface Found {
  readonly words: readonly string[];
  readonly span: Span;
  readonly kind: NameKind;
}

/** "Dockwatch, the ports regulator,". */
const TOLD_BEHIND = /^, (?:an?|the) (?:[\p{L}-]+ ){0,4}(\p{Ll}[\p{Ll}-]+)(?:[,.;]| that | which )/u;
/** "The ferry company, Aqua Selwyn,", on which a sentence opens. */
const TOLD_BEFORE =
  /(?:^|[\n.!?”"]\s*)(?:The|An?|Its|Their) (?:[\p{L}-]+ ){0,3}(\p{Ll}+), (?:the )?$/u;
const TOLD_MOST = 70;
/** "Retailer Kallio said", "rival carmaker Kallio": not "the retailer Kallio founded". */
const TRADE_BEFORE =
  /(?:^|[^\p{L}’'-])(?<!\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) (?:[\p{L}-]+ ){0,2})(?:[Gg]iant|[Rr]etailer|[Ll]ender|[Ii]nsurer|[Bb]roadcaster|[Rr]egulator|[Ww]atchdog|[Cc]harity|[Cc]ompany|[Ff]irm|[Cc]hain|[Aa]irline|(?:[Cc]ar|[Aa]uto|[Dd]rug|[Pp]lane|[Cc]hip|[Ss]teel|[Tt]oy)maker|[Hh]ousebuilder) $/u;
/** "its chief executive, " before a name. */
const BEFORE_NAME = /(\p{Ll}+),? $/u;

/** "ProPublica", "GoFundMe"; not "McArdle". */
const CAMEL = /^(?!Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|O['’])\p{Lu}\p{Ll}+\p{Lu}\p{Ll}/u;

/**
 * Kinds put right by the whole document: a single name takes the kind that most of its mentions have,
 * a surname of somebody named in full is a person, where no body bears it too.
 */
function withKinds(text: string, found: readonly Found[]): readonly Found[] {
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
      const noun = TOLD_BEHIND.exec(text.slice(span.end, span.end + TOLD_MOST))?.[1];
      if (noun !== undefined && noun !== "force" && ORGANIZATIONS.has(noun)) told.add(words[0]!);
      if (kind === "person") alone.add(words[0]!);
      if (kind === "person" && honorificGender(text, span.start)) called.add(words[0]!);
    } else if (kind === "person") {
      surnames.add(surname(words));
      firsts.add(words[0]!);
    } else for (const word of words) ofBodies.add(plain(word));
  }
  const mostly = ({ words, kind }: Found): NameKind => {
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
      if (one.kind === "person" && named) return { ...one, kind: "organization" };
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

/** Surnames of people named in full stand for them where the model saw no name, as in headlines. */
function withMissed(
  text: string,
  mentions: readonly NameMention[],
  people: readonly Entity[],
): readonly NameMention[] {
  const bySurname = new Map<string, Entity>();
  for (const entity of people)
    if (entity.name.includes(" ")) {
      const name = surname(entity.name.split(" "));
      const known = bySurname.get(name);
      if (!known || known.mentions.length < entity.mentions.length) bySurname.set(name, entity);
    }
  if (bySurname.size === 0) return mentions;
  const out: NameMention[] = [];
  let next = 0;
  for (const match of text.matchAll(/\p{Lu}[\p{L}-]+/gu)) {
    const start = match.index;
    const end = start + match[0].length;
    while (next < mentions.length && mentions[next]!.span.end <= start) out.push(mentions[next++]!);
    const covered = next < mentions.length && mentions[next]!.span.start < end;
    const entity = covered ? undefined : bySurname.get(plain(match[0]));
    if (!entity) continue;
    const span = { start, end };
    entity.mentions.push(span);
    out.push({ span, entity });
  }
  return [...out, ...mentions.slice(next)];
}

/** A name without possessive, honorific and article: its words, and the span they stand in. */
function bareName(text: string, span: Span, kind: NameKind): { words: string[]; span: Span } {
  let { start, end } = span;
  const possessive = /(?:['’]s|['’])$/u.exec(text.slice(start, end));
  if (possessive) end -= possessive[0].length;
  const words = text
    .slice(start, end)
    .split(/[\s\u00a0]+/u)
    .filter(Boolean);
  while (words.length > 1) {
    const first = words[0]!.toLowerCase().replace(/\.$/u, "");
    // "Justice Department" is no Justice.
    if (!(kind === "person" && HONORIFICS.has(first)) && first !== "the") break;
    start = text.indexOf(words[1]!, start + words[0]!.length);
    words.shift();
  }
  const cutShort = words.length === 1 || /^\p{Lu}\.?$/u.test(words[words.length - 1] ?? "");
  const more = kind === "person" && cutShort ? surnameBehind(text, end) : null;
  if (more) {
    if (more.dot) words[words.length - 1] += ".";
    words.push(more.surname);
    end += more.length;
  }
  const last = words.length - 1;
  for (const i of [last - 1, last]) if (i >= 0) words[i] = words[i]!.replace(/[,;:]$/u, "");
  if (last > 0 && SUFFIXES.has(`${words[last]!.toLowerCase()}.`) && text[end] === ".") {
    words[last] += ".";
    end++;
  }
  return { words, span: { start, end } };
}

/** The surname behind a name that the model cut short ("Ines" of "Ines Kallio", "Ada J" of "Ada J. Lund"). */
function surnameBehind(
  text: string,
  end: number,
): { surname: string; dot: boolean; length: number } | null {
  const stretch = text.slice(end, end + 40);
  const found = /^(\.?) (\p{Lu}\p{Ll}[\p{L}-]*)(?=[,.;:!?)’'”"]|\s+\p{Ll}|$)/u.exec(stretch);
  if (!found || (found[1] === "." && !/\b\p{Lu}$/u.test(text.slice(Math.max(0, end - 2), end))))
    return null;
  if (PREPOSITIONS.has(found[2]!.toLowerCase())) return null;
  return { surname: found[2]!, dot: found[1] === ".", length: found[0].length };
}

const suffix = (words: readonly string[]): string =>
  words
    .filter((word) => SUFFIXES.has(word.toLowerCase()))
    .map(plain)
    .join(" ");

function findPerson(people: People, words: readonly string[]): Entity | undefined {
  const first = plain(words[0]!);
  const same = people.ofSurname(surname(words));
  const exact = same.find((entity) => {
    const other = entity.name.split(" ");
    const theirs = plain(other[0]!);
    const shorter = Math.min(theirs.length, first.length);
    const alike =
      theirs === first ||
      (shorter === 1 && theirs[0] === first[0]) ||
      // "Ken" and "Kenneth".
      (shorter >= 3 && (theirs.startsWith(first) || first.startsWith(theirs)));
    return alike && suffix(other) === suffix(words);
  });
  // "Kallio Berg" of "Ines Kallio Berg", unless it is a shared surname only.
  return (
    exact ??
    same.find(({ name }) => name.toLowerCase().endsWith(` ${words.join(" ").toLowerCase()}`))
  );
}

/** One whose full name stands among the words. */
function inWords(people: People, words: readonly string[]): Entity | undefined {
  const all = ` ${words.join(" ")} `;
  for (const word of words)
    for (const entity of people.ofSurname(plain(word)))
      if (entity.name.includes(" ") && all.includes(` ${entity.name} `)) return entity;
  return undefined;
}

/** Headlines set capitals around names: there a known name inside the words is the name. */
function addPerson(people: People, words: readonly string[], headline: boolean): void {
  const name = words.join(" ");
  if (headline && inWords(people, words)) return;
  const known = findPerson(people, words);
  if (!known) {
    const part = people
      .ofSurname(surname(words))
      .find((entity) => name.endsWith(` ${entity.name}`));
    if (part && !headline) people.rename(part, name);
    else people.add(newEntity("person", name));
  } else if (!headline && name.length > known.name.length) people.rename(known, name);
}

/** Bodies whose names begin with their place's: "Selwyn" is no "Selwyn Courier". */
const OF_PLACE =
  / (?:Courier|Times|Post|Herald|Tribune|Journal|Gazette|Star|Observer|Chronicle|Globe|Council|Police|Court|Chamber)$/u;

/** A single name: whose surname or first name it is; or the first word of a body's. */
function shortName(
  people: People,
  called: (surname: string) => readonly Entity[],
  bodies: Bodies,
  counts: ReadonlyMap<Entity, number>,
  word: string,
  text: string,
  span: Span,
): Entity {
  const short = plain(word);
  const gender = honorificGender(text, span.start);
  const bySurname = gender ? people.ofSurname(short) : called(short);
  const fitting = bySurname.length > 0 ? bySurname : people.ofFirstName(short);
  const known = fitting.filter((entity) => gender !== null && entity.gender === gender);
  const open = known.length > 0 ? known : fitting.filter((entity) => !gender || !entity.gender);
  // Among several it is the one that the document is about: the one it names most.
  const weight = (entity: Entity): number => entity.mentions.length + (counts.get(entity) ?? 0);
  let best: Entity | null = null;
  for (const entity of open) if (!best || weight(entity) > weight(best)) best = entity;
  if (best) return best;
  const ofBody = gender
    ? undefined
    : bodies.all.find(
        ({ kind, name }) =>
          kind === "organization" && name.startsWith(`${word} `) && !OF_PLACE.test(name),
      );
  if (ofBody) return ofBody;
  const meant = gender ? undefined : misspelt(people, short);
  if (meant) return meant;
  const made = newEntity("person", word);
  people.add(made);
  return made;
}

const LEAST_MISSPELT = 5;

/** The one named in full whose surname is a slip of the pen away ("Selwin" for Ada Selwyn); "the Lunds" are no slip. */
function misspelt(people: People, short: string): Entity | undefined {
  if (short.length < LEAST_MISSPELT) return undefined;
  const close = people.all.filter(({ name }) => {
    const other = surname(name.split(" "));
    return name.includes(" ") && other.length >= LEAST_MISSPELT && isSlip(short, other);
  });
  return close.length === 1 ? close[0] : undefined;
}

/** Whether two words of one initial differ by a letter, or by two neighbours swapped; not by a last "s". */
function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short[0] !== long[0] || long.length - short.length > 1 || long === `${short}s`) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}

function newEntity(kind: NameKind, name: string): Entity {
  return {
    kind,
    name,
    mentions: [],
    gender: null,
    title: null,
    affiliation: null,
    roles: new Set(),
  };
}

/** All that is named and is no person, by names in lower case as well. */
interface Bodies {
  readonly all: Entity[];
  readonly byName: Map<string, Entity>;
}

/** A body by its name, by its capitals, or by the start or end of a longer name. */
function body({ all, byName }: Bodies, name: string, kind: NameKind): Entity {
  const key = name.toLowerCase();
  const same = byName.get(key);
  if (same) return same;
  const ofNation = all.find(
    (entity) =>
      kind === "organization" &&
      entity.kind === kind &&
      (entity.name === `U.S. ${name}` || name === `U.S. ${entity.name}`),
  );
  if (ofNation) {
    if (name.length > ofNation.name.length) ofNation.name = name;
    byName.set(key, ofNation);
    return ofNation;
  }
  const letters = lettersOf(name);
  const known = all.find(
    (entity) =>
      (letters !== null && isShortFor(letters, entity.name)) ||
      (kind === "organization" && entity.kind === kind && isPartOf(name, entity.name)),
  );
  if (known) return known;
  const made = newEntity(kind, name);
  all.push(made);
  byName.set(key, made);
  return made;
}

const FIRM = /\b(?:L\.?P|Inc|Corp|Co|L\.?L\.?C|Ltd)\.?$/u;

/** "Pew" of "Pew Research", "Post" of "The Washington Post", "Kallio Center" of "Kallio Center for Law". */
function isPartOf(short: string, name: string): boolean {
  if (short.length < 3 || short.length >= name.length || FIRM.test(name)) return false;
  // "Republicans" are not those of "Harbour Republicans".
  if (namesPeople(short)) return false;
  if (!short.includes(" ")) {
    if (OF_PLACE.test(name) && name.startsWith(`${short} `)) return false;
    const words = name.split(" ");
    return words.length <= 3 && (words[0] === short || words[words.length - 1] === short);
  }
  return name.startsWith(`${short} for `) || name.startsWith(`${short} of `);
}

/** The letters of what may be a shortened name ("D.O.J."), or null. */
function lettersOf(short: string): string | null {
  const letters = short.replaceAll(".", "");
  return letters.length < 2 || letters.length > 6 || letters !== letters.toUpperCase()
    ? null
    : letters;
}

/** The letters that a name may be shortened to: "DOJ" and "DJ" for "Department of Justice". */
function isShortFor(letters: string, name: string): boolean {
  const words = name
    .replace(/^U\.?S\.? /u, "")
    .split(/[\s-]+/u)
    .filter(Boolean);
  if (words.length < 2) return false;
  const all = words.map((word) => word[0]!.toUpperCase()).join("");
  const capitals = words
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
    .join("");
  return all === letters || capitals === letters;
}

/** "his wife, Ghita Lund", "her brother Ivo Lund". */
function kinGender(text: string, at: number): Gender | null {
  const kin =
    /\b(?:(wife|mother|daughter|sister|widow|actress|(?:congress|council|assembly|business|chair|spokes|police)woman)|(husband|father|son|brother|widower|(?:congress|council|assembly|alder|business)man)),? $/iu.exec(
      text.slice(Math.max(0, at - 16), at),
    );
  if (!kin) return null;
  return kin[1] ? "female" : "male";
}

function honorificGender(text: string, at: number): Gender | null {
  const before = /([A-Za-z]+)\.?[\s\u00a0]+$/u
    .exec(text.slice(Math.max(0, at - 12), at))?.[1]
    ?.toLowerCase();
  if (before === undefined) return null;
  if (MALE_HONORIFICS.has(before)) return "male";
  return FEMALE_HONORIFICS.has(before) ? "female" : null;
}
