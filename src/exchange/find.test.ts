import { describe, expect, it } from "vitest";
import { withTurns } from "../attribution/turns.js";
import type { Act, Attribution, QuotationKind } from "../attribution/attribution.js";
import { parseText } from "../ingest/plain.js";
import { marked } from "../../test/marked.js";
import { findExchanges } from "./find.js";

const base = {
  quotation: "direct",
  speaker: null,
  resolved: { by: null, score: 0 },
  to: null,
  hearsay: false,
  negated: false,
  parent: null,
  score: 1,
} as const;

function ofTranscript(text: string): string[] {
  const document = parseText(text);
  const attributions = withTurns(document.turns, []).map((draft, i): Attribution => ({
    ...base,
    id: `a${i + 1}`,
    source: draft.source,
    cue: [],
    content: draft.content,
    act: "assertion",
  }));
  return findExchanges(document, attributions, []).map(
    ({ question, answer, reply, replyCue }) =>
      `${question.join("+")} → ${answer.join("+") || "–"} ${reply}${replyCue ? `: ${text.slice(replyCue.start, replyCue.end)}` : ""}`,
  );
}

describe("findExchanges in transcripts", () => {
  it("finds the answer of each question and what its words show", () => {
    const text =
      "MS. LUND:  Good morning. Priya, go ahead.\n\n" +
      "Q    Thank you. Does the date stand?\n\nMS. LUND:  Yes. Nothing changed.\n\n" +
      "Q    What did it cost?\n\nMS. LUND:  I don’t have a number for you. I’ll get back to you.\n\n" +
      "Q    When will it close?\n\nMS. LUND:  We’ll have more on that next week.\n\n" +
      "Q    Who owns the boats?\n\nMS. LUND:  I’d refer you to the harbour.\n\n" +
      "Q    Why?\n\nMS. LUND:  The wall is old, and the sea is older.\n\nQ    Thank you, Ada.";
    expect(ofTranscript(text)).toEqual([
      "a2 → a3 direct: Yes",
      "a4 → a5 declined: don’t have a number",
      "a6 → a7 deferred: have more on",
      "a8 → a9 deferred: refer you to",
      "a10 → a11 none found",
    ]);
  });
  it("joins what is put to one by “Q” without a question mark", () => {
    const text =
      "Q: Some say you never listen.\n\nA: That’s not true.\n\nQ: Is it dry?\n\nA: Yes.\n";
    expect(ofTranscript(text)).toEqual(["a1 → a2 direct: That’s not true", "a3 → a4 direct: Yes"]);
  });
  it("puts questions over one another together, and waits for a real answer", () => {
    const text =
      "MS. LUND:  Go ahead.\n\nQ    And the wall — is it dry?\n\nQ    Is it safe?\n\nMS. LUND:  Sorry, go ahead.\n\nQ    Is it safe?\n\nMS. LUND:  “No.” It is wet.\n\nQ    When will it be?";
    expect(ofTranscript(text)).toEqual(["a2+a3+a5 → a6 direct: No", "a7 → – none found"]);
  });
  it("takes no question back, no hand-over and no leave to ask for an answer", () => {
    const text =
      "MS. LUND:  Go ahead.\n\nQ    Can I follow up on the wall?\n\nMS. LUND:  Sure.\n\n" +
      "Q    Is it dry now, after all that was spent on it?\n\nMS. LUND:  The old one, or the new one?\n\nQ    No, the new one.\n\nMS. LUND:  It is not.\n\n" +
      "Q    A question for the engineer: how deep is the water today?\n\nMS. LUND:  Dr. Brandt?\n\nDR. BRANDT:  Four metres at the gate, and that —\n\nQ    Four?\n\nDR. BRANDT:  Four.";
    expect(ofTranscript(text)).toEqual([
      "a4+a6 → a7 direct: It is not",
      "a8 → a10 none found",
      "a11 → a12 none found",
    ]);
  });
  it("knows those who ask by their deeds where no label tells", () => {
    expect(
      ofTranscript(
        "ADA LUND: Welcome to the programme that is all about the sea and those who sail it.\n\nIVO BRANDT: It is good to be here.\n\nADA LUND: Is it deep?\n\nIVO BRANDT: Yes.\n\nADA LUND: Why?\n\nIVO BRANDT: Who knows? It always was.\n\nIVO BRANDT: And it will be.",
      ),
    ).toEqual(["a3 → a4 direct: Yes", "a5 → a6 none found"]);
    expect(
      ofTranscript(
        "ADA LUND: Is it deep?\n\nIVO BRANDT: Is it?\n\nADA LUND: Is it not?\n\nIVO BRANDT: Who knows?",
      ),
    ).toEqual([]);
  });
  it("keeps an answer together that was interrupted", () => {
    const text =
      "MS. LUND:  Go ahead.\n\nQ    What will you do about the wall this year?\n\nMS. LUND:  I’m not going to give you any specifics, other than —\n\nQ    Oh, come on.\n\nMS. LUND:  — that there are plans.";
    expect(ofTranscript(text)).toEqual(["a2 → a3+a5 declined: not going to give you"]);
  });
});

describe("findExchanges in transcripts, by what is asked", () => {
  it.each([
    ["Why was the gate open?", "Because nobody shut it.", "direct: Because"],
    ["Was the gate open?", "Because of you there is a gate.", "none found"],
    ["How many boats were lost?", "About nine million of them.", "direct: About nine"],
    ["How many boats were lost?", "One of the things we know is the sea.", "none found"],
    ["How often do they meet?", "Every week.", "direct: Every week"],
    ["When was it shut?", "It was in May, at noon.", "direct: It was in May"],
    [
      "What is your response to that?",
      "Our position on it is clear.",
      "direct: Our position on it is",
    ],
    [
      "Does the Board support the strike?",
      "Well, we fully support it.",
      "direct: we fully support",
    ],
    [
      "Will they hear of the plan?",
      "They will certainly hear of it.",
      "direct: They will certainly hear",
    ],
    ["Do you think it leaks?", "I think of the sea at night.", "none found"],
    ["Did you not see it?", "I noted the gate.", "none found"],
    ["What does the Board support?", "We support you all.", "none found"],
    ["Is it deep?", "It’s — it’s not right to ask.", "none found"],
    ["Is it deep?", "That’s — that’s not right.", "direct: That’s — that’s not right"],
    ["Is it deep?", "I won’t be drawn on that.", "declined: won’t be drawn"],
    ["Is it deep?", "I have nothing on that.", "declined: have nothing on that"],
    ["Is it deep?", "I don’t know. Ask the sea.", "declined: I don’t know"],
    ["Is it deep?", "I don’t know that anyone swims.", "none found"],
    ["Is it deep?", "It is a matter for the pilots.", "deferred: matter for the"],
    ["Is it deep?", "(Laughs.)  Yes.", "direct: Yes"],
    ["Is it deep?", "I don’t recall.", "declined: I don’t recall"],
    ["Is it deep?", "I’m not going to answer that.", "declined: not going to answer"],
    ["Is it deep?", "No pilot, not Brandt, not Lund, would say so.", "none found"],
    ["Is it deep?", "No it isn’t.", "direct: No"],
    ["Is it deep?", "You’d have to ask the pilots.", "deferred: You’d have to ask"],
    ["What does it cost?", "About nine million.", "direct: About nine"],
    ["Will it rise?", "We don’t give guidance on the sea.", "declined: We don’t give guidance"],
  ])("%s %s", (question, answer, reply) => {
    const text = `MS. LUND:  Go ahead.\n\nQ    ${question}\n\nMS. LUND:  ${answer}\n\nQ    Thank you.`;
    expect(ofTranscript(text)).toEqual([`a2 → a3 ${reply}`]);
  });
  it("joins a question that was broken into", () => {
    const text =
      "MS. LUND:  Go ahead.\n\nQ    Does the Board think the wall —\n\nMS. LUND:  Let me just finish.\n\nQ    — holds?\n\nMS. LUND:  It holds.";
    expect(ofTranscript(text)).toEqual(["a2+a4 → a5 direct: It holds"]);
  });
  it.each([
    "MAYOR LUND: Welcome.\n\nAUDIENCE MEMBER 2: Is it deep?\n\nMAYOR LUND: In May, yes.\n\nWOMAN IN THE BACK: Is it wet?\n\nMAYOR LUND: Yes.",
    "ADA LUND: Welcome.\n\n>> Is it deep?\n\nADA LUND: It is, yes.\n\n>> Is it wet?\n\n>> Yes.",
    "Mr Lund: Welcome, all.\n\nMs Kallio: Is it deep?\n\nMr Lund: It is, yes.\n\nMs Kallio: Is it wet?\n\nSome hon. members: Shame!\n\nThe Speaker: Order.\n\nMr Lund: Yes.",
  ])("knows who asks and who only calls out: %j", (text) => {
    const last = text.includes("Shame") ? "a7" : "a5";
    expect(ofTranscript(text).map((one) => one.split(" ").slice(0, 4).join(" "))).toEqual([
      expect.stringMatching(/^a2 → a3/u),
      `a4 → ${last} direct:`,
    ]);
  });
  it("takes what is said before the next is called for an answer", () => {
    const text =
      "MS. LUND:  Go ahead.\n\nQ    Is it deep?\n\nMS. LUND:  It is. Okay, Tara?\n\nQ    Is it wet?\n\nMS. LUND:  Priya?\n\nQ    Is it?\n\nMS. LUND:  Yes.";
    expect(ofTranscript(text)).toEqual(["a2 → a3 direct: It is", "a4+a6 → a7 direct: Yes"]);
  });
  it("knows counsel who asks by the answer of the witness", () => {
    const text =
      "MR BRANDT: Ms Lund, was it wet?\n\nA. Yes.\n\nQ. Was it dark?\n\nA. No.\n\nMR BRANDT: Thank you.";
    expect(ofTranscript(text)).toEqual(["a1 → a2 direct: Yes", "a3 → a4 direct: No"]);
  });
  it("takes the answer of a witness, not an objection", () => {
    const text =
      "THE COURT:  Go on.\n\nQ.  Was it dark?\n\nMS. KALLIO:  Objection.  Hearsay.\n\nTHE COURT:  Overruled, she may answer.\n\nA.  Yes.\n\nQ.  Was it wet?\n\nA.  No.";
    expect(ofTranscript(text)).toEqual(["a2 → a5 direct: Yes", "a6 → a7 direct: No"]);
  });
});

describe("findExchanges in articles", () => {
  const of = (
    source: string,
    acts: readonly Act[],
    quotation: QuotationKind = "indirect",
  ): string[] => {
    const { text, spans } = marked(source);
    const role = (name: string, i: number) => spans.filter((s) => s.name === `${name}${i}`);
    const attributions = acts.map((act, i): Attribution => ({
      ...base,
      id: `a${i}`,
      source: role("source", i),
      cue: role("cue", i),
      content: role("content", i),
      act,
      quotation,
    }));
    return findExchanges(parseText(text), attributions, []).map(
      ({ question, answer, reply }) => `${question.join()} → ${answer.join()} ${reply}`,
    );
  };
  it("joins what was asked and what was said to it", () => {
    expect(
      of(
        "[cue0:Asked] [content0:whether it leaks], [source1:Lund] [cue1:said] [content1:“Yes, it does”].",
        ["question", "assertion"],
      ),
    ).toEqual(["a0 → a1 direct"]);
    expect(
      of(
        "[cue0:Asked] [content0:what it cost], [source1:Lund] [cue1:declined] [content1:to say].",
        ["question", "refusal"],
      ),
    ).toEqual(["a0 → a1 declined"]);
    expect(
      of("[cue0:Asked] [content0:if it leaks], [source1:Lund] [cue1:would not] [content1:say].", [
        "question",
        "refusal",
      ]),
    ).toEqual(["a0 → a1 declined"]);
  });
  it("joins the lines of a dialogue without marks", () => {
    expect(
      of(
        "[source0:Reporter][cue0::] [content0:Will you stay?]\n\n[source1:Lund][cue1::] [content1:I never left]",
        ["question", "denial"],
      ),
    ).toEqual(["a0 → a1 none found"]);
  });
  it("joins what one was pressed about, and to whom one referred", () => {
    expect(
      of(
        "[cue0:Pressed about] [content0:the cost], [source1:Lund] [cue1:referred] [content1:questions to the mayor]. [cue2:Questioned about] [content2:the strike], [source3:she] [cue3:refused] [content3:to comment].",
        ["question", "assertion", "question", "refusal"],
      ),
    ).toEqual(["a0 → a1 deferred", "a2 → a3 declined"]);
    expect(
      of(
        "[cue0:Asked] [content0:if it leaks], [source1:Lund] [cue1:referred] [content1:to the sea].",
        ["question", "assertion"],
      ),
    ).toEqual([]);
  });
  it("takes up the verb of a reported question", () => {
    expect(
      of(
        "[cue0:Asked] [content0:whether the board would pay], [source1:Lund] [cue1:said]: [content1:“We will pay.”]",
        ["question", "commitment"],
      ),
    ).toEqual(["a0 → a1 direct"]);
  });
  it.each([
    ["it was", "direct"],
    ["that it had not", "direct"],
    ["she did not know", "declined"],
    ["it was wet", "none found"],
  ])("reads an answer in reported words: %s", (answer, reply) => {
    expect(
      of(
        `[cue0:Asked] [content0:whether it was deep], [source1:Lund] [cue1:said] [content1:${answer}].`,
        ["question", "assertion"],
      ),
    ).toEqual([`a0 → a1 ${reply}`]);
  });
  it("takes a quoted no for one, not for a refusal", () => {
    const source = `[cue0:Asked] [content0:if it leaks], [source1:Lund] [cue1:said] [content1:“No. I will not talk.”]`;
    expect(of(source, ["question", "refusal"], "direct")).toEqual(["a0 → a1 direct"]);
  });
  it("looks for no answer behind the next question", () => {
    expect(
      of(
        "[cue0:Asked about] [content0:the gate], [source1:Lund] [cue1:nodded] [content1:at it]. [cue2:The question of] [content2:whether it leaks] [source3:he] [cue3:answered] [content3:with a shrug].",
        ["question", "assertion", "question", "assertion"],
      ),
    ).toEqual([]);
  });
  it.each([
    [
      "what the one who was asked says",
      "[source0:Oduya] [cue0:asked] [addressee:the mayor] [content0:why it leaks]. [content1:“It rained,”] [source1:Kallio] [cue1:said].",
      [["s2", "assertion"]],
      ["a0 → a1"],
    ],
    [
      "nothing that one says of whom was told between",
      "[source0:Oduya] [cue0:asked] [addressee:the mayor] [content0:why it leaks]. [source1:Brandt] [cue1:mocked] [content1:the sea]. [content2:“It rained,”] [source2:he] [cue2:wrote].",
      [
        ["s3", "attitude"],
        ["s3", "assertion"],
      ],
      [],
    ],
  ] as const)("joins %s", (_, source, told, expected) => {
    const { text, spans } = marked(source);
    const role = (name: string) => spans.filter((s) => s.name === name);
    const draft = (i: number, act: Act, more: Partial<Attribution>): Attribution => ({
      ...base,
      id: `a${i}`,
      source: role(`source${i}`),
      cue: role(`cue${i}`),
      content: role(`content${i}`),
      act,
      ...more,
    });
    const all = [
      draft(0, "question", { quotation: "indirect", speaker: "s1", to: "Ines Kallio" }),
      ...told.map(([speaker, act], i) => draft(i + 1, act, { speaker })),
    ];
    const speaker = {
      kind: "person",
      title: null,
      affiliation: null,
      anonymity: false,
      mentions: [],
    } as const;
    const found = findExchanges(parseText(text), all, [
      { id: "s1", name: "Priya Oduya", ...speaker },
      { id: "s2", name: "Ines Kallio", ...speaker },
      { id: "s3", name: "Ivo Brandt", ...speaker },
    ]);
    expect(found.map(({ question, answer }) => `${question.join()} → ${answer.join()}`)).toEqual(
      expected,
    );
  });
  it("joins a quoted question to a reply alone", () => {
    const to = (cue: string): readonly string[] =>
      of(
        `[content0:“Is it deep?”] [source0:a pilot] [cue0:shouted]. [source1:Brandt] [cue1:${cue}], [content1:“No.”]`,
        ["question", "denial"],
        "direct",
      );
    expect(to("replied")).toEqual(["a0 → a1 direct"]);
    expect(to("said")).toEqual([]);
  });
  it("follows the lines of a dialogue", () => {
    expect(
      of(
        "[content0:“Is it deep?”] [source0:I] [cue0:ask].\n\n[content1:“Never,”] [source1:Brandt] [cue1:says].",
        ["question", "assertion"],
        "direct",
      ),
    ).toEqual(["a0 → a1 direct"]);
    expect(
      of(
        "[source0:Reporter][cue0::] [content0:“Is it deep?”]\n\n[source1:Lund][cue1::] [content1:“Yes.”]",
        ["question", "assertion"],
        "direct",
      ),
    ).toEqual(["a0 → a1 direct"]);
    expect(
      of(
        "[content0:“Is it deep?”] [source0:I] [cue0:ask].\n\nIt rains. [content1:“Never,”] [source1:Brandt] [cue1:says].",
        ["question", "assertion"],
        "direct",
      ),
    ).toEqual([]);
  });
  it("passes over what is no saying, and takes no stranger's words for an answer", () => {
    expect(
      of(
        "[source0:Brandt] [cue0:asked] [content0:whether it leaks]. [source1:Lund] [cue1:was tired of] [content1:it]. [source2:She] [cue2:said] [content2:yes].",
        ["question", "attitude", "assertion"],
      ),
    ).toEqual(["a0 → a2 direct"]);
    expect(
      of(
        "[source0:Brandt] [cue0:asked] [content0:Oduya whether it leaks]. [source1:Lund] [cue1:said] [content1:it is raining].",
        ["question", "assertion"],
      ),
    ).toEqual([]);
    expect(
      of(
        "[source0:Brandt] [cue0:questioned] [content0:her figures]. [source1:She] [cue1:said] [content1:they stand].",
        ["question", "assertion"],
      ),
    ).toEqual([]);
  });
  it("joins no questions, and nothing far off", () => {
    expect(
      of("[cue0:Asked] [content0:why], he [cue1:asked] [content1:who].", ["question", "question"]),
    ).toEqual([]);
    expect(
      of(`[cue0:Asked] [content0:why]. ${"It rained. ".repeat(60)}[cue1:said] [content1:so].`, [
        "question",
        "assertion",
      ]),
    ).toEqual([]);
  });
});
