import { isParty } from "./subject.js";

/** Who is told of before such words. */
export interface Subject {
  readonly words: string;
  /** Where it ends, from the start of the sentence. */
  readonly end: number;
  readonly kind: "pronoun" | "office" | "party" | "other";
}

const OFFICE =
  "(?:[Tt]he|[Oo]ur|[Mm]y) (?:(?:[Vv]ice )?[Pp]resident|[Ff]irst [Ll]ady|(?:[Ff]irst|[Ss]econd) [Gg]entleman|[Aa]dministration|White House|[Gg]overnment|[Gg]overnor|[Mm]ayor|[Cc]hair(?:man|woman)|(?:[Pp]rime )?[Mm]inister|[Cc]hancellor|[Ss]ecretary|[Pp]remier|[Dd]irector|[Aa]ttorney [Gg]eneral|[Cc]ommissioner|[Cc]ouncil|[Bb]oard|[Mm]inistry|[Aa]uthority|[Aa]gency|[Cc]ommission|[Uu]nion|[Cc]ompany|[Cc]ampaign|[Cc]ity|[Dd]epartment|(?:[\\p{L}-]+ ){0,2}teams?|Department of \\p{L}+)|(?:Deputy )?(?:Secretary|President|Vice President|Administrator|Ambassador|Mayor|Governor) \\p{Lu}[\\p{L}-]+";
const ADVERB =
  "(?: (?:not|also|now|then|still|never|always|just|certainly|absolutely|definitely|obviously|probably|all|both|fully|very))";
/** What opens a sentence is no name. */
const NAME =
  "(?!(?:And|But|So|Or|Now|Then|Well|Yes|No|Okay|Again|Look|Today|Tomorrow|Tonight|I|We|You|S?[Hh]e|They|It|That|This|There|What|When|If|As|In|On|Once|Because|While)\\b)\\p{Lu}[\\p{L}.-]+(?: (?:(?:of|for) (?:the )?)?\\p{Lu}[\\p{L}.-]+){0,4}";
const PRONOUNS = "I|[Ww]e|[Yy]ou|[Ss]?[Hh]e|[Tt]hey|[Ii]t|[Tt]h(?:at|is|ese|ose|ere)";
const NOUN =
  "(?:[Tt]he|[Oo]ur|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y) (?:[\\p{L}-]+ ){0,4}?[\\p{L}-]+";
/** Before a name or noun that stands inside a longer one. */
const INSIDE = `[\\p{L}’'-]|(?:\\p{Lu}[\\p{L}.-]*(?<!\\b(?:And|But|So|Now|Then|Well)) |\\b(?:[Tt]he|[Oo]ur|[Mm]y) |\\b(?:of|for) (?:the )?|(?:${OFFICE}) and )`;
/** Between who acts and the mark: "’re", "has", "would be". */
const BETWEEN = `(?:['’](?:m|re|s|ve|ll|d)| (?:am|are|is|was|were|have|has|had|would|will))?(?: (?:be|been|remain|remains|stand|stands))?${ADVERB}{0,3} ?`;
/** Who stands nearest before the mark: a pronoun; or an office or two, a name, a noun. */
const SUBJECT = new RegExp(
  `^[^]*(?:(?<![\\p{L}’'-])(${PRONOUNS})|(?<!${INSIDE})((?:${OFFICE})(?: and (?:${OFFICE}))?|${NAME}|${NOUN}))${BETWEEN}$`,
  "u",
);
/** Code units before the mark in which that is looked for. */
const LEAD = 80;
const PRONOUN = /^(?:I|we|s?he|they)$/i;
const OFFICES = new RegExp(`^(?:${OFFICE})`, "u");

/** Who is to act by a mark at a place of a sentence. */
export function subjectBefore(sentence: string, at: number, mark: string): Subject {
  if (/^let/i.test(mark)) {
    const words = mark.endsWith("us") ? "we" : "I";
    return { words, end: at, kind: "pronoun" };
  }
  const lead = sentence.slice(Math.max(0, at - LEAD), at);
  const match = SUBJECT.exec(lead);
  const words = match?.[1] ?? match?.[2];
  if (words === undefined) return { words: "", end: at, kind: "other" };
  const end = at - lead.length + lead.lastIndexOf(words) + words.length;
  const kind = PRONOUN.test(words)
    ? "pronoun"
    : match![1] === undefined && OFFICES.test(words)
      ? "office"
      : match![1] === undefined && isParty(words)
        ? "party"
        : "other";
  return { words, end, kind };
}
