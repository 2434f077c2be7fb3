import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, hull, overlapping, overlaps, sliceSpan, span, trimSpan } from "./span.js";

describe("spans", () => {
  it("refuses numbers that are no span", () => {
    expect(() => span(7, 3)).toThrow("Invalid span 7 to 3");
    expect(() => span(0.5, 3)).toThrow(RangeError);
  });
  it("refuses to slice outside the text", () => {
    expect(() => sliceSpan("four", { start: 2, end: 5 })).toThrow("does not fit a text of 4");
  });
  it("touching spans do not overlap", () => {
    expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 5 })).toBe(false);
    expect(covers({ start: 0, end: 3 }, { start: 1, end: 3 })).toBe(true);
  });
  it("trims white space of all kinds", () => {
    expect(trimSpan("\u00a0 so \n", { start: 0, end: 6 })).toEqual({ start: 2, end: 4 });
    expect(trimSpan("   ", { start: 0, end: 3 })).toEqual({ start: 3, end: 3 });
  });
  it("has no hull of nothing", () => {
    expect(() => hull([])).toThrow(RangeError);
    expect(hull([span(4, 6), span(1, 2)])).toEqual({ start: 1, end: 6 });
  });
  it("finds those that share a stretch, as looking at all of them would", () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })));
    const edge = fc.integer({ min: 0, max: 120 });
    fc.assert(
      fc.property(gaps, edge, fc.integer({ min: 1, max: 40 }), (list, start, length) => {
        let at = 0;
        const all = list.map(([gap, long]) => {
          const begin = at + gap;
          at = begin + long;
          return { start: begin, end: at };
        });
        const place = { start, end: start + length };
        expect(overlapping(all, place, (one) => one)).toEqual(
          all.filter((one) => overlaps(one, place)),
        );
      }),
    );
  });
});
