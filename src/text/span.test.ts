import { describe, expect, it } from "vitest";
import { covers, hull, overlaps, sliceSpan, span, trimSpan } from "./span.js";

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
});
