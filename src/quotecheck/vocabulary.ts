/**
 * Numbers for words: each different word has one, from 0. Words are looked up by a hash that the
 * caller gathers while it scans, so that no string is made for a word that is known.
 */
export interface Vocabulary {
  readonly size: number;
  /** The word of a number. */
  word(id: number): string;
  /** The number of a word in its normal form; a new one where it is not known. */
  intern(word: string): number;
  /**
   * The number of the ASCII word that stands at `start` to `end`, in any case; `hash` is
   * `hashOf` of its lower-case form.
   */
  internAt(text: string, start: number, end: number, hash: number): number;
}

/** FNV-1a, a code unit at a time: start with `HASH_START`. */
export const HASH_START = 0x811c9dc5 | 0;
export const hashStep = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

function hashOf(word: string): number {
  let hash = HASH_START;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return hash;
}

export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const hashes: number[] = [];
  let table = new Int32Array(1 << 14).fill(-1);

  const add = (word: string, hash: number, slot: number): number => {
    const id = words.length;
    words.push(word);
    hashes.push(hash);
    table[slot] = id;
    if (words.length * 2 > table.length) grow();
    return id;
  };
  const grow = (): void => {
    table = new Int32Array(table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let id = 0; id < words.length; id++) {
      let slot = mix(hashes[id]!) & mask;
      while (table[slot]! >= 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
  };
  return {
    get size() {
      return words.length;
    },
    word: (id) => words[id]!,
    intern(word) {
      const hash = hashOf(word);
      const mask = table.length - 1;
      let slot = mix(hash) & mask;
      for (let id = table[slot]!; id >= 0; id = table[slot]!) {
        if (hashes[id] === hash && words[id] === word) return id;
        slot = (slot + 1) & mask;
      }
      return add(word, hash, slot);
    },
    internAt(text, start, end, hash) {
      const mask = table.length - 1;
      let slot = mix(hash) & mask;
      for (let id = table[slot]!; id >= 0; id = table[slot]!) {
        if (hashes[id] === hash && sameWord(words[id]!, text, start, end)) return id;
        slot = (slot + 1) & mask;
      }
      return add(text.slice(start, end).toLowerCase(), hash, slot);
    },
  };
}

const mix = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;

function sameWord(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) {
    const code = text.charCodeAt(start + i);
    const lower = code >= 65 && code <= 90 ? code | 32 : code;
    if (word.charCodeAt(i) !== lower) return false;
  }
  return true;
}
