import type { Attribution } from "../attribution/attribution.js";
import type { Draft } from "../attribution/draft.js";
import { isAsker, isHost } from "../attribution/turns.js";
import { sidesInTalk } from "../speaker/side.js";
import type { Speaker } from "../speaker/speaker.js";
import type { WordBinding } from "../tagger/tagged.js";
import type { TextDocument } from "../text/document.js";
import { hull, trimSpan, type Span, wordsAt } from "../text/span.js";
import { actionsOf } from "./actions.js";
import { bindingLikelihood } from "./binding.js";
import { type Clause, clausesOf, evenlySpaced, restOfSentence } from "./clause.js";
import type { Commitment, Deadline } from "./commitment.js";
import { withoutMarks } from "./marks.js";
import { deadlineIn } from "./deadline.js";
import { boundParty, subjectOf } from "./party.js";
import { clausesOfTurn } from "./talk.js";
import { conditionIn } from "./wording.js";

/** How likely it must be that an attribution is right and binds, chosen on PolNeAR `dev`: from 0.34 to 0.46 F1 differs by half a point. */
const LEAST = 0.4;
/** Behind it, an act is over: a reason, an aside, a clause of its own. */
const BEYOND_ACT =
  /;|,? because\b|,? (?:and|but|so|or) (?:(?:I|we|you|s?he|they|it)(?:['’](?:ll|d|s|re|ve|m)\b| [a-z]+\b)|(?:there|this|that)(?:['’](?:ll|s)\b| (?:is|was|will|would|has|means)\b)|(?:the|our|an?|his|her|their|this|these) (?:(?!that |which |who )[\w’'-]+ ){1,3}?(?:is|are|was|were|has|have|will|would|won['’]t)\b|then (?:[\w’.-]+ ){1,3}?(?:will|would)\b)|, (?:which|who|whose|where|although|though|since|as (?:I|we|you|s?he|they|it))\b|(?<!- ?) ?[—–] (?:and|but|so|or|which|who|because|I|we|you|s?he|they|it|there|this|that)\b/i;
const REFUSED = /^(?:\w+ ){0,3}?(?:refus|declin)\w+$/i;
/** A pronoun for one who is bound. */
const OF_ANOTHER = /^(?:|I|we|us|me|s?he|they|it)$/i;

/**
 * What the attributions bind their sources to: promises, vows, threats to act, announced plans,
 * agreements, whatever else they do. In the order of the attributions, of which one may promise
 * several things. A denied attribution binds nobody.
 */
export function findCommitments(
  original: TextDocument,
  attributions: readonly Attribution[],
  drafts: readonly Draft[],
  speakers: readonly Speaker[],
  binding: WordBinding,
): readonly Commitment[] {
  const document = { ...original, text: evenlySpaced(original.text) };
  const byId = new Map(speakers.map((one) => [one.id, one]));
  const found: Commitment[] = [];

  const sides = sidesInTalk(document.text);
  const sideOf = ({ id, name, title }: Speaker): string | null =>
    sides(name, title, () =>
      attributions
        .filter(({ speaker, cue }) => speaker === id && cue.length === 0)
        .map(({ content }) => wordsAt(document.text, content))
        .join("\n"),
    );
  const own = ownWords(document.text, attributions);
  const within = contentsWithin(attributions.filter((one) => !own.has(one.id)));
  attributions.forEach((attribution, index) => {
    if (isFloor(document.text, attribution) || own.has(attribution.id)) return;
    if (attribution.negated) return;
    const turn = drafts[index]?.by === "turn";
    const theirs = within.get(attribution.id) ?? [];
    const clauses = turn
      ? clausesOfTurn(document.text, attribution, binding)
      : likelyClauses(document.text, attribution, drafts[index]!);
    const told = turn ? [] : found.filter((one) => one.attribution === attribution.parent);
    // "He will announce a plan" is told once by the turn that tells it.
    if (told.some(({ action }) => attribution.cue.some((cue) => holds(cue, action.start)))) return;
    let named = "";
    for (const one of clauses.flatMap((clause) => actionsOf(document.text, clause))) {
      const at = one.sentence.start + (one.bound?.at ?? 0);
      if (theirs.some((span) => holds(span, at))) continue;
      const worded = subjectOf(document, one, turn);
      // "The council will close the pier, and it will cut fares."
      const subject = /^(?:it|they)$/i.test(worded ?? "") && named !== "" ? named : worded;
      if (subject !== null && !OF_ANOTHER.test(subject)) named = subject;
      // In talk "they" are others of the speaker's side, who are not told.
      const by =
        subject === null || (turn && /^they$/i.test(subject))
          ? subject
          : boundParty(document.text, attribution, byId, subject, turn ? sideOf : undefined);
      if (by === null) continue;
      found.push({
        id: `c${found.length + 1}`,
        attribution: attribution.id,
        by,
        ...asWorded(original, details(document, attribution, one)),
      });
    }
  });
  return found;
}

const holds = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

/** Attributions inside a turn in which its speaker tells of himself: the turn tells the same. */
function ownWords(text: string, attributions: readonly Attribution[]): ReadonlySet<string> {
  const turns = new Set(
    attributions.filter((one) => one.parent === null && one.cue.length === 0).map((one) => one.id),
  );
  return new Set(
    attributions
      .filter(
        ({ parent, source }) =>
          parent !== null &&
          turns.has(parent) &&
          source.length > 0 &&
          source.every((s) => /^(?:I|we|us|me)$/i.test(text.slice(s.start, s.end).trim())),
      )
      .map((one) => one.id),
  );
}

/** Of each attribution what those inside it say: not its own speaker's words. */
function contentsWithin(
  attributions: readonly Attribution[],
): ReadonlyMap<string, readonly Span[]> {
  const out = new Map<string, Span[]>();
  for (const { parent, content } of attributions)
    if (parent !== null) out.set(parent, [...(out.get(parent) ?? []), ...content]);
  return out;
}

/** The clauses of a reported content that bind: none where the first is unlikely to. */
function likelyClauses(text: string, attribution: Attribution, draft: Draft): readonly Clause[] {
  const [first, ...more] = clausesOf(text, attribution);
  if (first === undefined || isAsked(text, first.sentence)) return [];
  // "Lund refused to pay": what is told behind it is the contrary.
  if (REFUSED.test(wordsAt(text, attribution.cue))) return [];
  const likely = bindingLikelihood(attribution, draft, first);
  return likely * attribution.score < LEAST ? [] : [first, ...more];
}

/** "Has the board agreed to pay?" binds nobody, nor "Does it plan to pay — to pay all?". */
const isAsked = (text: string, { start, end }: Span): boolean =>
  text.slice(end - 2, end + 1).includes("?") ||
  (/^[^.!?\n]*\?/.test(text.slice(end, end + REST)) &&
    ASKING.test(text.slice(Math.max(0, start - REST), start)));
/** The start of a question, up to what is asked about. */
const ASKING =
  /(?:^|[.!?:\n]\s*|\bQ\s+)(?:(?:And|But|So|Then|Okay|Well|First),? )?(?:Does|Do|Did|Will|Would|Has|Have|Is|Are|Can|Could|Should|When|How|Why)\b[^.!?\n]*$/;
/** Code units beside a content in which its question is looked for. */
const REST = 120;

/** Those who ask or give the floor announce their questions, and that is all. */
const isFloor = (text: string, { cue, source }: Attribution): boolean =>
  cue.length === 0 &&
  source.map((s) => text.slice(s.start, s.end)).some((label) => isAsker(label) || isHost(label));

/** The deadline in the words of the document, line ends and all. */
function asWorded<T extends { readonly deadline: Deadline | null }>(
  { text }: TextDocument,
  one: T,
): T {
  if (one.deadline === null) return one;
  const { start, end } = one.deadline.span;
  return { ...one, deadline: { ...one.deadline, text: text.slice(start, end) } };
}

function details(
  document: TextDocument,
  attribution: Attribution,
  clause: Clause,
): Pick<Commitment, "action" | "condition" | "deadline"> {
  const { text } = document;
  const { sentence } = clause;
  const at = clause.bound?.at ?? 0;
  const told = conditionIn(text.slice(sentence.start, sentence.end), at);
  const condition =
    told === null
      ? (clause.condition ?? null)
      : { start: sentence.start + told.start, end: sentence.start + told.end };
  const start = sentence.start + at;
  const trailing = told !== null && told.start > at + 2;
  const end = trailing ? sentence.start + told.start : sentence.end;
  const beyond = clause.bound === null ? 0 : (BEYOND_ACT.exec(text.slice(start, end))?.index ?? 0);
  const whole = { start, end: beyond > 0 ? start + beyond : end };
  const said = hull([...attribution.cue, ...attribution.content]);
  const rest = restOfSentence(text, sentence, said.end);
  const over = BEYOND_ACT.exec(text.slice(rest.start, rest.end))?.index ?? rest.end - rest.start;
  const behind = { start: rest.start, end: rest.start + over };
  return {
    action: withoutMarks(text, whole) ?? trimSpan(text, sentence),
    condition,
    deadline: deadlineIn(text, sentence, condition, behind, document.published, whole.end),
  };
}
