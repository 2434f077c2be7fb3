import type { Draft } from "../attribution/draft.js";
import { firstEndingAfter, type Span } from "../text/span.js";
import { UTTERANCES, words as list } from "./lexicon.js";
import { type NameMention, namesWithin } from "./entity.js";

/** Verbs whose object is the one spoken to, and others whose addressee follows a "to" or "on". */
const TELLING =
  /\b(?:tell|tells|told|telling|ask|asks|asked|asking|urge|urges|urged|urging|remind|reminds|reminded|reminding|warn|warns|warned|warning|inform|informs|informed|assure|assures|assured|assuring|reassuring|advise|advises|advised|instruct|instructed|order|orders|ordered|direct|directed|press|pressed|thank|thanked|congratulated|implored|begged|encourage|encouraged|encouraging|persuade|persuaded|convince|convinced|invited|emailed|congratulates?)\b|\bcall(?:s|ed|ing)? on\b|\b(?:said|says|say|saying|respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|talk(?:s|ed|ing)?|emphasiz(?:es|ed|ing)|jok(?:es|ed|ing)|explain(?:s|ed|ing)?|wrote|writes|writing|letter|spoke|speaks|speaking|confided|apologi[sz](?:es|ed|ing)|complain(?:s|ed|ing)?|appeal(?:s|ed|ing)?) to\b/gi;
/** Where the object ends. */
const END =
  /[,;:“”"—–]|(?<!\b(?:\p{Lu}|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Capt|Sgt|St|Rev|Prof|Adm))\.|\b(?:that|to|in|on|at|during|about|if|whether|how|why|what|when|who|for|after|before|not|then|of|late|early|last|this|he|she|they|it|we|I|there|his|her|their|is|was|has|had|would|will|as|by|from|against|earlier|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iu;
/** After the object of a demand or a question its content goes on so. */
const GOES_ON = /^(?:to|whether|if|what|how|why|who|that|not|about)\b/i;
/** Nouns that are told apart by where they are: "a crowd in Oulu". */
const GATHERED = list(
  "crowd audience gathering group rally conference students reporters supporters graduates",
);
const WHERE =
  /^ (?:in|at|of|from) (?:(?:the|an?) )?[\p{L}'’. -]{2,40}?(?=[,.;:“”"—–]| (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|that|last|this|on|during|in|to|he|she|they|it|we|I|there|who|which|early|late|after|before)\b|$)/u;

/** "was asked", "when pressed": nobody is said to ask. */
const ASKED =
  /^(?:(?:(?:was|were|is|are|been|being|when|if) )?(?:once |also |later |then |again |repeatedly )?)(?:asked|pressed|questioned)\b(?! by\b)/i;
const PASSIVE =
  /\b(?:was|were|is|are|been|being)(?: \p{Ll}+)? $|\b(?:[Ww]hen|[Ii]f|[Oo]nce)(?: \p{Ll}+ly| later| then| also)? $/u;
/** What parts those spoken to from where they are, or from whose they are: "reporters aboard", "members of". */
const BEFORE_PLACE =
  /^(?:(?:the|an?|his|her|its|their) )?(?:[\p{Ll}-]+ ){1,4}(?:aboard|outside|inside|near|with|across|behind|under|following|travel\p{L}+) /u;
/** Where a sentence or an aside begins. */
const BEGINS = /(?:^|[.!?:,;\n“"”(—–-]\s*)$/u;

/** What goes on behind a name that is called. */
const CALLS =
  /^, (?:you|I|we|let|please|what|why|how|do|don|can|are|is|will|this|blink|thank|look|if|it)\b/iu;

/** Whom a place's words or its pronoun mean. */
type Whom = (place: Span, pronoun: string | null) => string | null;

/** How far behind its verb an addressee is looked for, in code units, and its longest in words. */
const REACH = 80;
const MOST_WORDS = 6;

/**
 * Whom a statement is addressed to, where its words say so: the object of a verb of telling in the
 * cue or right after it, or at the start of a demand ("urged the council to act"). `whom` resolves
 * what stands at a place; `me` is who speaks around it, or writes the text.
 */
export function addressee(
  text: string,
  draft: Draft,
  names: readonly NameMention[],
  whom: Whom,
  me: string | null,
): string | null {
  const cue = draft.cue[0];
  if (!cue) return null;
  let verb: RegExpMatchArray | null = null;
  for (const match of text.slice(cue.start, cue.end).matchAll(TELLING)) verb = match;
  if (!verb) return null;
  const from = cue.start + verb.index! + verb[0].length;
  const content = draft.content.find((part) => part.start >= from);
  const [gap = ""] = text
    .slice(from, Math.min(content?.start ?? from + REACH, from + REACH))
    .split("\n");
  if (gap !== "" && !/^\s/u.test(gap)) return null;
  if (gap.trim() !== "")
    return objectAt(text, from + gap.search(/\S/u), from + gap.length, names, whom, me);
  if (!content) return null;
  const stretch = text.slice(content.start, Math.min(content.end, content.start + REACH));
  const end = END.exec(stretch);
  if (!end || end.index === 0 || !GOES_ON.test(stretch.slice(end.index))) return null;
  return objectAt(text, content.start, content.start + end.index, names, whom, me);
}

/** Whether a cue tells that somebody was asked, without a word on who asks. */
export function isAsked(text: string, { cue }: Draft): boolean {
  const first = cue[0];
  if (!first) return false;
  const words = text.slice(first.start, first.end);
  if (!ASKED.test(words) || /^ by\b/.test(text.slice(first.end, first.end + 3))) return false;
  const before = text.slice(Math.max(0, first.start - 24), first.start);
  return (
    /^(?:was|were|is|are|been|being|when|if)\b/i.test(words) ||
    (/^(?:Asked|Pressed|Questioned)\b/.test(words) && BEGINS.test(before)) ||
    PASSIVE.test(before)
  );
}

/** The name that a quotation calls: "“Lund, you know better”", "“Not now, Ivo.”" */
export function vocative(
  text: string,
  { content, quotation }: Draft,
  names: readonly NameMention[],
): string | null {
  if (quotation === "indirect") return null;
  for (const { start, end } of content) {
    if (!/^["“‘']/u.test(text.slice(start, end))) continue;
    for (let i = firstEndingAfter(names, start, ({ span }) => span); i < names.length; i++) {
      const { span, entity } = names[i]!;
      if (span.end > end) break;
      if (entity.kind !== "person") continue;
      const before = text.slice(start, span.start);
      const behind = text.slice(span.end, span.end + 24);
      const opens =
        /^["“‘']{1,2}(?:(?:Only|No|Yes|Look|Well|Sorry|Hey|Thank) (?:you)?,? ?)?(?:(?:Gov|Sen|Rep|Mr|Mrs|Ms|Dr|Gen|Mayor|President|Governor|Senator|Madam|Secretary|Congressman|Minister)\.? )?$/u.test(
          before,
        );
      if (opens && CALLS.test(behind)) return entity.name;
      const alone = !/\s/u.test(text.slice(span.start, span.end));
      if (alone && before.endsWith(", ") && /^[.!?,]["”’']/u.test(behind)) return entity.name;
    }
  }
  return null;
}

/** The party named at `start`: a pronoun's, the name that closes the noun phrase, or its words. */
function objectAt(
  text: string,
  start: number,
  stop: number,
  names: readonly NameMention[],
  whom: Whom,
  me: string | null,
): string | null {
  const words = text.slice(start, stop);
  if (/^me\b/i.test(words)) return me;
  if (/^\p{L}+sel(?:f|ves)\b/iu.test(words)) return null;
  if (/^(?:him|her|them|us|you)\b/i.test(words))
    return /^(?:him|her|them)\b/i.test(words)
      ? whom({ start, end: start }, /^\p{L}+/u.exec(words)![0].toLowerCase())
      : null;
  const end = END.exec(words);
  const object = (end ? words.slice(0, end.index) : words)
    .replace(/ \(\p{L}[^()]*\)\s*$/u, "")
    .replace(/^the (?:newspaper|magazine|broadcaster|news agency) (?=\p{Lu})/u, "")
    .trim();
  const inside = namesWithin(names, { start, end: start + object.length }).filter(
    ({ span }) => span.start >= start,
  );
  const last = inside[inside.length - 1];
  if (/^(?:Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Gen)$/u.test(object))
    return (
      names.find(({ span }) => span.start > start && span.start <= start + 6)?.entity.name ?? null
    );
  // "CNN's Ada Lund" is Ada Lund; "Lund aides" are aides.
  const own = last && !BEFORE_PLACE.test(text.slice(start, last.span.start));
  if (own && last.span.end >= start + object.length - 2 && inside.length <= 2)
    return last.entity.name;
  if (object === "" || object.split(/\s+/u).length > MOST_WORDS) return null;
  const bare = object.replace(/^(?:the|a|an)\s+/i, "");
  // "responded to criticism".
  if (UTTERANCES.has(bare.slice(bare.lastIndexOf(" ") + 1).toLowerCase())) return null;
  const noun = bare.split(" ");
  if (noun.length <= 4 && GATHERED.has(noun.at(-1)!)) {
    const at = start + words.indexOf(object) + object.length;
    return bare + (WHERE.exec(text.slice(at, at + REACH))?.[0] ?? "");
  }
  const at = start + words.indexOf(object);
  const definite = /^the /i.test(object)
    ? whom({ start: at, end: at + object.length }, null)
    : null;
  return definite ?? bare.replace(/['’]s?$/u, "");
}
