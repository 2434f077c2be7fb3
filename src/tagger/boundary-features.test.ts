import { describe, expect, it } from "vitest";
import { paragraphs } from "../text/segment.js";
import { FEATURE_NAMES, findBorders } from "./boundary-features.js";
import { encodeText } from "./encode.js";
import { createWordPiece } from "./wordpiece.js";

const pieces = ["[UNK]", "[CLS]", "[SEP]"];
const wordPiece = createWordPiece([...pieces, ..."abcdefghijklmnopqrstuvwxyz"]);

/** The border features of the `nth` word that reads `word`. */
function at(text: string, word: string, nth = 0): string[] {
  const within = paragraphs(text);
  const encoded = encodeText(text, within, wordPiece);
  const { features, count, most } = findBorders(text, encoded, within);
  const places = encoded.start.flatMap((start, i) =>
    text.slice(start, encoded.end[i]) === word ? [i] : [],
  );
  const place = places[nth]!;
  return Array.from(
    features.subarray(place * most, place * most + count[place]!),
    (f) => FEATURE_NAMES[f]!,
  );
}

describe("findBorders", () => {
  it("tells the stop of a sentence from an abbreviation's", () => {
    const text = "It opens by Aug. 31 at noon. Nobody came.";
    expect(at(text, ".", 0)).not.toContain("ending");
    expect(at(text, ".", 1)).toContain("ending");
    expect(at(text, "31")).not.toContain("sentence");
    expect(at(text, "Nobody")).toContain("sentence");
  });
  it("names the words around a border", () => {
    expect(at("She said that it held.", "that")).toEqual(
      expect.arrayContaining(["always", "before:said", "after:that"]),
    );
    expect(at("She said that it held.", "She")).toEqual(
      expect.arrayContaining(["before:start", "paragraph"]),
    );
    expect(at("It fell, “so to speak”.", "“")).toContain("before:word_,");
  });
  it("sees where a quotation opens and closes", () => {
    const text = "“No,” she said. “Not ‘ever’ again.”";
    expect(at(text, "“")).toContain("opens");
    expect(at(text, "No")).toEqual(expect.arrayContaining(["opened", "inside"]));
    expect(at(text, "”")).toContain("closes");
    expect(at(text, "she")).toContain("closed");
    expect(at(text, "again")).toContain("closed-inner");
  });
  it("starts each paragraph afresh, and takes any text", () => {
    expect(at("One.\n\nTwo.", "Two")).toContain("before:start");
    const deep = "“‘“‘“‘".repeat(50) + "x" + "’”’”’”".repeat(50);
    expect(at(deep, "x")).toContain("always");
  });
});
