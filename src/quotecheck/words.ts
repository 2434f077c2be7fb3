import type { Span } from "../text/span.js";
import { HASH_START, hashStep, type Vocabulary } from "./vocabulary.js";

/**
 * Words of a text in the form in which quotations are compared, each with its place: character
 * offsets lead back to the text as it stands. Contractions are two words ("don't": "do" "not"),
 * hyphened words as many as they have parts.
 */
export interface Words {
  readonly count: number;
  /** Numbers in the vocabulary. */
  readonly ids: Int32Array | Uint16Array;
  start(i: number): number;
  end(i: number): number;
  /** `CONTRACTED`, `CAPITAL`, `ODD`, `BRACKETED`. */
  flags(i: number): number;
}

/** Part of a contraction that has been opened. */
export const CONTRACTED = 1;
/** Starts with a capital letter. */
export const CAPITAL = 2;
/** Written with characters that only look like the word's, or cannot be seen. */
export const ODD = 4;
/** In square brackets, wholly or partly: an editor's word. */
export const BRACKETED = 8;

/** Contractions written as one word, and other spellings of several. */
const OPENED: Readonly<Record<string, readonly string[]>> = {
  gonna: ["going", "to"],
  wanna: ["want", "to"],
  gotta: ["got", "to"],
  cannot: ["can", "not"],
  gimme: ["give", "me"],
  lemme: ["let", "me"],
  kinda: ["kind", "of"],
  sorta: ["sort", "of"],
  dunno: ["do", "not", "know"],
  cause: ["because"],
  cuz: ["because"],
  em: ["them"],
  til: ["until"],
  till: ["until"],
  ok: ["okay"],
  yeah: ["yes"],
  yep: ["yes"],
  alright: ["all", "right"],
};
/** Of these the short form is a word too, unless an apostrophe stands before it. */
const CLIPPED = new Set(["cause", "em", "til"]);
/** What stands after the apostrophe, and the word it stands for. `'s` and `'d` stay what they are. */
const ENDINGS: Readonly<Record<string, string>> = {
  re: "are",
  ve: "have",
  ll: "will",
  m: "am",
  d: "'d",
  s: "'s",
};
/** Words after which `'s` is "is" (or "has"), never a possessive. */
const BEFORE_IS = new Set(
  "it that he she what there here who where how when this everything nothing something".split(" "),
);
const BEFORE_NOT: Readonly<Record<string, string>> = { ca: "can", wo: "will", sha: "shall" };

/** Letters of other alphabets that look like Latin ones (Unicode's confusables, the common ones). */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ..."аaеeоoрpсcуyхxіiѕsјjԁdһhοoνvαaιiκkρpτtАaВbЕeКkМmНhОoРpСcТtХxΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx",
  ].reduce<[string, string][]>(
    (pairs, letter, i, all) => (i % 2 === 0 ? [...pairs, [letter, all[i + 1]!]] : pairs),
    [],
  ),
);

const DOLLAR = 0x24;
const EURO = 0x20ac;
const POUND = 0xa3;
const PERIOD = 46;
const COMMA = 44;
const HYPHEN = 45;
const NEWLINE = 10;
const QUOTE = 39;
const CURLY = 0x2019;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isInvisible = (code: number): boolean =>
  code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff;
const WIDE = /[\p{L}\p{N}\p{M}]/u;
const isWide = (code: number): boolean =>
  code >= 0xaa &&
  (code >= 0xd800 && code <= 0xdfff
    ? true
    : isInvisible(code)
      ? false
      : WIDE.test(String.fromCharCode(code)));
const isPlain = (code: number): boolean => isLower(code) || isUpper(code) || isDigit(code);

/** Words as they were collected, in arrays side by side. */
export class PlainWords implements Words {
  readonly count: number;
  readonly ids: Int32Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #flags: Uint8Array;

  constructor(ids: Int32Array, starts: Int32Array, ends: Int32Array, flags: Uint8Array) {
    this.count = ids.length;
    this.ids = ids;
    this.#starts = starts;
    this.#ends = ends;
    this.#flags = flags;
  }

  start(i: number): number {
    return this.#starts[i]!;
  }

  end(i: number): number {
    return this.#ends[i]!;
  }

  flags(i: number): number {
    return this.#flags[i]!;
  }

  slice(from: number, to: number): PlainWords {
    return new PlainWords(
      this.ids.subarray(from, to),
      this.#starts.subarray(from, to),
      this.#ends.subarray(from, to),
      this.#flags.subarray(from, to),
    );
  }
}

/** Collects words of one text after the other, in order, into typed arrays that grow. */
export class WordCollector {
  readonly #vocabulary: Vocabulary;
  #ids: Int32Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #flags: Uint8Array;
  #count = 0;

  /** `expected`: how many words there may be, to be near the right size from the start. */
  constructor(vocabulary: Vocabulary, expected: number) {
    this.#vocabulary = vocabulary;
    const size = Math.max(16, expected);
    this.#ids = new Int32Array(size);
    this.#starts = new Int32Array(size);
    this.#ends = new Int32Array(size);
    this.#flags = new Uint8Array(size);
  }

  /** Takes the words of a stretch of `text`. Linear in its length. */
  take(text: string, { start, end }: Span): void {
    const vocabulary = this.#vocabulary;
    let depth = 0;
    for (let i = start; i < end;) {
      const code = text.charCodeAt(i);
      if (isPlain(code)) {
        // The common case, without a string for each word.
        let hash = HASH_START;
        let at = i;
        for (; at < end; at++) {
          const c = text.charCodeAt(at);
          if (isLower(c) || isDigit(c)) hash = hashStep(hash, c);
          else if (isUpper(c)) hash = hashStep(hash, c | 32);
          else break;
        }
        const next = at < end ? text.charCodeAt(at) : 32;
        const flags = (isUpper(code) ? CAPITAL : 0) | (depth > 0 ? BRACKETED : 0);
        const ordinal = isDigit(code) && !isDigit(text.charCodeAt(at - 1));
        if (
          !ordinal &&
          (next === 32 || next === NEWLINE || !this.#goesOn(text, i, at, end, next))
        ) {
          const id = isShouted(text, i, at)
            ? vocabulary.intern(text.slice(i, at))
            : vocabulary.internAt(text, i, at, hash);
          if (at - i <= 7) this.#pushOpened(id, i, at, flags, text);
          else this.#push(id, i, at, flags);
          i = at;
        } else i = this.#slow(text, i, end, depth);
      } else if (code > 127 && (isWide(code) || isInvisible(code))) {
        i = isWide(code) ? this.#slow(text, i, end, depth) : i + 1;
      } else {
        if (code === OPEN_BRACKET) {
          // "[t]he": a bracket that opens a word's first letters belongs to the word.
          const joined = bracketedStart(text, i, end);
          if (joined > 0) {
            i = this.#slow(text, i, end, depth);
            continue;
          }
          depth++;
        } else if (code === CLOSE_BRACKET && depth > 0) depth--;
        else if (code === 37) this.#push(vocabulary.intern("percent"), i, i + 1, 0);
        else if (code === DOLLAR || code === EURO || code === POUND)
          this.#push(vocabulary.intern(text[i]!), i, i + 1, 0);
        i++;
      }
    }
  }

  /** What was taken since the last time: a view, good until more is taken. */
  finish(): PlainWords {
    const count = this.#count;
    this.#count = 0;
    return new PlainWords(
      this.#ids.subarray(0, count),
      this.#starts.subarray(0, count),
      this.#ends.subarray(0, count),
      this.#flags.subarray(0, count),
    );
  }

  #push(id: number, start: number, end: number, flags: number): void {
    const n = this.#count;
    if (n === this.#ids.length) {
      this.#ids = grown(this.#ids, new Int32Array(n * 2));
      this.#starts = grown(this.#starts, new Int32Array(n * 2));
      this.#ends = grown(this.#ends, new Int32Array(n * 2));
      this.#flags = grown(this.#flags, new Uint8Array(n * 2));
    }
    this.#ids[n] = id;
    this.#starts[n] = start;
    this.#ends[n] = end;
    this.#flags[n] = flags;
    this.#count = n + 1;
  }

  /** Whether the word goes on after plain letters: `don't`, `19,000`, `U.S.`, `wor-\nld`, `naïve`. */
  #goesOn(text: string, start: number, at: number, end: number, next: number): boolean {
    if (next === OPEN_BRACKET) return at + 1 < end && isLower(text.charCodeAt(at + 1));
    const after = at + 1 < end ? text.charCodeAt(at + 1) : 32;
    if (next === QUOTE || next === CURLY) return isPlain(after) || isWide(after);
    if (next === COMMA) return isDigit(text.charCodeAt(at - 1)) && isDigit(after);
    if (next === PERIOD) {
      if (isDigit(after)) return isDigit(text.charCodeAt(at - 1));
      return (
        at - start === 1 &&
        ((isUpper(after) && !/\p{L}/u.test(text[at + 2] ?? "")) ||
          (isLower(after) && text[at + 2] === "."))
      );
    }
    if (next === HYPHEN)
      return (
        isLower(text.charCodeAt(at - 1)) && after === NEWLINE && isLower(text.charCodeAt(at + 2))
      );
    return isWide(next) || (isInvisible(next) && (isPlain(after) || isWide(after)));
  }

  /** A word of more than plain letters: made a string, brought to its normal form. */
  #slow(text: string, from: number, end: number, depth: number): number {
    let at = from;
    let bracketed = depth > 0;
    let inner = 0;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (isPlain(code) || isWide(code)) continue;
      if (code === OPEN_BRACKET && (at > from ? true : bracketedStart(text, at, end) > 0)) {
        if (at > from && !isLower(text.charCodeAt(at + 1))) break;
        inner++;
        bracketed = true;
        continue;
      }
      if (code === CLOSE_BRACKET && inner > 0) {
        inner--;
        continue;
      }
      if (
        code === HYPHEN &&
        text.charCodeAt(at + 1) === NEWLINE &&
        this.#goesOn(text, from, at, end, code)
      ) {
        at++;
        continue;
      }
      if (!this.#goesOn(text, from, at, end, code) && !isAcronymDot(text, from, at, code)) break;
    }
    const raw = text.slice(from, at);
    const flags =
      (/^[[\s]*\p{Lu}/u.test(raw) ? CAPITAL : 0) | (bracketed ? BRACKETED : 0) | oddness(raw);
    const word = normalForm(raw);
    if (word !== "") this.#split(word, raw, from, at, flags, text);
    return Math.max(at, from + 1);
  }

  /** Opens contractions at their apostrophe. */
  #split(word: string, raw: string, from: number, at: number, flags: number, text: string): void {
    const vocabulary = this.#vocabulary;
    const mark = word.lastIndexOf("'");
    const ending = mark > 0 ? word.slice(mark + 1) : "";
    if (ending === "t" && word[mark - 1] === "n" && mark > 1) {
      const base = word.slice(0, mark - 1);
      const place = at - (word.length - mark + 1);
      this.#push(vocabulary.intern(BEFORE_NOT[base] ?? base), from, place, flags | CONTRACTED);
      this.#push(vocabulary.intern("not"), place, at, (flags & ~CAPITAL) | CONTRACTED);
    } else if (ending in ENDINGS) {
      const base = word.slice(0, mark).replaceAll("'", "");
      const place = at - (word.length - mark);
      this.#push(vocabulary.intern(base), from, Math.max(place, from), flags);
      this.#push(
        vocabulary.intern(
          ending === "s" && BEFORE_IS.has(base) ? "is" : base === "let" ? "us" : ENDINGS[ending]!,
        ),
        Math.max(place, from),
        at,
        (flags & ~CAPITAL) | CONTRACTED,
      );
    } else {
      const plain = isAcronym(raw)
        ? raw.replaceAll(".", "").toUpperCase()
        : word.replaceAll("'", "");
      this.#pushOpened(vocabulary.intern(plain), from, at, flags, text);
    }
  }

  #pushOpened(id: number, from: number, at: number, flags: number, text: string): void {
    const word = this.#vocabulary.word(id);
    const opened = Object.hasOwn(OPENED, word) ? OPENED[word]! : null;
    const before = from > 0 ? text.charCodeAt(from - 1) : 0;
    const clipped = before === QUOTE || before === CURLY || before === 0x2018;
    if (!opened || (CLIPPED.has(word) && !clipped)) {
      this.#push(id, from, at, flags);
      return;
    }
    const each = Math.floor((at - from) / opened.length);
    opened.forEach((part, k) => {
      const end = k === opened.length - 1 ? at : from + each * (k + 1);
      const kept = k === 0 ? flags : flags & ~CAPITAL;
      this.#push(this.#vocabulary.intern(part), from + each * k, end, kept | CONTRACTED);
    });
  }
}

/** The words of a stretch of text. */
export function wordsOf(text: string, within: Span, vocabulary: Vocabulary): PlainWords {
  const collector = new WordCollector(vocabulary, Math.ceil((within.end - within.start) / 5));
  collector.take(text, within);
  return collector.finish();
}

/** "US" is a name and "us" is not; other words in capitals are only loud. */
const isShouted = (text: string, start: number, end: number): boolean =>
  end - start === 2 && text.charCodeAt(start) === 85 && text.charCodeAt(start + 1) === 83;

const isAcronym = (raw: string): boolean => /^(?:\p{L}\.)+\p{L}\.?$/u.test(raw);
/** The dots of `U.S.`, its last one included where another letter does not follow. */
function isAcronymDot(text: string, from: number, at: number, code: number): boolean {
  return code === PERIOD && at - from >= 3 && text.charCodeAt(at - 2) === PERIOD;
}

/** Length of a bracket of one to three letters that a word goes on after ("[t]he"), or 0. */
function bracketedStart(text: string, at: number, end: number): number {
  for (let k = 1; k <= 3 && at + k + 1 < end; k++) {
    if (!/\p{L}/u.test(text[at + k]!)) return 0;
    if (text[at + k + 1] === "]") return /\p{L}/u.test(text[at + k + 2] ?? "") ? k : 0;
  }
  return 0;
}

/** Lower case, compatibility forms (ligatures, full width) resolved, nothing that cannot be seen. */
function normalForm(raw: string): string {
  const letters = raw
    .normalize("NFKC")
    .replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff[\]]|-\n/gu, "")
    .replaceAll(/[’‘ʼ＇]/gu, "'")
    .toLowerCase();
  const latin = /[a-z]/u.test(letters)
    ? [...letters].map((l) => LOOKALIKES[l] ?? l).join("")
    : letters;
  if (/^\d/u.test(latin))
    return latin.replaceAll(",", "").replace(/(?<=^\d+)(?:st|nd|rd|th)$/u, "");
  return latin.replaceAll(/[.,]/gu, "");
}

/** Whether a word mixes alphabets, or hides characters. */
function oddness(raw: string): number {
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/u.test(raw)) return ODD;
  return /\p{Script=Latin}/u.test(raw) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(raw)
    ? ODD
    : 0;
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
