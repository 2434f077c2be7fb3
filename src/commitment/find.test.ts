import { describe, expect, test } from "vitest";
import {
  type Act,
  ACTS,
  type Attribution,
  type QuotationKind,
} from "../attribution/attribution.js";
import type { Draft } from "../attribution/draft.js";
import type { Speaker } from "../speaker/speaker.js";
import { createDocument } from "../text/document.js";
import type { Commitment } from "./commitment.js";
import { findCommitments } from "./find.js";

const SPEAKER: Speaker = {
  id: "s1",
  name: "Mara Lindqvist",
  kind: "person",
  title: null,
  affiliation: "Harbour Board",
  anonymity: false,
  mentions: [],
};

interface Case {
  readonly source?: string;
  /** Words of the content that somebody quoted in it says. */
  readonly quoted?: string;
  /** The cue of that, where it is told of the one who speaks. */
  readonly quotedCue?: string;
  readonly text: string;
  readonly content: string;
  readonly cue?: string;
  readonly act?: Act;
  readonly quotation?: QuotationKind;
  readonly negated?: boolean;
  readonly turn?: boolean;
  /** What the model says of each word of a turn. */
  readonly says?: number;
  /** How likely the attribution itself is right. */
  readonly score?: number;
}

/** What the model says of each word of a turn: as of most that bind, as of most that do not, where it is sure. */
const BINDS = 0.3;
const BINDS_NOT = -1.3;
const SURELY = 2.5;

function find(one: Case): readonly Commitment[] {
  const at = (words: string) => {
    const start = one.text.indexOf(words);
    return { start, end: start + words.length };
  };
  const draft: Draft = {
    source: one.source === undefined ? [] : [at(one.source)],
    cue: one.cue === undefined ? [] : [at(one.cue)],
    content: [at(one.content)],
    quotation: one.quotation ?? "indirect",
    parent: null,
    score: 1,
    acts:
      one.act === undefined
        ? null
        : {
            act: ACTS.map((act) => (act === one.act ? 2 : 0)),
            binds: one.act === "commitment" ? 2 : -2,
          },
    by: one.turn ? "turn" : "model",
  };
  const attribution: Attribution = {
    id: "a1",
    source: draft.source,
    cue: draft.cue,
    content: draft.content,
    quotation: draft.quotation,
    speaker: "s1",
    resolved: { by: "name", score: 1 },
    act: one.act ?? "assertion",
    to: null,
    hearsay: false,
    negated: one.negated ?? false,
    parent: null,
    score: one.score ?? 1,
  };
  const document = createDocument({ text: one.text, published: "2021-08-18" });
  const start = [...one.text.matchAll(/\S+/gu)].map(({ index }) => index);
  const binding = { start, logit: start.map(() => one.says ?? BINDS) };
  if (one.quoted === undefined)
    return findCommitments(document, [attribution], [draft], [SPEAKER], binding);
  const inner = {
    ...attribution,
    id: "a2",
    parent: "a1",
    speaker: null,
    cue: one.quotedCue === undefined ? draft.cue : [at(one.quotedCue)],
    content: [at(one.quoted)],
  };
  const model: Draft = { ...draft, by: "model" };
  return findCommitments(document, [attribution, inner], [draft, model], [SPEAKER], binding);
}

describe("findCommitments", () => {
  test("a vow: who, what, by when", () => {
    const text = "Lindqvist vowed to move every boat out by Aug. 31.";
    const content = "to move every boat out by Aug. 31";
    const [found] = find({ text, content, cue: "vowed", act: "commitment" });
    expect(found).toMatchObject({
      id: "c1",
      attribution: "a1",
      by: "Mara Lindqvist",
      deadline: { text: "by Aug. 31", date: "2021-08-31" },
      condition: null,
    });
    const { start, end } = found!.action;
    expect(text.slice(start, end)).toBe("move every boat out by Aug. 31");
  });

  test("respondents of a poll who plan are bound as others are", () => {
    const text = "Nearly eight of 10 voters say they plan to watch the debate.";
    const content = "they plan to watch the debate";
    const source = "Nearly eight of 10 voters";
    expect(find({ text, source, content, cue: "say", act: "commitment" })).toHaveLength(1);
  });

  test("not to talk about something is no act", () => {
    const content = "“We are not going to get into boats.”";
    const one = { text: `${content} Lindqvist vowed.`, content, cue: "vowed" } as const;
    expect(find({ ...one, quotation: "direct", act: "commitment" })).toEqual([]);
  });

  test("a denied promise binds nobody", () => {
    const text = "Lindqvist did not promise to pay.";
    const one = { text, content: "to pay", cue: "did not promise", act: "commitment" } as const;
    expect(find({ ...one, negated: true })).toEqual([]);
  });

  test("we, inside a quotation, is the body spoken for; a condition is kept", () => {
    const text = "“We will close the gates if they block the canal,” Lindqvist said.";
    const content = "“We will close the gates if they block the canal,”";
    const [found] = find({ text, content, cue: "said", quotation: "direct", act: "commitment" });
    expect(found!.by).toBe("Harbour Board");
    const { action, condition } = found!;
    expect(text.slice(action.start, action.end)).toBe("close the gates");
    expect(text.slice(condition!.start, condition!.end)).toBe("if they block the canal");
  });

  test.each([
    ["the council has pledged to repair the quay by May", "council", "repair the quay by May"],
    ["that the Harbour Board will not close the quay", "Harbour Board", "not close the quay"],
    ["the council has also agreed to strike", "council", "strike"],
    ["that crews would strike in May", "crews", "strike in May"],
    ["the quay would be repaired by May", "Harbour Board", "the quay would be repaired by May"],
    [
      "the quay would be mended by the council",
      "council",
      "the quay would be mended by the council",
    ],
    ["Refunds would be paid by Monday", "Harbour Board", "Refunds would be paid by Monday"],
    ["the quay would be mended by Monday", "Harbour Board", "the quay would be mended by Monday"],
    ["the council has no plans to sell the pier", "council", "no plans to sell the pier"],
    ["the council was preparing to sell the pier", "council", "sell the pier"],
    ["workers would receive a rise", "Mara Lindqvist", "workers would receive a rise"],
    [
      "that the quay would be mended by the council",
      "council",
      "the quay would be mended by the council",
    ],
    ["her promise to mend the quay", "Mara Lindqvist", "mend the quay"],
    ["her decision not to mend the quay", "Mara Lindqvist", "not to mend the quay"],
    ["that she was also selling the quay", "Mara Lindqvist", "selling the quay"],
  ])("who is to act is told by name: %s", (content, by, action) => {
    const text = `Lindqvist said ${content}.`;
    const [found] = find({ text, content, cue: "said", act: "commitment" });
    expect(found!.by).toBe(by);
    expect(text.slice(found!.action.start, found!.action.end)).toBe(action);
  });

  test.each([
    ["within 48 hours", "2021-08-20"],
    ["within 48 hours of a deal", null],
    ["by end of day Friday", "2021-08-20"],
    ["by 5 p.m. ET on Sept. 1", "2021-09-01"],
    ["by Friday at 6 p.m.", "2021-08-20"],
    ["when it is dry", null],
    ["in the week of Sept. 6", "2021-09-06"],
    ["by the end of the first half of 2022", "2022-06-30"],
    ["no later than 30 days after the vote", null],
    ["in time for Christmas", "2021-12-25"],
    ["in the second half of the fiscal year", null],
    ["by the time they come", null],
    ["at the end of September", "2021-09-30"],
    ["by the end of the fourth quarter of 2022", "2022-12-31"],
    ["by the end of fiscal 2022", "2022"],
    ["by the end of the fiscal year", null],
    ["Tuesday night", "2021-08-24"],
    ["before the November election", "2021-11"],
    ["until at least Sept. 1", "2021-09-01"],
    ["at Tuesday’s annual meeting", "2021-08-24"],
    ["beginning next month", "2021-09"],
    ["over the next 10 days", "2021-08-28"],
    ["in the next few weeks", null],
    ["in a few weeks", null],
    ["in her first 100 days in office", null],
    ["on Day 1", null],
    ["in the weeks ahead", null],
    ["in the weeks or months to come", null],
    ["until it is “quite dry”", null],
    ["at Tuesday’s annual Harbour meeting", "2021-08-24"],
    ["the minute it is dry", null],
    ["by Easter", "2022-04-17"],
    ["shortly", null],
  ])("reported speech: she would %s", (when, date) => {
    const content = `she would publish the books ${when}`;
    const text = `Lindqvist said ${content}.`;
    const [found] = find({ text, content, cue: "said", act: "commitment" });
    expect(found!.deadline).toMatchObject({ text: when, date });
  });

  test.each([
    "go after the owners",
    "testify before the council",
    "speak of the problems of today",
    "cut the fare by two weeks",
    "read the list that the board released today",
    "build a pier in the future",
    "mend the quay that the council bought on Friday",
    "win the 2022 campaign",
    "sell it, which was mended in the past few months",
    "look at what was told earlier this week",
    "pay if it was once again asked",
    "put the pier before anything else",
  ])("no deadline: she would %s", (act) => {
    const text = `Lindqvist said she would ${act}.`;
    const [found] = find({ text, content: `she would ${act}`, cue: "said", act: "commitment" });
    expect(found!.deadline).toBeNull();
  });

  test.each([
    ["she would pay only if the council pays", "pay", "only if the council pays"],
    ["she would pay even if it rains", "pay even if it rains", null],
    ["she would pay should the council pay", "pay", "should the council pay"],
    ["she would pay in the event of a deal", "pay", "in the event of a deal"],
    ["she would ask the council if it would pay", "ask the council if it would pay", null],
    ["that if elected, she would pay", "pay", "if elected"],
    [
      "that if the council, which owes, pays, she would pay",
      "pay",
      "if the council, which owes, pays",
    ],
    ["if they sue, then to pay", "pay", "if they sue"],
    ["if the U.S. Navy sails, she would pay", "pay", "if the U.S. Navy sails"],
    ["if they sue the council would pay", "the council would pay", "if they sue"],
    ["she would pay, but if they sue, not a cent", "pay", null],
  ])("conditions: %s", (content, action, condition) => {
    const text = `Lindqvist said ${content}.`;
    const [found] = find({ text, content, cue: "said", act: "commitment" });
    const of = (span: { start: number; end: number }) => text.slice(span.start, span.end);
    expect([of(found!.action), found!.condition && of(found!.condition)]).toEqual([
      action,
      condition,
    ]);
  });

  const each = (content: string, more: Partial<Case> = {}): readonly string[] => {
    const text = `Lindqvist said ${content}.`;
    return find({ text, content, cue: "said", act: "commitment", ...more }).map(
      ({ by, action, condition, deadline }) =>
        [
          by,
          text.slice(action.start, action.end),
          condition && text.slice(condition.start, condition.end),
          deadline?.date,
        ]
          .filter(Boolean)
          .join(": "),
    );
  };

  test.each<readonly [string, ...string[]]>([
    [
      "she would mend the pier by May and cut fares by June",
      "Mara Lindqvist: mend the pier by May: 2022-05",
      "Mara Lindqvist: cut fares by June: 2022-06",
    ],
    [
      "she promised to resign on Friday and to win back the port by Monday",
      "Mara Lindqvist: resign on Friday: 2021-08-20",
      "Mara Lindqvist: win back the port by Monday: 2021-08-23",
    ],
    ["the council would pay, and that it would not sue", "council: pay", "council: not sue"],
    [
      "the council would pay and that boats would be sold by May",
      "council: pay",
      "Harbour Board: boats would be sold by May: 2022-05",
    ],
    [
      "if they pay, she would open the pier by May and then cut fares",
      "Mara Lindqvist: open the pier by May: if they pay: 2022-05",
      "Mara Lindqvist: cut fares: if they pay",
    ],
    [
      "she promised to pay, to rename the pier and to sell it by May",
      "Mara Lindqvist: pay",
      "Mara Lindqvist: rename the pier",
      "Mara Lindqvist: sell it by May: 2022-05",
    ],
    [
      "she would pay, and once it is over, she would sail",
      "Mara Lindqvist: pay",
      "Mara Lindqvist: sail",
    ],
    ["she would sell if they pay but would not close it", "Mara Lindqvist: sell: if they pay"],
    ["in the coming weeks she would pay", "Mara Lindqvist: pay"],
    ["she would pay and would not sue", "Mara Lindqvist: pay", "Mara Lindqvist: not sue"],
    [
      "she would meet them on Friday and talk",
      "Mara Lindqvist: meet them on Friday and talk: 2021-08-20",
    ],
    [
      "she would mend the pier that is old and will sink",
      "Mara Lindqvist: mend the pier that is old and will sink",
    ],
    [
      "she would work to open the pier and to mend it",
      "Mara Lindqvist: work to open the pier and to mend it",
    ],
  ])("acts told side by side: %s", (content, ...found) => expect(each(content)).toEqual(found));

  test("sentences of a quotation", () =>
    expect(
      each("“We will raise wages. It rained. I will go by Friday, and in May we will sail.”", {
        quotation: "direct",
      }),
    ).toEqual([
      "Harbour Board: raise wages",
      "Mara Lindqvist: go by Friday: 2021-08-20",
      "Harbour Board: sail: 2022-05",
    ]));

  test.each([
    ["We will mend the pier, which sank in May.", "mend the pier"],
    ["We will not send a bus until the wall is dry.", "not send a bus until the wall is dry"],
    ["We will deliver the tents.", "deliver the tents"],
    ["We will mend the pier, because if we wait, it sinks.", "mend the pier"],
    ["We will mend the pier, and it is time.", "mend the pier"],
    ["We will mend the pier — we have to.", "mend the pier"],
    ["We will mend the pier; they know it.", "mend the pier"],
    [
      "We will mend the pier and the boats at 9 a.m. tomorrow.",
      "mend the pier and the boats at 9 a.m. tomorrow",
    ],
    ["We will open the pier at 9 a.m.", "open the pier at 9 a.m."],
  ])("an act ends where something else is told: %s", (text, action) => {
    const [found] = find({ text, content: text, turn: true });
    expect(text.slice(found!.action.start, found!.action.end)).toBe(action);
  });

  test.each([
    "she would not rule out a strike",
    "she had never promised to build a tunnel",
    "the council had not agreed to pay",
  ])("what is left open or denied binds nobody: %s", (content) =>
    expect(each(content)).toEqual([]),
  );

  test("of a quotation the sentence that looks ahead is read", () =>
    expect(each("“Let me be clear. I will not be neutral.”", { quotation: "direct" })).toEqual([
      "Mara Lindqvist: not be neutral",
    ]));

  test("a turn may promise twice", () => {
    const text =
      "I’ll circle back with you tomorrow. It rained. We are not going to sell the pier.";
    expect(find({ text, content: text, turn: true }).map((one) => one.by)).toEqual([
      "Mara Lindqvist",
      "Harbour Board",
    ]);
  });

  test("a condition that opens a clause is that of its clause", () => {
    const text = "We agree to pay by June 1, and if the council sues, we will go to court.";
    const found = find({ text, content: text, turn: true });
    expect(
      found.map(({ action, condition }) => [
        text.slice(action.start, action.end),
        condition && text.slice(condition.start, condition.end),
      ]),
    ).toEqual([
      ["pay by June 1", null],
      ["go to court", "if the council sues"],
    ]);
  });

  test("what is asked binds nobody", () => {
    for (const text of [
      "Has the board agreed to pay?",
      "It is late. Has the board agreed to pay — to pay all of it?",
    ])
      expect(
        find({ text, content: "to pay", source: "the board", cue: "agreed", act: "commitment" }),
      ).toEqual([]);
  });

  test("lines that end within a sentence", () => {
    const text = "We\nwill mend the\npier by\nMay, because\nit sinks.";
    const [found] = find({ text, content: text, turn: true });
    expect(text.slice(found!.action.start, found!.action.end)).toBe("mend the\npier by\nMay");
    expect(found!.deadline).toMatchObject({ text: "by\nMay", date: "2022-05" });
  });

  test("typewriter marks that close a quotation are no part of an act", () => {
    const text = "We will fight back.''";
    const [found] = find({ text, content: text, turn: true });
    expect(text.slice(found!.action.start, found!.action.end)).toBe("fight back");
  });

  test("a promise not to act keeps its not", () => {
    const text = "We will not sell the pier.";
    const [found] = find({ text, content: text, turn: true });
    expect(text.slice(found!.action.start, found!.action.end)).toBe("not sell the pier");
  });

  test("what somebody quoted promises binds him, not the one who quotes", () => {
    const text = "He told me, “We will send you the report,” and so he did.";
    expect(
      find({ text, content: text, turn: true, quoted: "We will send you the report," }),
    ).toEqual([]);
    expect(find({ text, content: text, turn: true, says: SURELY })).toHaveLength(1);
  });

  test("what a turn tells of another is told once", () => {
    const text = "The Mayor will announce a plan to mend the wall.";
    const quoted = "to mend the wall";
    const found = find({ text, content: text, turn: true, quoted, quotedCue: "will announce" });
    expect(found.map(({ by }) => by)).toEqual(["Mayor"]);
  });

  test("offers in talk, and those the speaker speaks for", () => {
    const bound = (text: string, says = BINDS): readonly string[] =>
      find({ text, content: text, turn: true, says }).map(({ action }) =>
        text.slice(action.start, action.end),
      );
    expect(bound("Let me check on the pump.")).toEqual(["check on the pump"]);
    expect(bound("I can get back to you on the pump.")).toEqual(["get back to you on the pump"]);
    expect(bound("We obviously are going to continue to be in touch.")).toHaveLength(1);
    expect(bound("The Department of Harbours will mend the wall.")).toEqual(["mend the wall"]);
    expect(bound("The sea will wash the wall away.", BINDS_NOT)).toEqual([]);
    expect(bound("I’ll go first.")).toEqual([]);
    expect(bound("He also will mend the wall.")).toEqual([]);
    expect(bound("The Mayor is here. He also will mend the wall.")).toEqual(["mend the wall"]);
    expect(bound("I’m going to mend it, but if — it is late.", SURELY)).toEqual(["mend it"]);
    expect(bound("I think he will mend the wall.")).toEqual([]);
  });

  test.each([
    "I’ll stop there and hand it back to Andy.",
    "We’ll go to Tor Brandt at the Herald.",
    "I’m happy to take a few questions.",
    "I’ll go very briefly through each of these.",
    "I’m going to take one more question, and we will wrap up.",
    "Jeff, we’ll come back to you.",
    "I’ll give you a quick example.",
    "Let me ask Dr. Lund to take that.",
    "I’m glad to be back with you today.",
    "I’m not going to read out names.",
    "We won’t speak to that.",
    "Let me spend a couple of minutes on the pier.",
    "We will certainly — well, it is dry.",
  ])("what one tells of the talk itself binds nobody: %s", (text) =>
    expect(find({ text, content: text, turn: true, says: BINDS_NOT })).toEqual([]),
  );

  test.each([
    ["We’ll go to court.", "go to court"],
    ["We will not speak with the council.", "not speak with the council"],
    ["We will move to the next phase.", "move to the next phase"],
    ["We will ask the council to take action.", "ask the council to take action"],
    ["We will comply.", "comply"],
    ["We will sign it, and then Mayor Lund will sail.", "sign it"],
    ["I’ll come back to you on the pump.", "come back to you on the pump"],
    ["We will close the pier.", "close the pier"],
  ])("words of talk in other senses bind: %s", (text, action) => {
    const [found] = find({ text, content: text, turn: true, says: SURELY });
    expect(text.slice(found!.action.start, found!.action.end)).toBe(action);
  });

  test("two offices bound at once", () => {
    const text = "On Friday, the Mayor and the Governor will open the pier.";
    expect(find({ text, content: text, turn: true }).map((one) => one.by)).toEqual([
      "Mayor | Governor",
    ]);
  });

  test.each([
    ["“The people of Oulu will remember it,”", "direct"],
    ["that voters would punish the council", "indirect"],
    ["“The board affirms its right to the pier,”", "direct"],
  ] as const)("what the public will do, and what is, bind nobody: %s", (content, quotation) => {
    const text = `Lindqvist said ${content}`;
    expect(find({ text, content, cue: "said", act: "commitment", quotation })).toEqual([]);
  });

  test("who refuses to act has bound himself to nothing", () => {
    const text = "Lindqvist has refused to pay.";
    expect(find({ text, content: "to pay", cue: "has refused", act: "commitment" })).toEqual([]);
  });

  test("foresight and refusals to speak bind nobody", () => {
    const foreseen = "Lindqvist predicted they would mend the wall.";
    expect(
      find({
        text: foreseen,
        content: "they would mend the wall",
        cue: "predicted",
        act: "prediction",
      }),
    ).toEqual([]);
    const refused = "Lindqvist refused to answer questions on the wall.";
    expect(
      find({
        text: refused,
        content: "to answer questions on the wall",
        cue: "refused",
        act: "refusal",
      }),
    ).toEqual([]);
  });

  test("a sentence that follows tells no deadline of the one before", () => {
    const text =
      "We will not raise the ferry fares unless fuel becomes dearer than it is now. That decision was unanimous, and it was not easy for any of us who sat there all night. The pier will be open to all of you by Aug. 31.";
    const [found] = find({ text, content: text, turn: true });
    expect(found!.deadline).toBeNull();
  });

  test("the deadline refers back", () => {
    const text =
      "The Aug. 31 deadline stands. Later Lindqvist vowed to finish the wall by the deadline.";
    const content = "to finish the wall by the deadline";
    const [found] = find({ text, content, cue: "vowed", act: "commitment" });
    expect(found!.deadline).toMatchObject({ text: "by the deadline", date: "2021-08-31" });
  });

  test.each([
    ["They have until Aug. 31 to pay. Lindqvist vowed to pay before that deadline.", "2021-08-31"],
    ["The vote is on Sept. 3. Lindqvist vowed to pay by then.", "2021-09-03"],
    ["The vote is near. Lindqvist vowed to pay by then.", null],
  ])("what it refers to: %s", (text, date) => {
    const content = text.slice(text.indexOf("to pay b"), -1);
    const [found] = find({ text, content, cue: "vowed", act: "commitment" });
    expect(found!.deadline).toMatchObject({ text: content.slice(7), date });
  });

  test("“she” in a quotation is another, who is not told", () => {
    const content = "“She will tell the truth,”";
    const text = `${content} Lindqvist said.`;
    const one = { text, content, cue: "said", act: "commitment", quotation: "direct" } as const;
    expect(find(one)).toEqual([]);
  });

  test("the day on which a plan is told is no deadline", () => {
    const text = "Lindqvist announced plans on Friday to sell the pier.";
    const content = "plans on Friday to sell the pier";
    const [found] = find({ text, content, cue: "announced", act: "commitment" });
    expect(found!.deadline).toBeNull();
  });

  test("the time of another’s act is none of this", () => {
    const text = "Lindqvist is committed to sailing, and she will pay before Aug. 31.";
    const [found] = find({ text, content: "sailing", cue: "is committed to", act: "commitment" });
    expect(found!.deadline).toBeNull();
  });

  test("an event is a deadline without a date", () => {
    const text = "Lindqvist pledged to resign before the election.";
    const [found] = find({
      text,
      content: "to resign before the election",
      cue: "pledged",
      act: "commitment",
    });
    expect(found!.deadline).toMatchObject({ text: "before the election", date: null });
  });

  test("a dated event is named whole; what comes before it by weeks is not due on its day", () => {
    const text =
      "Lindqvist pledged to resign before the Nov. 8 election. She pledged to sail soon, three weeks before the Nov. 8 election.";
    const of = (content: string) => find({ text, content, cue: "pledged", act: "commitment" })[0]!;
    expect(of("to resign before the Nov. 8 election").deadline).toMatchObject({
      text: "before the Nov. 8 election",
      date: "2021-11-08",
    });
    expect(of("to sail soon, three weeks before the Nov. 8 election").deadline).toMatchObject({
      text: "soon",
      date: null,
    });
  });

  test("an act holds both marks of a quotation or none", () => {
    const text =
      "Lindqvist vowed: 'We will mend the wall.' She vowed that the wall “would be mended.” She vowed that it \"would be mended.\" She vowed to mend it 'at night.'";
    const of = (content: string) => {
      const [found] = find({ text, content, cue: "vowed", act: "commitment" });
      return text.slice(found!.action.start, found!.action.end);
    };
    expect(of("'We will mend the wall.'")).toBe("mend the wall");
    expect(of("that the wall “would be mended.”")).toBe("the wall “would be mended.”");
    expect(of('that it "would be mended."')).toBe('it "would be mended."');
    expect(of("to mend it 'at night.'")).toBe("mend it 'at night.'");
    const parts = 'She vowed it would "mend the wall" and "pay" by May.';
    const whole = 'it would "mend the wall" and "pay" by May';
    const [found] = find({ text: parts, content: whole, cue: "vowed", act: "commitment" });
    expect(parts.slice(found!.action.start, found!.action.end)).toBe(
      '"mend the wall" and "pay" by May',
    );
  });

  test("an event ends where something else is told; what was done before is none", () => {
    const text = "Lindqvist pledged to sail after the vote and that she would swim.";
    const content = "to sail after the vote and that she would swim";
    const [found] = find({ text, content, cue: "pledged", act: "commitment" });
    expect(found!.deadline).toMatchObject({ text: "after the vote", date: null });
    const past = "Lindqvist pledged to sail after having seen the boat.";
    const [done] = find({
      text: past,
      content: "to sail after having seen the boat",
      cue: "pledged",
      act: "commitment",
    });
    expect(done!.deadline).toBeNull();
  });

  test("the end of a month is its last day; an old promise keeps its date", () => {
    const text = "Lindqvist pledged to leave by the end of September. She vowed to sell by 2010.";
    const [month] = find({
      text,
      content: "to leave by the end of September",
      cue: "pledged",
      act: "commitment",
    });
    expect(month!.deadline).toMatchObject({
      text: "by the end of September",
      date: "2021-09-30",
    });
    const [old] = find({ text, content: "to sell by 2010", cue: "vowed", act: "commitment" });
    expect(old!.deadline).toMatchObject({ text: "by 2010", date: "2010" });
  });

  test("the day of saying is no deadline", () => {
    const text = "Lindqvist said Friday she would rebuild the pier.";
    const [found] = find({
      text,
      content: "she would rebuild the pier",
      cue: "said Friday",
      act: "commitment",
    });
    expect(found!.deadline).toBeNull();
  });

  test.each([
    "We will see what happens.",
    "Will we sell the pier? I’ll sell it?",
    "If we will sell the pier, they pay.",
    "They will sell the pier.",
    "I would refer you to the board.",
  ])("binds nobody: %s", (text) =>
    expect(find({ text, content: text, turn: true, says: BINDS_NOT })).toEqual([]),
  );
});

test("an attribution in doubt binds nobody, however surely its words would", () => {
  const vow: Case = {
    source: "Lindqvist",
    text: "Lindqvist vowed to reopen the mill.",
    cue: "vowed",
    content: "to reopen the mill",
    act: "commitment",
  };
  expect(find(vow)).toHaveLength(1);
  expect(find({ ...vow, score: 0.3 })).toEqual([]);
});
