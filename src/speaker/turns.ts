import type { TextDocument } from "../text/document.js";
import type { NameMention } from "./names.js";
import type { SpeakerKind } from "./speaker.js";

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
  for (const { speaker } of document.turns) {
    const name = capitalised(speaker.split(",")[0]!.trim());
    if (FULL.test(speaker) || (speaker.includes(",") && FULL.test(name))) people.add(name);
  }
  for (const turn of document.turns) {
    let speaker = known.get(turn.speaker);
    if (!speaker) {
      speaker = speakerOf(turn.speaker, document, [...people]);
      known.set(turn.speaker, speaker);
    }
    out.set(turn.content.start, speaker);
  }
  return out;
}

/** A label that is a full name: others may give the surname alone. */
const FULL = /^\p{Lu}\p{Ll}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*)* \p{Lu}\p{Ll}[\p{L}’'-]+$/u;
const ROLES =
  /^(?:Q|QUESTION|REPORTER|MODERATOR|OPERATOR|AIDE|PARTICIPANT|SENIOR .*|.*OFFICIAL.*|PHOTOJOURNALIST|SPEAKER \d+|INTERVIEWER)$/u;

/** Whose interview a text's first line says that it is: "Interview: Ada Lund on ferries", "Q&A with Ada Lund". */
const INTERVIEW =
  /^(?:(?:An? |Exclusive |EXCLUSIVE )?(?:[Ii]nterview|INTERVIEW)|Q ?& ?A|Q and A)(?: with|:) ((?:\p{Lu}[\p{L}.’'-]+ ?){2,4})/u;

/** Those who speak in court by what they are. */
const IN_COURT =
  /^(?:THE )?((?:WITNESS|DEFENDANT|PLAINTIFF|CLERK|INTERPRETER|BAILIFF|(?:PROSPECTIVE )?JUROR)|UNIDENTIFIED .+)$/iu;
/** "The Courier", "THE COURT". */
const BODY =
  /^THE ((?:\p{Lu}[\p{L}’'-]* )*(?:COURT|TIMES|POST|HERALD|TRIBUNE|GAZETTE|COURIER|CHRONICLE|OBSERVER|GUARDIAN|EXAMINER|INQUIRER|JOURNAL|STAR))$/iu;

function speakerOf(label: string, document: TextDocument, people: readonly string[]): TurnSpeaker {
  if (/^Q(?:UESTION)?$/u.test(label)) return { name: "reporter", kind: "unnamed", title: null };
  if (/^A(?:NSWER)?$/u.test(label)) {
    const top =
      document.title ?? document.text.slice(document.body.start, document.body.start + 200);
    const name = INTERVIEW.exec(top.split("\n")[0]!)?.[1]?.trim();
    return name
      ? { name, kind: "person", title: null }
      : { name: "interviewee", kind: "unnamed", title: null };
  }
  const role = IN_COURT.exec(label)?.[1];
  if (role) return { name: role.toLowerCase(), kind: "unnamed", title: null };
  const body = BODY.exec(label)?.[1];
  if (body) {
    const name = /^COURT$/iu.test(body) ? "court" : capitalised(body);
    return { name, kind: "organization", title: null };
  }
  const comma = label.indexOf(",");
  const full = (comma < 0 ? label : label.slice(0, comma)).trim();
  const office = OFFICE.exec(full);
  const bare = full.slice(office?.[0].length ?? 0);
  const told =
    comma < 0
      ? ""
      : label
          .slice(comma + 1)
          .replace(/^ BYLINE$/u, "")
          .trim();
  const words = told === "" || SUFFIX.test(told) ? office?.[1] : told;
  const title = words === undefined ? null : capitalised(words);
  if (ROLES.test(bare.toUpperCase())) return { name: bare.toLowerCase(), kind: "unnamed", title };
  const surname = bare.split(" ").pop()!.toLowerCase();
  const whole = (name: string): boolean =>
    name.includes(" ") && name.split(" ").pop()!.toLowerCase() === surname;
  const inTitle = titleNames(document.title ?? "").find(whole);
  const name = inTitle ?? people.find(whole) ?? capitalised(bare);
  return { name, kind: "person", title };
}

/** Runs of capitalised words in a title: "Press Briefing by Press Secretary Ada Lund" gives pairs. */
function titleNames(title: string): string[] {
  const words = title.split(/[\s\u00a0,]+/u);
  const out: string[] = [];
  for (let i = 0; i + 1 < words.length; i++)
    if (/^\p{Lu}/u.test(words[i]!) && /^\p{Lu}/u.test(words[i + 1]!))
      out.push(`${words[i]} ${words[i + 1]}`);
  return out;
}

/** A part of the name behind a comma. */
const SUFFIX = /^(?:JR|SR|II|III|IV|M\.?D|PH\.?D)\.?$/i;
const HONORIFIC = /^(?:MR|MS|MRS|DR|MISS)\.? /iu;
/** "SEN. KALLIO", "VICE PRESIDENT LUND": an office, and the name behind it. */
const OFFICE =
  /^((?:SEN|REP|GOV|GEN|COL|CAPT|ADM|PROF|REV)\.?|(?:VICE |DEPUTY )?(?:PRESIDENT|SECRETARY)|SENATOR|REPRESENTATIVE|GOVERNOR|GENERAL|ADMIRAL|AMBASSADOR|MAYOR|CHAIRMAN|CHAIRWOMAN|CHAIR|JUSTICE|JUDGE|(?:PRIME )?MINISTER|CHANCELLOR|ADMINISTRATOR|COMMISSIONER|DIRECTOR|SHERIFF|CHIEF|CONGRESS(?:MAN|WOMAN)) (?=\p{Lu})/iu;

/** A name printed in capitals, as it is written else. */
export function capitalised(label: string): string {
  const bare = label.replace(HONORIFIC, "");
  if (bare !== bare.toUpperCase()) return bare;
  return bare.replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase());
}
