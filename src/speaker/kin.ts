import type { NameSpan } from "../tagger/tagged.js";
import { overlapping } from "../text/span.js";
import type { Gender } from "./entity.js";
import { isPersonNoun } from "./kind.js";

const FEMALE_KIN = "wife|mother|daughter|sister|widow";
const MALE_KIN = "husband|father|son|brother|widower";
/** For patterns: whom one is related to. */
export const KIN = `${FEMALE_KIN}|${MALE_KIN}`;

/** "his wife, Ghita Lund", "her brother Ivo Lund". */
const BEFORE = new RegExp(
  `\\b(?:(${FEMALE_KIN}|first lady|actress|(?:congress|council|assembly|business|chair|spokes|police)woman)|(${MALE_KIN}|(?:congress|council|assembly|alder|business)man)),? $`,
  "iu",
);
const KIN_BEFORE = new RegExp(`\\b(?:${KIN}|first lady),? $`, "iu");
/** "Ada Lund, Ivo’s wife,". */
const BEHIND = new RegExp(`^, \\p{Lu}[\\p{L}-]+['’]s? (?:(${FEMALE_KIN})|(${MALE_KIN}))\\b`, "u");
/** "Ivo Lund, who fishes with his wife"; not "Ivo Lund, his wife and …". */
const SPOUSE =
  /^([^.!?“”"‘\n]*?)(?<!,(?: and)? )\b(?:(his) (?:\p{Ll}+ )?wife|her (?:\p{Ll}+ )?husband)\b/u;
const REACH = 80;

const genderOf = (kin: RegExpExecArray | null): Gender | null =>
  kin && (kin[1] === undefined ? "male" : "female");

/** The gender that a noun right before a name shows. */
export const kinGender = (text: string, at: number): Gender | null =>
  genderOf(BEFORE.exec(text.slice(Math.max(0, at - 16), at)));

/** Whether the name there is that of somebody's kin ("his father, Ivo"). */
export const isKin = (text: string, at: number): boolean =>
  KIN_BEFORE.test(text.slice(Math.max(0, at - 16), at));

/** The gender that a name's spouse shows behind it; `next`: where the next person's name begins. */
export function spouseGender(text: string, end: number, next: number): Gender | null {
  const behind = text.slice(end, Math.min(next, end + REACH));
  const kin = genderOf(BEHIND.exec(behind));
  if (kin) return kin;
  const own = SPOUSE.exec(behind);
  const between = own?.[1]!.match(/\p{Ll}+/gu) ?? [];
  if (!own || between.some((word) => isPersonNoun(word) || POSSESSIVE.test(word))) return null;
  return own[2] ? "male" : "female";
}
const POSSESSIVE = /^(?:his|her)$/u;

const NAMED = new RegExp(
  `\\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:\\p{Ll}+ )?(?:${KIN}),? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)\\b)(\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)?)(?![\\p{L}-])`,
  "gu",
);

/** Names, and those of somebody's kin that the model did not see, or not whole ("her brother Ivo"). */
export function withKin(text: string, names: readonly NameSpan[]): readonly NameSpan[] {
  const missed = [...text.matchAll(NAMED)].flatMap((match): NameSpan[] => {
    const end = match.index + match[0].length;
    const span = { start: end - match[1]!.length, end };
    const seen = overlapping(names, span, (one) => one.span);
    const cut = seen.length === 1 && seen[0]!.span.start > span.start && seen[0]!.span.end === end;
    return seen.length === 0 || cut ? [{ span, kind: "person", score: 1 }] : [];
  });
  if (missed.length === 0) return names;
  const whole = new Set(missed.map(({ span }) => span.end));
  return [...names.filter(({ span }) => !whole.has(span.end)), ...missed].sort(
    (a, b) => a.span.start - b.span.start,
  );
}
