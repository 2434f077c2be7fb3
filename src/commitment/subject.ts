import { headNoun } from "../speaker/head.js";
import { isPersonNoun } from "../speaker/kind.js";
import { GROUPS, ORGANIZATIONS } from "../speaker/lexicon.js";
import { MONTH, WEEKDAY } from "./dates-words.js";
import { actAt, AUXILIARY, type Bound, VERB, WHEN } from "./wording.js";

const WORD = "[\\p{L}\\p{N}’'.&-]+";
/** `The board has vowed to`, `that Lund would`: with no clause between. */
const SUBJECT = new RegExp(
  `^(?:["“'‘]|that |(?:No|Yes)[.,] )?(?:${WHEN}|[^.!?"“”,]{0,40}, )?((?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) )?(?:${WORD} ){0,4}?${WORD}?)(?: (?:has|have|had))?(?: (?:also|now|still|never|already))*${AUXILIARY}\\s+${VERB}`,
  "u",
);
/** Participles that do not end as others do. */
const IRREGULAR =
  "built|brought|bought|cut|done|drawn|driven|found|given|heard|held|kept|laid|led|left|made|met|paid|put|read|rebuilt|sent|set|shown|shut|sold|spent|taken|taught|thrown|told|torn|undone|withdrawn|won|written";
/** Behind "be": what befalls the subject ("would be used") is no act of its own. */
const RECEIVES = /^(?:receive|get|benefit|gain)$/;
const BEFALLS = new RegExp(`(?:ed|en|un|ld|nt|pt|ut|own)$|^(?:${IRREGULAR})$`);
/** "By Monday", "by the end". */
const NO_AGENT = new RegExp(
  `^(?:the end|${MONTH}|${WEEKDAY}|Christmas|Easter|Good Friday|Thanksgiving|New Year|(?:Labor|Memorial|Election|Inauguration) Day)`,
  "i",
);
const NO_SUBJECT =
  /^(?:to|over|under|in|on|at|by|for|with|from|after|before|during|not|only|never)\b|\b(?:I|we|s?he|they|it|you|this|that|these|those|who|which|what|there|nobody|no one|nothing|if|when|whether|how|why|while|because|and|or|but|of course)\b/i;

/** Those for whom nobody promises: "the American people will hear it". */
const PUBLIC =
  /\b(?:people|public|voters?|electorate|taxpayers?|consumers?|citizens|Americans|families|history|world)(?: of [\p{L} ]+)?$/iu;

/** Whether a sentence foretells what the public will do. */
export function isOfPublic(sentence: string): boolean {
  const match = SUBJECT.exec(sentence);
  if (match === null || befalls(match)) return false;
  return !NO_SUBJECT.test(match[1]!) && PUBLIC.test(match[1]!);
}

/** Whether the subject is not to act: it would "be used", it would "receive". */
const befalls = ([, , , verb, behind]: RegExpExecArray): boolean =>
  RECEIVES.test(verb!) || (verb === "be" && BEFALLS.test(behind ?? ""));

/** The party that a sentence tells of before its plan or promise, where that is told by a name or a noun of persons or bodies. */
export function partyToldOf(sentence: string): Bound | null {
  const match = SUBJECT.exec(sentence);
  if (match === null) return null;
  const subject = match[1]!;
  if (befalls(match)) return null;
  if (NO_SUBJECT.test(subject) || PUBLIC.test(subject) || !isParty(subject)) return null;
  const [whole, , , verb, behind] = match;
  return { subject, at: actAt(whole, verb!, behind) };
}

/** "Would be mended by the board", "will be published". */
const PASSIVE = new RegExp(
  `\\b(?:will|would|shall|(?:is|are|was|were) (?:going )?to) (?:\\p{Ll}+ )?be (?:\\p{Ll}+ly )?(?:\\p{Ll}+ed|${IRREGULAR})(?: by ((?:the |an? |its |his |her |their |our )?(?:${WORD} ){0,4}?${WORD}?)(?= (?:by|before|on|in|at|within|until|next|this|to|for|from|after|with|who|that|if|unless|and|as)\\b|[\\s.,;:”"’]*$|[,;]))?`,
  "u",
);

/** Who acts where a sentence tells what is to be done: the one named behind "by"; "we" where nobody is; null where it tells no such thing. */
export function agentOf(sentence: string): string | null {
  const match = PASSIVE.exec(sentence);
  if (match === null) return null;
  const agent = match[1];
  return agent !== undefined && isParty(agent) && !NO_AGENT.test(agent) ? agent : "we";
}

/** A name, or a noun of persons or bodies. */
export function isParty(subject: string): boolean {
  const noun = headNoun(subject);
  if (ORGANIZATIONS.has(noun) || GROUPS.has(noun) || isPersonNoun(noun)) return true;
  return /^(?:[Tt]he )?(?:(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\. )?\p{Lu}[\p{L}’'.-]*(?: \p{Lu}[\p{L}’'.-]*)*$/u.test(
    subject,
  );
}
