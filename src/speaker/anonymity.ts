import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";

const ANONYMOUS =
  /\b(?:condition of anonymity|(?:not|n['’]t) authori[sz]ed to (?:speak|talk|discuss|comment)|(?:asked|declined|refused|requested|wished|preferred) (?:not to be|to be) (?:named|identified|quoted)|anonymously|(?:granted|given|promised) anonymity|spoke on background|(?:can|could)(?:not| not) be (?:named|identified)|asked that (?:his|her|their) names? (?:be withheld|not be used)|(?:gave|giving) (?:only )?(?:his|her) (?:first |given )?name only\b|requested anonymity|asked for anonymity|withheld (?:his|her|their) name|did not want to be (?:named|identified))\b/i;
/** How far around a source its wish not to be named is looked for, in code units. */
const AROUND = 250;
/** What a sentence about the source of the one before it begins with. */
const GOES_ON =
  /^(?:(?:He|She|They|Both|All|Neither|None|Each)\b|The (?:two |three |four )?(?:person|people|officials?|sources?|aides?|man|woman|men|women)\b)/u;

/** Whether a source's sentence, or the next one about it, tells of the wish not to be named. */
export function asksAnonymity(text: string, { start, end }: Span): boolean {
  const left = Math.max(text.lastIndexOf("\n", start) + 1, start - AROUND);
  const stop = text.indexOf("\n", end);
  const around = { start: left, end: Math.min(stop < 0 ? text.length : stop, end + AROUND) };
  if (!ANONYMOUS.test(text.slice(around.start, around.end))) return false;
  let own = false;
  for (const sentence of sentences(text, around)) {
    const words = text.slice(sentence.start, sentence.end);
    const after = own && sentence.start >= end;
    own = sentence.start < end && sentence.end > start;
    if ((own || (after && GOES_ON.test(words))) && ANONYMOUS.test(words)) return true;
  }
  return false;
}
