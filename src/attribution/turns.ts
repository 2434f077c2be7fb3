import type { Turn } from "../text/document.js";
import { covers, hull } from "../text/span.js";
import type { Draft } from "./draft.js";

/** Speaker lines of those who ask. */
const ASKER =
  /^(?:Q|(?:(?:UNIDENTIFIED|UNKNOWN|MALE|FEMALE) )?(?:QUESTION(?:ER)?|REPORTER|JOURNALIST|INTERVIEWER|AUDIENCE(?: MEMBER)?|PARTICIPANT|CALLER|MEMBER OF THE (?:PUBLIC|AUDIENCE|PRESS)|(?:WO)?MAN IN (?:THE )?[\p{L} ]{1,30})(?: #?\d{1,2})?)$/iu;
/** Speaker lines of those who only give the floor, or call out in a crowd. */
const HOST =
  /^(?:MODERATOR|OPERATOR|STAFF|AIDE|(?:THE|MR\.?|MADAM) SPEAKER|CROWD|(?:SOME|SEVERAL|AN)? ?HON(?:\.|OU?RABLE) MEMBERS?)$/i;

export const isAsker = (label: string): boolean => ASKER.test(label);
export const isHost = (label: string): boolean => HOST.test(label);

/** Turns of a transcript as attributions: the speaker line is the source, what was said the content. */
function turnDraft({ label, content }: Turn): Draft {
  return {
    source: label ? [label] : [],
    cue: [],
    content: [content],
    quotation: "direct",
    parent: null,
    score: 1,
    acts: null,
    by: "turn",
  };
}

/** Puts the drafts found inside turns (in order of place) among the turns, as parts of them. */
export function withTurns(turns: readonly Turn[], drafts: readonly Draft[]): readonly Draft[] {
  if (turns.length === 0) return drafts;
  const out: Draft[] = [];
  /** Where each of `drafts` came to stand, so that parents can be told. */
  const moved: number[] = [];
  let next = 0;
  for (const turn of turns) {
    if (turn.content.start === turn.content.end) continue;
    const at = out.length;
    out.push(turnDraft(turn));
    for (; next < drafts.length; next++) {
      const draft = drafts[next]!;
      const place = hull([...draft.source, ...draft.cue, ...draft.content]);
      if (place.start >= turn.content.end) break;
      if (!covers(turn.content, place)) continue;
      moved[next] = out.length;
      out.push({ ...draft, parent: draft.parent === null ? at : (moved[draft.parent] ?? at) });
    }
  }
  return out;
}
