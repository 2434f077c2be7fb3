import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePointIndex } from "./offsets.js";

describe("codePointIndex", () => {
  it("agrees with counting code points, at every border between them", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const index = codePointIndex(text);
        let utf16 = 0;
        [...text].forEach((glyph, codePoint) => {
          expect(index.toCodePoints(utf16)).toBe(codePoint);
          expect(index.toUtf16(codePoint)).toBe(utf16);
          utf16 += glyph.length;
        });
        expect(index.toCodePoints(text.length)).toBe([...text].length);
        expect(index.toUtf16([...text].length)).toBe(text.length);
      }),
    );
  });

  it("counts a lone surrogate as one", () => {
    const index = codePointIndex("a\ud83d b😀c");
    expect(index.toCodePoints(4)).toBe(4);
    expect(index.toUtf16(5)).toBe(6);
  });

  it("refuses an offset outside the text", () => {
    expect(() => codePointIndex("ab").toUtf16(3)).toThrow("Code point 3 is not between 0 and 2");
    expect(() => codePointIndex("ab").toCodePoints(-1)).toThrow(RangeError);
  });
});
