import { compareSpans, overlaps, type Span } from "../../../src/text/span.js";

/** Words of a text, and marks that stand alone, in order: what spans are moved by. */
export function tokensOf(text: string): readonly Span[] {
  return Array.from(
    text.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*|[^\s]/gu),
    ({ index, 0: words }) => ({ start: index, end: index + words.length }),
  );
}

export type Edge = "start" | "end";

/** The pieces with none overlapping: joined where they do. */
function joined(pieces: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const piece of [...pieces].sort(compareSpans)) {
    const last = out.at(-1);
    if (last && overlaps(last, piece))
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, piece.end) };
    else out.push(piece);
  }
  return out;
}

/** Index of the token in which an edge of a piece lies; the nearest where it lies between two. */
export function tokenAt(tokens: readonly Span[], piece: Span, edge: Edge): number {
  const at = edge === "start" ? piece.start : piece.end - 1;
  const found = tokens.findIndex(({ end }) => end > at);
  return found < 0 ? tokens.length - 1 : found;
}

/** Moves an edge of a piece to a token; never past the piece's other edge. */
export function edgeTo(
  pieces: readonly Span[],
  tokens: readonly Span[],
  index: number,
  edge: Edge,
  token: number,
): readonly Span[] {
  const piece = pieces[index];
  if (!piece || tokens.length === 0) return pieces;
  const other = tokenAt(tokens, piece, edge === "start" ? "end" : "start");
  const wanted = Math.min(tokens.length - 1, Math.max(0, token));
  const moved =
    edge === "start"
      ? { start: tokens[Math.min(wanted, other)]!.start, end: piece.end }
      : { start: piece.start, end: tokens[Math.max(wanted, other)]!.end };
  return joined(pieces.with(index, moved));
}

/** Moves an edge by whole tokens. */
export const moveEdge = (
  pieces: readonly Span[],
  tokens: readonly Span[],
  index: number,
  edge: Edge,
  step: number,
): readonly Span[] =>
  edgeTo(
    pieces,
    tokens,
    index,
    edge,
    pieces[index] ? tokenAt(tokens, pieces[index], edge) + step : 0,
  );

/** The span from one token to another, whichever comes first. */
export const between = (tokens: readonly Span[], a: number, b: number): Span => ({
  start: tokens[Math.min(a, b)]!.start,
  end: tokens[Math.max(a, b)]!.end,
});

/** Moves the nearest edge of any piece to a token; without pieces the token becomes one. */
export function reach(
  pieces: readonly Span[],
  tokens: readonly Span[],
  token: number,
): readonly Span[] {
  let best: { readonly index: number; readonly edge: Edge; readonly far: number } | null = null;
  for (const [index, piece] of pieces.entries())
    for (const edge of ["start", "end"] as const) {
      const far = Math.abs(tokenAt(tokens, piece, edge) - token);
      if (!best || far < best.far) best = { index, edge, far };
    }
  return best
    ? edgeTo(pieces, tokens, best.index, best.edge, token)
    : [between(tokens, token, token)];
}

/** One piece more; it joins those that it overlaps. */
export const withPiece = (pieces: readonly Span[], piece: Span): readonly Span[] =>
  joined([...pieces, piece]);
