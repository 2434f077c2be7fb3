// Readings by hand, for tests of the ledger.
import type { Reading } from "../src/read.js";
import { createDocument, type DocumentParts } from "../src/text/document.js";

export interface Line {
  readonly who: string;
  readonly words: string;
  /** The day by which the words promise something. */
  readonly promise?: string;
}

/** The reading of an article of lines "WHO said WORDS." */
export function readingOf(lines: readonly Line[], parts: Partial<DocumentParts> = {}): Reading {
  let text = "Heading\n\n";
  const names = [...new Set(lines.map(({ who }) => who))];
  const attributions: Reading["attributions"][number][] = [];
  const commitments: Reading["commitments"][number][] = [];
  for (const [i, { who, words, promise }] of lines.entries()) {
    const start = text.length + who.length + 6;
    const content = { start, end: start + words.length };
    attributions.push({
      id: `a${i + 1}`,
      source: [{ start: text.length, end: text.length + who.length }],
      cue: [{ start: start - 5, end: start - 1 }],
      content: [content],
      quotation: "indirect",
      speaker: `s${names.indexOf(who) + 1}`,
      resolved: { by: "name", score: 1 },
      act: promise === undefined ? "assertion" : "commitment",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    });
    if (promise !== undefined)
      commitments.push({
        id: `c${i + 1}`,
        attribution: `a${i + 1}`,
        by: who,
        action: content,
        deadline: { span: content, text: promise, date: promise },
        condition: null,
      });
    text += `${who} said ${words}.\n\n`;
  }
  return {
    document: createDocument({ text, ...parts }),
    language: "en",
    attributions,
    speakers: names.map((name, i) => ({
      id: `s${i + 1}`,
      name,
      kind: "person",
      title: null,
      affiliation: null,
      anonymity: false,
      mentions: [],
    })),
    exchanges: [],
    commitments,
  };
}
