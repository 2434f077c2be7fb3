import { DECLINES } from "./wording.js";

/** What one who has the floor in talk tells of the talk itself: `I’ll stop there`, `we’ll go to Lund at the Herald`. */
const FLOOR = new RegExp(
  `^(?:(?:just|very|quickly|briefly) )*(?:${[
    "(?:stop|pause)(?: (?:there|here|talking)\\b|[.,;]?$)",
    "leave it (?:there|here|at that)",
    "(?:wrap|sum|finish) (?:(?:it|this|things) )?up\\b",
    "kick (?:(?:it|this|things|us) )?off\\b",
    "open (?:it |this |the (?:floor|call|line|lines) )?(?:up )?(?:to|for)\\b.*\\bquestions?",
    "(?:close|end|conclude|finish) (?:there|here|with|by \\p{L}+ing)\\b",
    "(?:hand|turn|pass|throw) (?:(?:it|this|that|things|the (?:floor|call|mic|microphone|podium)) )?(?:over|back|off) to\\b",
    "(?:hand|turn|pass) (?:it|things) (?:over|to|back)\\b",
    "take (?:(?:some|any|a|an|few|couple|of|your|their|one|two|three|more|another|the|next|last|first|final|other) )*questions?\\b",
    "take (?:one|two|a few|a couple) more(?=[.,;]|$| and\\b)",
    "(?:go|walk you|run you|run|take you) (?:(?:very|quickly|briefly) )*through\\b",
    "(?:go|move|turn) (?:(?:on|over|right|straight|back) )*to (?:you\\b|questions?\\b|the (?:phones?|next (?:question|one|caller|slide))\\b|(?:\\p{Lu}[\\p{L}’-]+ ){1,3}(?:at|with) (?:the )?\\p{Lu})",
    "come (?:(?:right|back|around|over) )*to you(?: (?:next|now|first))?(?=[.,;]|$| \\p{Lu})",
    "give (?:you|everyone)(?: all| guys)? (?:just )?(?:an?|one|two|some) (?:(?:quick|brief|rough|little|short|few|good|bit of an?) )*(?:examples?|approximation|overview|sense|summary|idea|background)\\b",
    "(?:ask|invite) (?:\\p{L}+\\.? ){1,3}to (?:(?:take|answer|address|speak to) (?:that|this|it|your)|comment|weigh in|add)\\b",
    "spend (?:the next|a|just a) (?:(?:few|couple|of) )*(?:minutes?|moments?|seconds?)\\b",
    "try to (?:just )?(?:answer|explain|summarize|give you)\\b",
    "(?:answer|take|repeat) (?:that|this|your)(?: (?:question|one|first|quickly))*(?=[.,;]|$| and\\b)",
    "(?:summarize|point out)\\b",
  ].join("|")})`,
  "u",
);
/** Code units of an act by which it is told whether it is one of talk. */
const TALKING = 80;

/** Whether an act is one of the talk itself, or of not talking: neither is promised. */
export function isOfTalk(act: string): boolean {
  const words = act.slice(0, TALKING);
  return FLOOR.test(words) || DECLINES.exec(words)?.index === 0;
}
