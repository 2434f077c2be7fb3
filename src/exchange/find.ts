import type { Attribution } from "../attribution/attribution.js";
import type { TextDocument } from "../text/document.js";
import { hull, type Span } from "../text/span.js";
import type { Exchange } from "./exchange.js";
import { replyOf } from "./reply.js";

/** Questions with what answered them: of a transcript by its turns, of an article by its words. */
export function findExchanges(
  document: TextDocument,
  attributions: readonly Attribution[],
): readonly Exchange[] {
  return document.turns.length > 0
    ? ofTurns(document, attributions)
    : ofArticle(document.text, attributions);
}

/** Speaker lines of those who ask. */
const ASKER = /^(?:Q|QUESTION|REPORTER|INTERVIEWER|AUDIENCE(?: MEMBER)?|PARTICIPANT)$/iu;
/** A turn without a question mark asks all the same if it has so many words. */
const LEAST_WORDS = 12;
/** What a speaker says to keep or take the floor, and no answer. */
const NO_ANSWER =
  /^\W*(?:(?:go ahead|yep|yeah|okay|ok|sorry|sure|hi|thank you|thanks|mm-hmm|please|let me|hold on|one second)\b\W*)+(?:\p{L}+\W*)?$/u;

interface AskedTurn {
  readonly id: string;
  readonly asks: boolean;
  readonly content: Span;
  readonly words: string;
}

function ofTurns({ text, turns }: TextDocument, attributions: readonly Attribution[]): Exchange[] {
  const speakers = new Map(turns.map((turn) => [turn.content.start, turn.speaker]));
  const said = attributions
    .filter((one) => one.cue.length === 0 && one.parent === null)
    .map((one): AskedTurn => {
      const content = one.content[0]!;
      const speaker = speakers.get(content.start) ?? "";
      const words = text.slice(content.start, content.end);
      return { id: one.id, asks: ASKER.test(speaker), content, words };
    });
  const out: Exchange[] = [];
  let asked: string[] = [];
  for (const turn of said) {
    if (turn.asks) {
      if (isQuestion(turn.words)) asked.push(turn.id);
    } else if (asked.length > 0 && !NO_ANSWER.test(turn.words.toLowerCase())) {
      const { reply, cue } = replyOf(text, turn.content);
      out.push({ question: asked, answer: [turn.id], reply, replyCue: cue });
      asked = [];
    }
  }
  if (asked.length > 0)
    out.push({ question: asked, answer: [], reply: "none found", replyCue: null });
  return out;
}

/** Thanks, greetings and scraps of crosstalk ask nothing. */
function isQuestion(words: string): boolean {
  return words.includes("?") || (words.match(/\p{L}+/gu)?.length ?? 0) >= LEAST_WORDS;
}

/** How far behind a reported question its answer is looked for, in code units. */
const REACH = 500;

function ofArticle(text: string, attributions: readonly Attribution[]): Exchange[] {
  const out: Exchange[] = [];
  attributions.forEach((one, i) => {
    const cue = one.cue.map((s) => text.slice(s.start, s.end)).join(" ");
    if (one.act !== "question" || !/\b(?:asked|pressed|questioned)\b/iu.test(cue)) return;
    const end = hull([...one.cue, ...one.content]).end;
    const next = attributions[i + 1];
    if (!next || next.act === "question" || next.parent !== one.parent) return;
    const place = hull([...next.cue, ...next.content]);
    if (place.start - end > REACH || sameSource(one, next)) return;
    const declined = next.act === "refusal" ? hull(next.cue) : null;
    const found = declined
      ? { reply: "declined" as const, cue: declined }
      : replyOf(text, next.content[0]!);
    out.push({ question: [one.id], answer: [next.id], reply: found.reply, replyCue: found.cue });
  });
  return out;
}

/** Whoever asked goes on: no answer to himself. */
const sameSource = (a: Attribution, b: Attribution): boolean =>
  a.speaker !== null && a.speaker === b.speaker && a.source.length > 0;
