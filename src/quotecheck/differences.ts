import type { Span } from "../text/span.js";
import type { Pair } from "./align.js";
import * as lexicon from "./lexicon.js";
import type { Difference, DifferenceKind, Severity } from "./quotecheck.js";
import type { Vocabulary } from "./vocabulary.js";
import { BRACKETED, CAPITAL, CONTRACTED, ODD, type Words } from "./words.js";

/** One side of a comparison: a text and its words. */
export interface Side {
  readonly text: string;
  readonly words: Words;
}

/** A word where it stands. */
interface Word {
  readonly word: string;
  readonly stem: string;
  readonly flags: number;
  readonly start: number;
  readonly end: number;
  /** A capital that its place does not explain, or a month or day: a name. */
  readonly name: boolean;
  /** The words before and after it in its own text, or empty. */
  readonly before: string;
  readonly after: string;
}

/** Words that stand against each other and are not the same. */
interface Block {
  readonly draft: readonly Word[];
  readonly source: readonly Word[];
  /** Indexes in the source's words: what stands right before and after. */
  readonly sourceFrom: number;
  readonly sourceTo: number;
  /** Where in the draft, if the draft has no words here. */
  readonly draftAt: number;
  readonly sourceAt: number;
}

/**
 * What differs between a quotation (or a part of it) and the words it is laid against, by kind, in
 * order of place. Differences of case, marks and spaces are not among them (`verdict.ts`).
 */
export function findDifferences(
  draft: Side,
  source: Side,
  pairs: readonly Pair[],
  vocabulary: Vocabulary,
): Difference[] {
  const look = (side: Side, i: number): Word => wordAt(side, i, vocabulary);
  const out: Difference[] = [];
  const changed: { block: Block; at: number }[] = [];
  for (const run of runs(draft, source, pairs)) {
    if (run.kind === "same") {
      const d = look(draft, run.draft);
      const s = look(source, run.source);
      const kind = sameWordDiffers(d, s);
      if (kind) out.push(difference(kind, "minor", [d], [s], d.start, s.start));
      continue;
    }
    const block: Block = {
      draft: run.draft.map((i) => look(draft, i)),
      source: run.source.map((i) => look(source, i)),
      sourceFrom: run.source[0] ?? run.sourceNext,
      sourceTo: run.source.length > 0 ? run.source[run.source.length - 1]! + 1 : run.sourceNext,
      draftAt: run.draftNext >= 0 ? wordStart(draft, run.draftNext) : 0,
      sourceAt: run.sourceNext >= 0 ? wordStart(source, run.sourceNext) : 0,
    };
    const rest = withoutFillers(block, source, vocabulary, out);
    if (rest.draft.length === 0 && rest.source.length === 0) continue;
    changed.push({ block: rest, at: out.length });
    out.push(...classify(rest));
  }
  moved(
    changed.map((one) => one.block),
    out,
  );
  denialsKept(
    out,
    changed.map((one) => one.block),
  );
  return out.sort((a, b) => a.draft.start - b.draft.start || a.source.start - b.source.start);
}

const wordStart = ({ words, text }: Side, i: number): number =>
  i < words.count ? words.starts[i]! : words.count > 0 ? words.ends[words.count - 1]! : text.length;

type Run =
  | { readonly kind: "same"; readonly draft: number; readonly source: number }
  | {
      readonly kind: "block";
      readonly draft: readonly number[];
      readonly source: readonly number[];
      /** The index that follows on each side. */
      readonly draftNext: number;
      readonly sourceNext: number;
    };

function* runs(draft: Side, source: Side, pairs: readonly Pair[]): Generator<Run> {
  let d: number[] = [];
  let s: number[] = [];
  for (const pair of pairs) {
    const same =
      pair.draft >= 0 &&
      pair.source >= 0 &&
      draft.words.ids[pair.draft] === source.words.ids[pair.source];
    if (!same) {
      if (pair.draft >= 0) d.push(pair.draft);
      if (pair.source >= 0) s.push(pair.source);
      continue;
    }
    if (d.length + s.length > 0)
      yield { kind: "block", draft: d, source: s, draftNext: pair.draft, sourceNext: pair.source };
    d = [];
    s = [];
    yield { kind: "same", draft: pair.draft, source: pair.source };
  }
  if (d.length + s.length > 0) {
    const lastSource = pairs.findLast((pair) => pair.source >= 0);
    yield {
      kind: "block",
      draft: d,
      source: s,
      draftNext: draft.words.count,
      sourceNext: lastSource ? lastSource.source + 1 : 0,
    };
  }
}

const NAMED_DAYS = new Set(
  (
    "january february march april may june july august september october november december " +
    "jan feb mar apr jun jul aug sept sep oct nov dec " +
    "monday tuesday wednesday thursday friday saturday sunday"
  ).split(" "),
);

function wordAt({ text, words }: Side, i: number, vocabulary: Vocabulary): Word {
  const word = vocabulary.word(words.ids[i]!);
  const flags = words.flags[i]!;
  const start = words.starts[i]!;
  const capital = (flags & CAPITAL) !== 0 && word !== "i";
  const name =
    capital &&
    (word === "US" ||
      NAMED_DAYS.has(word) ||
      (!lexicon.PERSONS.has(word) && (i > 0 ? !startsSentence(text, start) : false)));
  const at = (k: number): string =>
    k >= 0 && k < words.count ? vocabulary.word(words.ids[k]!) : "";
  return {
    word,
    stem: lexicon.stemOf(word),
    flags,
    start,
    end: words.ends[i]!,
    name,
    before: at(i - 1),
    after: at(i + 1),
  };
}

/** Whether a capital at `at` may be there because a sentence starts. */
function startsSentence(text: string, at: number): boolean {
  let k = at - 1;
  while (k >= 0 && /[\s“”"‘'’([]/u.test(text[k]!)) k--;
  return k < 0 || /[.?!:;—–-]/u.test(text[k]!);
}

function sameWordDiffers(d: Word, s: Word): DifferenceKind | null {
  if ((d.flags & ODD) !== (s.flags & ODD)) return "lookalike";
  if (d.flags & BRACKETED) return null;
  return (d.flags & CONTRACTED) !== (s.flags & CONTRACTED) && d.word !== "'s"
    ? "contraction"
    : null;
}

function difference(
  kind: DifferenceKind,
  severity: Severity | "none",
  draft: readonly Word[],
  source: readonly Word[],
  draftAt: number,
  sourceAt: number,
): Difference {
  return { kind, severity, draft: spanOf(draft, draftAt), source: spanOf(source, sourceAt) };
}

const spanOf = (words: readonly Word[], at: number): Span =>
  words.length > 0
    ? { start: words[0]!.start, end: words[words.length - 1]!.end }
    : { start: at, end: at };

// ─── What an honest editor leaves out ───────────────────────────────────────

/** Takes what is no matter out of a block's source words, and reports it as fillers. */
function withoutFillers(
  block: Block,
  side: Side,
  vocabulary: Vocabulary,
  out: Difference[],
): Block {
  const { source } = block;
  if (source.length === 0) return block;
  const drop: boolean[] = source.map((word) => lexicon.HESITATIONS.has(word.word));
  stageDirections(side.text, source, drop);
  // Where the draft puts words of its own, only sounds are fillers: the rest is replaced.
  if (block.draft.length === 0) {
    phrases(side.text, source, drop);
    repeats(block, side, vocabulary, drop);
  }
  const kept = source.filter((_, i) => !drop[i]);
  for (let i = 0; i < source.length; i++) {
    if (!drop[i]) continue;
    let end = i + 1;
    while (end < source.length && drop[end]) end++;
    out.push(difference("filler", "none", [], source.slice(i, end), block.draftAt, 0));
    i = end - 1;
  }
  return { ...block, source: kept };
}

/** "(Laughter.)", "[ph]": words of the transcriber's. */
function stageDirections(text: string, source: readonly Word[], drop: boolean[]): void {
  for (let i = 0; i < source.length; i++) {
    if (!lexicon.STAGE.has(source[i]!.word)) continue;
    let first = i;
    while (
      first > 0 &&
      !/[([]\s*$/u.test(text.slice(source[first]!.start - 2, source[first]!.start))
    )
      first--;
    const opens = /[([]\s*$/u.test(
      text.slice(Math.max(0, source[first]!.start - 2), source[first]!.start),
    );
    let last = i;
    while (
      last + 1 < source.length &&
      !/^[.\s]*[)\]]/u.test(text.slice(source[last]!.end, source[last]!.end + 3))
    )
      last++;
    if (opens) for (let k = first; k <= last; k++) drop[k] = true;
  }
}

const isPause = (text: string, from: number, to: number): boolean =>
  /[,;:.?!—–…]|--|\s-\s|\n\s*\n/u.test(text.slice(from, to));

/** "you know", "I mean", "well,": only where pauses set them apart, or another filler is beside. */
function phrases(text: string, source: readonly Word[], drop: boolean[]): void {
  for (let i = 0; i < source.length; i++) {
    const length = fillerLength(source, i);
    if (length === 0) continue;
    const first = source[i]!;
    const last = source[i + length - 1]!;
    const apartBefore =
      (i > 0 && drop[i - 1]) ||
      isPause(text, Math.max(0, first.start - 4), first.start) ||
      first.before === "";
    const apartAfter =
      (i + length < source.length && drop[i + length]) || isPause(text, last.end, last.end + 3);
    const starts = first.before === "" || startsSentence(text, first.start);
    const joins = first.word === "and" || first.word === "but" || first.word === "so";
    if ((joins && starts) || (apartAfter && (apartBefore || starts)))
      for (let k = i; k < i + length; k++) drop[k] = true;
  }
}

function fillerLength(source: readonly Word[], i: number): number {
  for (const phrase of lexicon.FILLER_PHRASES)
    if (phrase.every((word, k) => source[i + k]?.word === word)) return phrase.length;
  return lexicon.FILLERS.has(source[i]!.word) ? 1 : 0;
}

/** Longest false start, in words. */
const LONGEST_FALSE_START = 7;

/** "for, um, for ten days"; "we can — we will": what is said again or broken off. */
function repeats(block: Block, side: Side, vocabulary: Vocabulary, drop: boolean[]): void {
  const { source } = block;
  const rest = source.filter((_, i) => !drop[i]);
  if (rest.length === 0) return;
  const at = (k: number): string =>
    k >= 0 && k < side.words.count ? vocabulary.word(side.words.ids[k]!) : "";
  const again =
    rest.every((word, k) => word.word === at(block.sourceTo + k)) ||
    rest.every((word, k) => word.word === at(block.sourceFrom - rest.length + k));
  const last = source[source.length - 1]!;
  const broken = /^\s*(?:[—–]|--|-\s|…|\.\.\.)/u.test(side.text.slice(last.end, last.end + 5));
  const next = Array.from({ length: 4 }, (_, k) => at(block.sourceTo + k));
  const denies = (words: readonly string[]): boolean => words.some((w) => lexicon.NEGATIONS.has(w));
  // Broken off and taken up again by its first word, with nothing lost that turns the meaning.
  const falseStart =
    broken &&
    rest.length <= LONGEST_FALSE_START &&
    next.includes(rest[0]!.word) &&
    (!denies(rest.map((word) => word.word)) || denies(next)) &&
    !rest.some((word) => lexicon.isNumber(word.word) || lexicon.CONDITIONS.has(word.word));
  if (again || falseStart) source.forEach((_, i) => (drop[i] = true));
}

// ─── What a change means ────────────────────────────────────────────────────

type Judged = readonly [DifferenceKind, Severity | "none"];

function classify(block: Block): Difference[] {
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
function quantifies({ word, after, before }: Word): boolean {
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
  if (draft.length === 0) return ["omitted", "minor"];
  if (source.length === 0) return ["inserted", matter(draft) ? "substantive" : "minor"];
  return ["word", matter(d) || matter(s) ? "substantive" : "minor"];
}

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

/** Words lost at one place and given at another have moved. */
function moved(blocks: readonly Block[], out: Difference[]): void {
  const text = (words: readonly Word[]): string => words.map((word) => word.word).join(" ");
  for (const given of blocks) {
    if (given.source.length > 0 || given.draft.length === 0) continue;
    const lost = blocks.find(
      (one) =>
        one.draft.length === 0 && one.source.length > 0 && text(one.source) === text(given.draft),
    );
    if (!lost) continue;
    const light = given.draft.every(
      (word) =>
        lexicon.FUNCTION_WORDS.has(word.word) ||
        /ly$|^(?:today|tomorrow|yesterday|now|also|too|please)$/u.test(word.word),
    );
    const scope = given.draft.some(
      (word) =>
        lexicon.NEGATIONS.has(word.word) || ["only", "even", "just", "all"].includes(word.word),
    );
    replaceAt(
      out,
      spanOf(given.draft, 0),
      spanOf(lost.source, 0),
      light && !scope ? "minor" : "substantive",
    );
  }
}

function replaceAt(out: Difference[], draft: Span, source: Span, severity: Severity): void {
  for (let i = out.length - 1; i >= 0; i--) {
    const one = out[i]!;
    const isGiven =
      one.draft.start === draft.start && one.draft.end === draft.end && draft.end > draft.start;
    const isLost =
      one.source.start === source.start &&
      one.source.end === source.end &&
      one.draft.start === one.draft.end;
    if (isGiven || isLost) out.splice(i, 1);
  }
  out.push({ kind: "order", severity, draft, source });
}

/** Furthest apart, in characters of the source, that two denials may be one said in another way. */
const REPHRASED = 40;

/** "don't have any" for "have no": a denial lost and one given close by leave what was denied. */
function denialsKept(out: Difference[], blocks: readonly Block[]): void {
  const one = (words: readonly Word[]): boolean =>
    words.filter((w) => lexicon.NEGATIONS.has(w.word)).length === 1;
  const has = (span: Span, side: "draft" | "source"): boolean =>
    blocks.some(
      (block) =>
        one(block[side]) &&
        block[side][0]!.start >= span.start &&
        block[side][block[side].length - 1]!.end <= span.end,
    );
  for (let i = 0; i < out.length; i++) {
    for (let k = i + 1; k < out.length; k++) {
      const a = out[i]!;
      const b = out[k]!;
      if (a.kind !== "negation" || b.kind !== "negation") continue;
      if (Math.abs(a.source.start - b.source.start) > REPHRASED) continue;
      const kept =
        (has(a.draft, "draft") &&
          !has(a.source, "source") &&
          has(b.source, "source") &&
          !has(b.draft, "draft")) ||
        (has(b.draft, "draft") &&
          !has(b.source, "source") &&
          has(a.source, "source") &&
          !has(a.draft, "draft"));
      if (!kept) continue;
      out[i] = { ...a, severity: "minor" };
      out[k] = { ...b, severity: "minor" };
    }
  }
}
