import { expect, it } from "vitest";
import type { LabelledSpan } from "../tagger/tagged.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { withoutObject, withoutStrays } from "./strays.js";

const TEXT = `“The wall will hold,” Lund said on the quay, “and the tunnel with it.”

As the horn blew, nobody moved.`;

const tagged = { paragraphs: paragraphs(TEXT), quotations: findQuotations(TEXT, paragraphs(TEXT)) };

function labelled(role: "cue" | "content", words: string, link = 0.9, score = 0.95): LabelledSpan {
  const start = TEXT.indexOf(words);
  if (start < 0) throw new RangeError(`"${words}" is not in the text`);
  const span = { start, end: start + words.length };
  return { role, span, score, faint: false, links: [{ cue: 0, score: link }], acts: null };
}

const cue = labelled("cue", "said");
const halves = [
  labelled("content", "“The wall will hold,”"),
  labelled("content", "“and the tunnel with it.”"),
];
const stray = labelled("content", "the horn blew", 0.6, 0.6);

it("keeps the halves of a quotation together and sends away what has lost its own cue", () => {
  expect(withoutStrays(cue, halves, tagged, tagged.quotations)).toEqual(halves);
  expect(withoutStrays(cue, [...halves, stray], tagged, tagged.quotations)).toEqual(halves);
});

it("keeps parts of one quotation together, however little they look it", () => {
  const text = "“The wall will hold. So we were told. The tunnel will not.” Lund said.";
  const at = (role: "cue" | "content", words: string): LabelledSpan => {
    const start = text.indexOf(words);
    const span = { start, end: start + words.length };
    return { role, span, score: 0.6, faint: false, links: [{ cue: 0, score: 0.5 }], acts: null };
  };
  const parts = [at("content", "“The wall will hold."), at("content", "The tunnel will not.")];
  const where = {
    paragraphs: paragraphs(text),
    quotations: findQuotations(text, paragraphs(text)),
  };
  expect(withoutStrays(at("cue", "said"), parts, where, where.quotations)).toEqual(parts);
});

it("never leaves a cue without content", () => {
  expect(withoutStrays(cue, [stray], tagged, tagged.quotations)).toEqual([stray]);
  expect(withoutStrays(cue, [stray, stray], tagged, tagged.quotations).length).toBeGreaterThan(0);
});

it("leaves a pronoun to the verb whose object it is", () => {
  const text = "Lund said that it sang, and Brandt denied that. It was the song that rattled her.";
  const at = (role: "cue" | "content", words: string, from = 0): LabelledSpan => {
    const start = text.indexOf(words, from);
    const span = { start, end: start + words.length };
    return { role, span, score: 0.6, faint: false, links: [{ cue: 0, score: 0.5 }], acts: null };
  };
  const parts = [at("content", "that it sang"), at("content", "that", text.indexOf("denied"))];
  expect(withoutObject(text, at("cue", "said"), parts)).toEqual(parts.slice(0, 1));
  const song = [at("content", "the song"), at("content", "that", text.indexOf("song"))];
  expect(withoutObject(text, at("cue", "rattled"), song)).toEqual(song);
});
