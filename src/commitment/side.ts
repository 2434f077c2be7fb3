import type { Attribution } from "../attribution/attribution.js";
import { heldBy } from "../speaker/office.js";
import type { Speaker } from "../speaker/speaker.js";
import { wordsAt } from "../text/span.js";

/** What one who speaks for a government calls it. */
const OWN = /\b(?:this|our) (?:administration|government)\b/i;
/** Those whose trade it is to speak for one that they call by the office. */
const PRESS = /\bpress secretary\b/i;
const OFFICE = /\b[Tt]he President\b/g;
const SEAT = "White House";

/**
 * The body that somebody means by "we" in talk who speaks for an administration and is told no body of: "Lund
 * administration" where it is printed so by the name of who holds the office, else the seat; null for everyone else.
 * Looked up once a speaker.
 */
export function sidesInTalk(
  text: string,
  attributions: readonly Attribution[],
): (speaker: Speaker) => string | null {
  const known = new Map<string, string | null>();
  return ({ id, title }) => {
    let side = known.get(id);
    if (side === undefined) {
      const words = attributions
        .filter(({ speaker, cue }) => speaker === id && cue.length === 0)
        .map(({ content }) => wordsAt(text, content))
        .join("\n");
      const speaks =
        OWN.test(words) || (PRESS.test(title ?? "") && (words.match(OFFICE)?.length ?? 0) > 1);
      known.set(id, (side = speaks ? administration(text) : null));
    }
    return side;
  };
}

function administration(text: string): string | null {
  const holder = heldBy(text, "president")?.split(" ").at(-1);
  const named =
    holder && new RegExp(`\\b${holder}(?:-\\p{Lu}[\\p{L}-]+)? administration\\b`, "u").exec(text);
  return named ? named[0] : text.includes(SEAT) ? SEAT : null;
}
