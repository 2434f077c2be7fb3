import type { Span } from "../text/span.js";
import { HEARSAY_ADVERBS } from "./hearsay.js";

const ADVERBS = "(?:(?:also|not|never|still|once|later|then|ever|first|well|best|\\p{L}+ly) )*";
/** What is told of the subject, and by nobody. */
const TOLD =
  "(?:expected|asked|known|said|told|announced|called|considered|seen|described|named|reported|criticized|accused|charged|deemed|believed|thought|viewed|regarded|questioned|pressed|revealed|disclosed|confirmed|declared|mentioned|projected|recognized|intended|dubbed|quoted|celebrated|attributed|interpreted|labeled|labelled|condemned|remembered|portrayed|listed|lambasted|nominated|challenged|assumed|argued|rumou?red)";
const BE = "(?:is|are|was|were|be|been|being|becam?e|['’](?:s|re)|(?:is|are|was|were)n['’]t)";
/** "was asked", "had once been told of", "also known as". */
const PASSIVE = new RegExp(
  `(?:^|[\\s'’])(?:${BE} ${ADVERBS}${TOLD}|(?:when|if|once|said,) ${ADVERBS}(?:asked|pressed|questioned)|also known)(?: (?:to|as|for|of|about|on|with|that|specifically|repeatedly|to be))*$`,
  "iu",
);
/** "appeared to", "seems": nobody says so. */
const SEEMS =
  /^(?:(?:also|now|still|often|(?:do|does|did)(?:n['’]t| not)) )*(?:appear(?:s|ed)?|seem(?:s|ed)?)(?: to(?: be| have)?)?$/iu;
/** In PolNeAR train none of 16 such cues has a source. */
const HEARSAY = new RegExp(`^${HEARSAY_ADVERBS}$`, "iu");
/** "seemed to blame": the deed of the one before it. */
const SAYING =
  /^(?: to)? (?:accuse|announce|blame|call|endorse|insinuate|mock|offer|threaten|urge)\b/u;
const LEAD = 24;

/** A noun of its own ("a dig at") or nobody's verb ("it is clear"): no words of the one before it. */
export const sharesNone = (cue: string): boolean =>
  /^(?:it|there|an?|the|any|no|few|his|her|its|their|this|some|new)(?:['’]s)?\b|^(?:\p{Ll}+ )*(?:concerns|doubts|questions|fears|rumou?rs|disagreements|publicity|scrutiny|endorsements|signs)\b/iu.test(
    cue,
  );

/** Whether a cue tells what is said of the one before it, without a word on who says so. */
export function isUnsaid(text: string, { start, end }: Span): boolean {
  const cue = text.slice(start, end);
  if (SAYING.test(text.slice(end, end + LEAD))) return false;
  return (
    SEEMS.test(cue) ||
    HEARSAY.test(cue) ||
    PASSIVE.test(text.slice(Math.max(0, start - LEAD), start) + cue)
  );
}
