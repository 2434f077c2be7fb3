import type { Span } from "../text/span.js";
import type { Entity, NameMention } from "./entity.js";
import { OFFICE } from "./kind.js";

/** Offices that many countries have at once. */
export const OF_STATE = /^(?:president|prime minister|chancellor|premier)$/i;
const ELECTED = /^(?:councill?or|premier|congress(?:man|woman)|administrator|superintendent)$/;

/** Whether a noun tells the office of one. */
export const isOffice = (noun: string): boolean => OFFICE.test(noun) || ELECTED.test(noun);

const GOVERNED = /\b(?:administration|White House)\b/i;
/** By how much one who governs is called by the office oftener than the next. */
const OFTENER = 1.5;
const TITLED =
  /(?<!\b(?:[Ff]ormer|[Pp]revious|[Ll]ast|[Vv]ice|[Ee]x) )(?<!\b[Ee]x-)\b(President|Prime Minister|Chancellor|Premier)\s((?:\p{Lu}[\p{L}.-]+ )?\p{Lu}[\p{Ll}-]{2,})/gu;

/** Whether a text names the administration or government of a person, by the surname. */
export const governs = (text: string, name: string): boolean =>
  new RegExp(
    `\\b${name
      .split(" ")
      .at(-1)!
      .replace(
        /[^\p{L}\p{N}’'-]/gu,
        "",
      )}(?:[-–]\\p{Lu}[\\p{L}-]+)?\\s(?:[Aa]dministration|White House|[Gg]overnment|[Cc]abinet|[Pp]residency)\\b`,
    "u",
  ).test(text);

/** What the text last asked about tells, by office: it is read once, not once a promise. */
let known: { readonly text: string; readonly held: Map<string, string | null> } | null = null;

/**
 * Who holds an office of state, by the longest name that the text calls its holder by ("President Ada Lund"), or null:
 * the one whose administration or government it names, for presidents of other countries may be called so oftener; the
 * oftenest of several by far; the only one who is called so more than once.
 */
export function heldBy(text: string, office: string): string | null {
  if (known?.text !== text) known = { text, held: new Map() };
  const key = office.toLowerCase();
  if (!known.held.has(key)) known.held.set(key, holderIn(text, key));
  return known.held.get(key)!;
}

function holderIn(text: string, office: string): string | null {
  const called = new Map<string, { count: number; name: string }>();
  for (const [, title, name] of text.matchAll(TITLED)) {
    if (title!.toLowerCase() !== office) continue;
    const surname = name!.split(" ").at(-1)!;
    const one = called.get(surname) ?? { count: 0, name: surname };
    one.count++;
    if (name!.length > one.name.length) one.name = name!;
    called.set(surname, one);
  }
  const governing = [...called].filter(([surname]) => governs(text, surname));
  const [first, second] = (governing.length > 0 ? governing : called.size === 1 ? [...called] : [])
    .map(([, one]) => one)
    .sort((a, b) => b.count - a.count);
  if (first === undefined || (governing.length === 0 && first.count < 2)) return null;
  return first.count >= OFTENER * (second?.count ?? 0) ? first.name : null;
}

/** Says who of the people holds an office of state; of another office the only one whose title it is; or null. */
export function holders(
  text: string,
  people: readonly NameMention[],
): (office: string) => Entity | null {
  const found = new Map<string, Entity | null>();
  const holderOf = (office: string): Entity | null => {
    const all = [...new Set(people.map(({ entity }) => entity))];
    const titled = all.filter((one) => one.title?.toLowerCase() === office);
    if (titled.length < 2 && !OF_STATE.test(office)) return titled[0] ?? null;
    const surname = heldBy(text, office)?.split(" ").at(-1);
    // Where a government is told of, the only one named may be a guest.
    if (surname === undefined)
      return titled.length === 1 && !GOVERNED.test(text) ? titled[0]! : null;
    const named = all
      .filter(({ name }) => name.split(" ").at(-1) === surname)
      .sort((a, b) => b.mentions.length - a.mentions.length);
    return named.find((one) => titled.includes(one)) ?? named[0] ?? null;
  };
  return (office) => {
    const key = office.toLowerCase();
    if (!found.has(key)) found.set(key, holderOf(key));
    return found.get(key)!;
  };
}

/** Offices that "he" takes up in a turn: a president named by name may be a former one. */
const OFFICES =
  /(?<!former )\b(?:[Tt]he (?:(?:[Vv]ice )?[Pp]resident|[Gg]overnor|[Mm]ayor|[Ss]ecretary|[Cc]hair(?:man|woman)|(?:[Pp]rime )?[Mm]inister|[Cc]hancellor|[Cc]ommissioner)\b(?: of (?:the )?\p{Lu}[\p{L}-]+(?: (?:and )?\p{Lu}[\p{L}-]+)*)?|(?:President|Governor|Mayor|Secretary|Administrator|Ambassador) \p{Lu}[\p{L}-]+)/gu;
/** How far back it is looked for, in code units. */
const BACK = 1500;

/** Whom "he" may mean in a turn: the office last named before a place, from `from` on; or null. */
export function officeBefore(text: string, from: number, place: number): Span | null {
  const start = Math.max(from, place - BACK);
  let last: Span | null = null;
  for (const { index, 0: office } of text.slice(start, place).matchAll(OFFICES))
    last = { start: start + index, end: start + index + office.length };
  return last;
}
