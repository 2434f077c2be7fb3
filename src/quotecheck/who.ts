import type { TextDocument, Turn } from "../text/document.js";
import { BODY_NAME, FIRM_NAME, KNOWN_BODIES } from "../speaker/lexicon.js";
import type { Claim } from "./claims.js";
import { isNumber } from "./lexicon.js";
import { HANDING_OVER, turnNames } from "../speaker/turns.js";
import type { SpeakerVerdict } from "./quotecheck.js";

const HONORIFICS = new Set(
  (
    "mr mrs ms miss dr prof professor sir dame sen senator rep representative gov governor president vice secretary " +
    "justice judge gen general col colonel lt capt captain sgt adm admiral mayor ambassador minister prime chancellor " +
    "premier director commissioner chairman chairwoman chair congressman congresswoman councillor councilor speaker " +
    "leader spokesman spokeswoman spokesperson press deputy principal assistant national security advisor adviser " +
    "administrator chief attorney the hon honorable former white house under acting first lady"
  ).split(" "),
);
const SUFFIXES = new Set(["jr", "sr", "ii", "iii", "iv", "phd", "md"]);

/** A person's name in the parts by which it is compared, lower case, without titles. */
interface Name {
  readonly given: readonly string[];
  readonly surname: string;
  /** `f` or `m` where an honorific tells. */
  readonly gender: "f" | "m" | null;
}

function nameOf(name: string): Name | null {
  const gender = /^(?:ms|mrs|miss)\b/i.test(name) ? "f" : /^mr\b/i.test(name) ? "m" : null;
  const words = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[’']s\b/gu, "")
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((word) => word !== "" && !HONORIFICS.has(word) && !SUFFIXES.has(word));
  const surname = words.pop();
  return surname === undefined ? null : { given: words, surname, gender };
}

/** Short forms of given names that do not begin as the long one does. */
const SHORT_FORMS: readonly ReadonlySet<string>[] = (
  "robert bob bobby rob|william bill billy will liam|richard dick rick rich|james jim jimmy jamie|john jack johnny jon|" +
  "joseph joe|edward ed ted eddie|margaret peggy meg maggie|elizabeth liz beth betsy eliza|katherine kate kathy cathy katie|" +
  "charles chuck charlie|michael mike mick|anthony tony|thomas tom tommy|henry harry hank|lawrence larry|andrew drew andy|" +
  "alexander alex sasha|susan sue|patricia pat trish patty|jennifer jen jenny|deborah debbie|theodore ted teddy|francis frank|" +
  "nicholas nick|samuel sam|samantha sam|steven steve|stephen steve|daniel dan danny|kenneth ken|ronald ron|donald don|gerald jerry|" +
  "christopher chris kit|rebecca becky|victoria vicky|bernard bernie|timothy tim|philip phil|antony tony|karen kari"
)
  .split("|")
  .map((group) => new Set(group.split(" ")));

function sameGiven(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === 1 || short.length >= 3) if (long.startsWith(short)) return true;
  return SHORT_FORMS.some((group) => group.has(a) && group.has(b));
}

/** "J.P.", "JP": the letters; null for a name that is written out. */
function initialsOf(name: string): string | null {
  const letters = name.replaceAll(/[.\s]/gu, "");
  return /^\p{Lu}{2,3}$/u.test(letters) ? letters.toLowerCase() : null;
}

/** Whether initials are those of a name's given name and surname. */
function areInitialsOf(initials: string, { given, surname }: Name): boolean {
  const letters = [...given, surname].map((part) => part[0]!).join("");
  return initials === letters || initials === letters[0]! + surname[0]!;
}

/** Whether two names may be one person's: the same surname, given names that do not clash. */
export function maySamePerson(a: string, b: string): boolean {
  const first = initialsOf(a);
  const second = initialsOf(b);
  if (first !== null || second !== null) {
    if (first !== null && second !== null) return first === second;
    const written = nameOf(first === null ? a : b);
    return written !== null && areInitialsOf((first ?? second)!, written);
  }
  const one = nameOf(a);
  const two = nameOf(b);
  if (!one || !two) return false;
  if (one.gender && two.gender && one.gender !== two.gender) return false;
  // "Priya" against "Priya Nandan": one given name alone.
  if (one.surname !== two.surname) {
    const [lone, full] = one.given.length === 0 ? [one, two] : [two, one];
    return (
      lone.given.length === 0 && full.given.length > 0 && sameGiven(lone.surname, full.given[0]!)
    );
  }
  if (one.given.length === 0 || two.given.length === 0) return true;
  return sameGiven(one.given[0]!, two.given[0]!);
}

/** A party that is told by what it is, not by a name ("reporter", "a senior official"). */
export const isUnnamed = (name: string): boolean => !/\p{Lu}/u.test(name);

/** Who speaks in each turn of a transcript; null is somebody unnamed. */
export function speakersOfTurns(document: TextDocument): readonly (string | null)[] {
  const { turns } = document;
  const names = turnNames(document, []);
  const president = /\bPresident ((?:\p{Lu}[\p{L}.'’-]+ ?){1,3})/u
    .exec(document.title ?? "")?.[1]
    ?.trim();
  return turns.map((turn, i) => {
    const speaker = names.get(turn.content.start);
    if (speaker && speaker.kind !== "unnamed") {
      if (president && /^THE PRESIDENT$/i.test(turn.speaker)) return president;
      return speaker.name;
    }
    return i > 0 ? calledUpon(document, turns[i - 1]!) : null;
  });
}

const CALLED_UPON = new RegExp(
  `(?:^|[.?!—–-]\\s+|\\n\\s*)(?:(?:[Yy]es|[Oo]kay|[Ss]ure|[Aa]nd|[Gg]o ahead),?\\s+)?(\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)?)(?:,?\\s+(?:${HANDING_OVER}))?[.?!]?\\s*$`,
  "u",
);

/** The name by which the turn before hands over: "Priya, go ahead." */
function calledUpon({ text }: TextDocument, before: Turn): string | null {
  const tail = text.slice(
    Math.max(before.content.start, before.content.end - 60),
    before.content.end,
  );
  const found = CALLED_UPON.exec(tail);
  const name = found?.[1];
  return name && !NO_NAMES.has(name) && !isNumber(name.toLowerCase()) ? name : null;
}

const NO_NAMES = new Set(
  "Yes No Okay Thanks Thank Sure Right Go Great Sorry Please Next Correct Exactly Well So Absolutely Hello Hi Good Yeah True Wait Ahead".split(
    " ",
  ),
);

/**
 * Whether the person whom the draft names said it, where `saidBy` said it. A party without a name,
 * on either side, leaves it unknown.
 */
export function compareSpeakers(by: string | null, saidBy: string | null): SpeakerVerdict {
  if (by === null || saidBy === null) return "unknown";
  if (by.split(" | ").some((one) => maySamePerson(one, saidBy))) return "confirmed";
  if (isUnnamed(by) || isUnnamed(saidBy)) return "unknown";
  // An office alone ("The President") may be anybody's.
  return nameOf(by) && nameOf(saidBy) ? "contradicted" : "unknown";
}

const isBody = (name: string): boolean =>
  KNOWN_BODIES.test(name) || FIRM_NAME.test(name) || BODY_NAME.test(name.split(" ").pop()!);

/**
 * The same of a draft's claim: somebody whom its words may mean as well makes it unknown, and so does
 * a person who may have spoken for the body that it names. A draft that was read wrongly must not accuse.
 */
export function compareClaimed(
  { by, maybe = [], body }: Pick<Claim, "by" | "maybe" | "body">,
  saidBy: string | null,
): SpeakerVerdict {
  const verdict = compareSpeakers(by, saidBy);
  if (verdict !== "contradicted") return verdict;
  const mayBe =
    maybe.some((one) => compareSpeakers(one, saidBy) === "confirmed") ||
    ((body || isBody(by!)) && !isBody(saidBy!));
  return mayBe ? "unknown" : verdict;
}
