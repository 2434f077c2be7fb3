// Readings of made-up articles: words by Zipf's law, speakers of whom few say much.
import { createDocument } from "../dist/index.js";
import { random } from "./quotecheck/cases.mjs";

const rnd = random(11);
/** Statements in an article. */
export const PER = 20;
/** Words that there are. */
const VOCABULARY = 60_000;

const syllables = "ba ke li mo nu ra si to ve za pel dor min gar tis lun".split(" ");
/** An invented word; the lower its rank, the commoner. */
function word(rank) {
  let out = "";
  for (let left = rank + 1; left > 0; left = Math.floor(left / syllables.length))
    out += syllables[left % syllables.length];
  return out;
}
const words = Array.from({ length: VOCABULARY }, (_, rank) => word(rank));
const zipf = () => words[Math.floor(Math.exp(rnd.next() * Math.log(VOCABULARY))) - 1];
const capital = (text) => text.replace(/^./u, (letter) => letter.toUpperCase());
const people = Array.from(
  { length: 20_000 },
  (_, i) => `${capital(word(i % 300))} ${capital(word(400 + i))}`,
);

/** A day in the years from 2015 on. */
const dayOf = (number) =>
  new Date(Date.UTC(2015, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);

/** An article of `PER` statements; the same number gives another text each time it is asked for. */
export function madeUp(number) {
  let text = `Heading ${number}\n\n`;
  const attributions = [];
  const commitments = [];
  const names = new Map();
  for (let i = 0; i < PER; i++) {
    const name = people[Math.floor(rnd.next() ** 3 * people.length)];
    if (!names.has(name)) names.set(name, `s${names.size + 1}`);
    const words = Array.from({ length: 8 + rnd.below(25) }, () => zipf()).join(" ");
    const start = text.length + name.length + 6;
    attributions.push({
      id: `a${i + 1}`,
      source: [{ start: text.length, end: text.length + name.length }],
      cue: [{ start: start - 5, end: start - 1 }],
      content: [{ start, end: start + words.length }],
      quotation: rnd.next() < 0.3 ? "direct" : "indirect",
      speaker: names.get(name),
      resolved: { by: "name", score: 1 },
      act: "assertion",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    });
    if (rnd.next() < 0.05)
      commitments.push({
        id: `c${i + 1}`,
        attribution: `a${i + 1}`,
        by: name,
        action: { start, end: start + words.length },
        deadline: { span: { start, end: start }, text: "by then", date: dayOf(rnd.below(4500)) },
        condition: null,
      });
    text += `${name} said ${words}.\n\n`;
  }
  return {
    document: createDocument({
      text,
      published: dayOf(rnd.below(3650)),
      publisher: `Paper ${number % 40}`,
    }),
    language: "en",
    attributions,
    exchanges: [],
    commitments,
    speakers: [...names].map(([name, id]) => ({
      id,
      name,
      kind: "person",
      title: null,
      affiliation: null,
      anonymity: false,
      mentions: [],
    })),
  };
}
