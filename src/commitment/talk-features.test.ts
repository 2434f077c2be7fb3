import { expect, test } from "vitest";
import { prospectsOf } from "./talk-features.js";

test.each([
  ["And we’re going to mend it.", "we", "pronoun", "mend it."],
  ["The plan is that the President will sign it.", "the President", "office", "sign it."],
  [
    "The President and the Vice President will travel.",
    "The President and the Vice President",
    "office",
    "travel.",
  ],
  [
    "Vice President Oduya is not going to sail.",
    "Vice President Oduya",
    "office",
    "not going to sail.",
  ],
  ["So Kallio Ports will pay.", "Kallio Ports", "party", "pay."],
  ["We know what the sea will do.", "the sea", "other", "do."],
  ["He’s going to have it mended tomorrow.", "He", "pronoun", "have it mended tomorrow."],
  ["We will, of course, look.", "We", "pronoun", "look."],
  ["Let me check.", "I", "pronoun", "check."],
  ["He won’t sell it.", "He", "pronoun", "won’t sell it."],
  ["She is meeting with them tomorrow.", "She", "pronoun", "meeting with them tomorrow."],
])("who is to act, and where the act begins: %s", (sentence, words, kind, act) => {
  const [one] = prospectsOf(sentence);
  expect([one!.subject.words, one!.subject.kind, sentence.slice(one!.act)]).toEqual([
    words,
    kind,
    act,
  ]);
});

test.each([
  "We’ll go to Tor Brandt at the Herald.",
  "I’m not going to get into that.",
  "It rained.",
])("no prospect: %s", (sentence) => expect(prospectsOf(sentence)).toEqual([]));

test("time grows with the length of a sentence", () => {
  const long = `we ${"will and the Board of ".repeat(5_000)}`;
  expect(prospectsOf(long).length).toBeGreaterThan(1000);
});
