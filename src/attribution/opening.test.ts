import { expect, it } from "vitest";
import type { LabelledSpan } from "../tagger/tagged.js";
import { paragraphs } from "../text/segment.js";
import { behindOpenings } from "./opening.js";

const left = (text: string, words: string): string | null => {
  const start = text.indexOf(words);
  const one: LabelledSpan = {
    role: "source",
    span: { start, end: start + words.length },
    score: 1,
    faint: false,
    links: [{ cue: 0, score: 1 }],
    acts: null,
  };
  const [found] = behindOpenings(text, { spans: [one], paragraphs: paragraphs(text) });
  return found!.links.length > 0 ? text.slice(found!.span.start, found!.span.end) : null;
};

it.each([
  ["10:50 a.m. Karl Stiles says he'll vote no.", "50 a.m. Karl Stiles", "Karl Stiles"],
  ["14:02 BST: Lund says no.", "02 BST: Lund", "Lund"],
  ["9:41 a.m. Asked whether it held, she left.", "41 a.m.", null],
  [
    "PORT SELWYN, March 3, 2025 — Brightwater Plc said so.",
    "2025 — Brightwater Plc",
    "Brightwater Plc",
  ],
  ["SELWYN — Mayor Ada Lund said so.", "SELWYN — Mayor Ada Lund", "Mayor Ada Lund"],
  ["ST. OULU, Ont. (Northwire) - Lund said so.", "OULU, Ont. (Northwire) - Lund", "Lund"],
  ["LUND — THE MAYOR — SAID SO.", "LUND — THE MAYOR", "LUND — THE MAYOR"],
  ["BRANDT, 61, SAID SO.", "BRANDT, 61,", "BRANDT, 61,"],
  ["Of 10.30 nothing was said, said Lund.", "Lund", "Lund"],
])("%s", (text, words, expected) => {
  expect(left(text, words)).toBe(expected);
});
