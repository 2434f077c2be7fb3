import type { Attribution } from "../attribution/attribution.js";
import type { Draft } from "../attribution/draft.js";
import { isAsker, isHost } from "../attribution/turns.js";
import type { Speaker } from "../speaker/speaker.js";
import type { TextDocument } from "../text/document.js";
import { hull, trimSpan, type Span } from "../text/span.js";
import { bindingLikelihood } from "./binding.js";
import { type Clause, clauseOf, clausesOfTurn, restOfSentence } from "./clause.js";
import type { Commitment } from "./commitment.js";
import { withoutMarks } from "./marks.js";
import { deadlineIn } from "./deadline.js";
import { boundParty, subjectOf } from "./party.js";
import { partyToldOf } from "./subject.js";
import { conditionIn, OPENING } from "./wording.js";

/** How likely it must be that an attribution is right and binds, chosen on PolNeAR `dev`: from 0.34 to 0.46 F1 differs by half a point. */
const LEAST = 0.4;
/** `I’m not going to get into that`: what one does not talk about is a refusal, no act. */
const DECLINES =
  /(?:\b(?:not|never) (?:going to |planning to )|\b(?:will|would) (?:not|never) |\b(?:won|wouldn)['’]t )(?:get into|go into|comment|speculate|discuss|talk|speak|say|answer|respond|elaborate)\b/i;
const LEAD =
  /^["“'‘]?(?:then )?(?:that )?(?:(?:(?:he|she|they|it|I|we)(?:['’](?:ll|d)| will| would)|to)\s+|(?:(?:he|she|they|it|I|we)\s+)?(?:(?:['’](?:s|re)|is|are|was|were)\s+)?(?:going|plans|planned|planning|plan|intends?|intended|agreed|promised|pledged|vowed|decided|willing|ready|prepared) to )/i;

/**
 * What the attributions bind their sources to: promises, vows, threats to act, announced plans,
 * agreements, whatever else they do. In the order of the attributions; one each, but for the turns
 * of transcripts, which may promise several things. A denied attribution binds nobody.
 */
export function findCommitments(
  document: TextDocument,
  attributions: readonly Attribution[],
  drafts: readonly Draft[],
  speakers: readonly Speaker[],
): readonly Commitment[] {
  const byId = new Map(speakers.map((one) => [one.id, one]));
  const found: Commitment[] = [];

  const own = ownWords(document.text, attributions);
  const within = contentsWithin(attributions.filter((one) => !own.has(one.id)));
  attributions.forEach((attribution, index) => {
    if (isFloor(document.text, attribution) || own.has(attribution.id)) return;
    if (attribution.negated) return;
    const turn = drafts[index]?.by === "turn";
    const theirs = within.get(attribution.id) ?? [];
    const clauses = turn
      ? clausesOfTurn(document.text, attribution)
      : likelyClause(document.text, attribution, drafts[index]!);
    for (const one of clauses) {
      const at = one.sentence.start + (one.bound?.at ?? 0);
      if (theirs.some((span) => span.start <= at && at < span.end)) continue;
      const subject = subjectOf(document, one, turn);
      const by = subject === null ? null : boundParty(document.text, attribution, byId, subject);
      if (by === null) continue;
      found.push({
        id: `c${found.length + 1}`,
        attribution: attribution.id,
        by,
        ...details(document, attribution, one),
      });
    }
  });
  return found;
}

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

/** The clause of a reported content that binds, or none. */
function likelyClause(text: string, attribution: Attribution, draft: Draft): readonly Clause[] {
  const clause = clauseOf(text, attribution);
  if (clause === null || isAsked(text, clause.sentence)) return [];
  const { sentence, bound } = clause;
  if (
    attribution.quotation === "direct" &&
    bound === null &&
    DECLINES.test(text.slice(sentence.start, sentence.end))
  )
    return [];
  const likely = bindingLikelihood(attribution, draft, clause);
  if (likely * attribution.score < LEAST) return [];
  return [{ ...clause, bound: bound ?? partyToldOf(text.slice(sentence.start, sentence.end)) }];
}

/** "Has the board agreed to pay?" binds nobody. */
const isAsked = (text: string, { end }: Span): boolean =>
  text.slice(end - 2, end + 1).includes("?");

/** Those who ask or give the floor announce their questions, and that is all. */
const isFloor = (text: string, { cue, source }: Attribution): boolean =>
  cue.length === 0 &&
  source.map((s) => text.slice(s.start, s.end)).some((label) => isAsker(label) || isHost(label));

function details(
  document: TextDocument,
  attribution: Attribution,
  { sentence, bound }: Clause,
): Pick<Commitment, "action" | "condition" | "deadline"> {
  const { text } = document;
  const words = text.slice(sentence.start, sentence.end);
  const conditional = conditionIn(words, bound?.at ?? 0);
  const opens = conditional !== null && OPENING.test(words.slice(0, conditional.start));
  const from = opens ? words.slice(conditional.end).search(/[^\s,—–-]/u) + conditional.end : 0;
  const at = bound?.at ?? from + (LEAD.exec(words.slice(from))?.[0].length ?? 0);
  const trailing = conditional !== null && conditional.start > at + 2;
  const whole = {
    start: sentence.start + at,
    end: trailing ? sentence.start + conditional.start : sentence.end,
  };
  const condition =
    conditional === null
      ? null
      : {
          start: sentence.start + conditional.start,
          end: sentence.start + conditional.end,
        };
  const { end } = hull([...attribution.cue, ...attribution.content]);
  const behind = restOfSentence(text, sentence, end);
  return {
    action: withoutMarks(text, whole) ?? trimSpan(text, sentence),
    condition,
    deadline: deadlineIn(text, sentence, condition, behind, document.published),
  };
}
