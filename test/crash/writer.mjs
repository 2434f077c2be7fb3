// Records documents and decisions one after the other, and says so of each when it is acknowledged.
//   node test/crash/writer.mjs LEDGER NAME
import { writeSync } from "node:fs";
import { append } from "../../dist/ledger/events.js";
import { openLedger } from "../../dist/ledger/open.js";
import { record } from "../../dist/ledger/record.js";
import { createDocument } from "../../dist/text/document.js";

const [location, name] = process.argv.slice(2);
const NOW = "2024-05-14T12:00:00Z";

/** An article of six statements by four speakers, which hold a word that no other holds. */
function reading(word) {
  let text = `Heading\n\n`;
  const attributions = Array.from({ length: 6 }, (_, i) => {
    const who = `Speaker ${"ABCD"[i % 4]}`;
    const words = `the harbour ${word} is mended ${i}`;
    const start = text.length + who.length + 6;
    text += `${who} said ${words}.\n\n`;
    return {
      id: `a${i + 1}`,
      source: [{ start: start - 6 - who.length, end: start - 6 }],
      cue: [{ start: start - 5, end: start - 1 }],
      content: [{ start, end: start + words.length }],
      quotation: "indirect",
      speaker: `s${(i % 4) + 1}`,
      resolved: { by: "name", score: 1 },
      act: "assertion",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    };
  });
  return {
    document: createDocument({
      text,
      published: "2024-05-14",
      url: `https://port.example/${word}`,
    }),
    language: "en",
    attributions,
    speakers: ["A", "B", "C", "D"].map((letter, i) => ({
      id: `s${i + 1}`,
      name: `Speaker ${letter}`,
      kind: "person",
      title: null,
      affiliation: null,
      anonymity: false,
      mentions: [],
    })),
    exchanges: [],
    commitments: [],
  };
}

const ledger = await openLedger(location, { create: true });
for (let i = 0; ; i++) {
  const word = `${name}q${i}`;
  await record(ledger, reading(word), NOW);
  writeSync(1, `document ${word}\n`);
  if (i % 3 > 0) continue;
  const event = await append(
    ledger,
    { at: NOW, who: name, why: null },
    { what: "merge", subject: word, before: { names: [] }, after: { names: [] } },
  );
  writeSync(1, `event ${event}\n`);
}
