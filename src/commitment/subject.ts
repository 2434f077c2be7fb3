import { headNoun } from "../speaker/head.js";
import { isPersonNoun } from "../speaker/kind.js";
import { GROUPS, ORGANIZATIONS } from "../speaker/lexicon.js";
import { actAt, AUXILIARY, type Bound, VERB, WHEN } from "./wording.js";

const WORD = "[\\p{L}\\p{N}’'.&-]+";
/** `The board has vowed to`, `that Lund would`: with no clause between. */
const SUBJECT = new RegExp(
  `^(?:["“'‘]|that |(?:No|Yes)[.,] )?(?:${WHEN}|[^.!?"“”,]{0,40}, )?((?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) )?(?:${WORD} ){0,4}?${WORD}?)(?: (?:has|have|had))?(?: (?:also|now|still|never|already))*${AUXILIARY}\\s+${VERB}`,
  "u",
);
/** Behind "be": what befalls the subject ("would be used") is no act of its own. */
const BEFALLS = /(?:ed|en|un|ld|nt|pt|ut|own)$/;
const NO_SUBJECT =
  /^to\b|\b(?:I|we|s?he|they|it|you|this|that|these|those|who|which|what|there|nobody|no one|nothing|if|when|whether|how|why|while|because|and|or|but|of course)\b/i;

/** The party that a sentence tells of before its plan or promise, where that is told by a name or a noun of persons or bodies. */
export function partyToldOf(sentence: string): Bound | null {
  const match = SUBJECT.exec(sentence);
  if (match === null) return null;
  const subject = match[1]!;
  if (NO_SUBJECT.test(subject) || !isParty(subject)) return null;
  const [whole, , , verb, behind] = match;
  if (verb === "be" && BEFALLS.test(behind ?? "")) return null;
  return { subject, at: actAt(whole, verb!, behind) };
}

function isParty(subject: string): boolean {
  const noun = headNoun(subject);
  if (ORGANIZATIONS.has(noun) || GROUPS.has(noun) || isPersonNoun(noun)) return true;
  return /^(?:[Tt]he )?(?:(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\. )?\p{Lu}[\p{L}’'.-]*(?: \p{Lu}[\p{L}’'.-]*)*$/u.test(
    subject,
  );
}
