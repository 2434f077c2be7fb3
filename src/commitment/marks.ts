import type { Span } from "../text/span.js";

/** What may stand behind an act: stops, marks, a single mark that ends a quotation, a word that leads on. */
const TAIL =
  /(?:[\s.,;:!"”“—-]|(?<=[.,!?]['’]?)['’]|(?<=[,—-] ?)(?:(?:and|but|so) )?(?:and|but|or|so|if|because|including))+$/u;

/** "9 a.m.", "the U.S." */
const ABBREVIATED = /\b(?:[ap]\.m|\p{Lu}\.\p{Lu})$/u;

/** What closes a quotation, and how words end that opened it. */
const HALVES: readonly (readonly [RegExp, RegExp])[] = [
  [/”/u, /“[^”]*$/u],
  [/"/u, /^[^"]*"(?:[^"]*"[^"]*")*[^"]*$/u],
  [/['’]/u, /(?:^|\s)['‘][^'’]*$/u],
];

/** Words that go on behind the quotation in which they begin. */
const CLOSES_WITHIN = /^[^"“”]*[^\s"“”]["”][\s,;:—-]*[\p{L}\d"“]/u;

/** The words of an act without stops, and without marks but for the second of a pair; null where nothing is left. */
export function withoutMarks(text: string, whole: Span): Span | null {
  const { end } = whole;
  const lead = /^(?:[\s"“]|'')*/u.exec(text.slice(whole.start, end))![0].length;
  const inside = whole.start + lead;
  const opens = /["“]/u.test(text.slice(inside - 1, inside));
  const start = opens && CLOSES_WITHIN.test(text.slice(inside, end)) ? inside - 1 : inside;
  const words = text.slice(start, end);
  const bare = words.replace(TAIL, (tail, at: number) =>
    tail[0] === "." && ABBREVIATED.test(words.slice(0, at)) ? "." : "",
  );
  if (bare === "") return null;
  const half = HALVES.find(([, open]) => open.test(bare))?.[0];
  const close = half === undefined ? -1 : bare.length + words.slice(bare.length).search(half);
  return { start, end: start + (close < bare.length ? bare.length : close + 1) };
}
