import type { Attribution } from "../attribution/attribution.js";
import type { TextDocument } from "../text/document.js";
import { hull, type Span, wordsAt } from "../text/span.js";
import { clauseSentences, restOfSentence } from "./clause.js";
import type { Deadline } from "./commitment.js";
import { deadlineIn } from "./deadline.js";

/** A time by which something is asked for; "a vote on Tuesday" is none. */
const LIMIT =
  /^(?:by|before|until|till|within|in the next|no later than|prior to|ahead of|(?:by |before |until |meet )?(?:the|that) deadline|immediately|right away|at once|[\w-]+ (?:hour|day|week|month)s?$)\b/i;

/** Words that demand whatever the act is taken for: "they have until Friday to leave". */
const ULTIMATUM =
  /\b(?:have|has|had|given|(?:g[ai]ves?|given|giving)(?: [\w’'-]+){1,3}) (?:(?:until|till) (?:[\w.,’'-]+ ){1,8}|[\w-]+ (?:hour|day|week|month)s? )to [a-z]/i;
/** Code units of a content that are looked into for them. */
const MOST = 600;

/**
 * The attributions, each demand with the time by which it is to be met ("have until Tuesday to leave"),
 * as worded and, where the text and its date give it, as a day. Whole turns of transcripts are left
 * alone: a time in one need not be that of what it asks for.
 */
export function withDemandDeadlines(
  document: TextDocument,
  attributions: readonly Attribution[],
): readonly Attribution[] {
  return attributions.map((one) => {
    if (one.negated || one.cue.length === 0) return one;
    const sets = ULTIMATUM.test(wordsAt(document.text, one.content).slice(0, MOST));
    const deadline = one.act === "demand" || sets ? deadlineOf(document, one) : null;
    return deadline ? { ...one, deadline } : one;
  });
}

function deadlineOf({ text, published }: TextDocument, demand: Attribution): Deadline | null {
  const whole = hull([...demand.cue, ...demand.content]);
  for (const sentence of clauseSentences(text, demand)) {
    const behind: Span = restOfSentence(text, sentence, whole.end);
    const found = deadlineIn(text, sentence, null, behind, published);
    if (found && LIMIT.test(found.text)) return found;
  }
  return null;
}
