import { headNoun } from "../speaker/head.js";
import { isPersonNoun } from "../speaker/kind.js";
import { GROUPS, ORGANIZATIONS } from "../speaker/lexicon.js";
import type { Bound } from "./wording.js";

const WILL =
  "(?:['’]ll|(?: (?:also|now|still|never))*(?: (?:will|would|won['’]t|wouldn['’]t)| (?:(?:has|have|had) )?(?:agreed|decided|promised|offered|pledged|vowed|threatened|planned|intended) to| (?:plan|intend|promise|pledge|vow)s? to| (?:is|are|was|were) (?:not )?(?:going|planning|willing|ready|prepared|committed|determined) to))";
/** `The board has vowed to`, `that Lund would`: no clause between, no pronoun, nothing that befalls it (`would be used`). */
const SUBJECT = new RegExp(
  `^(?:["“'‘]|that )?(?:[^.!?"“”,]{0,40}, )?((?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) )?(?:[\\p{L}\\p{N}’'.&-]+ ){0,4}?[\\p{L}\\p{N}’'.&-]+?)${WILL}\\s+(?:(?:also|now|soon|still|immediately) )*(?!be \\p{L}+(?:ed|en|un|ld|nt|pt|ut|own)\\b)(?=\\p{Ll})`,
  "u",
);
const NO_SUBJECT =
  /\b(?:I|we|s?he|they|it|you|this|that|these|those|who|which|what|there|nobody|no one|nothing|if|when|while|because|and|or|but|of course)\b/i;

/** The party that a sentence tells of before its plan or promise, where that is told by a name or a noun of persons or bodies. */
export function partyToldOf(sentence: string): Bound | null {
  const match = SUBJECT.exec(sentence);
  if (match === null) return null;
  const subject = match[1]!;
  if (NO_SUBJECT.test(subject) || !isParty(subject)) return null;
  const negation = /\b(?:not|never|won['’]t|wouldn['’]t)\b/i.exec(match[0]);
  return { subject, at: negation?.index ?? match[0].length };
}

function isParty(subject: string): boolean {
  const noun = headNoun(subject);
  if (ORGANIZATIONS.has(noun) || GROUPS.has(noun) || isPersonNoun(noun)) return true;
  return /^(?:[Tt]he )?(?:(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\. )?\p{Lu}[\p{L}’'.-]*(?: \p{Lu}[\p{L}’'.-]*)*$/u.test(
    subject,
  );
}
