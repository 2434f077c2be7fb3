import type { Turn } from "../text/document.js";
import { type Span, trimSpan } from "../text/span.js";
import { findSpeakerLines } from "./speaker-lines.js";

/**
 * The turns of a transcript, in order of place, or none where the text is no transcript. Speaker
 * lines are `MS. PSAKI:`, `Q` and a gap, `JEN PSAKI, PRESS SECRETARY:`, `Jen Psaki: (02:11)`,
 * `Jen Psaki (02:11):`, `[00:02:11] Jen Psaki:`, `Psaki:` in a dialogue,
 * `SEN. WARREN (D-Mass.):`, `**MS. PSAKI:**`, `THE PRESIDENT:`, `Q:` and `A:`, `Q.` and `A.`, `Mr. BRANDT.`,
 * `>>` alone or with a name, in a dialogue `Jen Psaki –`, indented or not; and in lines of their own
 * `Jen Psaki  02:11`, `Ivo Brandt -- Analyst`, `The Minister for Harbours (Ada Lund)`. What stands before the
 * first is no turn. Linear in the text.
 */
export function findTurns(text: string, body: Span): readonly Turn[] {
  const { lines, end } = findSpeakerLines(text, body);
  const letters = lines.filter(({ speaker }) => /^[QA]$/u.test(speaker));
  const dashed = letters.filter(({ label, end }) =>
    LETTER_DASH.test(text.slice(label!.end, end + 4)),
  );
  const signed = new Set(2 * dashed.length > letters.length ? dashed : []);
  return lines.map((line, i) => {
    const stop = lines[i + 1]?.start ?? Math.max(line.end, end);
    const start = signed.has(line) ? text.indexOf(" ", line.end) : line.end;
    const content = withoutMark(
      text,
      withoutScene(text, trimSpan(text, { start, end: stop })),
      line.label && text.slice(line.label.end, line.end).includes(line.mark) ? "" : line.mark,
    );
    return {
      span: { start: line.start, end: content.end },
      label: line.label,
      speaker: line.speaker,
      content,
      time: line.time,
    };
  });
}

/** `Q – Why?`: where most letters have it, the dash is no word broken into. */
const LETTER_DASH = /^[ \t]+(?:[–—]|-{1,2})[ \t]/u;

/**
 * What stands behind a turn in lines of its own and is said by nobody: "(Laughter.)", "[Crosstalk]", and
 * what parts a hearing, "CROSS-EXAMINATION", "BY MR. LUND:".
 */
const SCENE =
  /(?:\n\s*(?:\d{1,2}[ \t]+)?(?:\([^()\n]{1,80}\)|\[[^[\]\n]{1,80}\]|(?:(?:RE-?)?(?:DIRECT|CROSS)[- ])?EXAMINATION\b[^\n\p{Ll}]{0,60}|BY [^\n\p{Ll}]{2,60}:|[\p{L}. ]{3,60} interjecting—|\*(?: ?\*){2,}|#{1,6} [^\n]{1,90}))+$/u;

function withoutScene(text: string, content: Span): Span {
  const from = Math.max(content.start, content.end - 400);
  const scene = SCENE.exec(text.slice(from, content.end))?.[0];
  return scene === undefined
    ? content
    : trimSpan(text, { start: content.start, end: content.end - scene.length });
}

/** `**Ines Kallio: Why?**`: bold that the label opened. */
function withoutMark(text: string, content: Span, open: string): Span {
  const within = text.slice(content.start, content.end);
  return open !== "" && within.endsWith(open)
    ? trimSpan(text, { start: content.start, end: content.end - open.length })
    : content;
}
