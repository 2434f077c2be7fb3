import { createDocument } from "../../dist/index.js";

/** A draft of about so many words: the example's paragraphs with its quotations, and plain ones between. */
export function draftOf(example, words) {
  const paragraphs = example.split(/\n\n+/u);
  const plain =
    "The harbour works went on through the spring, and the council met on the second Tuesday of every month to hear what had been done and what it had cost, which was more than the year before and less than was feared.";
  const out = [];
  for (let count = 0, i = 0; count < words; i++) {
    for (const one of [paragraphs[i % paragraphs.length], plain]) {
      out.push(one);
      count += one.match(/\S+/gu)?.length ?? 0;
    }
  }
  return out.join("\n\n");
}

/** A reading with so many statements, one a paragraph, by forty speakers. */
export function manyStatements(count) {
  let text = "";
  const attributions = [];
  const speakers = Array.from({ length: 40 }, (_, i) => ({
    id: `s${i + 1}`,
    name: `Councillor Number ${i + 1}`,
    kind: "person",
    title: "councillor",
    affiliation: null,
    anonymity: false,
    mentions: [],
  }));
  for (let i = 0; i < count; i++) {
    const { name, id } = speakers[i % speakers.length];
    const start = text.length;
    const cue = start + name.length + 1;
    const content = cue + 5;
    const words = `that item ${i + 1} of the budget had been read, weighed and left for another day`;
    text += `${name} said ${words}. Nobody answered.\n\n`;
    attributions.push({
      id: `a${i + 1}`,
      source: [{ start, end: start + name.length }],
      cue: [{ start: cue, end: cue + 4 }],
      content: [{ start: content, end: content + words.length }],
      quotation: "indirect",
      speaker: id,
      resolved: { by: "name", score: 1 },
      act: "assertion",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    });
  }
  const document = createDocument({ text, title: `${count} statements` });
  return { document, language: "en", attributions, speakers, exchanges: [], commitments: [] };
}
