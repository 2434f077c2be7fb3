import { expect, it } from "vitest";
import type { LabelledSpan } from "../tagger/tagged.js";
import { partedRefusals } from "./refusals.js";

function parted(text: string, words: string, content = false): readonly string[] {
  const start = text.indexOf(words);
  const cue: LabelledSpan = {
    role: "cue",
    span: { start, end: start + words.length },
    score: 0.7,
    faint: false,
    links: [],
    acts: null,
  };
  return partedRefusals(text, [cue], () => content).map(
    ({ role, span }) => `${role}: ${text.slice(span.start, span.end)}`,
  );
}

it.each([
  ["Asked about fares, Brandt declined to say.", "declined to say", "declined", "to say"],
  ["The mayor would not answer.", "would not answer", "would not", "answer"],
  ["Lund has refused to comment.", "has refused to comment", "has refused", "to comment"],
  ["Oduya didn’t respond.", "didn’t respond", "didn’t", "respond"],
])("parts what is refused from the refusal: %s", (text, words, cue, content) => {
  expect(parted(text, words)).toEqual([`cue: ${cue}`, `content: ${content}`]);
});

it("leaves a cue that has content, and one that tells", () => {
  const text = "Brandt declined to say how much it cost; Lund said so.";
  expect(parted(text, "declined to say", true)).toEqual(["cue: declined to say"]);
  expect(parted(text, "said")).toEqual(["cue: said"]);
});
