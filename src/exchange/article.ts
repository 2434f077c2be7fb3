import type { Attribution } from "../attribution/attribution.js";
import { hull, type Span, wordsAt } from "../text/span.js";
import type { Exchange, Named, Reply } from "./exchange.js";
import { replyOf } from "./reply.js";

/** How far behind a reported question its answer is looked for, in code units. */
const REACH = 500;
/** And how many attributions behind it. */
const MOST_BEHIND = 3;

const ASKS = /\b(?:ask(?:ed|s)?|pressed|questioned|inquired)\b/i;
const ENDS = /\?\W*$/;
/** "Questioned his judgement" puts no question that anybody answers. */
const PUT = /^[\s"“'‘]*(?:whether|if|what|who|whom|whose|why|how|when|where|which|about)\b|\?/i;
/** "Pressed about the costs". */
const ABOUT = /\b(?:about|on|over)\W*$/i;
/** "Referred questions to the mayor": answers, and puts the answer elsewhere. */
const ELSEWHERE =
  /^\W*(?:referr?(?:ed|s|ing)|directed|deferred) (?:all |any |further )?(?:questions?|quer(?:y|ies)|inquir(?:y|ies)|requests?|reporters?|calls)\b/i;
const SAYS =
  /\b(?:sa(?:id|ys|ying)|told|tells|repl(?:ied|ies|ying)|respon\w+|answer\w*|declin\w+|refus\w+|demurr\w*|deflect\w*|dodg\w+|continued|added|insist\w*|acknowledg\w+|admit\w*|den(?:ied|ies)|argu\w+|explain\w*|point\w* out|call(?:ed|ing)|wrote|conced\w+|not (?:say|answer|respond|comment))\b|^\W*:\W*$/i;
/** What parts two lines of a dialogue: nothing but the end of the first. */
const NEXT_LINE = /^[\s.,:]*\n[\s.,:]*$/u;
/** Cues that answer whoever asked. */
const ANSWERS =
  /\b(?:repl(?:ied|ies|ying)|respon(?:ded|ds|se)|answered|demurred|deflected|dodged|shot back|declined|refused)\b/i;

/** Reported questions ("Asked whether …, she said") with what was said to them. */
export function exchangesOfArticle(
  text: string,
  attributions: readonly Attribution[],
  speakers: readonly Named[],
): readonly Exchange[] {
  const names = new Map(speakers.map(({ id, name }) => [id, name]));
  const out: Exchange[] = [];
  attributions.forEach((one, i) => {
    if (one.act !== "question") return;
    if (!PUT.test(wordsAt(text, one.content)) && !ABOUT.test(wordsAt(text, one.cue))) return;
    const asks = ASKS.test(wordsAt(text, one.cue)) || isLine(text, one);
    if (!asks && !(one.quotation === "direct" && ENDS.test(wordsAt(text, one.content)))) return;
    const answer = answerTo(text, names, one, attributions.slice(i + 1, i + 1 + MOST_BEHIND));
    // “Will it hold?” a pilot shouted: only who replies answers him.
    if (!asks && answer !== null && !ANSWERS.test(wordsAt(text, answer.cue))) return;
    if (answer === null) return;
    const found = replyIn(text, one, answer);
    out.push({ question: [one.id], answer: [answer.id], reply: found.reply, replyCue: found.cue });
  });
  return out;
}

/** What the cue of an answer shows, or else its words; a quoted yes or no is no refusal. */
function replyIn(
  text: string,
  { content }: Attribution,
  answer: Attribution,
): { reply: Reply; cue: Span | null } {
  const said = replyOf(text, answer.content[0]!, hull(content));
  if (answer.act === "refusal") {
    const quoted = answer.quotation === "direct" && said.reply !== "none found";
    return quoted ? said : { reply: "declined", cue: hull(answer.cue) };
  }
  return isElsewhere(text, answer) ? { reply: "deferred", cue: hull(answer.cue) } : said;
}

function answerTo(
  text: string,
  names: ReadonlyMap<string, string>,
  question: Attribution,
  behind: readonly Attribution[],
): Attribution | null {
  const place = hull([...question.source, ...question.cue, ...question.content]);
  const known = question.to !== null && [...names.values()].includes(question.to);
  /** Somebody else than the one asked, by name, spoke between. */
  let another = false;
  for (const next of behind) {
    const { start } = hull([...next.source, ...next.cue, ...next.content]);
    if (start - place.end > REACH) return null;
    if (next.parent !== question.parent) continue;
    if (next.act === "question") return null;
    if (next.act !== "refusal" && !SAYS.test(wordsAt(text, next.cue)) && !isElsewhere(text, next)) {
      const named = /\p{Lu}\p{Ll}/u.test(wordsAt(text, next.source));
      another ||= known && named && names.get(next.speaker ?? "") !== question.to;
      continue;
    }
    if (sameSource(question, next)) return null;
    const lines =
      (question.quotation === "direct" && next.quotation === "direct") ||
      (isLabelled(text, question) && isLabelled(text, next));
    const ofDialogue = lines && NEXT_LINE.test(text.slice(place.end, start));
    const asked = question.to !== null && question.to === names.get(next.speaker ?? "");
    return ofDialogue || asked || isTheirs(text, place, start, next, another) ? next : null;
  }
  return null;
}

const isElsewhere = (text: string, { cue, content }: Attribution): boolean =>
  ELSEWHERE.test(wordsAt(text, [...cue, ...content]));

const isLabelled = (text: string, { cue }: Attribution): boolean =>
  /^\W*:\W*$/.test(wordsAt(text, cue));
/** "Reporter: “Is it deep?”" */
const isLine = (text: string, one: Attribution): boolean =>
  isLabelled(text, one) && ENDS.test(wordsAt(text, one.content));

/**
 * In the same sentence, answering by its cue, or by somebody the question's words tell of. `another`: somebody else
 * spoke between, whom a pronoun takes up.
 */
function isTheirs(
  text: string,
  question: Span,
  start: number,
  next: Attribution,
  another: boolean,
): boolean {
  if (!/[.!?]["”'’]*\s/u.test(text.slice(question.end - 1, start))) return true;
  if (ANSWERS.test(wordsAt(text, next.cue))) return true;
  const who = wordsAt(text, next.source);
  if (/^(?:he|she|they)$/i.test(who.trim())) return !another;
  const asked = text.slice(question.start, question.end);
  return (who.match(/\p{Lu}[\p{L}’'-]+/gu) ?? []).some((name) => asked.includes(name));
}

/** Whoever asked goes on: no answer to himself. */
const sameSource = (a: Attribution, b: Attribution): boolean =>
  a.speaker !== null && a.speaker === b.speaker && a.source.length > 0;
