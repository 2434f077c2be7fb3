import type { NameKind, NameSpan } from "../src/tagger/tagged.js";

/** Spans of words in the order given, each looked for behind the one before. */
export function spansOf(text: string, words: readonly (readonly [string, NameKind])[]): NameSpan[] {
  let at = 0;
  return words.map(([word, kind]) => {
    const start = text.indexOf(word, at);
    at = start + word.length;
    return { span: { start, end: at }, kind, score: 1 };
  });
}
