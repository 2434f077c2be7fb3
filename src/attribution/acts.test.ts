import { describe, expect, it } from "vitest";
import { marked, named } from "../../test/marked.js";
import { labelsOf } from "./acts.js";
import { quotationKind } from "./attribute.js";

function labels(source: string, by: "model" | "turn" = "model"): ReturnType<typeof labelsOf> {
  const { text, spans } = marked(source);
  return labelsOf(text, {
    source: named(spans, "source"),
    cue: named(spans, "cue"),
    content: named(spans, "content"),
    quotation: quotationKind(text, named(spans, "content"), { quotations: [] }),
    parent: null,
    score: 1,
    acts: null,
    by,
  });
}

describe("labelsOf", () => {
  it.each([
    ["[source:Lund] [cue:declined] [content:to comment].", "refusal"],
    ["[source:Lund] [cue:asked] [content:whether the wall would hold].", "question"],
    ["[source:Lund] [cue:has vowed] [content:to reopen the tunnel].", "commitment"],
    ["[source:Lund] [cue:urged] [content:the council to act].", "demand"],
    ["[source:Lund] [cue:denied] [content:the charges].", "denial"],
    ["[source:Lund] [cue:accused] [content:Brandt of hiding it].", "accusation"],
    ["[source:Lund] [cue:predicted] [content:that the pumps will fail].", "prediction"],
    ["[source:Lund] [cue:praised] [content:the engineers].", "attitude"],
    ["[source:Lund] [cue:said] [content:that the water fell on Sunday].", "assertion"],
  ])("%s", (source, act) => {
    expect(labels(source).act).toBe(act);
  });
  it.each([
    ["[source:Q] [content:Is it shut? Thanks.]", "question"],
    ["[source:MS. LUND]: [content:Is it shut? It is.]", "assertion"],
    ["[source:MS. LUND]: [content:It is. Is it not?]", "question"],
  ])("of a turn: %s", (source, act) => {
    expect(labels(source, "turn").act).toBe(act);
  });
  it("sees hearsay in the cue alone", () => {
    expect(
      labels("[source:Two firms] [cue:are reportedly negotiating] [content:a settlement].").hearsay,
    ).toBe(true);
    expect(labels("[source:Lund] [cue:said] [content:they were reportedly late].").hearsay).toBe(
      false,
    );
  });
  it("sees a denied attribution, and no denial in declining", () => {
    expect(labels("[source:Lund] [cue:never promised] [content:a bridge].").negated).toBe(true);
    expect(labels("[source:Lund] [cue:noted without delay] [content:a bridge].").negated).toBe(
      false,
    );
    expect(labels("[source:Lund] [cue:did not say] [content:how much it cost].").negated).toBe(
      false,
    );
    expect(
      labels("[source:Lund] [cue:did not respond to] [content:a request for comment].").negated,
    ).toBe(false);
  });
});
