/**
 * What a turn of a transcript does in the talk, by its own words: whether it asks, only keeps or
 * hands over the floor, asks back, or answers. (Turn-taking: Sacks, Schegloff and Jefferson 1974.)
 */

import { isHost } from "../attribution/turns.js";

/** A turn without a question mark asks all the same if it has so many words. */
const LEAST_WORDS = 11;
/** A turn that asks back, or hands the question on, is no longer than this. */
const MOST_BACK = 35;
/** And one that asks leave to ask. */
const MOST_LEAVE = 25;

/** What a speaker says to keep or take the floor, and no answer. */
const NO_ANSWER =
  /^\W*(?:(?:go ahead|yep|yeah|okay|ok|sorry|apologies|sure|hi|hello|well|thank you|thanks|mm-hmm|uh-huh|please|let me(?: (?:just )?finish)?|hold on|one second|next question|i was misunderstanding your question|i (?:didn['’]t|did not) hear you|of course|you['’]re welcome|laughter|crosstalk|inaudible)\b\W*)+(?:\p{L}+\W*)?$/u;
/** Gives the floor to somebody by name. */
const NEXT =
  /^\W*(?:okay[,.] |all right[,.] )?(?:let['’]s (?:go to|move on)|let me (?:just )?(?:go|turn|come) to|(?:we|i)['’]ll (?:go|come) to|next (?:up|is|we)|over to)\b/u;
/** Asks for the floor, not for an answer. */
const LEAVE =
  /\b(?:(?:can|may|could|might) (?:i|we)|if (?:i|we) (?:can|could|may|might)|i(?:['’]m going to|['’]ll| want to| wanted to| have| suspect| just)|let me|one more|two (?:more )?questions?|my first question|follow[- ]up|quick (?:one|question))\b/u;
/** Asks for the floor and puts the question at once. */
const ASKED_TOO = /\?\s+\p{L}[^?]*\?|(?:whether|about how|why|what|when|who)\b[^?]*\?\s*$/u;
/** A question begun and cut off. */
const CUT_OFF =
  /\b(?:what|why|how|when|where|who|(?:do|does|did|is|are|was|were|will|would|can|could|have|has|should) (?:you|he|she|it|they|we|there|that|the))\b.*[—–-]\s*$/u;

export interface Said {
  readonly speaker: string;
  readonly words: string;
}

const count = (words: string): number => words.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;

/** Thanks, greetings and scraps of crosstalk ask nothing. */
export function isQuestion(words: string): boolean {
  return words.includes("?") || count(words) >= LEAST_WORDS || CUT_OFF.test(words.toLowerCase());
}

/** "Can I follow up?", "One more question": true only where nothing is asked yet. */
export function asksLeave(words: string): boolean {
  const lower = words.toLowerCase();
  return count(words) <= MOST_LEAVE && LEAVE.test(lower) && !ASKED_TOO.test(lower);
}

/** Keeps, takes or gives the floor. */
export function keepsFloor({ speaker, words }: Said): boolean {
  const lower = words.toLowerCase();
  return isHost(speaker) || NO_ANSWER.test(lower) || (NEXT.test(lower) && count(words) <= 15);
}

/** "It was. Okay, Priya?": who is next, behind what is said. */
const HANDS_OVER =
  /(?<=[.!?—–-]["”’)]?\s{1,9})(?<!\b(?:Dr|Mr|Ms|Mrs|Sen|Rep|Gov|St)\.\s{1,9})(?:(?:[Oo]kay|OK|[Yy]es|[Yy]eah|[Aa]nd|[Aa]ll right|[Nn]ext|[Ss]ure|[Gg]o ahead|[Tt]hanks|[Tt]hank you)[,.]? )*\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?\?\s*$/u;

/** "The wall, or the gate?": the question is not understood yet, or is for somebody else. */
export function asksBack(said: Said, names: ReadonlySet<string>): boolean {
  const words = said.words.replace(HANDS_OVER, "").trimEnd();
  const n = count(words);
  if (
    n <= MOST_BACK &&
    /\?[”")\]]*(?:\s*(?:or|are you|is it|and|do you mean)?\s*[—–-]+)?\s*$/i.test(words)
  )
    return true;
  // "Dr. Lund first": a name, and nothing else.
  return (
    n <= 6 &&
    (words.match(/\p{Lu}[\p{L}’'-]+/gu) ?? []).some((word) => names.has(word.toLowerCase()))
  );
}

/** Interrupted before anything was said, or cut off while asking back ("About the wall or —"). */
export const isBroken = (words: string): boolean =>
  (count(words) <= 4 || (count(words) <= 10 && /\bor\b/i.test(words))) &&
  /[—–-]\s*(?:\([^)]*\)\W*)?$/u.test(words);

/** Yes and the like: says nothing of what is asked. */
export const isNod = (words: string): boolean =>
  /^\W*(?:(?:yes|yeah|yep|mm-hmm|uh-huh|right|okay|ok|no|so|but|and|thank you|thanks|thank you so much)\b\W*)+$/i.test(
    words,
  );

/** Takes up what was cut off. */
export const goesOn = (words: string): boolean => /^\s*[—–-]/u.test(words);
