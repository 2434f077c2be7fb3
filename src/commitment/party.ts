import type { Attribution } from "../attribution/attribution.js";
import { bodyName } from "../speaker/bodies.js";
import { headNoun } from "../speaker/head.js";
import { governs, heldBy, OF_STATE, officeBefore } from "../speaker/office.js";
import { BODIES, ORGANIZATIONS } from "../speaker/lexicon.js";
import type { Speaker } from "../speaker/speaker.js";
import type { TextDocument } from "../text/document.js";
import { wordsAt } from "../text/span.js";
import type { Clause } from "./clause.js";
import { agentOf, isParty } from "./subject.js";

/** `D-Mass.`: where one was elected, no body that one speaks for. */
const SEAT = /^[A-Z]{1,3}-/u;
/** Those whose trade it is to speak for another. */
const SPOKESMAN =
  /\b(?:spokes\w+|press secretary|communications director|campaign manager|(?:senior |top )?(?:aide|advis[eo]r|strategist)|lawyer|attorney)\b/i;
/** Whose: `Lund’s spokesman`, `a spokesman for Lund`, `a Lund campaign spokeswoman`. */
const WHOSE = [
  /((?:\p{Lu}[\p{L}.-]+ ){0,3}\p{Lu}[\p{L}-]+?)(?:['’]s|['’](?= )) /u,
  /\b(?:for|to) (?:the )?((?:(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\. )?(?:\p{Lu}[\p{L}.-]+ ?){1,4})/u,
  /\b(?!(?:Her|His|Their|Its|My|Our|The|An?|Former)\b)(\p{Lu}[\p{L}-]+) (?:campaign )?(?:spokes|aide|advis|strategist|lawyer|attorney)/u,
] as const;
const OFFICIAL = "(?:officials?|executives?|spokes\\p{Ll}+|representatives?)";
const OFFICIALS = new RegExp(`\\b${OFFICIAL}\\b`, "u");
/** "Officials with the Harbour Board". */
const OFFICIAL_OF = new RegExp(
  `^(?:[\\p{Ll}-]+ ){0,4}${OFFICIAL} (?:with|from|for|of|at) (?:the )?(\\p{Lu}[^,]*)$`,
  "u",
);
/** "A Harbour Board executive". */
const BODY_OFFICIAL = new RegExp(
  `^(?:(?:[Aa]n?|[Tt]he|[\\p{Ll}-]+) ){0,3}(\\p{Lu}[\\p{L} .&-]*) ${OFFICIAL}$`,
  "u",
);
/** "A company spokesman". */
const COMMON_OFFICIAL = new RegExp(`^(?:[Aa]n? |[Tt]he )?(\\p{Ll}+) ${OFFICIAL}$`, "u");
const COURTESY =
  /^(?:the |our |(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\. |(?:(?:vice |deputy )?(?:president|secretary)|senator|governor|mayor|minister|ambassador|chancellor) (?=\p{Lu}))+/iu;

const OFFICE_BEFORE =
  /^(?:the |our )?(?:(?:vice |deputy )?(?:president|secretary)|senator|governor|mayor|minister|ambassador|chancellor) (?=\p{Lu})/iu;
/** Between two holders of offices. */
const BOTH =
  / and (?=(?:the|our) |(?:(?:vice |deputy )?(?:president|secretary)|governor|mayor|ambassador) \p{Lu})/iu;
/** What one calls the body that one belongs to. */
const OWN_BODY =
  /^(?:group|organization|organisation|company|firm|union|agency|network|association)$/;
const OWN_LAND = /^(?:nation|country|state|city|town|province|county)$/;
const OWN_FIRM = /^(?:the )?(?:company|group|firm)$/i;
/** The one bound, as worded; `he` in a turn is the office last named, or null where none is. */
export function subjectOf(
  { text, body }: TextDocument,
  { sentence, bound }: Clause,
  turn: boolean,
): string | null {
  const words = text.slice(sentence.start, sentence.end);
  const whole = bound === null || /^that\s+$/i.test(words.slice(0, bound.at));
  const subject = bound?.subject || (whole ? agentOf(words) : null) || "";
  if (!turn || !/^s?he$/i.test(subject)) return subject;
  const at = sentence.start + bound!.at;
  const office = officeBefore(text, body.start, at);
  return office && wordsAt(text, [office]);
}

/**
 * Who is bound, by the fullest name among the speakers: `we` the body spoken for, `he` of a
 * spokesman the one he speaks for, `his campaign` the speaker’s, a name its bearer; everyone else speaks for
 * himself. Null where nobody is told. `sideInTalk` tells of whose side a speaker is that is told no body of.
 */
export function boundParty(
  text: string,
  attribution: Attribution,
  speakers: ReadonlyMap<string, Speaker>,
  subject: string,
  sideInTalk: (speaker: Speaker) => string | null = () => null,
): string | null {
  const words = wordsAt(text, attribution.source);
  const speaker = attribution.speaker === null ? undefined : speakers.get(attribution.speaker);
  if (/^you$/i.test(words.trim())) return null;
  const own = /^(?:his|her|their|my) ([a-z]+)$/i.exec(subject)?.[1];
  // "his client": the one whom the lawyer speaks for.
  const client = own && /^(?:client|boss|candidate)$/i.test(own) ? spokenFor(words, speaker) : null;
  if (client) return fullest(client, speakers);
  const side = speaker?.affiliation && !SEAT.test(speaker.affiliation) ? speaker.affiliation : null;
  if (own !== undefined && speaker && isParty(own)) {
    if (side !== null && OWN_BODY.test(own)) return side;
    if (OWN_LAND.test(own)) return side ?? speaker.name;
    if (speaker.name.toLowerCase().endsWith(own)) return speaker.name;
    const mark = BODIES.has(own) ? "" : speaker.kind === "group" ? "’" : "’s";
    return `${speaker.name}${mark} ${own}`;
  }
  const body = /^(?:the )?(campaign|administration)$/i.exec(subject)?.[1];
  const head = body && spokenFor(words, speaker);
  if (head) return bodyName(text, fullest(head, speakers), body.toLowerCase());
  const firm = OWN_FIRM.test(subject) ? spokenFor(words, speaker) : null;
  if (firm && ![...speakers.values()].some((one) => one.kind === "person" && one.name === firm))
    return fullest(firm, speakers);
  // Said of another by name: that one is bound.
  if (subject.length > 3 && !/^(?:they|s?he|its?|his|her|their)\b/i.test(subject))
    return subject
      .split(BOTH)
      .map((one) =>
        fullest(
          one.replace(/^(?:the|our|an?) /i, ""),
          speakers,
          speaker,
          attribution.cue.length === 0 ? text : null,
        ),
      )
      .join(" | ");
  if (/^s?he$/i.test(subject) || (subject === "" && /\bspokes/i.test(words))) {
    const other = spokenFor(words, speaker);
    if (other !== null) return fullest(other, speakers);
    // In a quotation "she" is another, who is not told.
    if (attribution.quotation === "direct" && subject !== "") return null;
  }
  const office = officeOf(words, speaker, speakers);
  if (office !== null) return office;
  if (speaker)
    return /^(?:we|it)$/i.test(subject)
      ? (side ?? sideInTalk(speaker) ?? speaker.name)
      : speaker.name;
  return words.trim().replace(/,$/u, "") || null;
}

/** The body that an official without a name speaks for: "officials with the Harbour Board", "a Harbour Board executive". */
function officeOf(
  words: string,
  speaker: Speaker | undefined,
  speakers: ReadonlyMap<string, Speaker>,
): string | null {
  if (speaker && speaker.kind !== "organization" && !OFFICIALS.test(speaker.name)) return null;
  const behind = OFFICIAL_OF.exec(words)?.[1];
  if (behind !== undefined) return behind;
  const common = COMMON_OFFICIAL.exec(words.trim())?.[1];
  if (common !== undefined && ORGANIZATIONS.has(common)) return fullest(common, speakers);
  const ahead = BODY_OFFICIAL.exec(words)?.[1];
  const isBody = (one: Speaker): boolean => one.kind === "organization" && one.name === ahead;
  return ahead !== undefined && [...speakers.values()].some(isBody) ? ahead : null;
}

/** The person whom a spokesman speaks for, by his source’s own words or his title; null if none. */
function spokenFor(words: string, speaker: Speaker | undefined): string | null {
  for (const told of [words, speaker?.title ?? ""]) {
    if (!SPOKESMAN.test(told)) continue;
    for (const whose of WHOSE) {
      const name = whose
        .exec(told)?.[1]
        ?.replace(/ campaign$/i, "")
        .trim();
      // "Tor Brandt, Brandt’s lawyer" is nobody else; "a spokesman for Brandt" is.
      if (name && (!speaker?.name.endsWith(name) || SPOKESMAN.test(speaker.name))) return name;
    }
  }
  return null;
}

/**
 * The person of that name or office, or the body of that kind, by the longest name here, if there is but one
 * (of bodies that of `by` comes first); else as given. `talk`: the transcript, where it is said in one.
 */
function fullest(
  name: string,
  speakers: ReadonlyMap<string, Speaker>,
  by?: Speaker,
  talk: string | null = null,
): string {
  const bare = name.replace(COURTESY, "");
  const longer = [...speakers.values()].filter(
    (one) =>
      one.kind === "person" &&
      (one.name === bare || one.name.endsWith(` ${bare}`) || one.name.startsWith(`${bare} `)) &&
      !SPOKESMAN.test(one.name),
  );
  // "President Brandt" is no Ole Brandt without a title.
  const titled = OFFICE_BEFORE.test(name);
  if (longer.length === 1 && (!titled || longer[0]!.title !== null)) return longer[0]!.name;
  // "the mayor": the one whose title it is, if there is but one.
  const office = bare.toLowerCase();
  const holders = [...speakers.values()].filter(
    (one) =>
      one.kind === "person" &&
      one.title?.toLowerCase() === office &&
      // In talk "the president" is the speaker's own, whoever else is named a president.
      (talk === null || !OF_STATE.test(office) || governs(talk, one.name)),
  );
  const held = talk !== null && OF_STATE.test(office) ? heldBy(talk, office) : null;
  if (held !== null) return fullest(held, speakers);
  if (holders.length === 1) return holders[0]!.name;
  if (/\p{Lu}/u.test(bare)) return name;
  // "The group" of a company that says so.
  const own = by?.kind === "organization" ? by.name : by?.affiliation;
  if (OWN_FIRM.test(office) && own && !ORGANIZATIONS.has(headNoun(own))) return own;
  // "the board": that of its chairwoman, or the only one that speaks here.
  const ends = (body: string): boolean => ` ${body.toLowerCase()}`.endsWith(` ${office}`);
  if (by?.affiliation && ends(by.affiliation)) return by.affiliation;
  const bodies = [...speakers.values()].filter(
    (one) => one.kind === "organization" && ends(one.name),
  );
  return bodies.length === 1 ? bodies[0]!.name : name;
}
