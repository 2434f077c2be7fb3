import { commitment, type Registered } from "./commitments.js";
import { namesOf } from "./names.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { likeliest, type Printing, said } from "./said.js";
import { type Hit, hitsOf } from "./hits.js";
import { fold } from "./words.js";

/** A promise with all that the ledger holds on it. */
export interface CommitmentRecord extends Registered {
  /** Every printing of the words that bind, the first first; its own among them. */
  readonly printings: readonly Printing[];
  /** Later statements that seem to bear on it: proposals for whoever looks, in order of time. */
  readonly proposed: readonly Proposal[];
}

/** A statement that seems to bear on a promise; whether it does is for people to say. */
export interface Proposal {
  readonly hit: Hit;
  /** Telling words of the promise that it holds too, as the promise has them. */
  readonly shared: readonly string[];
  /** Whether whoever is bound says it. */
  readonly ownWords: boolean;
}

/**
 * Telling words that a statement must share with a promise: fewer where whoever is bound says it, or is
 * named in it. And the share of them all.
 */
const FEWEST_SHARED = 3;
const FEWEST_OF_THEIRS = 2;
const LEAST_SHARE = 0.3;
const MOST_PROPOSED = 20;

/** A promise, its printings, and what was said later that seems to bear on it. `today` as elsewhere. */
export async function commitmentRecord(
  ledger: OpenLedger,
  id: number,
  today: string,
): Promise<CommitmentRecord> {
  try {
    const one = await commitment(ledger, id, today);
    const printings = await said(ledger, one.action);
    const own = new Set(printings.map(({ hit }) => hit.statement));
    const bound = new Set(await namesOf(ledger, one.by));
    const telling = tellingWords(one.action);
    const share = Math.ceil(LEAST_SHARE * telling.size);
    const surname = fold(one.by.split(" ").pop()!);
    const proposed = (await hitsOf(ledger, await likeliest(ledger, one.action)))
      .filter(
        (hit) =>
          !own.has(hit.statement) && hit.statement !== one.hit.statement && isLater(hit, one.hit),
      )
      .map((hit): Proposal => {
        const words = tellingWords(hit.words);
        return {
          hit,
          shared: [...telling].flatMap(([stem, word]) => (words.has(stem) ? [word] : [])),
          ownWords: hit.speaker !== null && bound.has(hit.speaker),
        };
      })
      .filter(({ hit, shared, ownWords }) => {
        const theirs = ownWords || (surname.length > 2 && fold(hit.words).includes(surname));
        return shared.length >= Math.max(share, theirs ? FEWEST_OF_THEIRS : FEWEST_SHARED);
      })
      .sort((a, b) => b.shared.length - a.shared.length)
      .slice(0, MOST_PROPOSED)
      .sort((a, b) => (a.hit.published ?? "").localeCompare(b.hit.published ?? ""));
    return { ...one, printings, proposed };
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** Printed on a later day; of two texts without a date nobody knows. */
const isLater = (hit: Hit, promise: Hit): boolean =>
  hit.published !== null && promise.published !== null && hit.published > promise.published;

/** Words of four letters and more without their endings, and as they stand: what a promise is about. */
function tellingWords(text: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{M}]{4,}|\p{N}{2,}/gu) ?? [])
    if (!COMMON.has(word)) out.set(word.replace(/(?:ing|ed|es|s|e)$/u, ""), word);
  return out;
}

const COMMON = new Set(
  (
    "that this with will would shall should could have been being from they them their there these those " +
    "what when which while into over than then your about after before until more most some such only also " +
    "just very make made going other each both through because where were does said says first next week " +
    "month year years time people monday tuesday wednesday thursday friday saturday sunday"
  ).split(" "),
);
