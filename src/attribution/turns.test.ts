import { describe, expect, it } from "vitest";
import { findTurns } from "../ingest/transcript.js";
import type { Draft } from "./draft.js";
import { addNested } from "./nested.js";
import { withTurns } from "./turns.js";

const draft = (start: number, end: number, parent: number | null = null): Draft => ({
  source: [{ start, end: start + 1 }],
  cue: [{ start: start + 1, end: start + 2 }],
  content: [{ start: start + 2, end }],
  quotation: "indirect",
  parent,
  score: 0.9,
  acts: null,
  by: "model",
});

describe("withTurns", () => {
  const text = "MS. LUND:  One said two.\n\nQ    Why?\n\nMS. LUND:  Three said four.\n\nQ    So?";
  const turns = findTurns(text, { start: 0, end: text.length });
  it("makes every turn an attribution and what stands in it a part of it", () => {
    const three = text.indexOf("Three");
    const all = withTurns(turns, [draft(11, 20), draft(three, three + 10)]);
    expect(all.map((one) => `${one.by}:${one.parent}`)).toEqual([
      "turn:null",
      "model:0",
      "turn:null",
      "turn:null",
      "model:3",
      "turn:null",
    ]);
  });
  it("leaves an article's drafts alone", () => {
    const drafts = [draft(0, 9)];
    expect(withTurns([], drafts)).toBe(drafts);
  });
});

describe("addNested", () => {
  it("puts an inner attribution behind the one it stands in, however many came before", () => {
    const all = addNested(
      [draft(0, 20), draft(30, 60)],
      [draft(10, 18), draft(40, 50), draft(70, 80)],
    );
    expect(all.map((one) => one.parent)).toEqual([null, 0, null, 2]);
  });
  it("leaves out what is unsure or nobody's", () => {
    const unsure = { ...draft(10, 18), score: 0.5 };
    const nobody = { ...draft(10, 18), source: [] };
    expect(addNested([draft(0, 20)], [unsure, nobody])).toHaveLength(1);
  });
});
