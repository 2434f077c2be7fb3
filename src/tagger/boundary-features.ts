import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";
import type { EncodedText } from "./encode.js";

/**
 * What can be seen at the border before each word: the kinds of the words around it, marks,
 * sentence ends. Annotators' conventions lie there (a content takes "that" along and leaves the
 * full stop), and the decoder learns how likely a span begins, ends or goes on at each kind.
 */

const MARKS = [..."“”\"‘’',.:;-–—()[]?!…"];
const SHAPES = ["start", "sign", "number", "-ing", "-ed", "-ly", "Capital", "lower"];
/** Words that are a kind of their own: function words, and the commonest that report. */
const WORDS =
  "that if whether how why what who whom which when where because as and but or to for of in on at by with about from than against the a an his her their its our my your he she it they we i you this these those there not no be is are was were been being has have had do does did will would could should can may might must while after before since until although though so such another both all more most also only even just now then said says say told tells saying adding added according during among into over under like one".split(
    " ",
  );
const KINDS = [...MARKS, ...SHAPES, ...WORDS];
const KIND = new Map(KINDS.map((name, kind) => [name, kind]));
const [START, SIGN, NUMBER, ING, ED, LY, CAPITAL, LOWER] = SHAPES.map((name) => KIND.get(name)!);

const FLAGS = [
  "always",
  "paragraph",
  "sentence",
  "ending",
  "opens",
  "opens-inner",
  "inside",
  "closed",
  "closed-inner",
  "closes",
  "opened",
  "tight",
] as const;
type Flag = (typeof FLAGS)[number];
const flag = Object.fromEntries(FLAGS.map((name, at) => [name, at])) as Record<Flag, number>;

const BEFORE = FLAGS.length;
const AFTER = BEFORE + KINDS.length;
/** Pairs of a mark beside the border and what stands beyond it: a mark, or any word. */
const BEYOND = MARKS.length + 1;
const MARKS_BEFORE = AFTER + KINDS.length;
const MARKS_AFTER = MARKS_BEFORE + MARKS.length * BEYOND;

/** The name of every feature, by its number. */
export const FEATURE_NAMES: readonly string[] = [
  ...FLAGS,
  ...KINDS.map((kind) => `before:${kind}`),
  ...KINDS.map((kind) => `after:${kind}`),
  ...MARKS.flatMap((mark) => [...MARKS, "word"].map((beyond) => `before:${beyond}_${mark}`)),
  ...MARKS.flatMap((mark) => [...MARKS, "word"].map((beyond) => `after:${mark}_${beyond}`)),
];

/** Most features that one border has. */
const MOST = 16;

/** Features of the border before each word of a text: numbers into `FEATURE_NAMES`. */
export interface Borders {
  /** `MOST` for each word, of which the first `count[word]` are set. */
  readonly features: Uint16Array;
  readonly count: Uint8Array;
  readonly most: number;
}

/** Kinds of words already seen; emptied when full, so that it stays small. */
const seen = new Map<string, number>();

function kindOf(word: string): number {
  const known = seen.get(word);
  if (known !== undefined) return known;
  if (seen.size > 20_000) seen.clear();
  const lower = word.toLowerCase();
  let kind = SHAPES.includes(lower) ? undefined : KIND.get(lower);
  if (kind === undefined) {
    if (/^\d/u.test(word)) kind = NUMBER!;
    else if (!/^\p{L}/u.test(word)) kind = SIGN!;
    else if (lower.endsWith("ing")) kind = ING!;
    else if (lower.endsWith("ed")) kind = ED!;
    else if (lower.endsWith("ly")) kind = LY!;
    else kind = lower === word ? LOWER! : CAPITAL!;
  }
  seen.set(word, kind);
  return kind;
}

/** Linear in the length of the text. A block (see `EncodedText`) starts afresh. */
export function findBorders(
  text: string,
  encoded: EncodedText,
  paragraphs: readonly Span[],
): Borders {
  const words = encoded.start.length;
  const features = new Uint16Array(words * MOST);
  const count = new Uint8Array(words);
  const kinds = new Uint8Array(words);
  for (let word = 0; word < words; word++)
    kinds[word] = kindOf(text.slice(encoded.start[word], encoded.end[word]));
  const add = (word: number, feature: number): void => {
    if (count[word]! < MOST) features[word * MOST + count[word]!++] = feature;
  };
  const isMark = (kind: number): boolean => kind < MARKS.length;
  const beyond = (kind: number): number => (isMark(kind) ? kind : MARKS.length);
  const firsts = new Uint8Array(words + 1);
  for (const word of encoded.blocks) firsts[word] = 1;
  for (let word = 0; word < words; word++) {
    const first = firsts[word] === 1;
    const before = first ? START! : kinds[word - 1]!;
    const after = kinds[word]!;
    add(word, flag.always);
    add(word, BEFORE + before);
    add(word, AFTER + after);
    if (!first && encoded.start[word] === encoded.end[word - 1]) add(word, flag.tight);
    if (isMark(before) && word > 1 && firsts[word - 1] === 0)
      add(word, MARKS_BEFORE + before * BEYOND + beyond(kinds[word - 2]!));
    if (isMark(after) && word + 1 < words && firsts[word + 1] === 0)
      add(word, MARKS_AFTER + after * BEYOND + beyond(kinds[word + 1]!));
  }
  addSentences(text, encoded, paragraphs, add);
  addQuotations(encoded, add);
  return { features, count, most: MOST };
}

type Add = (word: number, feature: number) => void;

const ENDING = /^[.!?…”’"')\]»]$/u;

/** Words that begin a paragraph or a sentence, and the marks that end one (no abbreviation's stop). */
function addSentences(
  text: string,
  { start, end }: EncodedText,
  paragraphs: readonly Span[],
  add: Add,
): void {
  let word = 0;
  for (const paragraph of paragraphs)
    for (const sentence of sentences(text, paragraph)) {
      while (word < start.length && start[word]! < sentence.start) word++;
      if (start[word] === sentence.start)
        add(word, sentence.start === paragraph.start ? flag.paragraph : flag.sentence);
      while (word < start.length && end[word]! <= sentence.end) word++;
      for (let mark = word - 1; mark >= 0 && start[mark]! >= sentence.start; mark--) {
        if (!ENDING.test(text.slice(start[mark], end[mark]))) break;
        add(mark, flag.ending);
      }
    }
}

/** Words at the marks of quotations, and inside one. */
function addQuotations({ start, end, quotations }: EncodedText, add: Add): void {
  const words = start.length;
  let from = 0;
  for (const { outer, inner, depth, closed } of quotations) {
    while (from < words && start[from]! < outer.start) from++;
    for (let word = from; word < words && start[word]! < outer.end; word++) {
      if (start[word] === outer.start) {
        add(word, depth > 0 ? flag["opens-inner"] : flag.opens);
        if (word + 1 < words) add(word + 1, flag.opened);
      } else if (closed && end[word] === outer.end) {
        add(word, flag.closes);
        if (word + 1 < words) add(word + 1, depth > 0 ? flag["closed-inner"] : flag.closed);
      } else if (depth === 0 && start[word]! >= inner.start) add(word, flag.inside);
    }
  }
}
