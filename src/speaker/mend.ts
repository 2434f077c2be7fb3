import type { NameSpan } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import { datelinePlace, placeWhole } from "./dateline.js";
import { BODY_NAME, HONORIFICS, OFFICES, OFFICES_OF } from "./lexicon.js";
import type { Entity } from "./entity.js";

/** Bodies whose names go on behind a preposition: "Committee for a Sober Budget". */
const GOES_ON =
  /(?:Committee|Center|Centre|Department|Institute|Council|Office|Bureau|University|Board|Association|Fund|Foundation|Coalition|Commission|Ministry|Partnership|Society|Union|College|Bank|House|Court|School|Academy|Agency|Alliance|Campaign|Citizens|Americans)$/u;
/** "Ferry and" that the model parted from the "Harbour Office" behind it. */
const PARTED = /\S and$/u;
const JOINS = /^ (?:of|for|on|to)(?: (?:the|a|an))? $/u;
/** Words that do not end a name. */
const LOOSE_END = /(?:\s+(?:and|or|of|for|the|in|on|at|to)|[\s,;:]+)$/u;
const INITIAL_BEFORE = /(?:^|[\s(“"])((?:\p{Lu}\.\s?){1,2}|\p{Lu}\p{Ll}+-)$/u;
/** A given name of two syllables, as of "Kim Dae-jung": the family's name stands before it. */
const GIVEN = /^\p{Lu}\p{Ll}+-\p{Ll}+$/u;
const FAMILY_BEFORE = /(?:^|[\s(“"])(\p{Lu}\p{Ll}+ )$/u;
const LETTERS_BEHIND = /^(?:\p{Lu}\.)+/u;
/** "Ferry Times review": the review is no part of the body's name. */
const DOCUMENT_TAIL =
  /(?<=\p{L}) (?:poll|survey|review|report|study|analysis|tally|story|article|research)$/u;
/** Behind a place: "Oulu-based". */
const BASED = /^-based\b/;
const LOWER_LEAD = /^(?:\p{Ll}[\p{L}-]*\s+)+(?=\p{Lu})/u;

/** A body's office, and who holds it: "Council President Ada Lund". */
const OFFICE = new RegExp(
  `^(?:\\p{Lu}\\p{L}+ ){1,3}(?:${OFFICES}) (\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{L}+)$`,
  "u",
);

/** "Mayor of " before "Oulu Ines Kallio": the place is no part of the name. */
const OFFICE_OF = new RegExp(`\\b(?:${OFFICES_OF}|${OFFICES_OF.toLowerCase()}) (?:of|for) $`, "u");
const WITH_PLACE = /^\p{Lu}\p{L}+ (?=\p{Lu}\p{Ll}+ \p{Lu}\p{L}+$)/u;

/** What only a person is called, before a word or two: "COUNCILLOR ADA LUND", which in capitals looks like a body. */
const CALLED =
  /\b(?:mrs?|ms|dr|prof|sen|rep|gov|senator|council(?:l?or|man|woman)|congress(?:man|woman))\.? $/i;

const isCalled = (text: string, { start, end }: Span): boolean => {
  const words = text.slice(start, end).split(" ");
  return (
    words.length <= 2 &&
    CALLED.test(text.slice(Math.max(0, start - 16), start)) &&
    !BODY_NAME.test(words[words.length - 1]!)
  );
};

/**
 * Names with their borders put right by the capitals around them: initials before ("R. Ines Kallio"),
 * letters of an abbreviation behind ("F.B.I."), bodies that go on behind a preposition; honorifics
 * that stand alone are no names.
 */
export function mendNames(text: string, names: readonly NameSpan[]): readonly NameSpan[] {
  const out: NameSpan[] = [];
  const headline = text.indexOf("\n");
  const printed = new Set(names.map(({ span }) => text.slice(span.start, span.end)));
  const place = datelinePlace(text);
  for (const [i, told] of names.entries()) {
    const one = place ? placeWhole(text, told, place) : told;
    const seen = border(text, one, out[out.length - 1]);
    const whole = seen && one.kind !== "person" ? asElsewhere(text, seen, printed) : seen;
    const span =
      whole && one.kind !== "person" && whole.end <= headline
        ? inBody(text, whole, headline)
        : whole;
    if (!span) continue;
    const last = out[out.length - 1];
    const long = one.kind !== "person" && span.start < headline;
    if (long && text.slice(span.start, span.end).split(" ").length > MOST_WORDS) continue;
    if (last && isInitial(text, last, span) && one.kind === "person") {
      out[out.length - 1] = { ...one, span: { start: last.span.start, end: span.end } };
      continue;
    }
    if (last && (goesOn(text, last, one.kind, span) || isParted(text, names[i - 1], one))) {
      out[out.length - 1] = { ...last, span: { start: last.span.start, end: span.end } };
      continue;
    }
    const kind = isAbbreviation(text, one, span)
      ? "organization"
      : BASED.test(text.slice(span.end, span.end + 6))
        ? "place"
        : isCalled(text, span)
          ? "person"
          : one.kind;
    const behind = kind === "organization" ? OFFICE.exec(text.slice(span.start, span.end)) : null;
    out.push(
      behind
        ? { ...one, kind: "person", span: { start: span.end - behind[1]!.length, end: span.end } }
        : { ...one, kind, span },
    );
  }
  return out;
}

/** "Jr." behind a name, which is part of it. */
const SUFFIX_BEHIND = /^,? (?:[JS]r\.?|I{2,3}|IV)(?![\p{L}’'])/u;
/** Letters behind a name that are no part of it: "Ada Lund KC". */
const LETTERS_OF_RANK =
  /(?:,? (?:KC|QC|MP|MSP|MEP|TD|CBE|OBE|MBE|DBE|KBE|FRS|Ph\.?D\.?|M\.?D\.?|Esq\.?))+$/u;
/** An office or its letters alone, which the model took for a body. */
const ALONE = new RegExp(
  `^(?:${[...HONORIFICS].join("|")}|${OFFICES}|(?:Solicitor|Attorney|Surgeon|Secretary|Director|Governor|Inspector|Auditor)[ -]General|Ph\\.?D|MBA)\\.?$`,
  "iu",
);
/** So is what it is an office of: "Director of Public Affairs". */
const ALONE_OF = new RegExp(`^(?:${OFFICES_OF}) (?:of|for) `, "u");
/** The year behind the name of a law. */
const YEAR_BEHIND = /^ of (?:1[89]|20)\d\d\b/u;

/** What tells one court of its sort from another. */
const CIRCUIT =
  /^ for the (?:(?:\p{Lu}\p{L}+|of|\d+\p{Ll}+) ){1,4}(?:Circuit|District of \p{Lu}\p{L}+)/u;

/** "Guild of Ferry" that goes on to "Guild of Ferry Hands", a name where it stands elsewhere. */
function asElsewhere(text: string, span: Span, printed: ReadonlySet<string>): Span {
  const circuit = /\bCourt(?: of Appeals)?$/.test(text.slice(span.start, span.end))
    ? CIRCUIT.exec(text.slice(span.end, span.end + 70))
    : null;
  if (circuit) return { start: span.start, end: span.end + circuit[0].length };
  const more = /^(?: \p{Lu}[\p{L}-]*){1,2}/u.exec(text.slice(span.end, span.end + 40))?.[0];
  if (!more) return span;
  const one = more.slice(0, more.indexOf(" ", 1) < 0 ? more.length : more.indexOf(" ", 1));
  for (const rest of [more, one])
    if (printed.has(text.slice(span.start, span.end + rest.length)))
      return { start: span.start, end: span.end + rest.length };
  return span;
}

/** Longer in a headline is the headline itself. */
const MOST_WORDS = 5;

/** "R" of "R. Ines Kallio", "Eva" of "Eva-Maria", "Ada del" of "Ada del Mar Lund": taken for a name of its own. */
function isInitial(text: string, last: NameSpan, span: Span): boolean {
  const word = text.slice(last.span.start, last.span.end);
  const gap = text.slice(last.span.end, span.start);
  return /^(?:\p{Lu}\. |\p{Lu}\p{L}+-|(?:\p{L}+ ){0,2}(?:van|der|den|ter|von|zu|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn) )$/u.test(
    word + gap,
  );
}

/**
 * A headline's name of several words, as far as the body below knows it: headlines set capitals on
 * words that are no part of a name ("Ferry Office Shuts Gates").
 */
function inBody(text: string, span: Span, headline: number): Span | null {
  const words = text.slice(span.start, span.end);
  let end = words.length;
  if (!words.includes(" ") || !CAPITALS.test(text.slice(0, headline))) return span;
  while (end > 0 && text.indexOf(words.slice(0, end), headline) < 0)
    end = words.lastIndexOf(" ", end - 1);
  return end > 0 ? { start: span.start, end: span.start + end } : null;
}

/** A line in which no long word is written small. */
const CAPITALS = /^(?!.*(?:^|\s)\p{Ll}{6,})/u;

function border(text: string, one: NameSpan, before: NameSpan | undefined): Span | null {
  let { start, end } = one.span;
  if (BASED.test(text.slice(end - 1, end + 5))) end--;
  // "KOUL-" of "KOUL-TV".
  if (text[end - 1] === "-")
    end += /^\p{Lu}{2,}(?!\p{Ll})/u.exec(text.slice(end, end + 10))?.[0].length ?? 0;
  const loose = LOOSE_END.exec(text.slice(start, end));
  if (loose) end -= loose[0].length;
  while (start < end && /[‘“"'(]/u.test(text[start]!)) start++;
  if (one.kind === "organization") {
    const lead = LOWER_LEAD.exec(text.slice(start, end));
    if (lead) start += lead[0].length;
    if (/^(?:the|an?)$/iu.test(text.slice(start, end))) return null;
    const year = / (?:Act|Bill)$/u.test(text.slice(start, end))
      ? YEAR_BEHIND.exec(text.slice(end, end + 9))
      : null;
    if (year) end += year[0].length;
    const tail = DOCUMENT_TAIL.exec(text.slice(start, end));
    if (tail) end -= tail[0].length;
    if (/(?:^|\.)\p{Lu}\.?$/u.test(text.slice(start, end))) {
      const rest = text.slice(end, end + 8);
      const more = LETTERS_BEHIND.exec(rest.startsWith(".") ? rest.slice(1) : rest);
      if (more) end += more[0].length + (rest.startsWith(".") ? 1 : 0);
    }
  }
  if (one.kind === "person") {
    const letters = LETTERS_OF_RANK.exec(text.slice(start, end));
    if (letters) end -= letters[0].length;
  }
  if (start >= end || /^(?:the|(?:super )?PACs?)$/iu.test(text.slice(start, end))) return null;
  if (one.kind !== "person" && ALONE.test(text.slice(start, end))) return null;
  if (one.kind === "organization" && ALONE_OF.test(text.slice(start, end))) return null;
  if (one.kind === "person") {
    const word = text.slice(start, end).toLowerCase().replace(/\.$/u, "");
    if (HONORIFICS.has(word)) return null;
    const place = WITH_PLACE.exec(text.slice(start, end));
    if (place && OFFICE_OF.test(text.slice(Math.max(0, start - 24), start)))
      start += place[0].length;
    const lead = (GIVEN.test(text.slice(start, end)) ? FAMILY_BEFORE : INITIAL_BEFORE).exec(
      text.slice(Math.max(0, start - 14), start),
    )?.[1];
    const suffix = /\s/u.test(text.slice(start, end))
      ? SUFFIX_BEHIND.exec(text.slice(end, end + 6))
      : null;
    if (suffix) end += suffix[0].length;
    const free = before === undefined || before.span.end <= start - (lead?.length ?? 0);
    if (lead && free) start -= lead.length;
  }
  return { start, end };
}

function goesOn(text: string, last: NameSpan, kind: string, span: Span): boolean {
  return (
    last.kind === "organization" &&
    kind !== "person" &&
    span.start - last.span.end < 12 &&
    JOINS.test(text.slice(last.span.end, span.start)) &&
    (GOES_ON.test(text.slice(last.span.start, last.span.end)) ||
      text.slice(last.span.end, span.start) === " for ")
  );
}

/** Whether a body's name goes on behind an "and" with which the one before it ends. */
const isParted = (text: string, before: NameSpan | undefined, one: NameSpan): boolean =>
  one.kind === "organization" &&
  before?.kind === "organization" &&
  before.span.end === one.span.start - 1 &&
  PARTED.test(text.slice(before.span.start, before.span.end));

/** Few capitals and nothing else: a body, whatever the model took it for. */
function isAbbreviation(text: string, one: NameSpan, span: Span): boolean {
  return one.kind === "person" && /^\p{Lu}{3,5}$/u.test(text.slice(span.start, span.end));
}

const lastWord = (words: string): string => /(\p{L}+)\.? $/u.exec(words)?.[1]?.toLowerCase() ?? "";
/** What tells of somebody behind the name: ", a pilot", ", head of". */
const TOLD_OF = /^, (?:(?:an?|the|his|her|its|who) |\p{Ll}+ (?:of|for|at) )/u;
/** Words that open a sentence before a surname. */
const NO_FIRST_NAME =
  /^(?:When|While|As|After|Before|If|But|And|So|Then|Yet|For|In|On|At|By|With|From|Of|To|The|That|This|Although|Though|Because|Since|Until|Like|Unlike|Even|Only|Still|Whether|Once|Where|What|Why|How|Now|Here|There|Not|Or|Nor|Did|Does|Is|Was|Has|Had|Will|Would|Could|Should|Can|May|Meet|Enter|Yes|No|Both|Neither|\p{L}+(?:ed|ing|ly))$|(?:er|or|ate|man|woman)$/u;
/** Places that are tried for a first name. */
const TRIES = 30;

/**
 * The full name that the text prints of one whom the model saw by surname alone: the capitals before
 * it, where they are no word that the text also writes small ("President", "Stop").
 */
export function printedInFull(text: string, { name }: Entity): string | null {
  if (!/^\p{Lu}\p{Ll}[\p{L}-]+$/u.test(name)) return null;
  const line = text.indexOf("\n");
  // A first line that is a sentence is no headline.
  const sentence =
    /[.!?]["”’']{0,2}$/u.test(text.slice(Math.max(0, line - 3), line)) &&
    !CAPITALS.test(text.slice(0, line));
  const body = sentence ? 0 : line;
  let start = text.indexOf(name, Math.max(0, body));
  for (let i = 0; i < TRIES && start >= 0; i++, start = text.indexOf(name, start + 1)) {
    const before = /(?:^|\s)(\p{Lu}\p{Ll}+) ((?:\p{Lu}\. )?)$/u.exec(
      text.slice(Math.max(0, start - 30), start),
    );
    const first = before?.[1];
    if (!first) continue;
    const lead = text.slice(Math.max(0, start - 40), start - before[0].trimStart().length);
    // A word that opens a sentence need not be a name, unless a title stands before it.
    const opens = !/[^.!?:“"‘\s] $/u.test(lead) && !HONORIFICS.has(lastWord(lead));
    if (
      (opens &&
        (!TOLD_OF.test(text.slice(start + name.length, start + name.length + 40)) ||
          NO_FIRST_NAME.test(first))) ||
      /\p{L}/u.test(text[start + name.length] ?? "") ||
      HONORIFICS.has(first.toLowerCase())
    )
      continue;
    const small = first.toLowerCase();
    if (text.includes(` ${small} `) || /(?:an|can|ian|crat|day|ese|ish|ber)$/u.test(small))
      continue;
    return `${first} ${before[2]}${name}`;
  }
  return null;
}
