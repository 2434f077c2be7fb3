import { describe, expect, it } from "vitest";
import { marked, named } from "../../test/marked.js";
import type { Act, Attribution } from "../attribution/attribution.js";
import { createDocument } from "../text/document.js";
import { withDemandDeadlines } from "./demand.js";

function deadline(source: string, act: Act = "demand", turn = false) {
  const { text, spans } = marked(source);
  const one: Attribution = {
    id: "a1",
    source: named(spans, "source"),
    cue: turn ? [] : named(spans, "cue"),
    content: named(spans, "content"),
    quotation: "indirect",
    speaker: null,
    resolved: { by: null, score: 0 },
    act,
    to: null,
    hearsay: false,
    negated: false,
    parent: null,
    score: 1,
  };
  const document = createDocument({ text, published: "2024-05-14" });
  const [found] = withDemandDeadlines(document, [one]);
  if (found!.deadline) {
    const { span, text: words, date } = found!.deadline;
    expect(text.slice(span.start, span.end)).toBe(words);
    return { words, date };
  }
  return null;
}

describe("withDemandDeadlines", () => {
  it.each([
    [
      "[source:The port] [cue:warned] that [content:the squatters have until Friday to leave the sheds].",
      { words: "until Friday", date: "2024-05-17" },
    ],
    [
      "[source:Lund] [cue:urged] [content:the council to publish the survey by May 31].",
      { words: "by May 31", date: "2024-05-31" },
    ],
    [
      "[content:Repair the wall], [source:she] [cue:demanded], before the end of the month.",
      { words: "before the end of the month", date: "2024-05-31" },
    ],
    [
      "[source:Brandt] [cue:told] them to [content:hand over the letters within 48 hours].",
      { words: "within 48 hours", date: "2024-05-16" },
    ],
    [
      "[source:Oduya] [cue:asked] [content:the firm to stop work immediately].",
      { words: "immediately", date: null },
    ],
  ])("%s", (source, expected) => expect(deadline(source)).toEqual(expected));

  it.each([
    "[source:Lund] [cue:urged] [content:the council to reject the vote of last Tuesday].",
    "[source:Lund] [cue:called for] [content:a debate on Tuesday].",
    "[source:Lund] [cue:urged] [content:the council to publish the survey].",
  ])("finds none: %s", (source) => expect(deadline(source)).toBeNull());

  it("knows a demand by its words, whatever the act", () => {
    const source = "[source:Lund] [cue:said] [content:the squatters have until Friday to leave].";
    expect(deadline(source, "assertion")).toEqual({ words: "until Friday", date: "2024-05-17" });
    const given =
      "[source:Lund] [cue:said] [content:the union had given the board until Friday to answer].";
    expect(deadline(given, "assertion")).toEqual({ words: "until Friday", date: "2024-05-17" });
    const hours = "[source:Lund] [cue:said] [content:the squatters have 48 hours to leave].";
    expect(deadline(hours, "assertion")).toEqual({ words: "48 hours", date: "2024-05-16" });
  });

  it("reads neither other acts nor whole turns", () => {
    const source = "[source:Lund] [cue:said] [content:the wall would be dry by May 31].";
    expect(deadline(source, "prediction")).toBeNull();
    expect(deadline(source, "demand", true)).toBeNull();
  });
});
