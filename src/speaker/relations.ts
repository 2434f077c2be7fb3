import type { Entity, NameMention } from "./entity.js";

/** Nouns by which texts take up one and the same office. */
const SAME: Readonly<Record<string, string>> = {
  lawyer: "attorney",
  counsel: "attorney",
  spokesman: "spokesperson",
  spokeswoman: "spokesperson",
};
/** "an attorney for Lund, ", "Lund's lawyer, " before a name; how far that is looked for, in code units. */
const BEFORE_FOR =
  /(?:^|\s)([\p{L}-]+) (?:for|to|of) ((?:\p{Lu}[\p{L}.]*\s){0,3}\p{Lu}[\p{L}-]+), $/u;
const BEFORE_OWN = /(?:^|\s)(\p{Lu}[\p{L}-]+)['’]s? (?:[\p{Ll}-]+ ){0,2}([\p{Ll}-]+),? $/u;
const BEHIND_FOR =
  /^, (?:an?|the) (?:[\p{L}-]+ ){0,3}?([\p{Ll}-]+) (?:for|to|of) ((?:\p{Lu}[\p{L}.]*\s){0,3}\p{Lu}[\p{L}-]+)[,.]/u;
const BEHIND_OWN = /^, (\p{Lu}[\p{L}-]+)['’]s? (?:[\p{Ll}-]+ ){0,2}([\p{Ll}-]+)[,.]/u;
/** What the patterns with "for" and those with an owner cannot do without: most texts are spared compiling them. */
const FOR = / (?:for|to|of) [^a-z]/;
const OWNER = /['’]s? [^A-Z]/;
const REACH = 80;

/** Whom the text names as somebody's lawyer, wife, spokesman: by the owner's last name and the noun. */
export type Relations = ReadonlyMap<string, Entity>;

const key = (owner: string, noun: string): string => {
  const lower = noun.toLowerCase();
  return `${owner.slice(owner.lastIndexOf(" ") + 1).toLowerCase()} ${SAME[lower] ?? lower}`;
};

/** Reads the relations that stand right beside names. */
export function readRelations(text: string, names: readonly NameMention[]): Relations {
  const out = new Map<string, Entity>();
  for (const { span, entity } of names) {
    if (entity.kind !== "person") continue;
    const before = text.slice(Math.max(0, span.start - REACH), span.start);
    const behind = text.slice(span.end, span.end + REACH);
    const set = behind.startsWith(", ");
    const of =
      (before.endsWith(", ") && FOR.test(before) ? BEFORE_FOR.exec(before) : null) ??
      (set && FOR.test(behind) ? BEHIND_FOR.exec(behind) : null);
    const own =
      (OWNER.test(before) ? BEFORE_OWN.exec(before) : null) ??
      (set && OWNER.test(behind) ? BEHIND_OWN.exec(behind) : null);
    if (of) out.set(key(of[2]!, of[1]!), entity);
    else if (own) out.set(key(own[1]!, own[2]!), entity);
  }
  return out;
}

/** The one whom the text names as the owner's, or null. */
export const related = (relations: Relations, owner: string, noun: string): Entity | null =>
  relations.get(key(owner, noun)) ?? null;
