/** One step of an alignment, in order: words that stand against each other, or against nothing. */
export interface Pair {
  /** Index of the draft's word, or -1: the source has a word that the draft lacks. */
  readonly draft: number;
  /** Index of the source's word, or -1: the draft has a word that the source lacks. */
  readonly source: number;
}

export interface Alignment {
  readonly pairs: readonly Pair[];
  /** In the units of `weights`; at most their sum. */
  readonly score: number;
}

/** What is compared: numbers of words and of their stems, and what the loss of each costs. */
export interface Query {
  readonly ids: Int32Array;
  readonly stems: Int32Array;
  /** What a match of the word is worth: more the rarer it is. */
  readonly weights: Int32Array;
  /** 1 where an editor's bracket holds the word. */
  readonly bracketed: Uint8Array;
}

/** What another form of a word is worth, of the word itself. */
export const FORM_SHARE = 0.4;
const SUBSTITUTE = -6;
const SUBSTITUTE_BRACKETED = -1;
const OPEN_OMISSION = -8;
const MORE_OMITTED = -2;
const OPEN_INSERTION = -8;
const MORE_INSERTED = -5;
/** An editor's bracket stands beside what was said. */
const INSERTED_BRACKETED = -1;
const NEVER = -1e9;

/** What the omissions among pairs cost. */
export function costOfOmissions(pairs: readonly Pair[]): number {
  let cost = 0;
  for (const [i, { draft }] of pairs.entries())
    if (draft < 0) cost -= pairs[i - 1]?.draft === -1 ? MORE_OMITTED : OPEN_OMISSION;
  return cost;
}

let match = new Int32Array(0);
let omit = new Int32Array(0);
let insert = new Int32Array(0);
let way = new Uint8Array(0);

/**
 * Aligns a quotation with a stretch of a source: all of the quotation, and the part of the stretch
 * that fits it best, gaps with affine cost (Gotoh 1982). Of several best ones the earliest.
 * Time and memory grow with the product of the two lengths.
 */
export function align(
  query: Query,
  source: { readonly ids: ArrayLike<number>; readonly stems: (index: number) => number },
  from: number,
  to: number,
): Alignment {
  const n = query.ids.length;
  const m = to - from;
  const size = (n + 1) * (m + 1);
  if (match.length < size) {
    match = new Int32Array(size * 2);
    omit = new Int32Array(size * 2);
    insert = new Int32Array(size * 2);
    way = new Uint8Array(size * 2);
  }
  const ids = new Int32Array(m);
  const stems = new Int32Array(m);
  for (let j = 0; j < m; j++) {
    ids[j] = source.ids[from + j]!;
    stems[j] = source.stems(from + j);
  }
  const width = m + 1;
  for (let j = 0; j <= m; j++) {
    match[j] = 0;
    omit[j] = NEVER;
    insert[j] = NEVER;
    way[j] = 0;
  }
  for (let i = 1; i <= n; i++) {
    const row = i * width;
    const above = row - width;
    match[row] = NEVER;
    omit[row] = NEVER;
    way[row] = i === 1 ? 0 : 1 << 4;
    const id = query.ids[i - 1]!;
    const stem = query.stems[i - 1]!;
    const weight = query.weights[i - 1]!;
    const editor = query.bracketed[i - 1] === 1;
    const other = editor ? SUBSTITUTE_BRACKETED : SUBSTITUTE;
    const openInsertion = editor ? INSERTED_BRACKETED : OPEN_INSERTION;
    const moreInserted = editor ? INSERTED_BRACKETED : MORE_INSERTED;
    const form = Math.trunc(weight * FORM_SHARE);
    insert[row] = i === 1 ? openInsertion : insert[above]! + moreInserted;
    for (let j = 1; j <= m; j++) {
      const at = row + j;
      const cross = above + j - 1;
      const gain = ids[j - 1] === id ? weight : stems[j - 1] === stem ? form : other;
      // `way`: bits 0-1 where a match comes from, 2 whether an omission goes on, 4 an insertion.
      let best = match[cross]!;
      let bits = 0;
      if (omit[cross]! > best) {
        best = omit[cross]!;
        bits = 1;
      }
      if (insert[cross]! > best) {
        best = insert[cross]!;
        bits = 2;
      }
      match[at] = best + gain;
      const open = Math.max(match[at - 1]!, insert[at - 1]!) + OPEN_OMISSION;
      const more = omit[at - 1]! + MORE_OMITTED;
      if (more > open) {
        omit[at] = more;
        bits |= 4;
      } else {
        omit[at] = open;
        if (insert[at - 1]! > match[at - 1]!) bits |= 8;
      }
      const start = Math.max(match[above + j]!, omit[above + j]!) + openInsertion;
      const longer = insert[above + j]! + moreInserted;
      if (longer > start) {
        insert[at] = longer;
        bits |= 16;
      } else {
        insert[at] = start;
        if (omit[above + j]! > match[above + j]!) bits |= 32;
      }
      way[at] = bits;
    }
  }
  // The end: the best cell of the last row.
  let end = 0;
  let score = NEVER;
  const last = n * width;
  for (let j = 0; j <= m; j++) {
    const here = Math.max(match[last + j]!, insert[last + j]!);
    if (here > score) {
      score = here;
      end = j;
    }
  }
  const pairs: Pair[] = [];
  let i = n;
  let j = end;
  let state = match[last + j]! >= insert[last + j]! ? 0 : 2;
  while (i > 0) {
    const bits = way[i * width + j]!;
    if (state === 0) {
      pairs.push({ draft: i - 1, source: from + j - 1 });
      state = bits & 3;
      i--;
      j--;
    } else if (state === 1) {
      pairs.push({ draft: -1, source: from + j - 1 });
      state = bits & 4 ? 1 : bits & 8 ? 2 : 0;
      j--;
    } else {
      pairs.push({ draft: i - 1, source: -1 });
      state = j === 0 || bits & 16 ? 2 : bits & 32 ? 1 : 0;
      i--;
    }
  }
  pairs.reverse();
  return { pairs, score };
}
