import type { Pair } from "./align.js";
import { withoutFillers } from "./fillers.js";
import { classify } from "./judge.js";
import { denialsKept, moved } from "./moved.js";
import { sameNotation } from "./notation.js";
import type { Difference, DifferenceKind } from "./quotecheck.js";
import { type Block, difference, type Side, type Word, wordAt } from "./side.js";
import type { Vocabulary } from "./vocabulary.js";
import { BRACKETED, CONTRACTED, ODD } from "./words.js";

/**
 * What differs between a quotation (or a part of it) and the words it is laid against, by kind, in
 * order of place. Differences of case, marks and spaces are not among them (`verdict.ts`).
 */
export function findDifferences(
  draft: Side,
  source: Side,
  pairs: readonly Pair[],
  vocabulary: Vocabulary,
): Difference[] {
  const look = (side: Side, i: number): Word => wordAt(side, i, vocabulary);
  const out: Difference[] = [];
  const changed: { block: Block; at: number }[] = [];
  const noted = sameNotation(draft.words, source.words, pairs, vocabulary);
  for (const run of runs(draft, source, pairs)) {
    if (run.kind === "same") {
      const d = look(draft, run.draft);
      const s = look(source, run.source);
      const kind = sameWordDiffers(d, s);
      if (kind) out.push(difference(kind, "minor", [d], [s], d.start, s.start));
      continue;
    }
    const block: Block = {
      draft: run.draft.filter((i) => !noted.draft.has(i)).map((i) => look(draft, i)),
      source: run.source.filter((i) => !noted.source.has(i)).map((i) => look(source, i)),
      sourceFrom: run.source[0] ?? run.sourceNext,
      sourceTo: run.sourceNext,
      draftAt: run.draftNext >= 0 ? wordStart(draft, run.draftNext) : 0,
      sourceAt: run.sourceNext >= 0 ? wordStart(source, run.sourceNext) : 0,
    };
    if (block.draft.length === 0 && block.source.length === 0) continue;
    const rest = withoutFillers(block, source, vocabulary, out);
    if (rest.draft.length === 0 && rest.source.length === 0) continue;
    changed.push({ block: rest, at: out.length });
    out.push(...classify(rest));
  }
  moved(
    changed.map((one) => one.block),
    out,
  );
  denialsKept(
    out,
    changed.map((one) => one.block),
  );
  return out.sort((a, b) => a.draft.start - b.draft.start || a.source.start - b.source.start);
}

const wordStart = ({ words, text }: Side, i: number): number =>
  i < words.count ? words.start(i) : words.count > 0 ? words.end(words.count - 1) : text.length;

type Run =
  | { readonly kind: "same"; readonly draft: number; readonly source: number }
  | {
      readonly kind: "block";
      readonly draft: readonly number[];
      readonly source: readonly number[];
      /** The index that follows on each side. */
      readonly draftNext: number;
      readonly sourceNext: number;
    };

function* runs(draft: Side, source: Side, pairs: readonly Pair[]): Generator<Run> {
  let d: number[] = [];
  let s: number[] = [];
  for (const pair of pairs) {
    const same =
      pair.draft >= 0 &&
      pair.source >= 0 &&
      draft.words.ids[pair.draft] === source.words.ids[pair.source];
    if (!same) {
      if (pair.draft >= 0) d.push(pair.draft);
      if (pair.source >= 0) s.push(pair.source);
      continue;
    }
    if (d.length + s.length > 0)
      yield { kind: "block", draft: d, source: s, draftNext: pair.draft, sourceNext: pair.source };
    d = [];
    s = [];
    yield { kind: "same", draft: pair.draft, source: pair.source };
  }
  if (d.length + s.length > 0) {
    const lastSource = pairs.findLast((pair) => pair.source >= 0);
    yield {
      kind: "block",
      draft: d,
      source: s,
      draftNext: draft.words.count,
      sourceNext: lastSource ? lastSource.source + 1 : 0,
    };
  }
}

function sameWordDiffers(d: Word, s: Word): DifferenceKind | null {
  if ((d.flags & ODD) !== (s.flags & ODD)) return "lookalike";
  if (d.flags & BRACKETED) return null;
  return (d.flags & CONTRACTED) !== (s.flags & CONTRACTED) && d.word !== "'s"
    ? "contraction"
    : null;
}
