import { codePointIndex } from "../text/offsets.js";
import type { Span } from "../text/span.js";

/** An attribution as brat files have it. */
export interface BratAttribution {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  /** A remark of the annotator's, or null. */
  readonly note: string | null;
}

/**
 * Annotations of a text in brat's standoff format, as PolNeAR has them: `T` lines for source, cue
 * and content and for the event's trigger (the cue, or the content where there is none), an `E` line
 * for the relation. Offsets count Unicode code points; pieces of a part are joined by `;`.
 * https://brat.nlplab.org/standoff.html
 */
export function bratOf(text: string, attributions: readonly BratAttribution[]): string {
  const index = codePointIndex(text);
  const lines: string[] = [];
  let parts = 0;
  const part = (label: string, spans: readonly Span[]): string => {
    const places = spans
      .map(({ start, end }) => `${index.toCodePoints(start)} ${index.toCodePoints(end)}`)
      .join(";");
    const words = spans
      .map(({ start, end }) => text.slice(start, end).replaceAll(/[\n\r\t]/gu, " "))
      .join(" ");
    lines.push(`T${++parts}\t${label} ${places}\t${words}`);
    return `T${parts}`;
  };
  for (const [i, { source, cue, content, note }] of attributions.entries()) {
    const roles = [
      ["Source", source],
      ["Cue", cue],
      ["Content", content],
    ] as const;
    const args = roles
      .filter(([, spans]) => spans.length > 0)
      .map(([label, spans]) => `${label}:${part(label, spans)}`);
    const label = source.length > 0 ? "Attribution" : "Attribution-no-source";
    const trigger = part(label, cue.length > 0 ? cue : content);
    lines.push(`E${i + 1}\t${label}:${trigger} ${args.join(" ")}`);
    if (note !== null) lines.push(`#${i + 1}\tAnnotatorNotes E${i + 1}\t${note}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}
