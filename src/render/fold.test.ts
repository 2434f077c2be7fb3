import { describe, expect, it } from "vitest";
import { fold } from "./fold.js";

describe("fold", () => {
  it.each([
    ["short enough", "short enough"],
    ["a line that begins at the edge", "a line that begins at\n    the edge"],
    ["  indented and longer than that", "  indented and longer\n  than that"],
    ["  draft   “We will not go there”", "  draft   “We will not\n          go there”"],
    ["12  Ada Lund, by Friday or Monday", "12  Ada Lund, by\n    Friday or Monday"],
    ["one\n  two three four five six seven\n\nlast\n", "one\n  two three four five\n  six seven\n\nlast\n"],
    ["see https://example.org/a/very/long/address", "see https://example.org/a/very/long/address"],
    ["\u001b[2m  dim words that are too long\u001b[22m", "\u001b[2m  dim words that are\n  too long\u001b[22m"],
    ["\u001b[1mtwenty-two columns, no\u001b[22m", "\u001b[1mtwenty-two columns, no\u001b[22m"],
  ])("%j", (text, folded) => expect(fold(text, 22)).toBe(folded)); // prettier-ignore
});
