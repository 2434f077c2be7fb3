import type { Attribution } from "../attribution/attribution.js";
import type { TextDocument } from "../text/document.js";
import { hull, type Span } from "../text/span.js";
import type { Exchange } from "./exchange.js";
import { replyOf } from "./reply.js";
import {
  asksBack,
  asksLeave,
  goesOn,
  isAsker,
  isBroken,
  isNod,
  isQuestion,
  keepsFloor,
} from "./turns.js";

/** Questions with what answered them: of a transcript by its turns, of an article by its words. */
export function findExchanges(
  document: TextDocument,
  attributions: readonly Attribution[],
): readonly Exchange[] {
  return document.turns.length > 0
    ? ofTurns(document, attributions)
    : ofArticle(document.text, attributions);
}

interface SaidTurn {
  readonly id: string;
  readonly speaker: string;
  readonly content: Span;
  readonly words: string;
}

/** Questions that wait, and what has answered them so far. */
interface Open {
  readonly asked: SaidTurn[];
  readonly answers: SaidTurn[];
  /** The one asked has asked back. */
  back: boolean;
}

function ofTurns({ text, turns }: TextDocument, attributions: readonly Attribution[]): Exchange[] {
  const speakers = new Map(turns.map((turn) => [turn.content.start, turn.speaker]));
  const said = attributions
    .filter((one) => one.cue.length === 0 && one.parent === null)
    .map((one): SaidTurn => {
      const content = one.content[0]!;
      const words = text.slice(content.start, content.end);
      return { id: one.id, speaker: speakers.get(content.start) ?? "", content, words };
    });
  const names = namesOf(turns.map((turn) => turn.speaker));
  const out: Exchange[] = [];
  let open: Open = { asked: [], answers: [], back: false };
  const close = (): void => {
    if (open.asked.length > 0) out.push(exchangeOf(text, open));
    open = { asked: [], answers: [], back: false };
  };
  said.forEach((turn, i) => {
    if (isAsker(turn.speaker)) {
      const next = said[i + 1];
      if (open.answers.length > 0 && !isScrap(turn, next)) close();
      if (open.answers.length === 0 && asks(turn, open, next)) {
        open.asked.push(turn);
        open.back = false;
      }
    } else if (open.asked.length === 0 || keepsFloor(turn)) {
      return;
    } else if (open.answers.length === 0) {
      if (isBroken(turn.words) || asksBack(turn, names)) open.back = true;
      else open.answers.push(turn);
    } else if (!asksBack(turn, names) && continues(turn, said[i - 1], open.answers)) {
      open.answers.push(turn);
    }
  });
  close();
  return out;
}

/** Whether a turn of one who asks puts a question, or makes an open one clearer. */
function asks(turn: SaidTurn, open: Open, next: SaidTurn | undefined): boolean {
  if (isNod(turn.words)) return false;
  if (open.asked.length > 0 && open.back) return true;
  if (!isQuestion(turn.words)) return false;
  const given = next !== undefined && !isAsker(next.speaker) && keepsFloor(next);
  return !(given && asksLeave(turn.words));
}

/** A few words thrown in while the other goes on speaking. */
const isScrap = (turn: SaidTurn, next: SaidTurn | undefined): boolean =>
  !isQuestion(turn.words) && next !== undefined && !isAsker(next.speaker) && goesOn(next.words);

/** Of the same answer: goes on after an interruption, or another of those asked takes the floor. */
const continues = (
  turn: SaidTurn,
  before: SaidTurn | undefined,
  answers: readonly SaidTurn[],
): boolean =>
  goesOn(turn.words) ||
  (before !== undefined && !isAsker(before.speaker) && turn.speaker !== answers[0]!.speaker);

function exchangeOf(text: string, { asked, answers }: Open): Exchange {
  const first = answers[0];
  const { reply, cue } = first
    ? replyOf(text, first.content)
    : { reply: "none found" as const, cue: null };
  return {
    question: asked.map((one) => one.id),
    answer: answers.map((one) => one.id),
    reply,
    replyCue: cue,
  };
}

/** The names in speaker lines, word by word: `MR. LUND` gives `lund`. */
function namesOf(speakers: readonly string[]): ReadonlySet<string> {
  const titles = /^(?:mr|mrs|ms|dr|secretary|president|the|vice|senator|general|administrator)$/u;
  const out = new Set<string>();
  for (const speaker of new Set(speakers))
    for (const word of speaker.toLowerCase().match(/\p{L}[\p{L}’'-]+/gu) ?? [])
      if (!titles.test(word)) out.add(word);
  return out;
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
