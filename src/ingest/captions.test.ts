import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBytes } from "./parse.js";
import { parseCaptions } from "./captions.js";
import { findCues, unroll } from "./cues.js";
import { findTurns } from "./transcript.js";

const said = (source: string) => {
  const document = parseCaptions(source, { path: "2024-05-13-briefing.srt" });
  return document.turns.map(({ speaker, content, time, label, span }) => {
    const printed = speaker === "" ? ">>" : `${speaker}:`;
    expect(document.text.slice(span.start, content.start)).toBe(`${printed} `);
    expect(label && document.text.slice(label.start, label.end)).toBe(
      speaker === "" ? null : printed,
    );
    return [speaker, document.text.slice(content.start, content.end), time];
  });
};

const SRT = `1
00:00:01,500 --> 00:00:03,000
MS. ODUYA: Good afternoon. We will
not open the tunnel

2
00:00:03,000 --> 00:00:05,000
until the wall is dry. {\\an8}<i>Not</i> a day &amp; not

3
00:00:05,000 --> 00:00:06,000
an hour before.

4
00:01:07,250 --> 00:01:09,000
- Is that a promise?
- ODUYA: It is the rule of
COVID-19: nothing more.
`;

describe("SRT", () => {
  it("gives turns of the cues' words, with the time of the first", () => {
    expect(said(SRT)).toEqual([
      [
        "MS. ODUYA",
        "Good afternoon. We will not open the tunnel until the wall is dry. Not a day & not an hour before.",
        1,
      ],
      // What a dash without a name says, nobody known does.
      ["", "Is that a promise?", 67],
      // "COVID-19:" is a wrapped line's, not a speaker's.
      ["ODUYA", "It is the rule of COVID-19: nothing more.", 67],
    ]);
    const document = parseCaptions(SRT, { path: "2024-05-13-briefing.srt" });
    expect(document).toMatchObject({ kind: "transcript", published: "2024-05-13", title: null });
    expect(document.text).not.toMatch(/-->|\d\d:\d\d/u);
  });
  it("bears lost blank lines, lost numbers, blank lines inside and Windows line ends", () => {
    const tight =
      "1\r\n00:00:01,000 --> 00:00:02,000\r\nLUND: One.\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nTwo.\r\n\r\nThree.\r\n" +
      "0:3:04,5 --> 0:3:05,0\r\n>> BRAM LINDQVIST: In 2024\r\n17\r\n\r\n4\r\n00:03:06,000 --> 00:03:07,000\r\n>> Who?";
    expect(said(tight)).toEqual([
      ["LUND", "One. Two. Three.", 1],
      ["BRAM LINDQVIST", "In 2024 17", 184],
      ["", "Who?", 186],
    ]);
  });
  it.each([
    ["Ada Lund (she/her)", "Ada Lund"],
    ["Ada Lund - Harbour Board", "Ada Lund"],
    ["SPEAKER_00", "SPEAKER_00"],
    ["[SPEAKER_00]", "SPEAKER_00"],
    ["(Lund)", "Lund"],
  ])("knows the speaker %j", (label, speaker) => {
    const cues = [1, 2, 3].map(
      (i) => `${i}\n00:00:0${i},000 --> 00:00:0${i},900\n${label}: Words ${i}.\n`,
    );
    expect(said(cues.join("\n"))).toEqual([[speaker, "Words 1. Words 2. Words 3.", 1]]);
  });
  it("gives a turn to somebody unknown at each >> without a name", () => {
    const cues = [
      ">> Is it wet?",
      ">> LUND: It is. >> Since when?",
      ">> (Gulls.)",
      "Since May.",
    ].map((words, i) => `${i}\n00:00:0${i},000 --> 00:00:0${i},900\n${words}\n`);
    expect(said(cues.join("\n"))).toEqual([
      ["", "Is it wet?", 0],
      ["LUND", "It is.", 1],
      ["", "Since when?", 1],
      ["", "(Gulls.) Since May.", 2],
    ]);
    const dialogue = "1\n00:00:01,000 --> 00:00:02,000\n- Is it wet?\n- It is.\n";
    expect(parseCaptions(dialogue)).toMatchObject({ kind: "article", turns: [] });
  });
  it("finds the turns of captions in their text again", () => {
    const cues = [
      ">> LUND: It is.",
      ">> Since when?",
      ">> LUND: Since May.",
      ">> Who says so?",
    ].map((words, i) => `${i}\n00:00:0${i},000 --> 00:00:0${i},900\n${words}\n`);
    const { text, turns } = parseCaptions(cues.join("\n"));
    const again = findTurns(text, { start: 0, end: text.length });
    expect(again.map(({ speaker, content }) => [speaker, content])).toEqual(
      turns.map(({ speaker, content }) => [speaker, content]),
    );
  });
  it("knows names once where most cues begin with one, and names with the surname first", () => {
    const cues = [
      "Ada Lund: Hello.",
      "Ivo Brandt: Is it wet?",
      "Kallio, Ines (Harbour Board): Yes.",
      "Ada Lund: No.",
    ].map((words, i) => `${i}\n00:00:0${i},000 --> 00:00:0${i},900\n${words}\n`);
    expect(said(cues.join("\n")).map(([who]) => who)).toEqual([
      "Ada Lund",
      "Ivo Brandt",
      "Ines Kallio",
      "Ada Lund",
    ]);
  });
  it("takes a bare name for a speaker only where it comes back", () => {
    const cue = (i: number, words: string) =>
      `${i}\n00:00:0${i},000 --> 00:00:0${i},900\n${words}\n`;
    expect(said([cue(1, "Note: it rained."), cue(2, "It stopped.")].join("\n"))).toEqual([]);
    expect(
      said(
        [
          cue(1, "Ada Lund: Yes."),
          cue(2, "Kei Moro: No."),
          cue(3, "Ada Lund: Yes!"),
          cue(4, "Kei Moro: No!"),
        ].join("\n"),
      ).map(([who]) => who),
    ).toEqual(["Ada Lund", "Kei Moro", "Ada Lund", "Kei Moro"]);
  });
});

describe("WebVTT", () => {
  const VTT = `\ufeffWEBVTT - Harbour council

NOTE
taken by hand --> not a cue

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start position:0%
<v.loud Mirela Oduya>Nobody <c.yellow>hid</c> <00:00:02.500>anything.</v>

00:04.000 --> 00:06.000
<v Mirela Oduya>Nothing.
- <v Bram Lindqvist>We asked &lt;twice&gt;.

01:00:00.000 --> 01:00:02.000
(Gulls.)
`;
  it("reads voices, and leaves notes, styles, settings and markup out", () => {
    expect(said(VTT)).toEqual([
      ["Mirela Oduya", "Nobody hid anything. Nothing.", 1],
      ["Bram Lindqvist", "We asked <twice>.", 4],
    ]);
    expect(parseCaptions(VTT).text.endsWith("\n\n(Gulls.)\n")).toBe(true);
  });
  it("shows each line of rolling captions once", () => {
    const lines = [
      "we said in April",
      "that the pumps would",
      "be working by May",
      "and they are",
      "working now",
    ];
    const cues = lines.map(
      (line, i) =>
        `00:0${i}.000 --> 00:0${i + 1}.000\n${i > 0 ? `${lines[i - 1]}\n` : ""}${line}\n`,
    );
    expect(parseCaptions(`WEBVTT\n\n${cues.join("\n")}`).text).toBe(`${lines.join(" ")}\n`);
    const typed = ["no", "no one", "no one knew", "no one knew that"];
    const growing = typed.map((line, i) => `00:0${i}.000 --> 00:0${i + 1}.000\n${line}\n`);
    expect(parseCaptions(`WEBVTT\n\n${growing.join("\n")}`).text).toBe("no one knew that\n");
  });
  it("keeps what people say twice", () => {
    const cues = ["No.", "No.", "We will not.", "Ever, and that", "is that."].map((words, i) => ({
      start: i,
      end: i + 1,
      lines: [{ words, voice: null }],
    }));
    expect(unroll(cues)).toEqual(cues);
  });
});

describe("captions", () => {
  it("are told by ending, by signature and by media type", async () => {
    const bytes = new TextEncoder().encode(SRT);
    for (const hints of [
      { path: "a.srt", ending: ".SRT" },
      { url: "https://e.example/a", mediaType: "application/x-subrip" },
      { path: "-" },
    ])
      expect((await parseBytes(bytes, hints)).turns).toHaveLength(3);
    const vtt = new TextEncoder().encode("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Yes.");
    expect((await parseBytes(vtt, { path: "a.txt", ending: ".txt" })).turns[0]?.speaker).toBe(
      "Ada",
    );
  });
  it("without a cue are refused", () => {
    expect(() => parseCaptions("WEBVTT\n\nwords", { path: "a.vtt" })).toThrow(
      "a.vtt: holds no captions",
    );
  });
  it("of any text keep spans in order and inside", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "",
        "1",
        "00:01.000 --> 00:02.000",
        "WEBVTT",
        "<v A>x",
        ">> B: y",
        "- z",
        "NOTE",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const source = ["00:01.000 --> 00:02.000", "word", ...lines].join("\n");
        const { text, turns } = parseCaptions(source);
        let at = 0;
        for (const { span, content } of turns) {
          expect(span.start).toBeGreaterThanOrEqual(at);
          expect(content.start).toBeLessThan(content.end);
          at = span.end;
        }
        expect(at).toBeLessThan(text.length);
      }),
    );
  });
  it("are read in linear time", () => {
    const source = `1\n00:00:01,000 --> 00:00:02,000\n${"<v ".repeat(60_000)}\n${"&".repeat(60_000)}{\\${"{\\".repeat(30_000)}`;
    const start = performance.now();
    findCues(source);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
