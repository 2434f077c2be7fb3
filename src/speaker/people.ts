import { SUFFIXES } from "./lexicon.js";
import type { Entity } from "./entity.js";

/** The people of a document, found by surname and by first name without a walk over all. */
export interface People {
  readonly all: readonly Entity[];
  readonly add: (entity: Entity) => void;
  /** Gives one of them a fuller name of the same surname. */
  readonly rename: (entity: Entity, name: string) => void;
  readonly ofSurname: (surname: string) => readonly Entity[];
  readonly ofFirstName: (first: string) => readonly Entity[];
}

export function createPeople(): People {
  const all: Entity[] = [];
  const surnames = new Map<string, Entity[]>();
  const firsts = new Map<string, Entity[]>();
  const put = (map: Map<string, Entity[]>, key: string, entity: Entity): void => {
    const known = map.get(key);
    if (!known) map.set(key, [entity]);
    else if (!known.includes(entity)) known.push(entity);
  };
  const firstOf = (entity: Entity): string => plain(entity.name.split(" ")[0]!);
  return {
    all,
    add(entity) {
      all.push(entity);
      put(surnames, surname(entity.name.split(" ")), entity);
      put(firsts, firstOf(entity), entity);
    },
    rename(entity, name) {
      entity.name = name;
      put(firsts, firstOf(entity), entity);
    },
    ofSurname: (name) => surnames.get(name) ?? [],
    ofFirstName: (first) => (firsts.get(first) ?? []).filter((one) => firstOf(one) === first),
  };
}

/** A word as names are compared: lower case, without marks. */
export const plain = (word: string): string => word.toLowerCase().replace(/[.,’']/gu, "");

export function surname(words: readonly string[]): string {
  const kept = words.filter((word) => !SUFFIXES.has(word.toLowerCase()));
  const last = kept[kept.length - 1] ?? words[0]!;
  return plain(kept.length === 2 && /^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(last) ? kept[0]! : last);
}

const suffix = (words: readonly string[]): string =>
  words
    .filter((word) => SUFFIXES.has(word.toLowerCase()))
    .map(plain)
    .join(" ");

/** The one whom a full name names. */
export function findPerson(people: People, words: readonly string[]): Entity | undefined {
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
