import { expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import { turnNames } from "./turns.js";

const speakers = (first: string): string => {
  const text = `${first} One.\n\nMR. BRANDT: Two.\n\n${first} Three.\n\nMR. BRANDT: Four.\n`;
  const [one] = turnNames(parseText(text), []).values();
  return one ? `${one.name} (${one.kind})${one.title === null ? "" : `, ${one.title}`}` : "?";
};

it.each([
  ["MS. KALLIO:", "Kallio (person)"],
  [
    "INES KALLIO, HARBOUR BOARD PRESS SECRETARY:",
    "Ines Kallio (person), Harbour Board Press Secretary",
  ],
  ["Ines Kallio, Jr.:", "Ines Kallio (person)"],
  ["INES KALLIO, JR.:", "Ines Kallio (person)"],
  ["SEN. KALLIO (D-Selwyn):", "Kallio (person), Sen."],
  ["VICE PRESIDENT KALLIO:", "Kallio (person), Vice President"],
  ["THE PRESIDENT:", "The President (person)"],
  ["THE WITNESS:", "witness (unnamed)"],
  ["THE COURT:", "court (organization)"],
  ["The Selwyn Courier:", "Selwyn Courier (organization)"],
  ["Selwyn Times:", "Selwyn Times (organization)"],
  ["UNIDENTIFIED PILOT:", "unidentified pilot (unnamed)"],
  ["INES KALLIO, BYLINE:", "Ines Kallio (person)"],
  ["PRESS SECRETARY INES KALLIO:", "Ines Kallio (person), Press Secretary"],
  ["SPEAKER_00:", "speaker_00 (unnamed)"],
  ["CHAIRMAN:", "chairman (unnamed)"],
  ["CHIEF JUSTICE KALLIO:", "Kallio (person), Chief Justice"],
  ["Senator Kallio:", "Kallio (person), Senator"],
  ["Hon. Ines Kallio:", "Ines Kallio (person)"],
  ["The Minister for Harbours (Ines Kallio):", "Ines Kallio (person), Minister for Harbours"],
  ["UNIDENTIFIED MALE:", "unidentified male (unnamed)"],
  ["Woman in the back:", "woman in the back (unnamed)"],
  ["Some hon. members:", "some hon. members (group)"],
  ["The Speaker:", "speaker (unnamed)"],
  ["IK:", "IK (person)"],
  ["Q    ", "reporter (unnamed)"],
  ["Speaker 3: (02:11)", "speaker 3 (unnamed)"],
  ["SENIOR ADMINISTRATION OFFICIAL:", "senior administration official (unnamed)"],
])("%s speaks as %s", (label, speaker) => {
  expect(speakers(label)).toBe(speaker);
});

it.each([
  ["Interview: Ada Lund on ferries", "Ada Lund (person)"],
  ["Ferries", "interviewee (unnamed)"],
  ["Ferries\n\nWe spoke to Ada Lund, the chair.", "Ada Lund (person)"],
  ["Ferries\n\nSleep scientist Dr Ada Lund answers your questions.", "Ada Lund (person)"],
  ["Ferries\n\nAda Lund has run them since 2019. She spoke to the Courier.", "Ada Lund (person)"],
  ["Ferries\n\nWe spoke to Ada Lund and talked to Ivo Brandt.", "interviewee (unnamed)"],
])("%s: whose the answers are", (title, speaker) => {
  const text = `${title}\n\nQ: Why is it that they do not run?\n\nA: Fuel.\n\nQ: And now?\n\nA: The sea, which rose.\n`;
  const [, one] = turnNames(parseText(text), []).values();
  expect(`${one!.name} (${one!.kind})`).toBe(speaker);
});

it.each([
  "Courier: Why?\n\nAda Lund: Fuel.\n\nCourier: And?\n\nLund: The sea.\n",
  "COURIER: Why?\n\nADA LUND: Fuel.\n\nCOURIER: And?\n\nAL: The sea.\n",
  "COURIER: Why?\n\nADA LUND, PILOT: Fuel.\n\nCOURIER: And?\n\nMS. LUND: The sea.\n",
])("takes the full name of one label for the surname of another: %j", (text) => {
  expect([...turnNames(parseText(text), []).values()].map(({ name }) => name)).toEqual([
    "Courier",
    "Ada Lund",
    "Courier",
    "Ada Lund",
  ]);
});

it("names who asks and who answers in a hearing", () => {
  const text =
    "ADA LUND,\nhaving been first duly sworn, testified as follows:\n\nBY MR. BRANDT:\n\nQ. Was the wall wet when you came to it that night?\n\nA. Yes.\n\nBY MS. KALLIO:\n\nTHE WITNESS: It was.\n\nQ. Since when had it been so?\n\nA. Since May, when it rained.\n";
  expect([...turnNames(parseText(text), []).values()].map(({ name }) => name)).toEqual([
    "Brandt",
    "Ada Lund",
    "Ada Lund",
    "Kallio",
    "Ada Lund",
  ]);
});

it("names nobody in a turn without a label", () => {
  expect(turnNames(parseText(">> One?\n\n>> Two.\n\n>> Three?\n\n>> Four.\n"), []).size).toBe(0);
});

it.each([
  ["Press Briefing by Press Secretary Ada Brandt, May 2", "Ada Brandt (person), Press Secretary"],
  ["Remarks by Dr. Ada M. Brandt", "Ada M. Brandt (person), Dr."],
])("the document’s title tells name and title: %s", (title, speaker) => {
  const text = "MR. BRANDT: One.\n\nQ    Why?\n\nMR. BRANDT: Two.\n\nQ    And now?\n";
  const [one] = turnNames({ ...parseText(text), title }, []).values();
  expect(`${one!.name} (${one!.kind})${one!.title === null ? "" : `, ${one!.title}`}`).toBe(
    speaker,
  );
});
