import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTurns } from "./transcript.js";

const turns = (text: string): string[] =>
  findTurns(text, { start: 0, end: text.length }).map(
    (t) =>
      `${t.speaker}${t.time === null ? "" : `@${t.time}`}| ${text.slice(t.content.start, t.content.end).replace(/\s+/gu, " ")}`,
  );

describe("findTurns", () => {
  it("reads a press briefing", () => {
    const text =
      "10:02 A.M.\n\nMS. ODUYA:  Good morning.  The bottom line: it is wet.\n\nSecond paragraph.\n\n" +
      "Q\u00a0\u00a0 \u00a0Is it safe?\n\nMS. ODUYA:  No.\n\nQ    And the cost of\nCOVID-19: who pays it?\n\nMR. ST. CLAIR:  We do.\n\nEND  10:20 A.M.\n";
    expect(turns(text)).toEqual([
      "MS. ODUYA| Good morning. The bottom line: it is wet. Second paragraph.",
      "Q| Is it safe?",
      "MS. ODUYA| No.",
      "Q| And the cost of COVID-19: who pays it?",
      "MR. ST. CLAIR| We do.",
    ]);
  });
  it("reads times, bold names and names in full", () => {
    expect(
      turns(
        "**MS. ODUYA:** One.\n\nIvo Marsh: (02:11)\nTwo.\n\n**MS. ODUYA:** Three.\n\nIvo Marsh: (1:02:15) Four.",
      ),
    ).toEqual([
      "MS. ODUYA| One.",
      "Ivo Marsh@131| Two.",
      "MS. ODUYA| Three.",
      "Ivo Marsh@3735| Four.",
    ]);
    expect(
      turns(
        "INES KALLIO, LEAGUE CHAIR: One.\nTHE MAYOR: Two.\nINES KALLIO, LEAGUE CHAIR: Three.\nTHE MAYOR: Four.",
      ),
    ).toHaveLength(4);
    expect(turns("Q: One?\nA: Two.\nQ: Three?\nA: Four.")).toEqual([
      "Q| One?",
      "A| Two.",
      "Q| Three?",
      "A| Four.",
    ]);
  });
  it.each([
    ["MS. KALLIO:  ", "MS. KALLIO"],
    ["Q    ", "Q"],
    ["Q\u00a0\u00a0", "Q"],
    ["INES KALLIO, HARBOUR BOARD PRESS SECRETARY: ", "INES KALLIO, HARBOUR BOARD PRESS SECRETARY"],
    ["Ines Kallio: (02:11)\n", "Ines Kallio@131"],
    ["Ines Kallio (02:11):\n", "Ines Kallio@131"],
    ["Kallio: (02:11)\n", "Kallio@131"],
    ["Speaker 3: (02:11)\n", "Speaker 3@131"],
    ["Ines Kallio: [1:02:11] ", "Ines Kallio@3731"],
    ["THE PRESIDENT:  ", "THE PRESIDENT"],
    ["**MS. KALLIO:** ", "MS. KALLIO"],
    ["**Ines Kallio**: ", "Ines Kallio"],
    ["**Ines Kallio** (02:11): ", "Ines Kallio@131"],
    ["**Q** ", "Q"],
    ["    THE PRESIDENT:  ", "THE PRESIDENT"],
    ["\tQ\t", "Q"],
    ["SEN. KALLIO (D-Selwyn): ", "SEN. KALLIO"],
    ["LUND [crosstalk]: ", "LUND"],
    ["[00:02:11] Ines Kallio: ", "Ines Kallio@131"],
    ["(02:11) KALLIO: ", "KALLIO@131"],
    ["02:11 Ines Kallio\n", "Ines Kallio@131"],
    ["Ines Kallio  02:11\n", "Ines Kallio@131"],
    ["Ms KALLIO (Selwyn North) (14:01): ", "Ms KALLIO"],
    ["Hon. Ines Kallio (Selwyn North, Lib.): ", "Hon. Ines Kallio"],
    ["SPEAKER_00: ", "SPEAKER_00"],
    ["UNIDENTIFIED PERSON #1: ", "UNIDENTIFIED PERSON #1"],
    ["Ines van der Kallio: ", "Ines van der Kallio"],
    ["Ines Kallio, Harbour Courier: ", "Ines Kallio, Harbour Courier"],
    ["*Ines Kallio:* ", "Ines Kallio"],
    ["__Ines Kallio__: ", "Ines Kallio"],
    ["- **Ines Kallio:** ", "Ines Kallio"],
    [" 12      Q.   ", "Q"],
    ["Q. ", "Q"],
    ["Ines Kallio -- Selwyn Bank -- Analyst\n\n", "Ines Kallio"],
    ["Ines Kallio (Selwyn North) (Lab)\n\n", "Ines Kallio"],
    ["Ines Kallio (Selwyn North) (Lab)\n", "Ines Kallio"],
    ["Ines Kallio, Chief Executive\n\n", "Ines Kallio"],
    [
      "The Minister for Sea and Harbours (Ines Kallio)\n",
      "The Minister for Sea and Harbours (Ines Kallio)",
    ],
    ["The Minister for Harbours (Ines Kallio): ", "The Minister for Harbours (Ines Kallio)"],
    ["12. Ines Kallio (Oulu East) (Lab): ", "Ines Kallio"],
    [">> ", ""],
    [">> KALLIO: ", "KALLIO"],
    ["Kei d'Amoro: ", "Kei d'Amoro"],
    ["Audience Member 2: ", "Audience Member 2"],
    ["**Woman in the back:** ", "Woman in the back"],
    ["Some hon. members: ", "Some hon. members"],
    ["יעל כהן: ", "יעל כהן"],
    ["[00:02:11.250] Ines Kallio: ", "Ines Kallio@131"],
    ["00:02:11 - 00:02:14 Ines Kallio: ", "Ines Kallio@131"],
    ["[2:11 PM] Ines Kallio: ", "Ines Kallio"],
    ["Ines Kallio | 02:11\n", "Ines Kallio@131"],
    ["Ines Kallio  2:11 PM\n", "Ines Kallio"],
    ["[03/05/2024, 14:01:02] Ines Kallio: ", "Ines Kallio@50462"],
    ["[SPEAKER_00]: ", "SPEAKER_00"],
    ["[00:02:11.000 --> 00:02:13.000] [SPEAKER_00] ", "SPEAKER_00@131"],
    ["Q12 Ines Kallio: ", "Ines Kallio"],
    ["> **Ines Kallio:** ", "Ines Kallio"],
    ["Ines Kallio, 02:11\n", "Ines Kallio@131"],
    ["Kallio, Ines  02:11\n", "Kallio, Ines@131"],
    ["Ines Kallio:\n02:11\n", "Ines Kallio@131"],
    ["00:02:11\nInes Kallio: ", "Ines Kallio@131"],
  ])("knows the speaker line %j", (line, speaker) => {
    const other = "MR. BRANDT: ";
    const text = [line, other, line, other].map((label, i) => `${label}Words ${i}.`).join("\n\n");
    expect(turns(text)).toEqual([
      `${speaker}| Words 0.`,
      "MR. BRANDT| Words 1.",
      `${speaker}| Words 2.`,
      "MR. BRANDT| Words 3.",
    ]);
  });
  it.each([
    ["    Senator Kallio. ", "    Mr. Brandt. ", "Senator Kallio", "Mr. Brandt"],
    [
      "  Mr. KALLIO of Oulu. ",
      "  The SPEAKER pro tempore. ",
      "Mr. KALLIO of Oulu",
      "The SPEAKER pro tempore",
    ],
    ["CHAIR KALLIO. ", "IVO MARSH. ", "CHAIR KALLIO", "IVO MARSH"],
    ["Ines Kallio (PPE). – ", "President. – ", "Ines Kallio", "President"],
    ["Ines Kallio, rapporteur. – ", "Ivo Brandt (S&D). – ", "Ines Kallio", "Ivo Brandt"],
  ])("knows the lines %j and %j by the full stop", (one, other, a, b) => {
    const text = [one, other, one, other].map((label, i) => `${label}Words ${i}.`).join("\n\n");
    expect(turns(text)).toEqual([
      `${a}| Words 0.`,
      `${b}| Words 1.`,
      `${a}| Words 2.`,
      `${b}| Words 3.`,
    ]);
  });
  it("takes a line with a time for a speaker line, though it comes once and ends there", () => {
    expect(
      turns(
        "Lund: (02:11)\nOne.\n\nBrandt: (02:12)\nTwo.\n\nLund: (02:13)\nThree.\n\nSpeaker 3: (02:14)\nFour.",
      ),
    ).toEqual(["Lund@131| One.", "Brandt@132| Two.", "Lund@133| Three.", "Speaker 3@134| Four."]);
  });
  it("reads an interview whose labels are single names", () => {
    const interview =
      "The engineer\n\nWe met at the gate.\n\nCourier: Why?\n\nInes Kallio: Fuel.\n\nCourier: And now?\n\nKallio: The sea.\n\nKallio: It rose.";
    expect(turns(interview)).toEqual([
      "Courier| Why?",
      "Ines Kallio| Fuel.",
      "Courier| And now?",
      "Kallio| The sea.",
      "Kallio| It rose.",
    ]);
    const blog =
      "10.05\n\nKallio: “No.”\n\nIt rained. Who knew?\n\nBrandt: “Yes.”\n\n10.10\n\nKallio: “No.”\n\nThe talks went on.\n\nBrandt: “Yes.”";
    expect(turns(blog)).toEqual([]);
  });
  it("leaves out what is told at its head, and headings", () => {
    expect(
      turns(
        "AUTHOR: Ada Lund\nDATE: May 3\n\nMS. LUND: One.\n\nQ: Two?\n\nMS. LUND: Three.\n\n## The gate\n\nQ: Four?",
      ),
    ).toEqual(["MS. LUND| One.", "Q| Two?", "MS. LUND| Three.", "Q| Four?"]);
  });
  it("leaves out what nobody says, in lines of its own", () => {
    const text =
      "MS. LUND: It (the wall) holds. (Laughter.)\n\nQ  Does it?\n\n(Crosstalk.)\n\n[Pause]\n\nMS. LUND: It does.\n\nQ  So.";
    expect(turns(text)).toEqual([
      "MS. LUND| It (the wall) holds. (Laughter.)",
      "Q| Does it?",
      "MS. LUND| It does.",
      "Q| So.",
    ]);
  });
  it("leaves out the note that an interview was edited", () => {
    expect(
      turns(
        "Q: Is it dry?\n\nA: Yes.\n\nQ: And the wall?\n\nA: It holds.\n\nThis interview has been edited and condensed.\n",
      ),
    ).toEqual(["Q| Is it dry?", "A| Yes.", "Q| And the wall?", "A| It holds."]);
  });
  it("reads a hearing", () => {
    const text =
      "THE COURT:  Call your witness.\n\n            DIRECT EXAMINATION\n\nBY MR. BRANDT:\n\n     Q.  Your name?\n\n     A.  Ada Lund.\n\n            CROSS-EXAMINATION\n\nBY MS. KALLIO:\n\n     Q.  Was it wet?\n\n     A.  Q.E.D.";
    expect(turns(text)).toEqual([
      "THE COURT| Call your witness.",
      "Q| Your name?",
      "A| Ada Lund.",
      "Q| Was it wet?",
      "A| Q.E.D.",
    ]);
  });
  it("takes those who speak once among others", () => {
    const text =
      "ADA LUND, HOST:\n\nHello.\n\nMr Brandt: One.\n\nLUND: Two.\n\nMr Brandt: Three.\n\nThe Speaker: Order!\n\nIvo Marsh, Harbour Courier: Four.\n\nLUND: On ice.\n\nThe Weather: wet.";
    expect(turns(text)).toEqual([
      "ADA LUND, HOST| Hello.",
      "Mr Brandt| One.",
      "LUND| Two.",
      "Mr Brandt| Three.",
      "The Speaker| Order!",
      "Ivo Marsh, Harbour Courier| Four.",
      "LUND| On ice. The Weather: wet.",
    ]);
  });
  it("reads lines of their own with who speaks", () => {
    const text =
      "Operator\n\nWelcome.\n\nAda Lund -- Chair\n\nOne.\n\nIvo Brandt -- Selwyn Bank -- Analyst\n\nTwo?\n\nAda Lund\n\nThree.\n\nIvo Brandt -- Selwyn Bank -- Analyst\n\nFour?";
    expect(turns(text).map((turn) => turn.split("|")[0])).toEqual([
      "Operator",
      "Ada Lund",
      "Ivo Brandt",
      "Ada Lund",
      "Ivo Brandt",
    ]);
  });
  it("takes those who speak once where every block opens with who speaks", () => {
    const text =
      "Operator:\nWelcome.\n\nIvo Brandt:\nWhy?\n\nAda Lund:\nFuel.\n\nInes Kallio:\nAnd sand.\n\nAda Lund:\nYes.";
    expect(turns(text).map((turn) => turn.split("|")[0])).toEqual([
      "Operator",
      "Ivo Brandt",
      "Ada Lund",
      "Ines Kallio",
      "Ada Lund",
    ]);
    expect(
      turns(
        "Ada Lund  0:00\nOne.\n\nUnknown Speaker  0:05\nTwo.\n\nAda Lund  0:07\nThree.\n\nIvo Brandt  0:09\nFour.",
      ),
    ).toEqual([
      "Ada Lund@0| One.",
      "Unknown Speaker@5| Two.",
      "Ada Lund@7| Three.",
      "Ivo Brandt@9| Four.",
    ]);
  });
  it("reads an interview whose names stand in paragraphs of their own", () => {
    expect(
      turns(
        "We met.\n\nIvo Marsh\n\nWhy?\n\nAda Lund\n\nFuel.\n\nIt rose.\n\nIvo Marsh\n\nAnd?\n\nAda Lund\n\nThe sea.",
      ),
    ).toEqual([
      "Ivo Marsh| Why?",
      "Ada Lund| Fuel. It rose.",
      "Ivo Marsh| And?",
      "Ada Lund| The sea.",
    ]);
  });
  it("takes a dash for a colon in an interview that has it so", () => {
    expect(
      turns(
        "Courier – Why?\n\nAda Lund – Fuel – all of it.\n\nCourier – And now?\n\n**Lund** – The sea.",
      ),
    ).toEqual([
      "Courier| Why?",
      "Ada Lund| Fuel – all of it.",
      "Courier| And now?",
      "Lund| The sea.",
    ]);
    expect(turns("LUND\tWhy?\nBRANDT\tFuel.\nLUND\tAnd?\nBRANDT\tThe sea.")).toHaveLength(4);
    expect(turns("Q - Why?\nA - Fuel.\nQ - And?\nA - The sea.")).toEqual([
      "Q| Why?",
      "A| Fuel.",
      "Q| And?",
      "A| The sea.",
    ]);
    const once =
      "MS. LUND: It holds.\n\nQ  Does it?\n\nMS. LUND: It does.\n\nThe board — to be clear — agreed.\n\nQ  — twice?";
    expect(turns(once)).toEqual([
      "MS. LUND| It holds.",
      "Q| Does it?",
      "MS. LUND| It does. The board — to be clear — agreed.",
      "Q| — twice?",
    ]);
  });
  it("reads answers whose letter has no sign", () => {
    expect(turns("Q Was it wet?\nA Yes.\nMS. KALLIO: Objection.\nQ When?\nA In May.")).toEqual([
      "Q| Was it wet?",
      "A| Yes.",
      "MS. KALLIO| Objection.",
      "Q| When?",
      "A| In May.",
    ]);
    expect(
      turns(
        "MS. LUND: No.\n\nQ Why?\n\nMS. LUND: Fuel.\n\nA letter came.\n\nQ When?\n\nMS. LUND: In May.",
      ),
    ).toHaveLength(5);
  });
  it("leaves out the bold that the label opened", () => {
    const text = "**Courier: Why?**\n\n**Lund:** Fuel.\n\n**Courier: And now?**\n\n**Lund:** Sea.";
    expect(turns(text)).toEqual([
      "Courier| Why?",
      "Lund| Fuel.",
      "Courier| And now?",
      "Lund| Sea.",
    ]);
  });
  it.each([
    "WHO: Ada Lund, the chair\n\nWHAT: a wall\n\nWHEN: May 3\n\nWHERE: Oulu",
    "**Who:** Ada Lund, the chair\n\n**What:** a wall\n\n**When:** May 3\n\n**Where:** Oulu",
    "Ports Committee — Ada Lund\n\nShe rows.\n\nSea Committee — Ivo Brandt\n\nSo does he.\n\nHill Committee — Kei Moro\n\nHe does not.\n\nLake Committee — Ines Kallio\n\nNor does she.",
    "Oulu County: 3\n\nSelwyn County: 4\n\nLund County: 5\n\nMoro County: 6",
    "9:00 A.M. EST Welcome\n\n10:00 Ada Lund\n\n11:00 Coffee Break\n\n12:00 Ivo Brandt\n\n13:00 Coffee Break",
    "Port Selwyn – The wall fell.\n\nOulu – Ferries run?\n\nPort Selwyn – It is being built.\n\nOulu – They do.",
    "Item 1 – The wall\nNoted.\n\nItem 2 – Fares\nNoted.\n\nItem 1 – The wall again\nWhy?\n\nItem 2 – Fares\nNoted.",
    "> Ada wrote:\n>> It holds.\n>> Does it?\n> Yes.\n>> No.\n>> Yes.",
    "The wall\n\nIt holds.\n\nBy Ada Lund, Courier\n\nIt does.\n\nThe gate\n\nWhy?\n\nBy Ada Lund, Courier\n\nWhy not?",
    "THE WALL FALLS: It fell.\n\nWHAT WE KNOW: Not much.\n\nTHE GATE OPENS: It opens.\n\nWHAT NEXT: Rain.\n\nHOW IT FALLS: Slowly.\n\nTHE COST: Much.\n\nA NEW DAY: It dawns.",
    "A. The wall.\n\nB. The gate.\n\nA. The sea.\n\nA. The end.\n\nA. All.",
  ])("finds no turns in %j", (text) => {
    expect(turns(text)).toEqual([]);
  });
  it("leaves an article an article", () => {
    expect(
      turns(
        "Note: this was changed.\n\nThe mayor said: “No.”\n\nThe vote: 3 to 2.\n\nQ fever is rare.",
      ),
    ).toEqual([]);
    expect(
      turns(
        "WHAT WE KNOW:\n\nIt rained.\n\nWHAT WE DO NOT KNOW:\n\nWhy it did so all over the old harbour town.",
      ),
    ).toEqual([]);
  });
  it("gives turns in order, apart, whose parts stand inside them, whatever the text", () => {
    const piece = fc.constantFrom(
      "MS. LUND:  ",
      "Q    ",
      "\n\n",
      "\n",
      "words ",
      "“so” ",
      "(02:11)",
      "Ada Lund (02:11):",
      "LUND (D-X): ",
      "END",
      "**",
      "A: ",
      "00:11 ",
      "Ada Lund -- Chair\n\n",
      "\nAda Lund\n\n",
      "*",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { span, label, content, speaker } of findTurns(text, {
          start: 0,
          end: text.length,
        })) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(label!.start, label!.end).replace(/\s+/gu, " ")).toBe(speaker);
          expect(content.start).toBeGreaterThanOrEqual(label!.end);
          expect(content.end).toBeLessThanOrEqual(Math.max(span.end, content.start));
          last = span.end;
        }
      }),
    );
  });
});
