import type { NameKind, NameSpan } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import { type Bodies, body, OF_PLACE } from "./body-names.js";
import { type Entity, type NameMention, newEntity } from "./entity.js";
import { honorificGender } from "./gender.js";
import { kinGender, spouseGender, withKin } from "./kin.js";
import { HONORIFICS, PREPOSITIONS, SUFFIXES } from "./lexicon.js";
import { mendNames, printedInFull } from "./mend.js";
import { misspelt } from "./misspelt.js";
import { type FoundName, withKinds } from "./name-kinds.js";
import { createPeople, findPerson, type People, plain, surname } from "./people.js";
import { bearers, namesakes, withSharedSurname } from "./shared-surname.js";

/** Mentions in order of their place, apart, each with its entity. */
export function clusterNames(text: string, names: readonly NameSpan[]): readonly NameMention[] {
  const found = withSharedSurname(
    text,
    withKinds(
      text,
      mendNames(text, withKin(text, names))
        .map(({ span, kind }) => ({ ...bareName(text, span, kind), kind }))
        .filter(({ words }) => words.length > 0)
        // "Per" that went on to the "Lund" that the model saw apart.
        .filter(({ span, kind }, i, all) => {
          const before = all[i - 1];
          return !before || before.kind !== kind || span.start >= before.span.end;
        }),
    ),
  );
  const people = createPeople();
  const bodies: Bodies = { all: [], byName: new Map() };
  // Full names first: a surname alone may come before them in a headline.
  const persons = found.filter(({ kind }) => kind === "person");
  const full = persons.filter(({ words }) => words.length > 1);
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
    entity.gender ??= honorificGender(text, one.span.start);
  }
  // Those of whom only their kin tell.
  const ofKin = new Set<Entity>();
  for (const [i, { words, span }] of persons.entries()) {
    const entity = words.length > 1 ? findPerson(people, words) : undefined;
    if (!entity || entity.gender) continue;
    entity.gender =
      kinGender(text, span.start) ??
      spouseGender(text, span.end, persons[i + 1]?.span.start ?? text.length);
    if (entity.gender) ofKin.add(entity);
  }
  for (const one of found)
    if (one.kind !== "person" && one.words.length > 1) body(bodies, one.words.join(" "), one.kind);
  const out: NameMention[] = [];
  const bySurname = new Map<string, number[]>();
  for (const [i, { words }] of persons.entries()) {
    const own = bySurname.get(surname(words)) ?? [];
    own.push(i);
    bySurname.set(surname(words), own);
  }
  const narrowed = new Map<string, readonly Entity[]>();
  const others = namesakes(text, persons, bySurname, people);
  const called = (short: string, titled: boolean): readonly Entity[] => {
    const sharing = people.ofSurname(short).filter((one) => !others.has(one));
    if (titled || sharing.length < 2) return sharing;
    const known =
      narrowed.get(short) ?? bearers(text, persons, bySurname.get(short) ?? [], sharing);
    narrowed.set(short, known);
    return known;
  };
  for (const one of found) {
    if (isFamily(text, one, people)) continue;
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
            ofKin,
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
    if (!entity.name.includes(" ")) {
      const inFull = printedInFull(text, entity);
      if (inFull && !people.all.some(({ name }) => name === inFull)) entity.name = inFull;
    }
  return withMissed(text, out, people.all);
}

/** "The Lunds": several of one surname. */
function isFamily(text: string, { words, span }: FoundName, people: People): boolean {
  const [word] = words;
  return (
    words.length === 1 &&
    word!.endsWith("s") &&
    /\bthe $/iu.test(text.slice(Math.max(0, span.start - 4), span.start)) &&
    people.ofSurname(plain(word!)).length === 0 &&
    people.ofSurname(plain(word!).slice(0, -1)).length > 0
  );
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

/** "Mr. Lund" is nobody's brother Ivo Lund where another Lund is named so many times as often. */
const OFTENER = 2;

/** What bears a person's name: "the Lund administration". */
const OF_PERSON = / (?:administration|government|cabinet|campaign|presidency)$/i;

/** A single name: whose surname or first name it is; or the first word of a body's. */
function shortName(
  people: People,
  called: (surname: string, titled: boolean) => readonly Entity[],
  bodies: Bodies,
  counts: ReadonlyMap<Entity, number>,
  ofKin: ReadonlySet<Entity>,
  word: string,
  text: string,
  span: Span,
): Entity {
  const short = plain(word);
  const gender = honorificGender(text, span.start);
  const bySurname = called(short, gender !== null);
  const fitting = bySurname.length > 0 ? bySurname : people.ofFirstName(short);
  // Among several it is the one that the document is about: the one it names most.
  const weight = (entity: Entity): number => entity.mentions.length + (counts.get(entity) ?? 0);
  const untold = Math.max(0, ...fitting.map((entity) => (entity.gender ? 0 : weight(entity))));
  const known = fitting.filter(
    (entity) =>
      gender !== null &&
      entity.gender === gender &&
      (!ofKin.has(entity) || weight(entity) * OFTENER > untold),
  );
  const open =
    known.length > 0
      ? known
      : fitting.filter((entity) => !gender || !entity.gender || entity.gender === gender);
  let best: Entity | null = null;
  for (const entity of open) if (!best || weight(entity) > weight(best)) best = entity;
  if (best) return best;
  const ofBody = gender
    ? undefined
    : bodies.all.find(
        ({ kind, name }) =>
          kind === "organization" &&
          name.startsWith(`${word} `) &&
          !OF_PLACE.test(name) &&
          !OF_PERSON.test(name),
      );
  if (ofBody) return ofBody;
  const meant = gender || people.ofSurname(short).length > 0 ? undefined : misspelt(people, short);
  if (meant) return meant;
  const made = newEntity("person", word);
  people.add(made);
  return made;
}
