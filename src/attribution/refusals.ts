import type { LabelledSpan } from "../tagger/tagged.js";

/** "declined to say", "would not answer": not to speak is what is told, though nothing follows. */
const REFUSAL =
  /^(?:(?:has|have|had) )?(?:declined|refused|(?:would|did|could) not|(?:would|did|could)n['’]t)(?= (?:to )?(?:say|comment|answer|respond|reply|elaborate|specify)\b)/iu;

/** The spans with cues of refusal that have no content parted: what is refused is their content. */
export function partedRefusals(
  text: string,
  spans: readonly LabelledSpan[],
  hasContent: (cue: number) => boolean,
): readonly LabelledSpan[] {
  const refused: LabelledSpan[] = [];
  const out = spans.map((one, cue) => {
    if (one.role !== "cue" || hasContent(cue)) return one;
    const { start, end } = one.span;
    const verb = REFUSAL.exec(text.slice(start, end))?.[0];
    if (verb === undefined) return one;
    const middle = start + verb.length;
    refused.push({
      role: "content",
      span: { start: middle + 1, end },
      score: one.score,
      faint: false,
      links: [{ cue, score: 1 }],
      acts: null,
    });
    return { ...one, span: { start, end: middle } };
  });
  return refused.length > 0 ? [...out, ...refused] : spans;
}
