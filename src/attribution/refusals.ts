import type { LabelledSpan } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";

/** "declined to say", "would not answer": not to speak is what is told, though nothing follows. */
const SILENCE =
  /^(?:(?:has|have|had) )?(?:declined|refused|(?:would|did|could) not|(?:would|did|could)n['’]t)(?= (?:to )?(?:say|comment|answer|respond|reply|elaborate|specify)\b)/iu;
/** "declined to name" whom: annotators count the infinitive to the content in 61 of 83 times (PolNeAR train). */
const REFUSAL = /^(?:(?:has|have|had) )?(?:declined|refused)(?= to \p{L}+$)/iu;

/**
 * The spans with cues of refusal parted before what is refused: it opens the content that follows, or is the
 * content where there is none. `contents` are those of each cue.
 */
export function partedRefusals(
  text: string,
  spans: readonly LabelledSpan[],
  contents: ReadonlyMap<number, readonly LabelledSpan[]>,
): readonly LabelledSpan[] {
  const changed = new Map<LabelledSpan, Span>();
  const refused: LabelledSpan[] = [];
  spans.forEach((one, cue) => {
    if (one.role !== "cue") return;
    const { start, end } = one.span;
    const own = contents.get(cue);
    const next = own?.find(({ span }) => span.start === end + 1);
    if (own && !next) return;
    const verb = (next ? REFUSAL : SILENCE).exec(text.slice(start, end))?.[0];
    if (verb === undefined) return;
    const middle = start + verb.length;
    changed.set(one, { start, end: middle });
    if (next) changed.set(next, { start: middle + 1, end: next.span.end });
    else
      refused.push({
        role: "content",
        span: { start: middle + 1, end },
        score: one.score,
        faint: false,
        links: [{ cue, score: 1 }],
        acts: null,
      });
  });
  if (changed.size === 0) return spans;
  const kept = spans.map((one) => ({ ...one, span: changed.get(one) ?? one.span }));
  return [...kept, ...refused];
}
