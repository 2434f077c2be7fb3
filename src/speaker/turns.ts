import type { TextDocument, Turn } from "../text/document.js";
import { firstEndingAfter, type Span } from "../text/span.js";
import { isNameless, OFFICE_HOLDER, surnameLast } from "../text/speaker-label.js";
import type { NameMention } from "./entity.js";
import { NEWSPAPERS } from "./lexicon.js";
import type { SpeakerKind } from "./speaker.js";
import { titleBefore } from "./roles.js";

export interface TurnSpeaker {
  readonly name: string;
  readonly kind: SpeakerKind;
  /** What the label tells behind the name ("ADA LUND, PRESS SECRETARY"), or null. */
  readonly title: string | null;
}

/**
 * Who speaks in each turn, by the turn's content start. A label's surname becomes the full name that
 * the document prints anywhere ("MS. PSAKI" → the one Psaki named in full); `Q` is an unnamed reporter.
 */
export function turnNames(
  document: TextDocument,
  names: readonly NameMention[],
): ReadonlyMap<number, TurnSpeaker> {
  const out = new Map<number, TurnSpeaker>();
  const known = new Map<string, TurnSpeaker>();
  const people = new Set(
    names.flatMap(({ entity }) => (entity.kind === "person" ? [entity.name] : [])),
  );
  for (const turn of document.turns) {
    const speaker = surnameLast(turn.speaker);
    const holder = OFFICE_HOLDER.exec(speaker)?.[2];
    const whole = capitalised(holder ?? speaker.split(",")[0]!.trim());
    const name = withoutOffice(whole);
    if (isNameless(speaker)) continue;
    const capitals = /^(?!THE )\p{Lu}[\p{Lu}.’'-]+(?: \p{Lu}\.)? [\p{Lu}’'-]+$/u.test(speaker);
    const printed = FULL.test(speaker) || speaker.includes(",") || holder !== undefined;
    if ((printed || capitals || name !== whole) && FULL.test(name)) people.add(name);
  }
  const hearing = hearingOf(document);
  for (const turn of document.turns) {
    if (turn.label === null) continue;
    let speaker = known.get(turn.speaker);
    if (!speaker) {
      speaker = speakerOf(surnameLast(turn.speaker), document, [...people]);
      known.set(turn.speaker, speaker);
    }
    out.set(turn.content.start, hearing?.(turn, [...people]) ?? speaker);
  }
  return out;
}

/** Before one spoken to, behind a border of sentences: "Yes, Petra.", "Go ahead, Petra." */
const CALLS =
  /(?:^|[.?!—–-]["”]?\s+|\n\s*)((?:(?:yes|yeah|no|okay|ok|all right|sure|and|so|well|sorry|hi|hello|go ahead|thanks?|thank you|over to|back to|let['’]s go to|we['’]ll go to|i['’]ll go to),?\s+){0,3})(?:(?:mrs?|ms|dr)\.? )?$/iu;
/** For patterns: behind the name by which a turn hands over. */
export const HANDING_OVER =
  "go ahead|please|you(?:['’]re| are) next|your turn|in the back|over there";
const HANDS_OVER = new RegExp(`^(?:,?\\s+(?:${HANDING_OVER}))?[.,?!—–-]*\\s*$`, "iu");
/** "A power company, Kallio,". */
const APPOSED = /\b(?:an?|the|my|our|your|his|her|its|their) (?:[\p{L}-]+ ){0,4}[\p{L}-]+,\s+$/iu;
const CALLED_WITHIN = 60;

/**
 * Whether a name in a turn is that of one spoken to: the turn ends on it ("I'd refer you to the board. Petra."), it
 * stands behind what one says to somebody ("Thank you, Petra."), or is a single name between commas.
 */
export function isSpokenTo({ text, turns }: TextDocument, span: Span): boolean {
  const turn = turns[firstEndingAfter(turns, span.start, (one) => one.content)];
  if (!turn || span.start < turn.content.start) return false;
  const { start, end } = turn.content;
  const before = text.slice(Math.max(start, span.start - CALLED_WITHIN), span.start);
  const behind = text.slice(span.end, Math.min(end, span.end + CALLED_WITHIN));
  const called = CALLS.exec(before);
  if (called) {
    const opens = called[1] !== "" || span.start - before.length === start;
    return HANDS_OVER.test(behind) || (opens && /^[.,?!]/u.test(behind));
  }
  const single = /^\p{L}+$/u.test(text.slice(span.start, span.end));
  return (
    single && /,\s+$/u.test(before) && !APPOSED.test(before) && /^[.,?!](?!\s+and\b)/u.test(behind)
  );
}

/** "BY MR. BRANDT:", in a line of its own: who puts the questions from there on. */
const EXAMINES = /^[ \t]*(?:\d{1,2}[ \t]+)?BY ((?:M[RS]S?\.?|DR\.?) [^\n\p{Ll}:]{2,40}):/gmu;
/** "ADA LUND, having been first duly sworn": who answers them. */
const SWORN =
  /^[ \t]*(?:\d{1,2}[ \t]+)?((?:\p{Lu}[\p{Lu}.’'-]* ){1,3}\p{Lu}{2}[\p{Lu}’'-]*),[^:?]{0,200}?\b(?:sworn|affirmed)\b/gmu;

interface Called extends Span {
  readonly name: string;
}

const placed = (found: Iterable<RegExpExecArray>): readonly Called[] =>
  [...found].map(({ index, 0: { length }, 1: name }) => ({
    start: index,
    end: index + length,
    name: name!,
  }));

/** Who asks and who answers by the letters "Q" and "A" of a hearing, where it tells; null of what is none. */
function hearingOf(
  document: TextDocument,
): ((turn: Turn, people: readonly string[]) => TurnSpeaker | null) | null {
  const { text } = document;
  const asking = placed(text.matchAll(EXAMINES));
  const answering = placed(text.matchAll(SWORN));
  if (asking.length === 0 && answering.length === 0) return null;
  const last = (found: readonly Called[], at: number): string | undefined =>
    found[firstEndingAfter(found, at, (one) => one) - 1]?.name;
  return ({ speaker, span }, people) => {
    const answers = /^(?:A|(?:THE )?WITNESS)$/u.test(speaker);
    if (!answers && speaker !== "Q") return null;
    const label = last(answers ? answering : asking, span.start);
    if (label === undefined)
      return answers ? { name: "witness", kind: "unnamed", title: null } : null;
    return { name: fullName(label, document, people), kind: "person", title: null };
  };
}

/** A label that is a full name: others may give the surname alone. */
const FULL = /^\p{Lu}\p{Ll}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*)* \p{Lu}\p{Ll}[\p{L}’'-]+$/u;
/** Those who speak by what they are, in court or in the chair; who has no name is told elsewhere. */
const ROLE =
  /^(?:(?:(?:the|mr\.?|madam) )?(?:(?:acting|deputy|vice|presiding|prospective) )?(?:speaker(?: pro tempore)?|court|witness|defendant|plaintiff|clerk|interpreter|bailiff|juror|chair(?:man|woman|person)?|officer|foreperson|reporter|videographer)|unidentified .+|senior .*|.*official.*|aide|staff|photojournalist|speaker[ _]\d+)$/iu;

/** Whose interview a text's first line says that it is: "Interview: Ada Lund on ferries", "Q&A with Ada Lund". */
const INTERVIEW =
  /^(?:(?:An? |Exclusive |EXCLUSIVE )?(?:[Ii]nterview|INTERVIEW)|Q ?& ?A|Q and A)(?: with|:) ((?:\p{Lu}[\p{L}.’'-]+ ?){2,4})/u;

/** "The Courier", "THE COURT", "Selwyn Times". */
const BODY = new RegExp(
  `^(?:THE ((?:\\p{Lu}[\\p{L}’'-]* )*(?:COURT|${NEWSPAPERS.toUpperCase()}))|((?:\\p{Lu}[\\p{L}’'-]* )+(?:TIMES|HERALD|TRIBUNE|GAZETTE|CHRONICLE|OBSERVER|MAGAZINE|NEWS)))$`,
  "iu",
);

function speakerOf(label: string, document: TextDocument, people: readonly string[]): TurnSpeaker {
  if (/^(?:Q|QUESTION|Question)$/u.test(label))
    return { name: "reporter", kind: "unnamed", title: null };
  if (/^A(?:NSWER)?$/u.test(label)) {
    const top =
      document.title ?? document.text.slice(document.body.start, document.body.start + 200);
    const name = INTERVIEW.exec(top.split("\n")[0]!)?.[1]?.trim() ?? onlyMet(document);
    return name
      ? { name, kind: "person", title: null }
      : { name: "interviewee", kind: "unnamed", title: null };
  }
  const called = BODY.exec(label);
  const body = called?.[1] ?? called?.[2];
  if (body) {
    const name = /^COURT$/iu.test(body) ? "court" : capitalised(body);
    return { name, kind: "organization", title: null };
  }
  const holder = OFFICE_HOLDER.exec(label);
  if (holder)
    return { name: fullName(holder[2]!, document, people), kind: "person", title: holder[1]! };
  const comma = label.indexOf(",");
  const full = (comma < 0 ? label : label.slice(0, comma)).trim();
  const office = OFFICE.exec(full);
  const bare = full.slice(office?.[0].length ?? 0);
  const behind = comma < 0 ? "" : label.slice(comma + 1).trim();
  const told = behind === "BYLINE" ? "" : behind;
  const words = told === "" || SUFFIX.test(told) ? office?.[1] : told;
  const title = words === undefined ? null : capitalised(words);
  if (ROLE.test(full) || isNameless(full)) {
    const name = full.toLowerCase().replace(/^(?:the|mr\.?|madam|an?) /u, "");
    return { name, kind: MANY.test(name) ? "group" : "unnamed", title };
  }
  const name = fullName(bare, document, people);
  return { name, kind: "person", title: title ?? titleInHead(name, document) };
}

/** The title by which the document's own title calls somebody: "Press Briefing by Press Secretary Ada Lund". */
function titleInHead(name: string, document: TextDocument): string | null {
  const head = document.title?.replace(/\s/gu, " ") ?? "";
  const start = head.indexOf(name);
  return start < 0 ? null : (titleBefore(head, { start, end: start + name.length })?.title ?? null);
}

/** The full name that the document prints anywhere, of that surname; else the label's, as it is written else. */
function fullName(label: string, document: TextDocument, people: readonly string[]): string {
  if (INITIALS.test(label)) {
    const letters = label.replaceAll(".", "");
    const of = (name: string): boolean => name.replace(/(?<=\p{Lu})[^\p{Lu}]+/gu, "") === letters;
    const [one, ...others] = people.filter(of);
    return one !== undefined && others.length === 0 ? one : label;
  }
  const surname = label.split(" ").pop()!.toLowerCase();
  const whole = (name: string): boolean =>
    name.includes(" ") && name.split(" ").pop()!.toLowerCase() === surname;
  const inTitle = titleNames(document.title ?? "").find(whole);
  return inTitle ?? people.find(whole) ?? capitalised(label);
}

/** "AL", "A.L.": Ada Lund, where she is named. */
const INITIALS = /^(?:\p{Lu}\.?){2,3}$/u;

/** "We spoke to Ada Lund", "in an interview with Ada Lund". */
const MET =
  /\b(?:[Ss]poke (?:to|with)|[Tt]alked (?:to|with)|[Ii]nterviewed|[Ss]at down with|[Cc]aught up with|[Ii]nterview with|[Cc]onversation with) ((?:\p{Lu}[\p{L}.’'-]+ ?){2,4})/gu;
/** "She spoke to the Courier", of one on whom a paragraph opens. */
const HAS_MET = /\b(?:[Ss]?[Hh]e) (?:spoke|talked|sat down|chatted) (?:to|with)\b/u;
const OPENER =
  /(?:^|\n)((?:\p{Lu}[\p{L}.’'-]+ ){1,2}\p{Lu}[\p{L}’'-]+)(?=,| (?:is|was|has|had|runs?|ran|leads|led|wrote|became|won|took|grew|began|started|joined)\b)/gu;
/** "Ada Lund answers your questions". */
const ANSWERS = /((?:\p{Lu}\p{Ll}[\p{L}.’'-]* ){2,3})answers (?:your|our|readers)/gu;
const MET_WITHIN = 3000;

/** The only one with whom what stands before the first turn says that the writer spoke. */
function onlyMet({ text, body, turns }: TextDocument): string | undefined {
  const before = text.slice(
    Math.max(body.start, turns[0]!.span.start - MET_WITHIN),
    turns[0]!.span.start,
  );
  const told = [...before.matchAll(MET), ...before.matchAll(ANSWERS)];
  const met = new Set(
    (told.length === 0 && HAS_MET.test(before) ? [...before.matchAll(OPENER)] : told).map(
      ([, name]) => name!.trim().replace(HONORIFIC, ""),
    ),
  );
  return met.size === 1 ? [...met][0] : undefined;
}

const MANY = /^(?:crowd|audience|.*(?:men|members|reporters))$/u;

/** Runs of capitalised words in a title: "Press Briefing by Press Secretary Ada Lund" gives pairs. */
function titleNames(title: string): string[] {
  const words = title.split(/[\s\u00a0,]+/u);
  const out: string[] = [];
  for (let i = 0; i + 1 < words.length; i++)
    if (/^\p{Lu}/u.test(words[i]!) && /^\p{Lu}/u.test(words[i + 1]!))
      // "Dr. Ada M. Lund".
      out.push(words.slice(i > 0 && /^\p{Lu}\.$/u.test(words[i]!) ? i - 1 : i, i + 2).join(" "));
  return out;
}

/** A part of the name behind a comma. */
const SUFFIX = /^(?:JR|SR|II|III|IV|M\.?D|PH\.?D)\.?$/i;
const HONORIFIC = /^(?:MR|MS|MRS|DR|MISS|(?:THE )?(?:RIGHT )?HON)\.? /iu;
/** "SEN. KALLIO", "VICE PRESIDENT LUND": an office, and the name behind it. */
const OFFICE =
  /^((?:SEN|REP|GOV|GEN|COL|CAPT|ADM|PROF|REV)\.?|(?:VICE |DEPUTY )?PRESIDENT|(?:(?:\p{L}+ ){0,3}(?:PRESS|DEPUTY|ASSISTANT|UNDER) )?SECRETARY|SENATOR|REPRESENTATIVE|GOVERNOR|GENERAL|ADMIRAL|AMBASSADOR|MAYOR|CHAIRMAN|CHAIRWOMAN|CHAIR|(?:CHIEF )?JUSTICE|JUDGE|(?:PRIME )?MINISTER|CHANCELLOR|ADMINISTRATOR|COMMISSIONER|DIRECTOR|SHERIFF|CHIEF|CONGRESS(?:MAN|WOMAN)) (?=\p{Lu})/iu;

const withoutOffice = (name: string): string => name.replace(OFFICE, "");

/** A name printed in capitals, as it is written else. */
export function capitalised(label: string): string {
  const bare = label.replace(HONORIFIC, "");
  if (bare !== bare.toUpperCase()) return bare;
  return bare.replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase());
}
