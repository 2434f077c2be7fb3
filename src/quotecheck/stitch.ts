import { locateExact, locateNear, type Place, slice } from "./locate.js";
import type { Part } from "./quotation.js";
import { LONGEST_OMISSION } from "./cuts.js";
import type { SourceIndex } from "./source-index.js";
import { crossesSpeakers, type Located } from "./where.js";

/** A run of the draft's words that the place lacks may have been taken from elsewhere. */
export const SHORTEST_PART = 3;
/** Above this a place holds the whole quotation, and no part need be looked for elsewhere. */
export const WHOLE = 0.75;
/** Bits for each part of a quotation that was put together, as a multiple of those of one place. */
const STITCH_EVIDENCE = 1.9;

/**
 * A quotation put together without a mark: a run of its words that the place lacks stands whole
 * elsewhere. Returns the two parts in the draft's order, or null. `exact`: where a part stands word
 * for word.
 */
export function stitch(
  part: Part,
  place: Place | null,
  index: SourceIndex,
  exact: (part: Part) => readonly Place[],
): Located[] | null {
  const n = part.ids.length;
  if (n < 2 * SHORTEST_PART || (place && place.score >= WHOLE * part.full)) return null;
  const stands = (from: number, to: number): boolean => exact(slice(part, from, to)).length > 0;
  if (place) {
    const joined = (rest: Part, lacked: Part, lackedFirst: boolean): Located[] | null => {
      const kept = refit(rest, place, index);
      const other = exact(lacked)[0];
      if (!kept || !other) return null;
      const two = [
        { part: rest, place: kept },
        { part: lacked, place: other },
      ];
      return lackedFirst ? two.reverse() : two;
    };
    const [head, tail] = lackedEnds(place.pairs, n);
    if (tail >= SHORTEST_PART && stands(n - tail, n)) {
      // A word or two of the seam may have met their like by chance.
      let from = n - tail;
      while (from > SHORTEST_PART && stands(from - 1, n)) from--;
      const two = joined(slice(part, 0, from), slice(part, from, n), false);
      if (two) return two;
    }
    if (head >= SHORTEST_PART && stands(0, head)) {
      let to = head;
      while (to < n - SHORTEST_PART && stands(0, to + 1)) to++;
      const two = joined(slice(part, to, n), slice(part, 0, to), true);
      if (two) return two;
    }
  }
  // The longest start that stands somewhere word for word, and the rest somewhere else.
  let cut = SHORTEST_PART;
  if (!stands(0, cut)) return null;
  while (cut < n - SHORTEST_PART && stands(0, cut + 1)) cut++;
  const start = slice(part, 0, cut);
  const rest = slice(part, cut, n);
  const pair = together(exact(start), exact(rest));
  // A few words left out where the whole was laid.
  if (pair && place && !crossesSpeakers(index, place) && isWithin(pair, place)) return null;
  const scope = pair ? index.sources[pair[0].source]!.words.count : 0;
  if (Math.min(rest.full, start.full) < STITCH_EVIDENCE * Math.log2(scope)) return null;
  return (
    pair && [
      { part: start, place: pair[0] },
      { part: rest, place: pair[1] },
    ]
  );
}

function isWithin([one, other]: readonly [Place, Place], whole: Place): boolean {
  const gap = other.from - one.to;
  const inside = one.source === whole.source && one.from >= whole.from && other.to <= whole.to;
  return inside && gap >= 0 && gap <= LONGEST_OMISSION;
}

/** Of the places of two parts, two in one document: parts from anywhere are no quotation. */
function together(first: readonly Place[], second: readonly Place[]): [Place, Place] | null {
  for (const one of first) {
    const other = second.find(({ source }) => source === one.source);
    if (other) return [one, other];
  }
  return null;
}

/** The rest of a stitched quotation at the place where the whole was laid. */
function refit(rest: Part, place: Place, index: SourceIndex): Place | null {
  const { base } = index.sources[place.source]!;
  const range = { start: base + Math.max(0, place.from - 20), end: base + place.to + 20 };
  const exact = locateExact(rest, index, range)[0];
  if (exact) return exact;
  const near = locateNear(rest, index, range)[0];
  return near && near.score >= WHOLE * rest.full ? near : null;
}

/** How many of the draft's words at either end stand against nothing of the source's. */
function lackedEnds(pairs: Place["pairs"], n: number): [number, number] {
  const present = pairs.filter((pair) => pair.draft >= 0 && pair.source >= 0);
  if (present.length === 0) return [n, 0];
  return [present[0]!.draft, n - 1 - present[present.length - 1]!.draft];
}
