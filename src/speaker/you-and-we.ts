import { isAsker } from "../attribution/turns.js";
import type { TextDocument, Turn } from "../text/document.js";
import { firstEndingAfter, type Span } from "../text/span.js";
import type { Found } from "./found.js";
import { sidesInTalk } from "./side.js";
import type { TurnSpeaker } from "./turns.js";

const YOU = /^you(?: (?:guys|all|both|folks))?$/i;
const WE = /^(?:we|us|our|ours)$/i;

/**
 * Tells whom "you" and "we" mean as sources in the turns of a transcript: the one who answers or asked, and the body of an
 * official who speaks for one. Null for other words and outside turns.
 */
export function personsInTalk(
  { text, turns }: TextDocument,
  labels: ReadonlyMap<number, TurnSpeaker>,
): (source: Span) => Found | null {
  const sides = sidesInTalk(text);
  const labelOf = (turn: Turn | undefined): TurnSpeaker | undefined =>
    turn && labels.get(turn.content.start);
  const said = (name: string): string =>
    turns
      .filter((turn) => labelOf(turn)?.name === name)
      .map(({ content }) => text.slice(content.start, content.end))
      .join("\n");
  return (source) => {
    const words = text.slice(source.start, source.end);
    const you = YOU.test(words);
    if (!you && !WE.test(words)) return null;
    const at = firstEndingAfter(turns, source.start, ({ content }) => content);
    const turn = turns[at];
    const speaker = labelOf(turn);
    if (!turn || turn.content.start > source.start || !speaker) return null;
    if (you) {
      const asks = turn.label !== null && isAsker(text.slice(turn.label.start, turn.label.end));
      const other = asks ? [turns[at + 1], turns[at - 1]] : [turns[at - 1], turns[at + 1]];
      const heard = other
        .map(labelOf)
        .find((one) => one !== undefined && one.name !== speaker.name);
      return heard ? { party: { ...heard, entity: null }, by: "turn", score: 0.7 } : null;
    }
    const side =
      speaker.kind === "person"
        ? sides(speaker.name, speaker.title, () => said(speaker.name))
        : null;
    return side
      ? {
          party: { name: side, kind: "organization", entity: null },
          by: "first-person",
          score: 0.6,
        }
      : null;
  };
}
