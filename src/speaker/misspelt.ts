import type { Entity } from "./entity.js";
import { type People, surname } from "./people.js";

/** Letters of a surname that a slip leaves plain. */
const LEAST_MISSPELT = 5;

/** The one named in full whose surname is a slip of the pen away ("Selwin" for Ada Selwyn); "the Lunds" are no slip. */
export function misspelt(people: People, short: string): Entity | undefined {
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
