import { expect, test } from "vitest";
import { citation } from "./words.js";

const PLACE = {
  title: "Pumps start",
  publisher: "Harbour Post",
  published: "2024-05-14",
  url: null,
};

test("a citation puts a speaker's own words between marks, and reported ones never", () => {
  const speaker = "Ada Lund";
  expect(citation({ ...PLACE, words: "“It holds,”", quotation: "direct", speaker })).toBe(
    "“It holds,” — Ada Lund, “Pumps start”, Harbour Post, 14 May 2024",
  );
  expect(citation({ ...PLACE, words: "that it holds", quotation: "indirect", speaker })).toBe(
    "that it holds (as reported) — Ada Lund, “Pumps start”, Harbour Post, 14 May 2024",
  );
});
