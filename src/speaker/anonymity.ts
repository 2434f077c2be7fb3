import type { Span } from "../text/span.js";

const ANONYMOUS =
  /\b(?:condition of anonymity|(?:not|n['’]t) authori[sz]ed to (?:speak|talk|discuss|comment)|(?:asked|declined|refused|requested|wished|preferred) (?:not to be|to be) (?:named|identified|quoted)|anonymously|requested anonymity|asked for anonymity|withheld (?:his|her|their) name|did not want to be (?:named|identified))\b/i;
/** How far around a source its wish not to be named is looked for, in code units. */
const AROUND = 250;

export function asksAnonymity(text: string, { start, end }: Span): boolean {
  const left = Math.max(text.lastIndexOf("\n", start) + 1, start - AROUND);
  const stop = text.indexOf("\n", end);
  return ANONYMOUS.test(text.slice(left, Math.min(stop < 0 ? text.length : stop, end + AROUND)));
}
