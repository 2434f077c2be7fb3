import { CONDITIONS, isNumber, NEGATIONS } from "../quotecheck/lexicon.js";
import { createVocabulary } from "../quotecheck/vocabulary.js";
import { wordsOf } from "../quotecheck/words.js";
import { covers, hull } from "../text/span.js";
import type { OpenLedger } from "./open.js";
import { statementsOf } from "./people.js";
import type { Hit } from "./hits.js";
import { phrasesOf } from "./words.js";

/** A word that denies, counts or sets a condition, which the statement before lacks or had. */
export interface Turn {
  readonly kind: "negation" | "number" | "condition";
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

export interface Stand {
  readonly hit: Hit;
  /** Against the statement before it in time that does not hold it; pointed at, never judged. */
  readonly changes: readonly Turn[];
}

const KINDS = [
  ["negation", (word: string) => NEGATIONS.has(word)],
  ["number", (word: string) => isNumber(word) && word !== "one" && word !== "first"],
  ["condition", (word: string) => CONDITIONS.has(word)],
] as const;

/** What a person has said on a topic, in order of time, with what each adds to or drops from the last. */
export async function position(
  ledger: OpenLedger,
  name: string,
  topic: string,
  limit = 50,
): Promise<readonly Stand[]> {
  const hits = await statementsOf(ledger, name, { phrases: phrasesOf(topic), limit });
  let last: { readonly hit: Hit; readonly sets: readonly ReadonlySet<string>[] } | null = null;
  return hits.map((hit) => {
    // What a statement of hers holds within it is no other one.
    if (last && isWithin(hit, last.hit)) return { hit, changes: [] };
    const sets = weighty(hit.words);
    const before = last?.sets;
    last = { hit, sets };
    if (!before) return { hit, changes: [] };
    const changes = KINDS.flatMap(([kind], i) => {
      const added = [...sets[i]!].filter((word) => !before[i]!.has(word));
      const dropped = [...before[i]!].filter((word) => !sets[i]!.has(word));
      return added.length + dropped.length > 0 ? [{ kind, added, dropped }] : [];
    });
    return { hit, changes };
  });
}

const isWithin = (hit: Hit, other: Hit): boolean =>
  hit.document === other.document && covers(hull(other.content), hull(hit.content));

function weighty(text: string): readonly ReadonlySet<string>[] {
  const vocabulary = createVocabulary();
  const { ids } = wordsOf(text, { start: 0, end: text.length }, vocabulary);
  const words = [...ids].map((id) => vocabulary.word(id));
  return KINDS.map(([, is]) => new Set(words.filter(is)));
}
