import type { Draft } from "../attribution/draft.js";
import type { NameMention } from "./names.js";

/** Verbs whose object is the one spoken to, and others whose addressee follows a "to" or "on". */
const TELLING =
  /\b(?:tell|tells|told|telling|ask|asks|asked|asking|urge|urges|urged|urging|remind|reminds|reminded|reminding|warn|warns|warned|warning|inform|informs|informed|assure|assures|assured|assuring|reassuring|advise|advises|advised|instruct|instructed|order|orders|ordered|direct|directed|press|pressed|thank|thanked|congratulated|implored|begged|encourage|encouraged|encouraging|persuade|persuaded|convince|convinced|invited)\b|\bcall(?:s|ed|ing)? on\b|\b(?:said|says|say|saying|explain(?:s|ed|ing)?|wrote|writes|writing|letter|spoke|speaks|speaking|confided|apologi[sz](?:es|ed|ing)|complain(?:s|ed|ing)?|appeal(?:s|ed|ing)?) to\b/gi;
/** Where the object ends. */
const END =
  /[,.;:“”"—–]|\b(?:that|to|in|on|at|during|about|if|whether|how|why|what|when|who|for|after|before|not|of|late|early|last|this|he|she|they|it|we|I|there|his|her|their|is|was|has|had|would|will|as|by|from|against|earlier|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i;
/** After the object of a demand or a question its content goes on so. */
const GOES_ON = /^(?:to|whether|if|what|how|why|who|that|not)\b/i;

/** How far behind its verb an addressee is looked for, in code units, and its longest in words. */
const REACH = 80;
const MOST_WORDS = 6;

/**
 * Whom a statement is addressed to, where its words say so: the object of a verb of telling in the
 * cue or right after it, or at the start of a demand ("urged the council to act"). `him` resolves a
 * pronoun at a place.
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
  if (!verb) return null;
  const from = cue.start + verb.index! + verb[0].length;
  const content = draft.content.find((part) => part.start >= from);
  const gap = text.slice(from, Math.min(content?.start ?? from + REACH, from + REACH));
  if (gap !== "" && !/^\s/u.test(gap)) return null;
  if (gap.trim() !== "")
    return objectAt(text, from + gap.search(/\S/u), content?.start ?? from + REACH, names, him);
  if (!content) return null;
  const stretch = text.slice(content.start, Math.min(content.end, content.start + REACH));
  const end = END.exec(stretch);
  if (!end || end.index === 0 || !GOES_ON.test(stretch.slice(end.index))) return null;
  return objectAt(text, content.start, content.start + end.index, names, him);
}

/** The party named at `start`: a pronoun's, the name that closes the noun phrase, or its words. */
function objectAt(
  text: string,
  start: number,
  stop: number,
  names: readonly NameMention[],
  him: (place: number) => string | null,
): string | null {
  const words = text.slice(start, stop);
  if (/^(?:him|her|them|me|us|you)\b/i.test(words))
    return /^(?:him|her)\b/i.test(words) ? him(start) : null;
  const end = END.exec(words);
  const object = (end ? words.slice(0, end.index) : words).trim();
  const inside = names.filter(
    ({ span }) => span.start >= start && span.start < start + object.length,
  );
  const last = inside[inside.length - 1];
  if (/^(?:Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Gen)$/u.test(object))
    return (
      names.find(({ span }) => span.start > start && span.start <= start + 6)?.entity.name ?? null
    );
  // "CNN's Ada Lund" is Ada Lund; "Lund aides" are aides.
  if (last && last.span.end >= start + object.length - 2 && inside.length <= 2)
    return last.entity.name;
  if (object === "" || object.split(/\s+/u).length > MOST_WORDS) return null;
  return object.replace(/^(?:the|a|an)\s+/i, "").replace(/['’]s?$/u, "");
}
