import type { Entity, Gender, NameMention } from "./entity.js";
import { FEMALE_HONORIFICS, MALE, MALE_HONORIFICS } from "./lexicon.js";

/** How far behind a name its pronouns are counted, in code units. */
const REACH = 300;
const PRONOUN = /\b(?:he|him|his|himself|she|her|hers|herself)\b/g;
/** Another's relation to the one told of. */
const OPENS =
  /^(?:Her|His) (?:\p{Ll}[\p{L}-]* ){1,3}$|^(?:Her|His) (?:\p{Ll}[\p{L}-]* ){0,2}\p{Ll}[\p{L}-]*, $/u;

/**
 * What the text's own pronouns tell of a person: in sentences that name one person alone, and in
 * the pronouns that follow that name.
 */
export function readGenders(
  text: string,
  names: readonly NameMention[],
  starts: readonly number[],
): void {
  const votes = new Map<Entity, number>();
  const vote = (entity: Entity, words: string): void => {
    let sum = votes.get(entity) ?? 0;
    for (const [word] of words.toLowerCase().matchAll(PRONOUN)) sum += MALE.has(word) ? 1 : -1;
    votes.set(entity, sum);
  };
  let alone: Entity | null = null;
  let m = 0;
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? text.length;
    const here: NameMention[] = [];
    while (m < names.length && names[m]!.span.start < end) {
      if (names[m]!.span.start >= start && names[m]!.entity.kind === "person") here.push(names[m]!);
      m++;
    }
    // "Her colleague Jan Brandt …", right behind a sentence that names her alone.
    const opens = text.slice(start, here[0]?.span.start ?? start);
    if (alone && OPENS.test(opens) && !text.slice(start - 2, start).includes("\n"))
      vote(alone, opens.slice(0, 3));
    const entities = new Set(here.map(({ entity }) => entity));
    const [entity] = entities;
    alone = entities.size === 1 ? entity! : null;
    if (alone) {
      const behind = text.slice(here[0]!.span.end, Math.min(end, here[0]!.span.end + REACH));
      // "Ada Lund, his deputy, …".
      vote(alone, behind.replace(/^, (?:his|her) /u, ""));
    }
  });
  for (const [entity, sum] of votes) if (sum !== 0) entity.gender ??= sum > 0 ? "male" : "female";
}

export function honorificGender(text: string, at: number): Gender | null {
  const before = /([A-Za-z]+)\.?[\s\u00a0]+$/u
    .exec(text.slice(Math.max(0, at - 12), at))?.[1]
    ?.toLowerCase();
  if (before === undefined) return null;
  if (MALE_HONORIFICS.has(before)) return "male";
  return FEMALE_HONORIFICS.has(before) ? "female" : null;
}
