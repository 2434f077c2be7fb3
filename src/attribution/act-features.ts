import { hull, type Span } from "../text/span.js";
import { ACT_CUES } from "./act-lexicon.js";
import { ACTS } from "./attribution.js";

/** The spans that an act is told from. */
export interface ActSpans {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

/** Code units of content that are looked at: its point is made early. */
const MOST_CONTENT = 600;

const MODALS = new Set(
  "will would wo ll should must shall may might could can going plan plans".split(" "),
);

const REFUSING =
  /\b(?:declin|refus)\w* (?:to )?(?:\w+ )?(?:comment|say|discuss|answer|respond|disclose|speak|give|release|provide)|\bno comment\b|(?:\bnot|n't) (?:\w+ )?(?:return|respond|comment|answer|reply|say|disclose|elaborate|immediately)/u;
const ASKED =
  /^(?:whether|if|what|how|why|who|when|where|which|is|are|do|does|did|can|would|could|will) /u;

const PATTERNS = ACTS.flatMap((act) =>
  ACT_CUES[act].split(" ").map((entry) => {
    const [start, behind] = entry.split(":");
    return { act, start: start!, behind: behind ?? null };
  }),
);

/**
 * What an attribution's words say of its act: names of features with their values (0 to 1). Words
 * are cut to rough stems; the words of the cue, the ones right behind it, the content's first words,
 * its modals, negations and question marks, and the lexicon's acts.
 */
export function actFeatures(text: string, spans: ActSpans): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  const words = (parts: readonly Span[]): string =>
    parts.map((s) => text.slice(s.start, s.end)).join(" ");
  const cue =
    words(spans.cue)
      .toLowerCase()
      .match(/[a-z']+|:/gu) ?? [];
  const cueEnd = spans.cue.length > 0 ? hull(spans.cue).end : hull(spans.content).start;
  const behind =
    text
      .slice(cueEnd, cueEnd + 25)
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
  const first = contentFeatures(content.slice(0, MOST_CONTENT), out);
  if (/\?[”"’')\s]*$/u.test(content)) out.set("q?", 1);
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

function contentFeatures(content: string, out: Map<string, number>): readonly string[] {
  const words = content.toLowerCase().match(/[a-z']+/gu) ?? [];
  const first = words.slice(0, 3);
  first.forEach((word, i) => out.set(`t${i}=${stem(word)}`, 1));
  if (first[0] === "to" && first.length > 1) out.set("toverb", 1);
  for (const word of new Set(words)) {
    out.set(`w=${stem(word)}`, 0.5);
    if (MODALS.has(word) || word.endsWith("'ll")) out.set(`m=${word}`, 1);
    if (word === "not" || word === "never" || word === "no" || word.endsWith("n't"))
      out.set("neg", 1);
  }
  if (/["“]/u.test(content)) out.set("quoted", 1);
  if (/\b(?:we|i)(?:\s+will|['’]ll|\s+are going to|\s+am going to)\b/iu.test(content))
    out.set("wewill", 1);
  out.set("len", Math.min(words.length, 40) / 40);
  return first;
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
