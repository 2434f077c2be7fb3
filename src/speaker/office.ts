import type { Span } from "../text/span.js";
import type { Entity, NameMention } from "./entity.js";
import { OFFICE } from "./kind.js";

/** Offices that many countries have at once. */
export const OF_STATE = /^(?:president|prime minister|chancellor|premier)$/i;
const ELECTED = /^(?:councill?or|premier|congress(?:man|woman)|administrator|superintendent)$/;

/** Whether a noun tells the office of one. */
export const isOffice = (noun: string): boolean => OFFICE.test(noun) || ELECTED.test(noun);

/** By how much one president is named oftener than the next, whom "the President" means. */
const OFTENER = 1.5;

/** Says who of the people is of a title and is named much oftener than others of it, or null. */
export function mainHolders(people: readonly NameMention[]): (title: string) => Entity | null {
  const known = new Map<string, Entity | null>();
  const holderOf = (title: string): Entity | null => {
    const [first, second] = [...new Set(people.map(({ entity }) => entity))]
      .filter((one) => one.title?.toLowerCase() === title)
      .sort((a, b) => b.mentions.length - a.mentions.length);
    const most = first?.mentions.length ?? 0;
    return most >= OFTENER * (second?.mentions.length ?? 1) ? first! : null;
  };
  return (title) => {
    const key = title.toLowerCase();
    if (!known.has(key)) known.set(key, holderOf(key));
    return known.get(key)!;
  };
}

/** How often one must be called so: once may be a guest. */
const OFTEN = 2;
const TITLED =
  /(?<!\b(?:[Ff]ormer|[Pp]revious|[Ll]ast|[Vv]ice|[Ee]x) )(?<!\b[Ee]x-)\b(President|Prime Minister|Chancellor|Premier) ((?:\p{Lu}[\p{L}.-]+ )?\p{Lu}[\p{Ll}-]{2,})/gu;

/** Who holds an office of state by what the text itself calls them ("President Lund"), if one much oftener than others; by the longest such name. */
export function heldBy(text: string, office: string): string | null {
  const counts = new Map<string, { count: number; name: string }>();
  for (const [, title, name] of text.matchAll(TITLED)) {
    if (title!.toLowerCase() !== office.toLowerCase()) continue;
    const surname = name!.split(" ").at(-1)!;
    const known = counts.get(surname) ?? { count: 0, name: surname };
    known.count++;
    if (name!.length > known.name.length) known.name = name!;
    counts.set(surname, known);
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count);
  return first && first.count >= OFTEN && first.count >= OFTENER * (second?.count ?? 0)
    ? first.name
    : null;
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
