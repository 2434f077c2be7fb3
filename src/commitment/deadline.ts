import { sentences } from "../text/segment.js";
import { overlaps, trimSpan, type Span } from "../text/span.js";
import type { Deadline } from "./commitment.js";
import { daysOfMonth } from "./dates-calendar.js";
import { type DateExpression, findDates, TOLD } from "./dates.js";

/** Words before a time that belong to a deadline. */
const BEFORE =
  /\b(?:(?:(?:on or )?before|(?:by )?(?:no|not) later than|(?:starting |beginning )?as early as|as soon as|later than|prior to|ahead of|in time for|by|until|till|within|in|on|at|from|during|after|starting|beginning|through)(?: the)?(?: week (?:of|beginning|starting))?|later|over)(?: (?:at least|(?:end|close) of (?:the )?(?:business |working )?(?:day|business|play)|noon|midnight|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?(?: \(?[A-Z]{2,4}\)?)?),?(?: on(?: the)?)?)? $/i;
/** The hour, behind its day. */
const HOUR =
  /^,? (?:at|by) (?:noon|midnight|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?)(?: (?:[A-Z]{2,4}\b|(?:[Ee]astern|[Cc]entral|[Mm]ountain|[Pp]acific|local) time))?/;
/** "In the weeks ahead". */
const AHEAD = /^ (?:(?:and|or) (?:weeks|months|years) )?(?:ahead|to come)\b/;
/** Words that make a time outside the content one at which something falls due. */
const LIMIT =
  /\b(?:by|before|until|till|within|(?:no|not) later than|prior to|ahead of)(?: the)?(?: at least| (?:end|close) of [a-z ]+?| noon| midnight| \d[\d:.]* ?[ap]\.?m\.?[^.,;]*?)?(?: on(?: the)?)? $/i;
/** "Three weeks before Nov. 8" falls due earlier. */
const EARLIER = /\b(?:day|week|month|year|hour)s? before(?: the)? $/i;
/** What a dated limit is called: "before the Nov. 8 election", "at Tuesday’s annual meeting". */
const NAME =
  "(?: \\p{Ll}+(?:al|ic|ary|ive|ing|ous)| \\p{Lu}[\\p{L}.-]*){0,3}(?! (?:of|and|or|to|in|on|at|for|from|with|when|if|that|he|she|it|they|we|as|but|is|was|will|would|so|after|before|by|until|through)\\b) \\p{Ll}{3,}";
const DATED = new RegExp(`^${NAME}`, "u");
const OWNED = new RegExp(`^['’]s${NAME}`, "u");
/** `The next few weeks`, `next Friday`. */
const NEXT = /^(?:the )?(?:next|coming) /i;
const VAGUE = /^(?:PAST_REF|PRESENT_REF)/;
/** Limits told by what happens then: `until it agrees`, `after the convention`. */
const EVENT =
  /\b(?:(?:by|at) the end of|in the (?:first|second|latter) half of|in time for|until|till|(?!before (?:any|all else|everything|other)\b)(?<!\b(?:testif(?:y|ied)|testifying|appear(?:ing|ed)?|plead|argue) )before|prior to|ahead of|(?<!\b(?:go|goes|going|went|gone|look|looking|come|coming|run|running) )after|(?<!\b(?:is|are|was|were|be|been|at|than|but|only|just) )once(?! (?:again|more|and|every|an?)\b)|during|as soon as|throughout|for the rest of|the day|(?<!\b(?:for|at|in|of) )the (?:minute|moment)|by the time|(?<!\b(?:say|said|know|decide|tell|see|remember|announce|determine|clear|of|on|and|about|even) )when(?= (?:it|s?he|they|we|I|the|an?|his|her|their|our|you)(?:['’]\w+)? (?!was |were |had )[\w’'-])) (?!\w+ing\b|you know it\b)(?:["“]?[\w’'][\w’'-]* ){0,11}["“]?[\w’'][\w’'-]*/i;
/** `In his first 100 days in office`. */
const FIRST_DAYS =
  /\b(?:in|on|within|during|over) (?:the|my|our|your|his|her|its|their) first (?:[\w-]+ )?(?:hour|day|week|month|year)s?\b(?: in office| on the job| as [a-z]+| of (?:my|our|his|her|its|their|the|an?) [\w’'-]+)?/i;
/** What follows an event without telling of it. */
const BEYOND_EVENT =
  / (?:and (?:that|would|will|to)|but|to be|who|which|if|unless|as well|(?:I|we|s?he|they) (?:will|would))\b.*$/i;
/** Words that no event ends with. */
const HANGING =
  /(?: (?:of|on|in|for|to|at|by|with|from|as|and|or|the|an?|no|every|his|her|its|their|our))+$/i;
/** Behind a length of time: what it is counted from, a day that the text does not tell. */
const SINCE =
  /^ (?:of|after|from) (?!now\b|today\b|here\b|work\b)(?:[\w’'-]+ ){0,5}?[\w’'-]+(?=[.,;:!?”"]|$| (?:if|unless|but|and|when|as|to|by|with|that|which|who)\b)/i;
const AT_ONCE =
  /\b(?:immediately|right away|at once|on day (?:one|1)|soon|shortly|promptly|overnight|without delay|within (?:hours|days|weeks|months|the hour))\b/i;
const DEADLINE = /\b(?:(?:by|before|until|after) )?(?:the|that) deadline\b/i;
/** `By then`, `no later than that day`. */
const THEN = /\b(?:by|before|until|no later than) (?:then|that (?:date|day|time|point))\b(?!-)/i;

/**
 * By when: the time in `within` (a sentence of the content; `aside` its condition, `end` that of the act) or, with a word like `by`, in `beyond`
 * (the rest of its sentence). `the deadline` is dated by the last dated one before it. Null where
 * nothing is said of when; a date of null where it is said but cannot be told.
 */
export function deadlineIn(
  text: string,
  within: Span,
  aside: Span | null,
  beyond: Span,
  published: string | null,
  end: number = within.end,
): Deadline | null {
  const inner = findDates(text, within, published, true).filter(
    (one) =>
      isDue(text, one, published) &&
      // A time inside the condition is that of the condition, unless it limits it.
      (aside === null || !overlaps(aside, one.span) || isLimit(text, one.span)),
  );
  const own = inner.filter(({ span }) => aside === null || !overlaps(aside, span));
  // Behind the act, in an aside, only a limit can be its own.
  const near = own.filter(({ span }) => span.start < end);
  const limit = near.find((one) => isLimit(text, one.span));
  const dated =
    limit ??
    near[0] ??
    own.find((one) => isLimit(text, one.span)) ??
    inner.find((one) => !own.includes(one));
  if (dated) {
    const since =
      dated.type === "DURATION"
        ? SINCE.exec(text.slice(dated.span.end, dated.span.end + 120))
        : null;
    if (since === null) return worded(text, dated.span, dated.date);
    const end = dated.span.end + since[0].replace(BEYOND_EVENT, "").length;
    return worded(text, { start: dated.span.start, end }, null);
  }
  const words = text.slice(within.start, within.end);
  const back = DEADLINE.exec(words);
  if (back) {
    const span = trimSpan(text, {
      start: within.start + back.index,
      end: within.start + back.index + back[0].length,
    });
    return {
      span,
      text: text.slice(span.start, span.end),
      date: dateOfDeadline(text, span.start, published),
    };
  }
  const then = THEN.exec(words);
  if (then) {
    const span = {
      start: within.start + then.index,
      end: within.start + then.index + then[0].length,
    };
    return { span, text: then[0], date: dateBefore(text, within.start, published) };
  }
  const outer = findDates(text, beyond, published, true).find(
    (one) => isToCome(one, published) && isLimit(text, one.span),
  );
  if (outer) return worded(text, outer.span, outer.date);
  const event = FIRST_DAYS.exec(words) ?? EVENT.exec(words) ?? AT_ONCE.exec(words);
  if (event !== null) {
    const start = within.start + event.index;
    const told = event[0].replace(BEYOND_EVENT, "").replace(HANGING, "");
    const closing = /["“]/.test(told) ? /^[.,]?["”]/.exec(text.slice(start + told.length)) : null;
    const end = start + told.length + (closing?.[0].length ?? 0);
    return { span: { start, end }, text: text.slice(start, end), date: null };
  }
  return null;
}

/** The time to come that was told last, a sentence or two before `at`, or null. */
function dateBefore(text: string, at: number, published: string | null): string | null {
  const told = findDates(text, { start: Math.max(0, at - 200), end: at }, published, true);
  return told.findLast((one) => one.date !== null && isToCome(one, published))?.date ?? null;
}

const before = (text: string, at: number): string => text.slice(Math.max(0, at - 48), at);

/** Whether a time is one by which, until which or within which. */
export const isLimit = (text: string, { start }: Span): boolean => {
  const words = before(text, start);
  return LIMIT.test(words) && !EARLIER.test(words);
};

/** A time that something can be done by: no past one, no mere length, no habit. */
function isToCome(
  { type, value, date, text: words }: DateExpression,
  published: string | null,
): boolean {
  if (type === "SET" || VAGUE.test(value) || /\bthe future$/i.test(words)) return false;
  if (type === "DURATION") return date !== null || NEXT.test(words);
  // Decades and centuries are told of the past.
  if (/^\d{2,3}$/.test(value)) return NEXT.test(words);
  return date === null || published === null || date >= published.slice(0, date.length);
}

/** Before a year in which something is done. */
const AT_YEAR =
  /\b(?:in|for|during|through|throughout|from|since|of|to|and|or|starting|beginning|early|late|mid|on|at|between|fall|autumn|winter|spring|summer)(?: the)?[ -]$/i;
/** Before a day on which that was told. */
const PLAN =
  /\b(?:plan|promise|pledge|vow|proposal|intention|decision|threat|commitment|offer)s?(?: on)? $/i;
/** Before a time: what was done then, told of something in the act. */
const DONE =
  /\b(?:that|which|who|whom) (?:(?!will\b|would\b|is\b|are\b|to\b|be\b|has\b|have\b|could\b|should\b|must\b|may\b)[\w.’'-]+ ){0,4}?(?!need|indeed|plann?ed|schedul|expect|propos|agreed|vow|pledg|promis|intended|decided|hoped|wanted)(?:\w{2,}ed|was|were|had|took|began|came|went|gave|made|sold|fell|broke|left|lost|won|met|struck|sank) (?:(?!to\b|will\b|would\b)[\w.’'-]+ ){0,5}?(?:(?:on|in|at|during|over|early|late|the) )*$/i;

/** A limit may be over by now: an old promise was to be kept `by 2010`. */
function isDue(text: string, one: DateExpression, published: string | null): boolean {
  const lead = before(text, one.span.start);
  const limit = isLimit(text, one.span);
  // Without a date of the document `by Friday` is a day that cannot be told, `within 48 hours` too.
  if (one.value.startsWith("XXXX-W")) return limit || NEXT.test(one.text);
  if (/^earlier\b/i.test(one.text) || /\bearlier $/i.test(lead)) return false;
  // "His 2020 campaign".
  if (!limit && /^\d{4}$/.test(one.text) && !AT_YEAR.test(lead)) return false;
  // "The law that we signed on Friday", "announced plans on Tuesday to mend it".
  if (!limit && (DONE.test(lead) || (PLAN.test(lead) && /^ to\b/.test(text.slice(one.span.end)))))
    return false;
  // "The problems of today", "regardless of Tuesday’s results".
  if (!limit && /(?<!\bweek )\bof $/i.test(lead)) return false;
  // "The list that we released today".
  if (!limit && one.date === published && TOLD.test(lead)) return false;
  if (isToCome(one, limit ? null : published)) return true;
  return (
    one.type === "DURATION" &&
    one.text.includes(" ") &&
    !/\b(?:past|last|previous)\b/i.test(one.text) &&
    /\b(?:in|within|later than) $/i.test(lead)
  );
}

const LAST = /\b(?:end|close|last day) of\b|(?:year|month)[- ]end|['’]s end/i;

/** `The end of March` is due on its last day; whose fiscal year ends when is not told. */
function lastDay(words: string, date: string | null): string | null {
  if (date === null || !LAST.test(words) || /\b(?:fiscal|financial|FY)/i.test(words)) return date;
  const [year, month] = date.split("-").map(Number);
  if (date.length === 4) return `${date}-12-31`;
  return date.length === 7 ? `${date}-${daysOfMonth(year!, month!)}` : date;
}

function worded(text: string, span: Span, date: string | null): Deadline {
  const lead = BEFORE.exec(before(text, span.start));
  // "They are coming in this weekend": that `in` belongs to the verb.
  const theirs =
    /^(?:in|on|at|over|through) $/i.test(lead?.[0] ?? "") &&
    /^(?:this|next|tomorrow|today)/i.test(text.slice(span.start, span.end));
  const start = lead && !theirs ? span.start - lead[0].length : span.start;
  const rest = text.slice(span.end, span.end + 40);
  const behind = lead?.[0].endsWith(" the ") ? DATED.exec(rest) : lead && OWNED.exec(rest);
  const end = span.end + (behind ?? HOUR.exec(rest) ?? AHEAD.exec(rest) ?? [""])[0].length;
  return {
    span: { start, end },
    text: text.slice(start, end),
    date: lastDay(text.slice(span.start, span.end), date),
  };
}

/** Before `until`: "the judge gave the firm". */
const GIVES = /\b(?:gave|gives?|given|ha(?:s|ve|d)) [^.;!?]{0,60}$/i;

/** The day of the last `Aug. 31 deadline`, `deadline of Aug. 31` or `gave the firm until Aug. 31` before `at`, or null. */
function dateOfDeadline(text: string, at: number, published: string | null): string | null {
  let from = at;
  // A few steps back are enough: each is a plain search for the words.
  for (let step = 0; step < 8; step++) {
    from = Math.max(text.lastIndexOf("deadline", from - 1), text.lastIndexOf("until", from - 1));
    if (from < 0) return null;
    if (text[from] === "u" && !GIVES.test(text.slice(Math.max(0, from - 80), from))) continue;
    const near = { start: Math.max(0, from - 40), end: Math.min(text.length, from + 40) };
    for (const sentence of sentences(text, near)) {
      if (sentence.start > from || sentence.end < from) continue;
      const dated = findDates(text, sentence, published).find((one) => one.date !== null);
      if (dated) return dated.date;
    }
    if (from === 0) return null;
  }
  return null;
}
