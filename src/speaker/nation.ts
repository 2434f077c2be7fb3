import type { Span } from "../text/span.js";
import type { NameMention } from "./entity.js";
import { type Party, partyOf } from "./party.js";

/** One of a nation, as sports pages call players. */
const OF_NATION =
  /^[Tt]he (?:Finn|Swede|Dane|Pole|Scot|Briton|Brit|Turk|Serb|Croat|Czech|Slovak|Slovene|Greek|Spaniard|German|Argentine|New Zealander|South African|(?:Dutch|French|Irish|Welsh|English)(?:wo)?man|(?:Ital|Russ|Ukrain|Austral|Canad|Brazil|Argentin|Colomb|Ethiop|Norweg|Belg|Austr|Hungar|Roman|Bulgar|Croat|Serb|Eston|Latv|Lithuan|Niger|Egypt|Alger|Iran|Ind)ian|(?:Americ|Mexic|Keny|Jamaic|Morocc|Kore)an)$/u;
/** How far back the one of a nation is looked for, in code units. */
const PLAYED_WITHIN = 500;

/** "The Finn": the only person named before, or nobody that is named. */
export function ofNation(
  text: string,
  { start, end }: Span,
  names: readonly NameMention[],
): Party | null {
  if (!OF_NATION.test(text.slice(start, end))) return null;
  const near = new Set(
    names.flatMap(({ span, entity }) =>
      span.end <= start && start - span.end < PLAYED_WITHIN && entity.kind === "person"
        ? [entity]
        : [],
    ),
  );
  const [only] = near;
  return only && near.size === 1
    ? partyOf(only)
    : { name: text.slice(start + 4, end), kind: "unnamed", entity: null };
}
