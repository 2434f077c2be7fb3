import type { Span } from "../src/text/span.js";

export interface MarkedSpan extends Span {
  readonly name: string;
}

/**
 * A text with spans marked in it: `"[source:She] [cue:said] [content:no]"` gives the text
 * `"She said no"` and the three spans. Marks may nest. A plain bracket is escaped: `\\[sic\\]`.
 */
export function marked(source: string): { text: string; spans: readonly MarkedSpan[] } {
  let text = "";
  const spans: MarkedSpan[] = [];
  const open: { name: string; start: number }[] = [];
  for (let i = 0; i < source.length; i++) {
    if (source[i] === "\\") {
      text += source[++i] ?? "";
      continue;
    }
    const mark = source[i] === "[" ? /^\[([\w-]+):/u.exec(source.slice(i, i + 40)) : null;
    if (mark) {
      open.push({ name: mark[1]!, start: text.length });
      i += mark[0].length - 1;
    } else if (source[i] === "]") {
      const last = open.pop();
      if (!last) throw new Error(`A mark is closed that was not opened: ${source}`);
      spans.push({ ...last, end: text.length });
    } else text += source[i];
  }
  if (open.length > 0) throw new Error(`The mark ${open[0]!.name} is not closed: ${source}`);
  return { text, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) };
}

export const named = (spans: readonly MarkedSpan[], name: string): readonly Span[] =>
  spans.filter((s) => s.name === name).map(({ start, end }) => ({ start, end }));
