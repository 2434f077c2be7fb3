import type { Span } from "../text/span.js";

/** Words with which a sentence opens on a participle: "After blasting", "In describing". */
const OPENING =
  /(?:^|\n|[.!?:]["”’']*\s+|\p{Lu}\)?\s[―—–-]{1,2}\s|[“"‘])(?:(?:And|But|Yet|Instead),? )?(?:(?:[Aa]fter|[Ii]n|[Bb]y|[Ww]hile|[Bb]efore|[Ss]ince|[Ww]hen|[Uu]pon|[Oo]n|[Dd]espite|[Bb]esides|[Tt]hough|[Ii]n addition to|[Ii]nstead of|[Rr]ather than|\p{Lu}\p{Ll}+ \p{Ll}+ (?:after|before)) )?$/u;

/** Whether a cue is a participle on which its sentence opens: its subject stands behind the clause. */
export function opensOnParticiple(text: string, { start, end }: Span): boolean {
  return (
    /^(?:(?:\p{L}+ly )?\p{L}+ing\b|(?!Asked|Pressed|Questioned)\p{Lu}\p{Ll}+ed (?:at|by|over|about|that)$)/u.test(
      text.slice(start, end),
    ) && OPENING.test(text.slice(Math.max(0, start - 40), start))
  );
}
