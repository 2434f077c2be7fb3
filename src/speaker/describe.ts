import type { Span } from "../text/span.js";
import { ARTICLES } from "./lexicon.js";

/** A description is cut where a clause about why the source is not named begins. */
const CLAUSE =
  /,?\s+who\s+(?:spoke|asked|declined|requested|was not|is not|were not|insisted|did not)\b.*$/is;
/** Where a description is cut: what follows a comma, dash or parenthesis only tells more of it. */
const MORE =
  /(?:, (?=\d{1,3}$)|, (?:by|which|who|where|whose|such as|like|for instance|for example|conducted|commissioned|released|published|taken|a|an|the|all|based|led|not|both|(?:many|most|some|one|two|three|four|five|six) of|on average|on the other hand|in fact|however|meanwhile|though|accordingly|set)\b|(?<! and), \p{Ll}+ly\b|, \p{Ll}+ed (?:by|for|to|from|in|on|at|with|as)\b| \(| [—–―] |, (?!including\b)\p{Ll}+ing\b)/u;
const POLLED =
  /^((?:\S+ ){0,8}(?:[Pp]oll|[Ss]urvey))(?: (?:released|out|taken|conducted|published|in|on|this|last|from)\b.*)$/u;
/** Small words before a name of capitals alone: "nonpartisan" of "nonpartisan Harbour Budget Office". */
const PLAIN_LEAD =
  /^(?:(?!(?:like|of|in|at|for|by|from|to|with|on) )\p{Ll}[\p{L}-]+(?<!s) ){1,2}(?!\p{Lu}\p{L}+s )(?=(?:\p{Lu}[\p{L}&.-]* (?:of |for |and |the |on )*)+\p{Lu}[\p{L}&.-]*$)/u;
const LATEST = /^(?:(?:latest|most recent|newest)|new(?= .*\b[Pp]oll\b)) (?=\p{Lu})/u;
const TRAILING =
  /(?: (?:themselves|himself|herself|itself|alike|respectively|each|both|who|that|which|for|of|by|from)|[,;:.\s—–])+$/u;
const POINTING = new Set(["this", "these"]);

/** The description without its leading article and what hangs on loosely. */
export function describe(
  text: string,
  span: Span,
  tokens: readonly { readonly lower: string; readonly text: string; readonly start: number }[],
): string {
  let start = span.start;
  const first = tokens[0];
  if (
    first &&
    tokens.length > 1 &&
    (ARTICLES.has(first.lower) ||
      (POINTING.has(first.lower) && tokens[1]!.lower !== "of" && tokens[1]!.lower !== "who") ||
      /^[^\p{L}\p{N}@]$/u.test(first.text))
  )
    start = tokens[1]!.start;
  let words = text
    .slice(start, span.end)
    .replace(/\s+/gu, " ")
    .replace(
      /^(?:and|but|yet|even|especially|including|how many|not only|both the(?= .* and the )) (?=\p{L})/iu,
      "",
    )
    .replace(CLAUSE, "");
  const more = MORE.exec(words);
  if (more && more.index > 3) words = words.slice(0, more.index);
  const bare = words
    .replace(POLLED, (all: string, poll: string) => (/\p{Lu}/u.test(poll) ? poll : all))
    .replace(LATEST, "")
    .replace(TRAILING, "")
    .replace(
      / (?:and|or|but|in general|in particular|this week|this month|this year|today|yesterday)$/u,
      "",
    )
    .replace(/^[‘“"]([^‘“"”’]*)[”’"]?$/u, "$1")
    .replace(/[’”]$/u, (mark) => (/[‘“]/u.test(words) ? mark : ""));
  const last = bare[bare.lastIndexOf(" ") + 1] ?? "";
  const led = last !== last.toLowerCase() && bare[0] === bare[0]!.toLowerCase();
  const named = led ? bare.replace(PLAIN_LEAD, "") : bare;
  return named.replace(/(?<=\p{L})['’]s$/u, "");
}
