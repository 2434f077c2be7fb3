import type { Span } from "../text/span.js";
import type { Reply } from "./exchange.js";

/** Puts the answer off or elsewhere. */
const DEFERRED =
  /\b(?:refer you to|get back to you|circle back|follow up (?:with you|on that)|check (?:on that|with (?:our|the) team|and (?:see|get))|have to (?:check|look into)|look into (?:it|that)|defer to|point you to|direct you to|leave that to|more (?:to say|details|information|to share) (?:soon|later|in the coming|shortly)|will have more)\b/iu;
/** Says that it will not or cannot be answered. */
const DECLINED =
  /\b(?:(?:not|n['’]t) (?:going to|gonna) (?:comment|speculate|get into|get ahead|discuss|go into|engage|preview|speak)|(?:decline|declined) to|(?:wo|ca)n['’]t (?:comment|speculate|speak to|discuss|get into|tell you|say)|cannot (?:comment|discuss|say)|no comment|(?:do|did)(?:n['’]t| not) have (?:anything|any (?:more|update|updates|comment|announcement|information|details|new)|a (?:number|comment|timeline|date|prediction|update)|an (?:update|answer))|have (?:nothing|no (?:update|comment|information|announcement|prediction|further))|would(?:n['’]t| not) (?:want to )?(?:comment|speculate|get into|get ahead)|(?:not|n['’]t) (?:want|prepared|in a position) to (?:get|comment|speculate|discuss|say|speak))\b/iu;
/** Opens with what was asked for. */
const DIRECT =
  /^[“"‘'\s]*(?:(?:well|look|so|oh|thank you|thanks|sure|and|again)[,.—– ]+){0,2}(?:yes|no|yeah|yep|nope|correct|absolutely|of course|certainly|definitely|that['’]s (?:right|correct|true)|not (?:yet|at all|that I know of)|(?:he|she|it|they|we|I) (?:does|do|did|is|are|was|has|have|will|would|can)(?:n['’]t| not)?[.,—–])(?![\p{L}\p{N}])/iu;

/** How much of an answer is looked at, in code units: a long one wanders. */
const OPENING = 700;

/** What the answer's own words show, and the words that it rests on. */
export function replyOf(text: string, answer: Span): { reply: Reply; cue: Span | null } {
  const words = text
    .slice(answer.start, Math.min(answer.end, answer.start + OPENING))
    .replace(/\s/gu, " ");
  const at = (match: RegExpExecArray): Span => ({
    start: answer.start + match.index,
    end: answer.start + match.index + match[0].length,
  });
  const direct = DIRECT.exec(words);
  if (direct) return { reply: "direct", cue: at(direct) };
  const declined = DECLINED.exec(words);
  const deferred = DEFERRED.exec(words);
  if (declined && (!deferred || declined.index <= deferred.index))
    return { reply: "declined", cue: at(declined) };
  if (deferred) return { reply: "deferred", cue: at(deferred) };
  return { reply: "none found", cue: null };
}
