import { expect, it } from "vitest";
import type { LabelledSpan } from "../tagger/tagged.js";
import { partedRefusals } from "./refusals.js";

function parted(text: string, words: string, content?: string): readonly string[] {
  const at = (role: "cue" | "content", told: string): LabelledSpan => {
    const start = text.indexOf(told);
    const span = { start, end: start + told.length };
    return { role, span, score: 0.7, faint: false, links: [], acts: null };
  };
  const cue = at("cue", words);
  const own = content === undefined ? [] : [at("content", content)];
  const contents = new Map(own.map((one) => [0, [one]]));
  return partedRefusals(text, [cue, ...own], contents).map(
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

it("counts the infinitive to the content that follows", () => {
  const text = "Oduya has declined to name a contractor.";
  expect(parted(text, "has declined to name", "a contractor")).toEqual([
    "cue: has declined",
    "content: to name a contractor",
  ]);
});

it("leaves a cue whose content stands elsewhere, and one that tells", () => {
  const text = "Brandt declined to say how much it cost; Lund said so.";
  expect(parted(text, "declined to say", "so")).toEqual(["cue: declined to say", "content: so"]);
  expect(parted(text, "said")).toEqual(["cue: said"]);
});
