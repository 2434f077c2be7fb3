import { describe, expect, it } from "vitest";
import type { Attribution } from "../../../src/attribution/attribution.js";
import { segmentsOf } from "./marks.js";

const attribution = (
  id: string,
  parts: Partial<Pick<Attribution, "source" | "cue" | "content">>,
): Attribution => ({
  id,
  source: [],
  cue: [],
  content: [],
  quotation: "direct",
  speaker: null,
  resolved: { by: null, score: 0 },
  act: "assertion",
  to: null,
  hearsay: false,
  negated: false,
  parent: null,
  score: 1,
  ...parts,
});

describe("segmentsOf", () => {
  const outer = attribution("a1", {
    source: [{ start: 0, end: 4 }],
    cue: [{ start: 5, end: 9 }],
    content: [{ start: 10, end: 40 }],
  });
  const inner = attribution("a2", {
    source: [{ start: 12, end: 16 }],
    content: [{ start: 20, end: 30 }],
  });

  it("joins to the block again, whatever lies over it", () => {
    const [segments] = segmentsOf([{ start: 0, end: 50 }], [outer, inner]);
    expect(segments!.map(({ start }) => start)).toEqual([0, 4, 5, 9, 10, 12, 16, 20, 30, 40]);
    expect(segments!.at(-1)!.end).toBe(50);
    for (const [index, one] of segments!.slice(1).entries())
      expect(one.start).toBe(segments![index]!.end);
  });

  it("gives the innermost mark first and counts the contents over it", () => {
    const [segments] = segmentsOf([{ start: 0, end: 50 }], [outer, inner]);
    const at = (offset: number) => segments!.find(({ start }) => start === offset)!;
    expect(at(12)).toMatchObject({ role: "source", over: ["a2", "a1"], depth: 1 });
    expect(at(20)).toMatchObject({ role: "content", over: ["a2", "a1"], depth: 2 });
    expect(at(30)).toMatchObject({ role: "content", over: ["a1"], depth: 1, ends: ["a1"] });
    expect(at(4)).toMatchObject({ role: null, over: [], depth: 0 });
  });

  it("carries a content on into the next blocks", () => {
    const blocks = [
      { start: 0, end: 20 },
      { start: 22, end: 50 },
    ];
    const [, second] = segmentsOf(blocks, [outer]);
    expect(second!.map(({ start, end, depth }) => [start, end, depth])).toEqual([
      [22, 40, 1],
      [40, 50, 0],
    ]);
  });
});
