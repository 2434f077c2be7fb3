import type { Span } from "../text/span.js";
import { isPersonNoun, kindOfHead } from "./kind.js";
import { DOCUMENTS, GROUPS, ORGANIZATIONS, words as list } from "./lexicon.js";
import type { SpeakerKind } from "./speaker.js";

/** A noun phrase that a later "they" or "it" may take up, without its article. */
export interface NounPhrase {
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly plural: boolean;
  readonly start: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}.&'’-]*|[^\s\p{L}\p{N}]/gu;
/** Words that are no part of a noun phrase before its noun. */
const STOPS = list(
  "the a an this that these those of for from in at with by on to against about among like and or " +
    "but is are was were be been as than not just even because though although other two three four " +
    "five while when if there have has had between including it he she they we you i who which whom " +
    "what where how why his her their its our my your will would could should may might can must do " +
    "does did so into over after before under during through without since until also say says said " +
    "told tells asked urged called according no any some many most several few all both more",
);
const stops = (word: string): boolean =>
  STOPS.has(word) || (word.length > 2 && word.endsWith("ly"));
/** Modifiers that are kept. */
const MOST_MODIFIERS = 3;

const isParty = (noun: string): boolean => isPersonNoun(noun) || ORGANIZATIONS.has(noun);

/** The noun phrases of a stretch whose nouns name people in the plural, a body or a document. */
export function nounPhrases(text: string, { start, end }: Span): readonly NounPhrase[] {
  const out: NounPhrase[] = [];
  const words = [...text.slice(start, end).matchAll(WORD)];
  words.forEach((word, i) => {
    const noun = word[0].toLowerCase();
    const plural = GROUPS.has(noun) || (/[^s]s$/.test(noun) && isParty(noun.slice(0, -1)));
    const single = DOCUMENTS.has(noun) || ORGANIZATIONS.has(noun);
    if ((!plural && !single) || stops(noun)) return;
    // "the poll numbers": the noun goes on.
    const next = words[i + 1]?.[0].toLowerCase() ?? "";
    if (next.endsWith("s") && (isPersonNoun(next.slice(0, -1)) || DOCUMENTS.has(next))) return;
    let first = i;
    while (first > 0 && i - first < MOST_MODIFIERS) {
      const before = words[first - 1]![0];
      if (!/^\p{L}/u.test(before) || stops(before.toLowerCase())) break;
      first--;
    }
    const from = words[first]!.index;
    const name = text.slice(start + from, start + word.index + word[0].length);
    if (/\s{2}|\n/.test(name)) return;
    const kind = kindOfHead(noun, name);
    out.push({ name, kind, plural: plural || noun.endsWith("s"), start: start + from });
  });
  return out;
}
