import type { NameKind } from "../tagger/tagged.js";
import { type Entity, newEntity } from "./entity.js";
import { namesPeople, NEWSPAPERS } from "./lexicon.js";

/** Bodies whose names begin with their place's: "Selwyn" is no "Selwyn Courier". */
export const OF_PLACE = new RegExp(` (?:${NEWSPAPERS}|Council|Police|Court|Chamber)$`, "u");

/** All that is named and is no person, by names in lower case as well. */
export interface Bodies {
  readonly all: Entity[];
  readonly byName: Map<string, Entity>;
}

/** A body by its name, by its capitals, or by the start or end of a longer name. */
export function body({ all, byName }: Bodies, name: string, kind: NameKind): Entity {
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
