import type { Words } from "./words.js";

/** Where a word begins is written down for one word in so many (a power of two, as bits). */
const BLOCK = 5;
/** Up to so many shapes of words have a number; 0 stands for all others. */
const MOST_SHAPES = 255;
/** Shapes that may have a number: more before the word, a longer word or more flags are seldom. */
const GAPS = 16;
const LENGTHS = 32;
const FLAGS = 16;
const MOST_IN_TWO_BYTES = 0xffff;

/**
 * The shapes of words: how many characters stand between one and the word before, its length and
 * its flags. Running text has some 250 that come back, so that a byte tells a word's.
 */
export class Shapes {
  readonly gaps = new Uint8Array(MOST_SHAPES + 1);
  readonly lengths = new Uint8Array(MOST_SHAPES + 1);
  readonly flags = new Uint8Array(MOST_SHAPES + 1);
  readonly #numbers = new Uint8Array(GAPS * LENGTHS * FLAGS);
  #count = 0;

  /** The number of a shape, a new one while there are any; else 0. */
  number(gap: number, length: number, flags: number): number {
    // Parts of an opened contraction may lie one over the other.
    if (gap < 0 || gap >= GAPS || length < 0 || length >= LENGTHS) return 0;
    const at = (gap * LENGTHS + length) * FLAGS + flags;
    const known = this.#numbers[at]!;
    if (known > 0 || this.#count === MOST_SHAPES) return known;
    const number = ++this.#count;
    this.#numbers[at] = number;
    this.gaps[number] = gap;
    this.lengths[number] = length;
    this.flags[number] = flags;
    return number;
  }
}

/** Words of one source in little room: three bytes a word, and a place in a few steps. */
export class PackedWords implements Words {
  readonly count: number;
  readonly ids: Uint16Array | Int32Array;
  readonly #shapes: Shapes;
  readonly #numbers: Uint8Array;
  /** Where the word before a block ends. */
  readonly #blocks: Int32Array;
  /** Words of no numbered shape: index, start, end and flags of each, in order. */
  readonly #others: Int32Array;

  constructor(words: Words, shapes: Shapes) {
    const { count } = words;
    this.count = count;
    let most = 0;
    for (let i = 0; i < count; i++) most = Math.max(most, words.ids[i]!);
    this.ids = most > MOST_IN_TWO_BYTES ? new Int32Array(count) : new Uint16Array(count);
    this.#shapes = shapes;
    this.#numbers = new Uint8Array(count);
    this.#blocks = new Int32Array((count >> BLOCK) + 1);
    const others: number[] = [];
    let before = 0;
    for (let i = 0; i < count; i++) {
      if ((i & ((1 << BLOCK) - 1)) === 0) this.#blocks[i >> BLOCK] = before;
      const start = words.start(i);
      const end = words.end(i);
      const flags = words.flags(i);
      const number = shapes.number(start - before, end - start, flags);
      if (number === 0) others.push(i, start, end, flags);
      this.ids[i] = words.ids[i]!;
      this.#numbers[i] = number;
      before = end;
    }
    this.#others = Int32Array.from(others);
  }

  start(i: number): number {
    const number = this.#numbers[i]!;
    if (number === 0) return this.#others[this.#other(i) + 1]!;
    return this.#endBefore(i) + this.#shapes.gaps[number]!;
  }

  end(i: number): number {
    const number = this.#numbers[i]!;
    if (number === 0) return this.#others[this.#other(i) + 2]!;
    return this.#endBefore(i) + this.#shapes.gaps[number]! + this.#shapes.lengths[number]!;
  }

  flags(i: number): number {
    const number = this.#numbers[i]!;
    return number === 0 ? this.#others[this.#other(i) + 3]! : this.#shapes.flags[number]!;
  }

  /** Where the word before ends: counted from the block's begin, or a word of another shape. */
  #endBefore(i: number): number {
    const { gaps, lengths } = this.#shapes;
    const first = (i >> BLOCK) << BLOCK;
    let length = 0;
    for (let k = i - 1; k >= first; k--) {
      const number = this.#numbers[k]!;
      if (number === 0) return this.#others[this.#other(k) + 2]! + length;
      length += gaps[number]! + lengths[number]!;
    }
    return this.#blocks[i >> BLOCK]! + length;
  }

  /** Where, among the words of no numbered shape, that with an index stands. */
  #other(i: number): number {
    let low = 0;
    let high = this.#others.length >> 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#others[middle * 4]! < i) low = middle + 1;
      else high = middle;
    }
    return low * 4;
  }
}
