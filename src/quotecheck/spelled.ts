import { spellingOf } from "./lexicon.js";
import type { SourceIndex } from "./source-index.js";

/** Words of the sources by their American spelling, of those that are written otherwise. */
const spelledOtherwise = new WeakMap<SourceIndex, ReadonlyMap<string, readonly number[]>>();

/**
 * A word's other spellings that stand in the sources ("programme": "program"), the commonest first.
 * The first call for an index goes through its vocabulary.
 */
export function otherSpellings(index: SourceIndex, id: number): readonly number[] {
  const { vocabulary } = index;
  let known = spelledOtherwise.get(index);
  if (!known) {
    const groups = new Map<string, number[]>();
    for (let other = 0; other < index.wordKinds; other++) {
      const word = vocabulary.word(other);
      const spelling = spellingOf(word);
      if (spelling === word) continue;
      const group = groups.get(spelling);
      if (group) group.push(other);
      else groups.set(spelling, [other]);
    }
    spelledOtherwise.set(index, (known = groups));
  }
  const spelling = spellingOf(vocabulary.word(id));
  return [vocabulary.intern(spelling), ...(known.get(spelling) ?? [])]
    .filter((other) => other !== id && index.count(other) > 0)
    .sort((a, b) => index.count(b) - index.count(a) || a - b);
}
