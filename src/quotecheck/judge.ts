import * as lexicon from "./lexicon.js";
import type { Difference, DifferenceKind, Severity } from "./quotecheck.js";
import { type Block, difference, type Word } from "./side.js";
import { BRACKETED, CONTRACTED } from "./words.js";

type Judged = readonly [DifferenceKind, Severity | "none"];

export function classify(block: Block): Difference[] {
  const { draft, source } = block;
  const make = ([kind, severity]: Judged, d = draft, s = source): Difference =>
    difference(kind, severity, d, s, block.draftAt, block.sourceAt);
  const texts = (words: readonly Word[]): string[] => words.map((word) => word.word);
  if (draft.length > 0 && source.length > 0) {
    if (texts(draft).join("") === texts(source).join("")) return [make(["typography", "none"])];
    const one = lexicon.numberOf(texts(draft));
    if (one !== null && one === lexicon.numberOf(texts(source)))
      return [make(["typography", "none"])];
  }
  const own = draft.filter((word) => word.flags & BRACKETED);
  if (draft.length > 0 && own.length === draft.length) return [make(bracket(draft, source))];
  if (own.length > 0) {
    // Brackets beside words of the draft's own: the bracket stands for nothing that is judged here.
    return classify({ ...block, draft: draft.filter((word) => !(word.flags & BRACKETED)) }).concat(
      difference("bracket", "none", own, [], block.draftAt, block.sourceAt),
    );
  }
  if (draft.length === source.length)
    return draft.map((d, i) => make(single(d, source[i]!), [d], [source[i]!]));
  return [make(several(draft, source))];
}

/** A bracket may explain; it may not deny, count or bind where the speaker did not. */
function bracket(draft: readonly Word[], source: readonly Word[]): Judged {
  const denials = (words: readonly Word[]): number =>
    words.filter((word) => lexicon.NEGATIONS.has(word.word)).length;
  if (denials(draft) % 2 !== denials(source) % 2) return ["negation", "substantive"];
  if (source.some((word) => lexicon.CONDITIONS.has(word.word))) return ["condition", "substantive"];
  return ["bracket", "none"];
}

/** Words of grammar whose exchange turns the meaning round. */
const OPPOSED = new Set(
  (
    "before/after for/against from/to up/down in/out on/off over/under above/below and/or into/from " +
    "until/since because/although with/against toward/from"
  )
    .split(" ")
    .flatMap((pair) => [pair, pair.split("/").reverse().join("/")]),
);

const POSSESSIVES = new Set(["his", "her", "their", "its"]);
const BE_NOW = new Set(["am", "is", "are"]);
const BE_THEN = new Set(["was", "were"]);

/** One word for another. */
function single(d: Word, s: Word): Judged {
  const a = d.word;
  const b = s.word;
  const either = (set: { has(word: string): boolean }): boolean => set.has(a) || set.has(b);
  if (a === b) return ["typography", "none"];
  if (lexicon.numberOf([a]) !== null && lexicon.numberOf([a]) === lexicon.numberOf([b]))
    return ["typography", "none"];
  if (
    (a === "'s" && (BE_NOW.has(b) || b === "has")) ||
    (b === "'s" && (BE_NOW.has(a) || a === "has"))
  )
    return ["contraction", "minor"];
  // "It's been" is "it has been", though it was opened as "it is".
  const opened = ((d.flags | s.flags) & CONTRACTED) !== 0;
  if (opened && ((a === "is" && b === "has") || (a === "has" && b === "is")))
    return ["contraction", "minor"];
  if (isHad(a, b) || isHad(b, a)) return ["contraction", "minor"];
  if (
    either(lexicon.NEGATIONS) ||
    lexicon.areOpposites(a, b) ||
    lexicon.areOpposites(d.stem, s.stem)
  )
    return ["negation", "substantive"];
  if (lexicon.isNumber(a) || lexicon.isNumber(b)) {
    // "one" and "someone" count nobody; "a" for "one" is an article.
    if (lexicon.ARTICLES.has(a) || lexicon.ARTICLES.has(b)) return ["article", "minor"];
    return ["number", "substantive"];
  }
  if (either(lexicon.CONDITIONS)) return ["condition", "substantive"];
  if (isMonthMay(d) || isMonthMay(s)) return ["name", "substantive"];
  if (either(lexicon.MODALS)) return ["modal", "substantive"];
  // "The minister — his priority is" for "the minister's priority is".
  if ((a === "'s" && POSSESSIVES.has(b)) || (b === "'s" && POSSESSIVES.has(a)))
    return ["pronoun", "minor"];
  const onePerson = lexicon.PERSONS.get(a);
  const otherPerson = lexicon.PERSONS.get(b);
  if (onePerson && otherPerson)
    return ["pronoun", onePerson === otherPerson ? "minor" : "substantive"];
  if (quantifies(d) || quantifies(s)) return ["quantifier", "substantive"];
  if (lexicon.ARTICLES.has(a) && lexicon.ARTICLES.has(b)) return ["article", "minor"];
  if (lexicon.spellingOf(a) === lexicon.spellingOf(b)) return ["spelling", "minor"];
  if (d.stem === s.stem) return formChange(a, b);
  if (d.name || s.name) return ["name", "substantive"];
  if (onePerson || otherPerson) return ["pronoun", "substantive"];
  if (OPPOSED.has(`${a}/${b}`)) return ["word", "substantive"];
  if (lexicon.areSynonyms(d.stem, s.stem)) return ["synonym", "minor"];
  if (lexicon.FUNCTION_WORDS.has(a) && lexicon.FUNCTION_WORDS.has(b)) return ["word", "minor"];
  return ["word", "substantive"];
}

const isHad = (a: string, b: string): boolean => a === "'d" && (b === "had" || b === "would");
const isMonthMay = (word: Word): boolean => word.word === "may" && word.name;

function formChange(a: string, b: string): Judged {
  const past =
    BE_THEN.has(a) || BE_THEN.has(b)
      ? BE_THEN.has(a) !== BE_THEN.has(b)
      : lexicon.isPast(a) !== lexicon.isPast(b);
  return [past ? "tense" : "inflection", "minor"];
}

const APPROXIMATE = new Set([
  "about",
  "around",
  "over",
  "under",
  "up",
  "approximately",
  "roughly",
  "nearly",
  "almost",
]);

/** Whether the word says how many; "about" and "over" only before a number. */
export function quantifies({ word, after, before }: Word): boolean {
  if (!lexicon.QUANTIFIERS.has(word)) return false;
  if (word === "another" || word === "other") return false;
  // "all right", "at all"
  if (word === "all" && (after === "right" || before === "at")) return false;
  return (
    !APPROXIMATE.has(word) || lexicon.isNumber(after) || word === "nearly" || word === "almost"
  );
}

/** Words given, left out, or replaced by more or fewer. */
function several(draft: readonly Word[], source: readonly Word[]): Judged {
  const d = surplus(draft, source);
  const s = surplus(source, draft);
  if (d.length === 0 && s.length === 0) return ["order", reordered(draft, source)];
  if (d.length === 1 && s.length === 1) return single(d[0]!, s[0]!);
  const all = [...d, ...s];
  const denials = (words: readonly Word[]): number =>
    words.filter(
      (one, i) =>
        lexicon.NEGATIONS.has(one.word) && words[i + 1]?.word !== "only" && one.after !== "only",
    ).length;
  if (denials(d) % 2 !== denials(s) % 2) return ["negation", "substantive"];
  const emphasis = all.every(
    (one) => one.word === "not" || one.word === "only" || one.word === "just",
  );
  if (emphasis && all.length > 1) return [draft.length > 0 ? "inserted" : "omitted", "minor"];
  if (all.some((one) => lexicon.CONDITIONS.has(one.word))) return ["condition", "substantive"];
  if (all.some((one) => lexicon.isNumber(one.word) && one.word !== "one" && one.word !== "first"))
    return ["number", "substantive"];
  if (all.some((one) => lexicon.MODALS.has(one.word) && !isMonthMay(one)))
    return ["modal", "substantive"];
  if (usedTo(d) !== usedTo(s)) return ["tense", "substantive"];
  if (all.some((one) => one.name)) return ["name", "substantive"];
  if (all.some(quantifies)) return ["quantifier", "substantive"];
  if (d.length > 0 && s.length > 0) {
    const persons = (words: readonly Word[]): string =>
      words.flatMap((one) => lexicon.PERSONS.get(one.word) ?? []).join(" ");
    if (persons(d) !== persons(s)) return ["pronoun", "substantive"];
  }
  if (all.every((one) => lexicon.ARTICLES.has(one.word))) return ["article", "minor"];
  const matter = (words: readonly Word[]): boolean =>
    words.some(
      (one) => !lexicon.FUNCTION_WORDS.has(one.word) && !lexicon.HESITATIONS.has(one.word),
    );
  if (draft.length === 0) return isHedge(source) ? ["modal", "substantive"] : ["omitted", "minor"];
  if (source.length === 0) return ["inserted", matter(draft) ? "substantive" : "minor"];
  return ["word", matter(d) || matter(s) ? "substantive" : "minor"];
}

/** "used to": what was, and is no more. */
const usedTo = (words: readonly Word[]): boolean =>
  words.some(({ word }, i) => word === "used" && words[i + 1]?.word === "to");

const HEDGES = new Set([
  "hope",
  "expect",
  "believ",
  "guess",
  "suspect",
  "suppos",
  "assum",
  "doubt",
]);

/** "I hope", "we expect": without it what was a hope is a fact. */
const isHedge = (words: readonly Word[]): boolean =>
  words.some(
    ({ stem, before }) => HEDGES.has(stem) && lexicon.PERSONS.has(before) && words.length <= 4,
  );

/** The words that the other side has not, by stem, as often as they are lacking. */
function surplus(words: readonly Word[], other: readonly Word[]): Word[] {
  const counts = new Map<string, number>();
  for (const { stem } of other) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return words.filter(({ stem }) => {
    const left = counts.get(stem) ?? 0;
    counts.set(stem, left - 1);
    return left <= 0;
  });
}

/** The same words in another order: it matters where it moves who, or what is denied or limited. */
function reordered(draft: readonly Word[], source: readonly Word[]): Severity {
  const weighty = (word: Word): boolean =>
    word.name ||
    lexicon.PERSONS.has(word.word) ||
    lexicon.NEGATIONS.has(word.word) ||
    lexicon.isNumber(word.word) ||
    quantifies(word) ||
    !(lexicon.FUNCTION_WORDS.has(word.word) || word.word.endsWith("ly"));
  const order = (words: readonly Word[]): string =>
    words
      .filter(weighty)
      .map((word) => word.stem)
      .join(" ");
  const joined = (words: readonly Word[]): boolean =>
    words.some((word) => word.word === "and" || word.word === "or");
  if (order(draft) === order(source)) return "minor";
  return joined(draft) && !draft.some((word) => lexicon.PERSONS.has(word.word))
    ? "minor"
    : "substantive";
}
