/**
 * Conversion between UTF-16 code units (what spans count) and Unicode code points (what W3C
 * selectors, Python and brat files count). Used at those borders only.
 */
export interface CodePointIndex {
  /** Code points before the given UTF-16 offset (0 to the text's length). */
  toCodePoints(utf16: number): number;
  /** The UTF-16 offset of the given code point (0 to the text's code points). */
  toUtf16(codePoint: number): number;
}

/** Builds the index: memory grows with the number of surrogate pairs, not with the text. */
export function codePointIndex(text: string): CodePointIndex {
  const pairs: number[] = []; // UTF-16 offset of each pair's second half
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) pairs.push(++i);
    }
  }
  const check = (value: number, most: number, what: string): void => {
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new RangeError(`${what} ${value} is not between 0 and ${most}`);
  };
  /** How many pairs satisfy `before`, which holds for a prefix of them. */
  const count = (before: (pair: number, index: number) => boolean): number => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(pairs[middle]!, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    toCodePoints(utf16) {
      check(utf16, text.length, "UTF-16 offset");
      return utf16 - count((pair) => pair < utf16);
    },
    toUtf16(codePoint) {
      check(codePoint, text.length - pairs.length, "Code point");
      return codePoint + count((pair, index) => pair - index <= codePoint);
    },
  };
}
