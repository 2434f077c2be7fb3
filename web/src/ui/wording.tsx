import type { Difference } from "../../../src/quotecheck/index.js";
import type { Span } from "../../../src/text/span.js";

export interface Piece extends Span {
  readonly changed: boolean;
}

/** Cuts a span into what is the same and what differs. */
export function piecesOf(span: Span, changed: readonly Span[]): readonly Piece[] {
  const out: Piece[] = [];
  let at = span.start;
  const push = (end: number, isChanged: boolean): void => {
    if (end > at) out.push({ start: at, end, changed: isChanged });
    at = Math.max(at, end);
  };
  for (const one of [...changed].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, one.start);
    const end = Math.min(span.end, one.end);
    if (end <= start) continue;
    push(start, false);
    push(end, true);
  }
  push(span.end, false);
  return out;
}

interface Props {
  readonly draft: string;
  readonly quotation: Span;
  readonly source: string;
  readonly differences: readonly Difference[];
}

/**
 * A draft's quotation as an editor marks proofs: what the source does not have struck out, what it
 * has instead written in after it, the rest left in peace.
 */
export function Proof({ draft, quotation, source, differences }: Props) {
  const shown = differences
    .filter(({ kind }) => kind !== "typography")
    .filter((one) => one.draft.start >= quotation.start && one.draft.end <= quotation.end)
    .sort((a, b) => a.draft.start - b.draft.start);
  const out: preact.JSX.Element[] = [];
  let at = quotation.start;
  for (const { draft: cut, source: written, kind, severity } of shown) {
    if (cut.start < at) continue;
    out.push(<span>{draft.slice(at, cut.start)}</span>);
    const taken = draft.slice(cut.start, cut.end);
    const given = source.slice(written.start, written.end).trim();
    const opened = /\s$/u.test(draft.slice(0, cut.start));
    const title = `${kind}, ${severity === "none" ? "allowed" : severity}`;
    if (taken) out.push(<del title={title}>{taken}</del>);
    if (given)
      out.push(
        <ins class={severity} title={title}>
          {taken ? given : opened ? `${given} ` : ` ${given}`}
        </ins>,
      );
    at = cut.end;
  }
  out.push(<span>{draft.slice(at, quotation.end)}</span>);
  return <p class="proof serif">“{out}”</p>;
}

/** Words with those that differ set apart. */
export const Marked = ({
  text,
  span,
  changed,
}: {
  text: string;
  span: Span;
  changed: readonly Span[];
}) => (
  <>
    {piecesOf(span, changed).map(({ start, end, changed: differs }) =>
      differs ? <mark key={start}>{text.slice(start, end)}</mark> : text.slice(start, end),
    )}
  </>
);
