import type { Attribution } from "../../../src/attribution/attribution.js";
import type { Span } from "../../../src/text/span.js";

export type Role = "source" | "cue" | "content";

/** A stretch of text over which the same marks lie. */
export interface Segment extends Span {
  /** What the innermost attribution makes of it, or null outside all of them. */
  readonly role: Role | null;
  /** Ids of the attributions over it, the innermost first. */
  readonly over: readonly string[];
  /** How many contents lie over it. */
  readonly depth: number;
  /** Ids of the attributions whose content ends here. */
  readonly ends: readonly string[];
}

interface Edge extends Span {
  readonly id: string;
  readonly role: Role;
}

/**
 * Cuts each block at every border of a mark in it; the segments of a block join to the block.
 * The innermost is the shortest mark over a place: a nested source inside an outer content.
 */
export function segmentsOf(
  blocks: readonly Span[],
  attributions: readonly Attribution[],
): readonly (readonly Segment[])[] {
  const edges: Edge[] = [];
  const ends = new Map<number, string[]>();
  for (const one of attributions) {
    for (const role of ["source", "cue", "content"] as const)
      for (const { start, end } of one[role]) edges.push({ start, end, id: one.id, role });
    const end = one.content.at(-1)!.end;
    ends.set(end, [...(ends.get(end) ?? []), one.id]);
  }
  edges.sort((a, b) => a.start - b.start || b.end - a.end);
  let from = 0;
  let open: Edge[] = [];
  return blocks.map((block) => {
    while (from < edges.length && edges[from]!.start < block.end) open.push(edges[from++]!);
    open = open.filter(({ end }) => end > block.start);
    const cuts = new Set([block.start, block.end]);
    for (const { start, end } of open) {
      if (start > block.start) cuts.add(start);
      if (end < block.end) cuts.add(end);
    }
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(0, -1).map((start, index): Segment => {
      const end = places[index + 1]!;
      const over = open.filter((edge) => edge.start <= start && end <= edge.end);
      over.sort((a, b) => a.end - a.start - (b.end - b.start));
      return {
        start,
        end,
        role: over[0]?.role ?? null,
        over: [...new Set(over.map(({ id }) => id))],
        depth: over.filter(({ role }) => role === "content").length,
        ends: ends.get(end) ?? [],
      };
    });
  });
}
