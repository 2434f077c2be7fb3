import type { Span } from "../text/span.js";

/** Offices that "he" takes up in a turn: a president named by name may be a former one. */
const OFFICES =
  /(?<!former )\b(?:[Tt]he (?:(?:[Vv]ice )?[Pp]resident|[Gg]overnor|[Mm]ayor|[Ss]ecretary|[Cc]hair(?:man|woman)|(?:[Pp]rime )?[Mm]inister|[Cc]hancellor|[Cc]ommissioner)\b|(?:President|Governor|Mayor|Secretary|Administrator|Ambassador) \p{Lu}[\p{L}-]+)/gu;
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
