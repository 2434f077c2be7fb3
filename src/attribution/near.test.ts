import { expect, it } from "vitest";
import type { LabelledSpan, Role } from "../tagger/tagged.js";
import { paragraphs } from "../text/segment.js";
import { nearerCues } from "./near.js";

const text = "- Brandt said it held.\n- The port denied that it had.";
const unsure = [
  { cue: 1, score: 0.55 },
  { cue: 4, score: 0.45 },
];
const span = (role: Role, words: string, links: LabelledSpan["links"] = []): LabelledSpan => {
  const start = text.indexOf(words);
  return {
    role,
    span: { start, end: start + words.length },
    score: 1,
    faint: false,
    links,
    acts: null,
  };
};

it("takes the nearer cue where the model is unsure", () => {
  const spans = [
    span("source", "Brandt", unsure),
    span("cue", "said"),
    span("content", "it held", unsure),
    span("source", "The port", unsure),
    span("cue", "denied"),
    span("content", "that it had", unsure),
  ];
  const best = nearerCues({ spans, paragraphs: paragraphs(text) }).map(
    ({ links }) => links[0]?.cue,
  );
  expect(best).toEqual([1, undefined, 1, 4, undefined, 4]);
});
