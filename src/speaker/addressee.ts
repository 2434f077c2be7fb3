import type { Draft } from "../attribution/draft.js";
import type { NameMention } from "./names.js";

/** Verbs whose object is the one spoken to. */
const TELLING =
  /\b(?:tell|tells|told|telling|ask|asks|asked|asking|urge|urges|urged|urging|remind|reminds|reminded|reminding|warn|warns|warned|warning|inform|informs|informed|assure|assures|assured|assuring|reassuring|advise|advises|advised|instruct|instructed|order|ordered|press|pressed|thank|thanked|congratulated|implored|begged|encouraged|encouraging|persuade|persuaded|convince|convinced|invited)\b/giu;
const TOWARDS = /^(?:to|with)$/iu;
/** Where the object ends. */
const END =
  /[,.;:“”"‘’—–]|\b(?:that|to|in|on|at|during|about|if|whether|how|why|what|when|who|for|after|before|not|of|late|early|last|this|he|she|they|it|we|I|there|his|her|their|is|was|has|had|would|will|as|by|from|earlier|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iu;

/**
 * Whom a statement is addressed to, where its words say so: the object of a verb of telling in the
 * cue or right after it. `him` resolves a pronoun at a place.
 */
export function addressee(
  text: string,
  draft: Draft,
  names: readonly NameMention[],
  him: (place: number) => string | null,
): string | null {
  const cue = draft.cue[0];
  if (!cue) return null;
  let verb: RegExpMatchArray | null = null;
  for (const match of text.slice(cue.start, cue.end).matchAll(TELLING)) verb = match;
  if (!verb || TOWARDS.test(verb[0])) return null;
  const from = cue.start + verb.index! + verb[0].length;
  const next = draft.content.find((part) => part.start >= from)?.start ?? from + 80;
  const stretch = text.slice(from, Math.min(next, from + 80));
  if (!/^\s/u.test(stretch)) return null;
  const start = from + stretch.length - stretch.trimStart().length;
  const name = names.find(
    ({ span }) =>
      span.start >= start && span.start <= start + 12 && span.end <= Math.max(next, cue.end),
  );
  const words = text.slice(start, next);
  const end = END.exec(words);
  const object = (end ? words.slice(0, end.index) : words).trim();
  if (/^(?:him|her|them|me|us|you)\b/iu.test(words)) {
    return /^(?:him|her)\b/iu.test(words) ? him(start) : null;
  }
  if (name && text.slice(start, name.span.start).split(/\s+/u).length <= 4) return name.entity.name;
  if (object === "" || object.split(/\s+/u).length > 6) return null;
  return object.replace(/^(?:the|a|an)\s+/iu, "");
}
