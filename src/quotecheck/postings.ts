/** Positions of one word, ascending; a view. */
export interface Places {
  readonly length: number;
  at(k: number): number;
  /** How many of them come before `position`. */
  before(position: number): number;
}

/** Positions below this take three bytes, others four. */
const THREE_BYTES = 2 ** 24;

/** The positions of every word, one word's after the other's. */
export class Postings {
  readonly #first: Int32Array;
  readonly #low: Uint16Array;
  readonly #high: Uint8Array | Uint16Array;

  /**
   * By counting sort: of the words of all texts, one text's after the other's; `kinds` is how many
   * different words there are.
   */
  constructor(
    texts: readonly { readonly count: number; readonly ids: ArrayLike<number> }[],
    kinds: number,
  ) {
    const first = new Int32Array(kinds + 1);
    for (const { count, ids } of texts) for (let i = 0; i < count; i++) first[ids[i]! + 1]!++;
    for (let id = 0; id < kinds; id++) first[id + 1]! += first[id]!;
    const total = first[kinds]!;
    const low = new Uint16Array(total);
    const high = total <= THREE_BYTES ? new Uint8Array(total) : new Uint16Array(total);
    const next = first.slice(0, kinds);
    let position = 0;
    for (const { count, ids } of texts)
      for (let i = 0; i < count; i++, position++) {
        const at = next[ids[i]!]!++;
        low[at] = position;
        high[at] = position >>> 16;
      }
    this.#first = first;
    this.#low = low;
    this.#high = high;
  }

  count(id: number): number {
    return id + 1 < this.#first.length ? this.#first[id + 1]! - this.#first[id]! : 0;
  }

  places(id: number): Places {
    return new View(this.#low, this.#high, this.#first[id] ?? 0, this.count(id));
  }
}

class View implements Places {
  readonly length: number;
  readonly #low: Uint16Array;
  readonly #high: Uint8Array | Uint16Array;
  readonly #first: number;

  constructor(low: Uint16Array, high: Uint8Array | Uint16Array, first: number, length: number) {
    this.#low = low;
    this.#high = high;
    this.#first = first;
    this.length = length;
  }

  at(k: number): number {
    const at = this.#first + k;
    return this.#low[at]! + this.#high[at]! * 0x10000;
  }

  before(position: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
