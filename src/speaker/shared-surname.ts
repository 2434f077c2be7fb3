import type { NameKind } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import { HONORIFICS, MALE } from "./lexicon.js";
import type { Entity, Gender } from "./entity.js";
import { honorificGender } from "./gender.js";
import { isKin, KIN } from "./kin.js";
import { findPerson, type People, plain } from "./people.js";

/** A person's name as found: its words and where they stand. */
export interface PersonName {
  readonly words: readonly string[];
  readonly span: Span;
}

/** How far behind a name its pronouns are counted, in code units. */
const BEHIND = 150;
/** Full names of one who goes by the surname afterwards (headline and opening), and of one who does not. */
const ONCE = 2;
const OFTEN = 3;
const TITLE = new RegExp(`\\b(?:${[...HONORIFICS].join("|")})\\.?\\s$`, "iu");
/** How often "Mr. Lund" goes before a full name that is another's. */
const LONG = 3;

/** "Ada Lund, mother of the drowned sailor Ivo Lund" tells of Ada. */
const KIN_OF = new RegExp(`^,? (?:the )?(?:whose|parent|${KIN})\\b[^.!?“”"\\n]*$`, "u");

/** Who go by one surname, before their first names. */
const FAMILY =
  /\b(?:(?:grand)?parents|(?:grand)?(?:sons|daughters|children)|brothers|sisters|siblings|twins|couple|spouses)\b[^.!?“”"\n]{0,20}$/u;

/** "the parents, Ivo and Ada Lund": the first name takes the surname behind the second. */
export function withSharedSurname<Name extends PersonName & { readonly kind: NameKind }>(
  text: string,
  names: readonly Name[],
): readonly Name[] {
  return names.map((one, i) => {
    const next = names[i + 1];
    if (one.kind !== "person" || one.words.length > 1 || next?.kind !== "person") return one;
    return next.words.length === 2 &&
      text.slice(one.span.end, next.span.start) === " and " &&
      FAMILY.test(text.slice(Math.max(0, one.span.start - 40), one.span.start))
      ? { ...one, words: [one.words[0]!, next.words[1]!] }
      : one;
  });
}

/**
 * Which of those who share a surname are called by it alone ("Lund" where Ada and Ivo Lund are named):
 * not those whose gender the pronouns behind the surname gainsay.
 * `people` are the document's names of persons, in order of place; `places`, which of them bear the surname.
 */
export function bearers(
  text: string,
  people: readonly PersonName[],
  places: readonly number[],
  sharing: readonly Entity[],
): readonly Entity[] {
  const votes = new Map<string, number>();
  const full = new Map<string, number[]>();
  /** First names of those named as somebody's kin, by the first name of that one. */
  const kin = new Map<string, string>();
  for (const i of places) {
    const { words, span } = people[i]!;
    const before = people[i - 1];
    if (
      before &&
      words.length > 1 &&
      before.words.length > 1 &&
      places.includes(i - 1) &&
      KIN_OF.test(text.slice(before.span.end, span.start))
    )
      kin.set(plain(words[0]!), plain(before.words[0]!));
    if (words.length > 1) {
      const own = full.get(plain(words[0]!)) ?? [];
      own.push(span.start);
      full.set(plain(words[0]!), own);
    }
    const stop = Math.min(span.end + BEHIND, people[i + 1]?.span.start ?? text.length);
    const behind = text.slice(span.end, stop).split(/[.!?“”"]\s|\n/)[0]!;
    const key = words.length === 1 ? "" : plain(words[0]!);
    for (const [word] of behind.matchAll(/\b(?:he|him|his|himself|she|her|hers|herself)\b/g))
      votes.set(key, (votes.get(key) ?? 0) + (MALE.has(word) ? 1 : -1));
  }
  const alone = genderOf(votes.get(""));
  const first = (entity: Entity): string => plain(entity.name.split(" ")[0]!);
  const agreeing = sharing.filter((entity) => {
    const theirs = entity.gender ?? genderOf(votes.get(first(entity)));
    return !alone || !theirs || theirs === alone;
  });
  const left = agreeing.length > 0 ? agreeing : sharing;
  // One who is named in full throughout is not the one whom the surname took up after one full name.
  const times = (entity: Entity): number => full.get(first(entity))?.length ?? 0;
  const opener = left.find((entity) => times(entity) > 0 && times(entity) <= ONCE);
  const opened = opener && full.get(first(opener))![0]!;
  const isAnothers = (entity: Entity): boolean => {
    const of = full.get(kin.get(first(entity)) ?? "")?.length ?? 0;
    return of > 0 && times(entity) - 1 <= of;
  };
  return left.filter(
    (entity) =>
      !isAnothers(entity) &&
      (opened === undefined || times(entity) < OFTEN || full.get(first(entity))![0]! < opened),
  );
}

const genderOf = (vote: number | undefined): Gender | null =>
  vote ? (vote > 0 ? "male" : "female") : null;

/**
 * People whom the text names in full only after their surname alone, and who are others than that surname's:
 * told of as somebody's kin ("Mr. Lund" of a text that goes on to "his father, Ivo Lund"), named in one
 * sentence with another who is called so ("Mayor Lund said that Ivo Lund …"), or after the text, in its own
 * words, has long called another so.
 */
export function namesakes(
  text: string,
  persons: readonly PersonName[],
  bySurname: ReadonlyMap<string, readonly number[]>,
  people: People,
): ReadonlySet<Entity> {
  const kin = new Map<Entity, number>();
  for (const { words, span } of persons) {
    if (!isKin(text, span.start)) continue;
    const full = words.length > 1 ? findPerson(people, words) : null;
    for (const one of full ? [full] : people.ofFirstName(plain(words[0]!)))
      if (!kin.has(one)) kin.set(one, span.start);
  }
  const headline = text.indexOf("\n");
  const out = new Set<Entity>();
  for (const places of bySurname.values()) {
    const met = new Set<Entity>();
    let alone = 0;
    let called = 0;
    /** Where the last ended that stands behind a title; not where "Mrs. Lund" may be the other. */
    let titled = 0;
    const isMr = places.some((i) => honorificGender(text, persons[i]!.span.start) !== null);
    for (const { words, span } of places.map((i) => persons[i]!)) {
      if (words.length === 1) {
        if (span.start < headline) continue;
        alone++;
        if (honorificGender(text, span.start)) called++;
        if (TITLE.test(text.slice(Math.max(0, span.start - 24), span.start))) titled = span.end;
        continue;
      }
      const entity = findPerson(people, words);
      if (!entity || met.has(entity)) continue;
      met.add(entity);
      const beside =
        titled > 0 && !isMr && !/[.!?:;]\s|\n\s*\n/u.test(text.slice(titled, span.start));
      if (
        (alone > 0 && (kin.get(entity) ?? Infinity) <= span.start) ||
        ((beside || called >= LONG) && !isQuoted(text, span.start))
      )
        out.add(entity);
    }
  }
  return out;
}

/** Whether more marks of quotation open than close in the paragraph up to a place. */
const isQuoted = (text: string, at: number): boolean =>
  (text.slice(text.lastIndexOf("\n", at) + 1, at).match(/[“”"]|''/g)?.length ?? 0) % 2 === 1;
