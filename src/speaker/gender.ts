import { MALE } from "./lexicon.js";
import type { Entity, NameMention } from "./names.js";

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
  let m = 0;
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? text.length;
    const here: NameMention[] = [];
    while (m < names.length && names[m]!.span.start < end) {
      if (names[m]!.span.start >= start && names[m]!.entity.kind === "person") here.push(names[m]!);
      m++;
    }
    const entities = new Set(here.map(({ entity }) => entity));
    if (entities.size !== 1) return;
    const [entity] = entities;
    const after = text
      .slice(here[0]!.span.end, Math.min(end, here[0]!.span.end + 300))
      .toLowerCase();
    let vote = 0;
    for (const [word] of after.matchAll(/\b(?:he|him|his|himself|she|her|hers|herself)\b/gu))
      vote += MALE.has(word) ? 1 : -1;
    votes.set(entity!, (votes.get(entity!) ?? 0) + vote);
  });
  for (const [entity, vote] of votes)
    if (vote !== 0) entity.gender ??= vote > 0 ? "male" : "female";
}
