import type { Clause } from "./clause.js";
import { findDates } from "./dates.js";
import { isLimit } from "./deadline.js";
import { actAt, conditionIn, isAct, VERB } from "./wording.js";

const AND = ",? (?:and|but) (?:then |also |later )*";
/** "To mend it, to rename it and to sell it". */
const BESIDE_TO = new RegExp(`(?:${AND}|, (?=to [^.;]{0,160} and to ))to\\s+${VERB}`, "g");
const BESIDE_WILL = new RegExp(`${AND}(?:will|would|won['’]t|wouldn['’]t)\\s+${VERB}`, "g");
const BEHIND_TIME = new RegExp(`^${AND}${VERB}`);
/** Forms that no act is told in behind "will" or "to": of other words, of other forms of verbs. */
const NOT_BARE =
  /^(?:to|the|an?|its?|his|her|their|our|my|your|this|that|these|those|of|in|on|at|by|for|from|with|as|if|so|no|some|any|each|all|both|even|again|perhaps|maybe|until|till|after|before|beyond|during|through|between|there|here|he|she|they|we|you|who|which|what|how|why|when|where|have|were|will|would|could|should|may|might|must|can|one|two|three|noon|midnight|today|tomorrow|more|less|another|other|every|[a-z]*(?:[^s]s|ed|[^r]ing|[^p]ly))$/;
/** Behind one of these, what stands side by side may be another's. */
const INNER = /\b(?:that|which|who|whom|whose|where|when|whether|how|if|unless)\b/i;

/** Another act in words that tell one: where the first ends, and where it begins. */
interface Beside {
  readonly cut: number;
  readonly at: number;
}

/**
 * "Repair the pier by May and cut fares by June": the acts that a clause tells, each as a clause of its
 * own, where it is sure that they are told side by side: behind a time, or with another "to" or "will".
 */
export function actionsOf(text: string, clause: Clause): readonly Clause[] {
  const { sentence, bound } = clause;
  if (bound === null) return [clause];
  const words = text.slice(sentence.start, sentence.end);
  const more = besides(words, bound.at);
  if (more.length === 0) return [clause];
  const opening = conditionIn(words, bound.at);
  const condition =
    opening !== null && opening.start < bound.at
      ? { start: sentence.start + opening.start, end: sentence.start + opening.end }
      : null;
  const parts = [{ cut: 0, at: 0 }, ...more];
  return parts.map(({ at }, i) => ({
    ...clause,
    sentence: {
      start: sentence.start + at,
      end: sentence.start + (parts[i + 1]?.cut ?? words.length),
    },
    bound: { ...bound, at: i === 0 ? bound.at : 0 },
    condition,
  }));
}

function besides(words: string, from: number): readonly Beside[] {
  const own = words.slice(from);
  if (!/ (?:and|but) /.test(own)) return [];
  const found: Beside[] = [];
  const add = (cut: number, [whole, adverbs, verb, behind]: RegExpMatchArray): void => {
    // "A pier that is old and will fall": the second may be another's.
    if (INNER.test(words.slice(from, cut)) || NOT_BARE.test(verb!)) return;
    const at = cut + actAt(whole, verb!, behind);
    // Whatever one promises "to" do is promised.
    const promised = /\bto\s+$/.test(whole.slice(0, at - cut));
    if (promised || isAct(adverbs!, verb!, behind)) found.push({ cut, at });
  };
  for (const match of own.matchAll(BESIDE_WILL)) add(from + match.index, match);
  if (/\bto $/i.test(words.slice(0, from))) {
    let last = 0;
    for (const match of own.matchAll(BESIDE_TO)) {
      if (/ to [a-z]/.test(own.slice(last, match.index))) break;
      add(from + match.index, match);
      last = match.index + match[0].length;
    }
  }
  const times = findDates(words, { start: from, end: words.length }, null);
  times.forEach(({ span, value }, i) => {
    // "Meet on Friday and decide" is one act; "now and then" is no time.
    if (value.endsWith("_REF") || !(isLimit(words, span) || i + 1 < times.length)) return;
    const match = BEHIND_TIME.exec(words.slice(span.end, span.end + 80));
    if (match !== null) add(span.end, match);
  });
  return found
    .toSorted((a, b) => a.cut - b.cut)
    .filter((one, i, all) => i === 0 || one.cut > all[i - 1]!.at);
}
