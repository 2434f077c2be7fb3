import { describe, expect, it } from "vitest";
import { between, edgeTo, moveEdge, reach, tokensOf, withPiece } from "./spans.js";

const text = "“It won’t hold,” she said, 3.5 times.";
const tokens = tokensOf(text);
const words = (spans: readonly { start: number; end: number }[]): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));
const at = (word: string): number => words(tokens).indexOf(word);

describe("tokens", () => {
  it("are words with what holds them together, and marks alone", () => {
    expect(words(tokens)).toEqual("“ It won’t hold , ” she said , 3.5 times .".split(" "));
    expect(tokensOf("")).toEqual([]);
  });
});

describe("moving spans", () => {
  const said = [between(tokens, at("It"), at("hold"))];

  it("moves an edge by words and stops at the other edge and at the ends", () => {
    expect(words(moveEdge(said, tokens, 0, "start", 1))).toEqual(["won’t hold"]);
    expect(words(moveEdge(said, tokens, 0, "end", 2))).toEqual(["It won’t hold,”"]);
    expect(words(moveEdge(said, tokens, 0, "start", 9))).toEqual(["hold"]);
    expect(words(moveEdge(said, tokens, 0, "start", -99))).toEqual(["“It won’t hold"]);
    expect(words(moveEdge(said, tokens, 0, "end", 99))).toEqual([text.slice(1)]);
  });

  it("reaches for a word with the nearest edge", () => {
    expect(words(reach(said, tokens, at("“")))).toEqual(["“It won’t hold"]);
    expect(words(reach(said, tokens, at("she")))).toEqual(["It won’t hold,” she"]);
    expect(words(reach([], tokens, at("said")))).toEqual(["said"]);
  });

  it("joins pieces that come to overlap, keeps those apart in order", () => {
    const two = withPiece(said, between(tokens, at("times"), at("3.5")));
    expect(words(two)).toEqual(["It won’t hold", "3.5 times"]);
    expect(words(edgeTo(two, tokens, 0, "end", at("3.5")))).toEqual([
      "It won’t hold,” she said, 3.5 times",
    ]);
    expect(edgeTo(two, tokens, 7, "end", 0)).toBe(two);
  });
});
