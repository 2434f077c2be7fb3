import { logistic } from "../attribution/logistic.js";
import type { WordBinding } from "../tagger/tagged.js";
import { endsAsking } from "../text/question.js";
import type { Span } from "../text/span.js";
import { type Clause, clauseSentences, mainClauses, type Told } from "./clause.js";
import { prospectsOf, type Prospect } from "./talk-features.js";
import { BIAS, MODEL, WEIGHTS } from "./talk-weights.js";

/** How likely (0 to 1) words must be to bind: where F1 is best on labels of briefings that the weights were not learned from. */
const LEAST = 0.4;
/** Words before the mark, and from it on, whose mean says what the model makes of the clause. */
const AHEAD = 2;
const BEHIND = 10;

/** The clauses of a turn that bind its speaker or those he speaks for, by learned scores: of each the likeliest words. */
export function clausesOfTurn(text: string, told: Told, binding: WordBinding): readonly Clause[] {
  const found: Clause[] = [];
  for (const sentence of clauseSentences(text, told)) {
    const words = text.slice(sentence.start, sentence.end);
    if (endsAsking(words)) continue;
    const prospects = prospectsOf(words);
    if (prospects.length === 0) continue;
    const mains = mainClauses(text, sentence);
    const best = new Map<Span, { readonly one: Prospect; readonly likely: number }>();
    for (const one of prospects) {
      const likely = likelihood(sentence, one, binding);
      const main = mains.findLast(({ start }) => start <= sentence.start + one.at) ?? sentence;
      if (likely >= LEAST && likely > (best.get(main)?.likely ?? 0))
        best.set(main, { one, likely });
    }
    for (const [main, { one }] of best) {
      // Where no party is told, the act is that of those spoken for.
      const subject = one.subject.kind === "other" ? "we" : one.subject.words;
      const at = sentence.start + one.act - main.start;
      found.push({ sentence: main, bound: { subject, at }, tells: true });
    }
  }
  return found;
}

/** How likely (0 to 1) a prospect binds. */
function likelihood(sentence: Span, one: Prospect, binding: WordBinding): number {
  let logit = BIAS + MODEL.weight * (modelSays(binding, sentence, one.at) ?? MODEL.mean);
  for (const feature of one.features) logit += weightOf(feature);
  return logistic(logit);
}

/** The model's word on the clause: the mean of its words about the mark; null where it has none. */
export function modelSays(
  { start, logit }: WordBinding,
  sentence: Span,
  at: number,
): number | null {
  if (logit.length === 0) return null;
  const mark = firstFrom(start, sentence.start + at);
  const from = Math.max(firstFrom(start, sentence.start), mark - AHEAD);
  const to = Math.min(firstFrom(start, sentence.end), mark + BEHIND);
  if (from >= to) return null;
  let sum = 0;
  for (let word = from; word < to; word++) sum += logit[word]!;
  return sum / (to - from);
}

/** Index of the first word that begins at `place` or behind it. */
function firstFrom(start: readonly number[], place: number): number {
  let low = 0;
  let high = start.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

let weights: ReadonlyMap<string, number> | null = null;

function weightOf(feature: string): number {
  weights ??= new Map(
    WEIGHTS.split("\n").map((line): [string, number] => {
      const tab = line.indexOf("\t");
      return [line.slice(0, tab), Number(line.slice(tab + 1)) / 100];
    }),
  );
  return weights.get(feature) ?? 0;
}
