import type { Attribution } from "../attribution/attribution.js";
import type { TextDocument } from "../text/document.js";
import type { Span } from "../text/span.js";
import { exchangesOfArticle } from "./article.js";
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
    : exchangesOfArticle(document.text, attributions);
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
      if (open.answers.length === 0 && asks(turn, open, next, said[i + 2])) {
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
function asks(
  turn: SaidTurn,
  open: Open,
  next: SaidTurn | undefined,
  then: SaidTurn | undefined,
): boolean {
  if (isNod(turn.words)) return false;
  if (open.asked.length > 0 && open.back) return true;
  const given = next !== undefined && !isAsker(next.speaker) && keepsFloor(next);
  if (given && asksLeave(turn.words)) return false;
  return isQuestion(turn.words) || (given && isPremise(turn, next, then));
}

/** "You said it was dry." "Mm-hmm." "Was it?": what a question rests on, nodded to before it is put. */
const isPremise = ({ words }: SaidTurn, nod: SaidTurn, then: SaidTurn | undefined): boolean =>
  words.split(/\s+/u).length > 4 &&
  isNod(nod.words) &&
  then !== undefined &&
  isAsker(then.speaker) &&
  then.words.includes("?");

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
