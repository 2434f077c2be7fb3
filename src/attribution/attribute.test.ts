import { describe, expect, it } from "vitest";
import { marked, named } from "../../test/marked.js";
import type { LabelledSpan, Role, TaggedText } from "../tagger/tagged.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { attribute } from "./attribute.js";

/** A tagged text whose marks are the model's spans; each links to the cue nearest by, or as told. */
function tagged(
  source: string,
  link: (span: number, cues: readonly number[]) => number,
): { text: string; tagged: TaggedText } {
  const { text, spans } = marked(source);
  const roles = spans.filter(({ name }) => ["source", "cue", "content"].includes(name));
  const cues = roles.flatMap((s, i) => (s.name === "cue" ? [i] : []));
  const labelled = roles.map(({ name, start, end }, i): LabelledSpan => ({
    role: name as Role,
    span: { start, end },
    score: 0.98,
    faint: false,
    links: name === "cue" ? [] : ranked(link(i, cues), cues),
    acts: null,
  }));
  const within = paragraphs(text);
  return {
    text,
    tagged: {
      spans: labelled,
      names: [],
      paragraphs: within,
      quotations: findQuotations(text, within),
      words: 0,
      binding: { start: [], logit: [] },
    },
  };
}

/** The chosen cue far ahead of the others. */
const ranked = (best: number, cues: readonly number[]) => [
  { cue: best, score: 0.9 },
  ...cues.filter((cue) => cue !== best).map((cue) => ({ cue, score: 0.1 })),
];

const nearest = (span: number, cues: readonly number[]): number =>
  cues.reduce((best, cue) => (Math.abs(cue - span) < Math.abs(best - span) ? cue : best), cues[0]!);

function found(source: string, link = nearest): string[] {
  const { text, tagged: all } = tagged(source, link);
  return attribute(text, all).map(({ source: who, cue, content, quotation }) => {
    const words = (spans: readonly { start: number; end: number }[]): string =>
      spans.map((s) => text.slice(s.start, s.end)).join(" … ");
    return `${words(who)} | ${words(cue)} | ${words(content)} | ${quotation}`;
  });
}

describe("attribute", () => {
  it("leaves a quotation alone that another sentence introduces", () => {
    expect(
      found(
        "“[content:It rattled],” [cue:said] [source:Lund]. His wife was less sure: “[content:It sang].”",
      ),
    ).toEqual(["Lund | said | “It rattled,” | direct"]);
  });
  it("puts a split quotation together and takes its marks along", () => {
    expect(
      found("“[content:It is over],” [source:she] [cue:said]. “[content:All of it].”"),
    ).toEqual(["she | said | “It is over,” … “All of it.” | direct"]);
  });
  it("tells indirect and mixed from direct", () => {
    expect(found("[source:Lund] [cue:said] [content:that it leaked].")).toEqual([
      "Lund | said | that it leaked | indirect",
    ]);
    expect(found("[source:Lund] [cue:called] [content:the wall “a sieve”].")).toEqual([
      "Lund | called | the wall “a sieve” | mixed",
    ]);
  });
  it("leaves a cue without content out, and gives its source to one that has some", () => {
    const links = (span: number): number => (span === 0 ? 1 : 2);
    expect(found("[source:Lund] [cue:rose] and [cue:warned] [content:of floods].", links)).toEqual([
      "Lund | warned | of floods | indirect",
    ]);
  });
  it("lets a cue without a source share its sentence's, and no other's", () => {
    const text =
      "[source:Lund] [cue:said] [content:it held], [cue:adding] [content:that it would]. [cue:Asked] [content:why], she left.";
    const links = (span: number): number => (span < 3 ? 1 : span < 5 ? 3 : 5);
    expect(found(text, links)).toEqual([
      "Lund | said | it held | indirect",
      "Lund | adding | that it would | indirect",
      " | Asked | why | indirect",
    ]);
  });
  it.each([
    [
      "was asked",
      "[source:Lund] [cue:was asked] [content:why it leaked].",
      " | was asked | why it leaked | indirect",
    ],
    [
      "is not expected",
      "[source:The council] [cue:is not expected] [content:to meet].",
      " | is not expected | to meet | indirect",
    ],
    [
      "appears to be",
      "[source:The wall] [cue:appears to be] [content:sound].",
      " | appears to be | sound | indirect",
    ],
    [
      "when asked",
      "[source:Lund], when [cue:asked] [content:why it leaked], left.",
      " | asked | why it leaked | indirect",
    ],
    [
      "was told by",
      "[content:That it leaked] [cue:was told] by [source:Lund].",
      "Lund | was told | That it leaked | indirect",
    ],
    [
      "seemed to blame",
      "[source:Lund] [cue:seemed] to blame [content:the pilot].",
      "Lund | seemed | the pilot | indirect",
    ],
  ])("makes nobody the source of what is told of him: %s", (_, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });
  it.each([
    [
      "Citing [content:“the tides of May,”] [source:the pilot’s wife] [cue:said] [content:no].",
      "the pilot’s wife | Citing | “the tides of May,” | direct",
    ],
    [
      "After blasting [content:the harbour board], which met in May, [source:Ada Lund] [cue:said] [content:no].",
      "Ada Lund | blasting | the harbour board | indirect",
    ],
    [
      "Alarmed by [content:the tides], [source:Ada Lund] [cue:said] [content:no].",
      "Ada Lund | Alarmed by | the tides | indirect",
    ],
  ])("lets a clause that opens its sentence share the subject behind it", (text, expected) => {
    const words = text.replace(/^(After )?(Citing|blasting|Alarmed by)/, "$1[cue:$2]");
    const links = (span: number): number => (span < 2 ? 0 : 3);
    expect(found(words, links)[0]).toBe(expected);
  });
  it("lets a cue share the source right behind it, and a noun none", () => {
    const text =
      "[content:“It leaks,”] [cue:said] [source:Lund], [cue:calling] [content:it a sieve].";
    const links = (span: number): number => (span === 0 ? 1 : 3);
    expect(found(text, links)[0]).toBe("Lund | said | “It leaks,” | direct");
    const after =
      "[source:Mr. Lund] [cue:blamed] [content:the quay] of Mr. Berg, [cue:calling] [content:him late].";
    expect(found(after, (span) => (span < 3 ? 1 : 3))[1]).toBe(
      "Mr. Lund | calling | him late | indirect",
    );
    const noun =
      "[source:Lund] [cue:said] [content:it held], [cue:a dig at] [content:the old board].";
    expect(found(noun, (span) => (span < 3 ? 1 : 3))[1]).toBe(
      " | a dig at | the old board | indirect",
    );
  });
  it("attributes a quotation whole when its cue stands outside", () => {
    expect(
      found("“We will [content:open the lift in the spring,]” [source:Lund] [cue:said]."),
    ).toEqual(["Lund | said | “We will open the lift in the spring,” | direct"]);
  });
  it("leaves the addressee of telling out of the content", () => {
    expect(found("[source:Lund] [cue:told] [content:the inquiry that it leaked].")).toEqual([
      "Lund | told | that it leaked | indirect",
    ]);
  });
  it("takes “reportedly” alone as the cue of its whole clause", () => {
    const text =
      "It rained. Two firms are [cue:reportedly selling] [content:the ferry by Aug. 31].";
    expect(found(text)).toEqual([
      " | reportedly | Two firms are … selling the ferry by Aug. 31 | indirect",
    ]);
  });
  it("goes on over paragraphs that only quote", () => {
    const text =
      "“[content:We start in May],” [source:Lund] [cue:said]. “[content:We end in June.]\n\n“And that is all that there is to say about it.”\n\nIt rained.";
    expect(found(text)).toEqual([
      "Lund | said | “We start in May,” … “We end in June. … “And that is all that there is to say about it.” | direct",
    ]);
  });
  it("does not take up a quotation after a paragraph that closed its own", () => {
    const text =
      "[source:Lund] [cue:said] [content:“it is over”].\n\n“Nobody is named as the one who says this one here.”";
    expect(found(text)).toEqual(["Lund | said | “it is over” | direct"]);
  });
});

describe("marked", () => {
  it("tells marks from brackets and keeps their places", () => {
    const { text, spans } = marked("[source:She] \\[sic\\] [cue:said]");
    expect(text).toBe("She [sic] said");
    expect(named(spans, "cue")).toEqual([{ start: 10, end: 14 }]);
  });
});
