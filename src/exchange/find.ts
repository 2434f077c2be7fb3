import type { Attribution } from "../attribution/attribution.js";
import { isAsker } from "../attribution/turns.js";
import type { TextDocument } from "../text/document.js";
import { endsAsking } from "../text/question.js";
import { isNameless } from "../text/speaker-label.js";
import type { Span } from "../text/span.js";
import { exchangesOfArticle } from "./article.js";
import type { Exchange, Named } from "./exchange.js";
import { replyOf } from "./reply.js";
import { asksBack, asksLeave, goesOn, isBroken, isNod, isQuestion, keepsFloor } from "./turns.js";

/** Questions with what answered them: of a transcript by its turns, of an article by its words. */
export function findExchanges(
  document: TextDocument,
  attributions: readonly Attribution[],
  speakers: readonly Named[],
): readonly Exchange[] {
  return document.turns.length > 0
    ? ofTurns(document, attributions)
    : exchangesOfArticle(document.text, attributions, speakers);
}

interface SaidTurn {
  readonly id: string;
  readonly speaker: string;
  readonly content: Span;
  readonly words: string;
  /** Whether its speaker is one who asks, by the label or by what he does in most of his turns. */
  readonly asker: "label" | "deeds" | null;
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
  const askers = askersAmong(text, turns);
  const said = attributions
    .filter((one) => one.cue.length === 0 && one.parent === null)
    .map((one, i, all): SaidTurn => {
      const content = one.content[0]!;
      const words = text.slice(content.start, content.end);
      const speaker = speakers.get(content.start) ?? "";
      // "MR BRANDT: Were you there?" "A. I was."
      const next = speakers.get(all[i + 1]?.content[0]!.start ?? -1);
      const puts = speaker === "" || (next === "A" && speaker !== "A");
      const asker = puts && endsAsking(words) ? "deeds" : (askers.get(speaker) ?? null);
      return { id: one.id, speaker, content, words, asker };
    });
  const names = namesOf(turns.map((turn) => turn.speaker));
  const examined = said.some(({ speaker }) => speaker === "A");
  /** Where a witness answers, nobody else does: objections and rulings come between. */
  const isWitness = ({ speaker }: SaidTurn): boolean =>
    !examined || /^(?:A|ANSWER|(?:THE )?WITNESS)$/i.test(speaker);
  const out: Exchange[] = [];
  let open: Open = { asked: [], answers: [], back: false };
  const close = (): void => {
    if (open.asked.length > 0) out.push(exchangeOf(text, open));
    open = { asked: [], answers: [], back: false };
  };
  said.forEach((turn, i) => {
    if (turn.asker) {
      const next = said[i + 1];
      // "Does it —" "Let me finish." "— hold?"
      if (open.answers.length === 1 && takesUp(turn, open)) open.answers.pop();
      if (open.answers.length > 0 && !isScrap(turn, next)) close();
      if (open.answers.length === 0 && asks(turn, open, next, said[i + 2])) {
        open.asked.push(turn);
        open.back = false;
      }
    } else if (open.asked.length === 0 || keepsFloor(turn) || !isWitness(turn)) {
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

/** Those who ask by their labels are not all who ask where they put no more than this share of the questions. */
const LEAST_LABELLED = 0.25;
/** Of those who ask by their deeds at least so many turns hold a question, of the others at most so many. */
const ASKS = 0.5;
const ANSWERS = 1 / 3;

/**
 * Who asks: by the labels ("Q"), or, where none of them tells, those half of whose turns hold a
 * question while those of the others seldom do.
 */
function askersAmong(
  text: string,
  turns: TextDocument["turns"],
): ReadonlyMap<string, "label" | "deeds"> {
  const labelled = turns.filter(({ speaker }) => isAsker(speaker));
  const byLabel = new Map(labelled.map(({ speaker }) => [speaker, "label"] as const));
  const counts = new Map<string, { asked: number; all: number }>();
  let questions = 0;
  for (const { speaker, content } of turns) {
    const count = counts.get(speaker) ?? { asked: 0, all: 0 };
    if (text.slice(content.start, content.end).includes("?")) count.asked++;
    count.all++;
    counts.set(speaker, count);
    questions += +text.slice(content.start, content.end).includes("?");
  }
  if (labelled.length > 0 && labelled.length > LEAST_LABELLED * questions) return byLabel;
  const out = new Map<string, "label" | "deeds">(byLabel);
  for (const [speaker, { asked, all }] of counts)
    if (speaker === "" || byLabel.has(speaker)) continue;
    else if (asked >= ASKS * all) out.set(speaker, "deeds");
    else if (asked > ANSWERS * all) return byLabel;
  return out.size < counts.size ? out : byLabel;
}

/** Whether a turn of one who asks puts a question; one known by deeds also tells things. */
const puts = ({ words, asker }: SaidTurn): boolean =>
  asker === "deeds" ? words.includes("?") : isQuestion(words);

/** Whether a turn of one who asks puts a question, or makes an open one clearer. */
function asks(
  turn: SaidTurn,
  open: Open,
  next: SaidTurn | undefined,
  then: SaidTurn | undefined,
): boolean {
  if (isNod(turn.words)) return false;
  if (open.asked.length > 0 && open.back) return true;
  const given = next !== undefined && !next.asker && keepsFloor(next);
  if (given && asksLeave(turn.words)) return false;
  if (turn.speaker === "Q" && next?.speaker === "A") return true;
  return puts(turn) || (given && isPremise(turn, next, then));
}

/** "You said it was dry." "Mm-hmm." "Was it?": what a question rests on, nodded to before it is put. */
const isPremise = ({ words }: SaidTurn, nod: SaidTurn, then: SaidTurn | undefined): boolean =>
  words.split(/\s+/u).length > 4 &&
  isNod(nod.words) &&
  then !== undefined &&
  then.asker !== null &&
  then.words.includes("?");

/** Goes on with the question that the other broke into with a few words. */
const takesUp = (turn: SaidTurn, { asked, answers }: Open): boolean =>
  goesOn(turn.words) &&
  /[—–-]\s*$/u.test(asked.at(-1)!.words) &&
  answers[0]!.words.split(/\s+/u).length <= MOST_BROKEN_INTO;

/** A few words thrown in while the other goes on speaking. */
const isScrap = (turn: SaidTurn, next: SaidTurn | undefined): boolean =>
  !puts(turn) && next !== undefined && !next.asker && goesOn(next.words);

/** Of the same answer: goes on after an interruption, or another of those asked takes the floor. */
const continues = (
  turn: SaidTurn,
  before: SaidTurn | undefined,
  answers: readonly SaidTurn[],
): boolean =>
  goesOn(turn.words) ||
  (before !== undefined && !before.asker && turn.speaker !== answers[0]!.speaker);

/** How many words break into a question and do not answer it. */
const MOST_BROKEN_INTO = 8;

function exchangeOf(text: string, { asked, answers }: Open): Exchange {
  const first = answers[0];
  const { reply, cue } = first
    ? replyOf(text, first.content, asked.at(-1)!.content)
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
    if (!isNameless(speaker))
      for (const word of speaker.toLowerCase().match(/\p{L}[\p{L}’'-]+/gu) ?? [])
        if (!titles.test(word)) out.add(word);
  return out;
}
