import type { TextDocument } from "../text/document.js";
import type { NameMention } from "./names.js";
import type { SpeakerKind } from "./speaker.js";

export interface TurnSpeaker {
  readonly name: string;
  readonly kind: SpeakerKind;
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
  const people = [...new Set(names.map(({ entity }) => entity))].filter(
    ({ kind }) => kind === "person",
  );
  for (const turn of document.turns) {
    let speaker = known.get(turn.speaker);
    if (!speaker) {
      speaker = speakerOf(
        turn.speaker,
        document,
        people.map(({ name }) => name),
      );
      known.set(turn.speaker, speaker);
    }
    out.set(turn.content.start, speaker);
  }
  return out;
}

const ROLES =
  /^(?:Q|QUESTION|REPORTER|MODERATOR|OPERATOR|AIDE|PARTICIPANT|SENIOR .*|.*OFFICIAL.*|PHOTOJOURNALIST|SPEAKER \d+|INTERVIEWER)$/u;

function speakerOf(label: string, document: TextDocument, people: readonly string[]): TurnSpeaker {
  if (/^Q(?:UESTION)?$/u.test(label)) return { name: "reporter", kind: "unnamed" };
  const bare = label.split(",")[0]!.trim();
  if (ROLES.test(bare)) return { name: bare.toLowerCase(), kind: "unnamed" };
  const surname = bare.split(" ").pop()!.toLowerCase();
  const full = (name: string): boolean =>
    name.includes(" ") && name.split(" ").pop()!.toLowerCase() === surname;
  const inTitle = titleNames(document.title ?? "").find(full);
  const name = inTitle ?? people.find(full) ?? capitalised(bare);
  return { name, kind: "person" };
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

const HONORIFIC = /^(?:MR|MS|MRS|DR|MISS)\.? /u;

function capitalised(label: string): string {
  const bare = label.replace(HONORIFIC, "");
  if (bare !== bare.toUpperCase()) return bare;
  return bare.replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase());
}
