import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWordPiece, pieceSink } from "./wordpiece.js";

const VOCABULARY =
  "[PAD] [UNK] [CLS] [SEP] . “ ” - the may ##or mayor said ##s un ##said cafe 東 京".split(" ");
const wordPiece = createWordPiece(VOCABULARY);

function words(text: string): string[] {
  const sink = pieceSink();
  wordPiece.encode(text, { start: 0, end: text.length }, sink);
  return sink.first.map((first, i) => {
    const pieces = sink.pieces.slice(first, sink.first[i + 1] ?? sink.pieces.length);
    return `${text.slice(sink.start[i], sink.end[i])}=${pieces.map((id) => VOCABULARY[id]).join("+")}`;
  });
}

describe("WordPiece", () => {
  it.each([
    ["The mayor said.", ["The=the", "mayor=mayor", "said=said", ".=."]],
    ["“MAYORS”", ["“=“", "MAYORS=mayor+##s", "”=”"]],
    ["un-said unsaid", ["un=un", "-=-", "said=said", "unsaid=un+##said"]],
    ["Café cafe\u0301", ["Café=cafe", "cafe\u0301=cafe"]],
    ["may\u00ador xyz", ["may\u00ador=mayor", "xyz=[UNK]"]],
    ["東京", ["東=東", "京=京"]],
    ["the\u00a0mayor", ["the=the", "mayor=mayor"]],
  ])("cuts %s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("gives offsets in order, apart from each other and inside the text, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const sink = pieceSink();
        wordPiece.encode(text, { start: 0, end: text.length }, sink);
        let last = 0;
        sink.start.forEach((start, i) => {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(sink.end[i]).toBeGreaterThan(start);
          last = sink.end[i]!;
        });
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("needs its special pieces", () => {
    expect(() => createWordPiece(["a"])).toThrow("The vocabulary has no piece [UNK]");
  });
});
