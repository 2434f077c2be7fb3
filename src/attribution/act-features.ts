import { hull, type Span, wordsAt } from "../text/span.js";
import { ACT_CUES, CONTENT_CUES } from "./act-lexicon.js";
import { ACTS } from "./attribution.js";

/** The spans that an act is told from. */
export interface ActSpans {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

/** Code units of content that are looked at: its point is made early. */
const MOST_CONTENT = 600;

/** Words of the content whose pairs are looked at. */
const MOST_PAIRS = 24;

const MODALS = new Set(
  "will would wo ll should must shall may might could can going plan plans".split(" "),
);

const REFUSING =
  /\b(?:declin|refus)\w* (?:to )?(?:\w+ )?(?:comment|say|discuss|answer|respond|disclose|speak|give|release|provide)|\bno comment\b|(?:\bnot|n't|neither \w+|never) (?:\w+ ){0,2}(?:return|respond|comment|answer|reply|say|saying|said|disclos|elaborat|immediately|releas|reveal|detail|identif|specif|rule out|discuss|offer|provid|explain)|\bwithout (?:offer|giv|provid|say|answer)|\b(?:reluctan|unwilling)\w* to (?:reveal|say|discuss|answer|comment)|\b(?:evad|dodg|sidestep|duck)\w*|\bsilen(?:ce|t) (?:on|about)\b/u;
const ASKED =
  /^(?:whether|if|what|how|why|who|when|where|which|is|are|do|does|did|can|would|could|will) /u;

const PATTERNS = ACTS.flatMap((act) =>
  ACT_CUES[act].split(" ").map((entry) => {
    const [start, behind] = entry.split(":");
    return { act, start: start!, behind: behind ?? null };
  }),
);

/** Words of the content that lean to an act, by their beginnings of four letters or less. */
const LEANING = new Map<string, { readonly start: string; readonly kind: string }[]>();
for (const [kind, starts] of Object.entries(CONTENT_CUES))
  for (const start of starts.split(" ")) {
    const key = start.slice(0, 3);
    LEANING.set(key, [...(LEANING.get(key) ?? []), { start, kind }]);
  }

/** Cues that say no more than that something is said: the content alone tells of the act. */
const NEUTRAL =
  /^(?:say|says|said|saying|tells?|told|telling|adds?|added|adding|writes?|wrote|writing|notes?|noted|noting|tweets?|tweeted|posted|explain\w*|according|continued?|replied|replies|states?|stated|reports?|reported|reporting|argue[sd]?|arguing|declared?|responded|remarked|:|-)$/u;

/** Says early that something is not so: what a denial does, beside plans and habits that are not. */
const DENIES =
  /\b(?:never|(?:did|do|does|was|were|is|are|has|had|have)(?: not|n['’]t)|nothing to do with|no (?:such|truth|involvement|intention|knowledge|plans?|evidence)|not true|untrue|false|baseless|nor|without (?:merit|foundation))\b/u;
/** Code units of the content in which it is looked for. */
const EARLY = 70;

/** The first words of the main clause: who, and how the verb is meant. */
const SUBJECT =
  /^["“”'‘\s]*(?:that |and |but |so |well,? |look,? |now,? |then,? )*(i|we|you|he|she|they|it|this|that|there|these|those|who|what|how|why|if|when|as|to|not|don['’]t|do|let|let's|stop|please|is|are|the|a|an|his|her|their|our|my|no|his|in)\b/u;
const MODALITY =
  /\b(?:(will|would|could|may|might|should|must|can|shall|cannot)\b|(won|wouldn|couldn|shouldn|can|don|doesn|didn|isn|aren|wasn|weren|hasn|haven)['’]t\b|['’](ll|d|ve|re|m|s)\b|(is|are|was|were|am|has|have|had|does|did|do)\b|(need|needs|want|wants|wanted|plans|plan|planned|intends|going|hope|hopes|think|thinks|believe|believes|ought)\b)/u;

/**
 * What an attribution's words say of its act: names of features with their values (0 to 1). Words
 * are cut to rough stems; the words of the cue, the ones right behind it, the content's first words,
 * its modals, negations and question marks, and the lexicon's acts.
 */
export function actFeatures(text: string, spans: ActSpans): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  const words = (parts: readonly Span[]): string => plain(wordsAt(text, parts));
  const cue =
    words(spans.cue)
      .toLowerCase()
      .match(/[a-z']+|:/gu) ?? [];
  const cueEnd = spans.cue.length > 0 ? hull(spans.cue).end : hull(spans.content).start;
  const behind =
    plain(text.slice(cueEnd, cueEnd + 25))
      .toLowerCase()
      .match(/[a-z]+/gu) ?? [];
  const stems = cue.map(stem);
  stems.forEach((word, i) => {
    out.set(`c=${word}`, 1);
    out.set(`c3=${cue[i]!.slice(-3)}`, 1);
    if (i > 0) out.set(`cb=${stems[i - 1]}_${word}`, 1);
  });
  if (stems.length > 0) {
    out.set(`c0=${stems[0]}`, 1);
    out.set(`ch=${stems[stems.length - 1]}`, 1);
    out.set(`cp=${stems.join("_")}`, 1);
  }
  behind.slice(0, 2).forEach((word, i) => out.set(`a${i}=${word}`, 1));
  const content = words(spans.content);
  const neutral = cue.length === 0 || cue.some((word) => NEUTRAL.test(word));
  const first = contentFeatures(content.slice(0, MOST_CONTENT), out);
  clauseFeatures(content.slice(0, MOST_CONTENT), neutral, stems[stems.length - 1] ?? "", out);
  if (/\?[”"’')\s]*$/u.test(content)) {
    out.set("q?", 1);
    if (neutral) out.set("Nq?", 1);
  }
  const denies = DENIES.exec(content.slice(0, EARLY).toLowerCase())?.[0];
  if (denies !== undefined) {
    out.set("dn", 1);
    out.set(`dn=${denies}`, 1);
    out.set(`dh=${stems[stems.length - 1] ?? ""}`, 1);
    if (neutral) out.set("Ndn", 1);
  }
  const source = words(spans.source).toLowerCase().split(/\s+/u).filter(Boolean);
  out.set(`s=${source.length > 0 ? stem(source[source.length - 1]!) : "none"}`, 0.5);
  lexiconFeatures(cue, behind, first, out);
  const around = `${cue.join(" ")} ${behind.join(" ")} ${first.join(" ")}`;
  if (REFUSING.test(around)) out.set("refusing", 1);
  if (
    /^(?:ask|wonder|question|inquir)/u.test(cue[cue.length - 1] ?? "") &&
    ASKED.test(`${first[0]} `)
  )
    out.set("asking", 1);
  return out;
}

/** Both apostrophes alike: `didn’t` is one word, as `didn't` is. */
const plain = (words: string): string => words.replaceAll("’", "'");

function contentFeatures(content: string, out: Map<string, number>): readonly string[] {
  const words = content.toLowerCase().match(/[a-z']+/gu) ?? [];
  const first = words.slice(0, 3);
  first.forEach((word, i) => out.set(`t${i}=${stem(word)}`, 1));
  if (first[0] === "to" && first.length > 1) out.set("toverb", 1);
  let last = "^";
  for (const word of words.slice(0, MOST_PAIRS)) {
    const now = stem(word);
    out.set(`b=${last}_${now}`, 0.5);
    last = now;
  }
  for (const word of new Set(words)) {
    out.set(`w=${stem(word)}`, 0.5);
    if (MODALS.has(word) || word.endsWith("'ll")) out.set(`m=${word}`, 1);
    if (word === "not" || word === "never" || word === "no" || word.endsWith("n't"))
      out.set("neg", 1);
  }
  if (/["“]/u.test(content)) out.set("quoted", 1);
  if (/\b(?:we|i)(?:\s+will|['’]ll|\s+are going to|\s+am going to)\b/i.test(content))
    out.set("wewill", 1);
  out.set("len", Math.min(words.length, 40) / 40);
  return first;
}

/** The main clause's person and modality, and what the content's words lean to. */
function clauseFeatures(
  content: string,
  neutral: boolean,
  head: string,
  out: Map<string, number>,
): void {
  const put = (name: string, value: number): void => {
    out.set(name, value);
    if (neutral) out.set(`N${name}`, value);
  };
  const lower = content.toLowerCase();
  const subject = SUBJECT.exec(lower)?.[1] ?? "noun";
  const modal = MODALITY.exec(lower.slice(0, 80));
  const mood = modal?.slice(1).find((one) => one !== undefined) ?? "none";
  put(`p=${subject}`, 1);
  put(`md=${mood}`, 1);
  put(`pm=${subject}_${mood}`, 1);
  out.set(`hm=${head}_${mood}`, 1);
  out.set(`hs=${head}_${subject}`, 1);
  const words = content.match(/[\p{L}'’-]+|\d[\d,.]*%?/gu) ?? [];
  const seen = new Map<string, number>();
  let past = 0;
  let capitals = 0;
  let numbers = 0;
  let firstPerson = 0;
  let second = 0;
  for (const [i, word] of words.entries()) {
    const low = word.toLowerCase();
    for (const { start, kind } of LEANING.get(low.slice(0, 3)) ?? [])
      if (
        low === start ||
        (start.length > 3 && low.startsWith(start) && low.length - start.length <= 5)
      )
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (/^\d/u.test(word)) numbers++;
    else if (i > 0 && word !== low && !/^I\b/u.test(word)) capitals++;
    if (low.length > 4 && low.endsWith("ed")) past++;
    if (/^(?:i|i['’]\w+|me|my|we|we['’]\w+|us|our)$/u.test(low)) firstPerson++;
    if (low === "you" || low === "your" || low === "you're") second++;
  }
  const some = (name: string, n: number): void => {
    if (n > 0) put(name, Math.min(1, (n + 1) / 4));
  };
  for (const [kind, n] of seen) some(`v=${kind}`, n);
  some("v=past", past);
  some("v=number", numbers);
  some("v=first", firstPerson);
  some("v=second", second);
  if (words.length > 0) put("v=names", capitals / words.length);
  if (/[!]/u.test(content)) put("v=!", 1);
  if (content.includes("?")) put("v=?", 1);
  if (/["“]/u.test(content)) put("v=quoted", 1);
}

function lexiconFeatures(
  cue: readonly string[],
  behind: readonly string[],
  first: readonly string[],
  out: Map<string, number>,
): void {
  for (const { act, start, behind: next } of PATTERNS) {
    if (start.length < 3) continue;
    const at = cue.findIndex((word) => word.startsWith(start) && word.length - start.length <= 4);
    if (at < 0) continue;
    if (next === null) {
      const last = cue.findLastIndex(
        (word) => word.startsWith(start) && word.length - start.length <= 4,
      );
      out.set(`L=${act}`, 1);
      out.set(`Lh=${act}`, Math.max(out.get(`Lh=${act}`) ?? 0, last === cue.length - 1 ? 1 : 0.5));
    } else if ([...cue.slice(at + 1, at + 3), ...behind.slice(0, 2), first[0]].includes(next)) {
      out.set(`L2=${act}`, 1);
    }
  }
}

const ENDINGS: readonly (readonly [string, string])[] = [
  ["ying", "y"],
  ["ied", "y"],
  ["ies", "y"],
  ["ing", ""],
  ["ed", ""],
  ["es", ""],
  ["s", ""],
  ["e", ""],
];

/** A word without its commonest endings: crude, but the same in training and reading. */
function stem(word: string): string {
  for (const [ending, left] of ENDINGS)
    if (word.endsWith(ending) && word.length - ending.length >= 3)
      return word.slice(0, -ending.length) + left;
  return word;
}
