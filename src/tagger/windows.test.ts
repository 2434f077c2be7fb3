import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraphs } from "../text/segment.js";
import { encodeText, LONGEST_BLOCK } from "./encode.js";
import { LONGEST_WINDOW, packWindows } from "./windows.js";
import { createWordPiece } from "./wordpiece.js";

const wordPiece = createWordPiece(["[UNK]", "[CLS]", "[SEP]", ".", "a", "##b"]);

describe("packWindows", () => {
  it("puts every word of any text into exactly one window that is not too long", () => {
    const piece = fc.constantFrom("a", "abbb", "zz", ".", "A", "\n\n", "“", "”", "7");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 900 }), (pieces) => {
        const text = pieces.join(" ");
        const encoded = encodeText(text, paragraphs(text), wordPiece);
        let next = 0;
        for (const window of packWindows(encoded, wordPiece)) {
          expect(window.from).toBe(next);
          expect(window.to).toBeGreaterThan(window.from);
          expect(window.pieces.length).toBeLessThanOrEqual(LONGEST_WINDOW);
          expect(window.rows.length).toBe(window.to - window.from);
          window.rows.forEach((row, i) => {
            expect(window.pieces[row]).toBe(encoded.pieces[encoded.first[window.from + i]!]);
          });
          next = window.to;
        }
        expect(next).toBe(encoded.first.length);
      }),
      { numRuns: 40 },
    );
  });

  it("begins a window with a quotation only if all else would be too short", () => {
    const plain = `A ${"a ".repeat(58)}.`;
    const quoted = `“${plain}”`;
    const starts = (...texts: string[]): number[] => {
      const text = texts.join("\n\n");
      const encoded = encodeText(text, paragraphs(text), wordPiece);
      return [...packWindows(encoded, wordPiece)].map(({ from }) => encoded.blocks.indexOf(from));
    };
    expect(starts(plain, plain, plain, plain, plain, plain)).toEqual([0, 4]);
    expect(starts(plain, plain, plain, plain, quoted, plain)).toEqual([0, 3]);
    expect(starts(plain, plain, quoted, quoted, quoted, plain)).toEqual([0, 4]);
    expect(starts(plain, quoted, quoted, quoted)).toEqual([0]);
  });

  it("cuts a long paragraph at a sentence end", () => {
    const sentence = `A ${"a ".repeat(58)}a. `;
    const text = sentence.repeat(5).trim();
    const { blocks } = encodeText(text, paragraphs(text), wordPiece);
    for (let i = 1; i < blocks.length; i++) {
      expect(blocks[i]! - blocks[i - 1]!).toBeLessThanOrEqual(LONGEST_BLOCK);
      expect(blocks[i]! % 61).toBe(0);
    }
  });

  it("never cuts a word, however long", () => {
    const text = "b".repeat(100_000);
    const encoded = encodeText(text, paragraphs(text), wordPiece);
    expect(encoded.end).toEqual([100_000]);
    expect([...packWindows(encoded, wordPiece)]).toHaveLength(1);
  });
});
