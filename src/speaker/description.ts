import { headNoun } from "./head.js";
import type { Party } from "./party.js";

/** Heads by which texts take up one and the same document. */
const SAME_DOCUMENT: Readonly<Record<string, string>> = {
  survey: "poll",
  result: "poll",
  finding: "poll",
  legislation: "bill",
};
const MOST_WORDS = 9;
/** How far into a text, in code units, a short description may come before the full one. */
const OPENING = 700;
/** No fuller description of others: they are not all, or not these alone ("book and movie"). */
const APART =
  /^(?:many|some|most|several|few|all|other|another|one|same|those|these|more|none|former|numerous|at least)\b|\band (?:the )?\p{Ll}+$/iu;

const headOf = (party: Party): string => {
  const noun = headNoun(party.name);
  return party.kind === "document" ? (SAME_DOCUMENT[noun] ?? noun) : noun;
};

/** "polls" are no "Ferry Research poll"; results are. */
const severalDocuments = ({ name, kind }: Party): boolean =>
  kind === "document" && name.endsWith("s") && !/(?:results|findings|news)$/iu.test(name);

/** A party described where its source stands. */
export interface Described {
  readonly party: Party;
  readonly place: number;
}

/**
 * Short descriptions ("Poll" in a headline, "the results", "prosecutors") go by the first full one
 * that the document gives of the same thing ("Ferry Research poll", "federal prosecutors"), which
 * stands before them unless they open the text. By index, where there is a fuller one.
 */
export function fullestDescriptions(
  described: readonly (Described | null)[],
): ReadonlyMap<number, Party> {
  const full = new Map<string, Described[]>();
  const isShort = ({ name, kind }: Party): boolean => {
    const words = name.split(" ");
    return (
      words.length === 1 ||
      (kind === "document" && words.length === 2 && /^(?:new|latest|recent|the)$/i.test(words[0]!))
    );
  };
  const open = described.map((one) =>
    one?.party.entity === null && (one.party.kind === "document" || one.party.kind === "group")
      ? one
      : null,
  );
  const key = (party: Party): string => `${party.kind} ${headOf(party)} ${severalDocuments(party)}`;
  for (const one of open)
    if (one && !isShort(one.party) && !APART.test(one.party.name))
      if (one.party.name.split(" ").length <= MOST_WORDS) {
        const known = full.get(key(one.party)) ?? [];
        known.push(one);
        full.set(key(one.party), known);
      }
  const out = new Map<number, Party>();
  open.forEach((one, i) => {
    if (!one || !isShort(one.party) || /^others?$/i.test(one.party.name)) return;
    const fuller = full
      .get(key(one.party))
      ?.find(({ place }) => place < one.place || one.place < OPENING);
    if (fuller) out.set(i, fuller.party);
  });
  return out;
}

/** A poll or report of which the words tell no more than that it is new. */
const PLAIN =
  /^(?:(?:new|recent|latest|national|online|statewide|own|same) )*(?:(poll|survey|results|findings)|report|study)$/iu;
/** Words in capitals, eight at the most, and the noun: only from where a word begins, or the time would grow without bound. */
const called = (nouns: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}&./-])(?:\\p{Lu}[\\p{L}\\p{N}&./-]*(?: (?:of|and|the|for|on))? ){1,8}(?:${nouns})\\b`,
    "gu",
  );
const LEAD =
  /^(?:(?:The|An?|This|That|These|Our|New|Latest|In|But|And|According|From)(?: the)? )+/u;

/** Says what a text calls its one poll or report ("Ferry Times/Oulu University poll"), or null. */
export function documentNames(text: string): (party: Party) => string | null {
  const known = new Map<string, string | null>();
  const named = (nouns: string): string | null => {
    const names = [...text.matchAll(called(nouns))]
      .map(([whole]) => whole.replace(LEAD, ""))
      .filter((whole) => whole.includes(" "));
    const [first] = names;
    const [word] = first?.split(/[ /]/u) ?? [];
    return first && names.every((other) => other.startsWith(word!)) ? first : null;
  };
  return ({ name, kind }) => {
    const plain = kind === "document" ? PLAIN.exec(name) : null;
    if (!plain) return null;
    const nouns = plain[1] ? "[Pp]oll|[Ss]urvey" : "[Rr]eport|[Ss]tudy";
    if (!known.has(nouns)) known.set(nouns, named(nouns));
    return known.get(nouns)!;
  };
}
