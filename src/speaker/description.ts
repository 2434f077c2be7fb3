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

const headOf = (party: Party): string => {
  const noun = headNoun(party.name);
  return party.kind === "document" ? (SAME_DOCUMENT[noun] ?? noun) : noun;
};

/**
 * Short descriptions ("Poll" in a headline, "the results", "prosecutors") go by the first full one
 * that the document gives of the same thing ("Ferry Research poll", "federal prosecutors").
 */
export function fullestDescriptions(
  parties: readonly (Party | null)[],
): ReadonlyMap<string, Party> {
  const full = new Map<string, Party>();
  const isShort = (party: Party): boolean => {
    const words = party.name.split(" ");
    return (
      words.length === 1 ||
      (party.kind === "document" &&
        words.length === 2 &&
        /^(?:new|latest|recent|the)$/i.test(words[0]!))
    );
  };
  const described = parties.filter(
    (party): party is Party =>
      party !== null &&
      party.entity === null &&
      (party.kind === "document" || party.kind === "group"),
  );
  for (const party of described) {
    const key = `${party.kind} ${headOf(party)}`;
    if (!isShort(party) && party.name.split(" ").length <= MOST_WORDS && !full.has(key))
      if (
        party.kind === "document" ||
        /^(?!many|some|most|several|few|all|other|same|those|these)/i.test(party.name)
      )
        full.set(key, party);
  }
  const out = new Map<string, Party>();
  for (const party of described) {
    if (/^others?$/i.test(party.name)) continue;
    const fuller = isShort(party) ? full.get(`${party.kind} ${headOf(party)}`) : undefined;
    if (fuller) out.set(party.name, fuller);
  }
  return out;
}
