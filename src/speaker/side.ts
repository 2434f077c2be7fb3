import { heldBy } from "./office.js";

/** What one who speaks for a government calls it. */
const OWN = /\b(?:this|our) (?:administration|government)\b/i;
/** Those whose trade it is to speak for one that they call by the office. */
const PRESS = /\bpress secretary\b/i;
const OFFICE = /\b[Tt]he President\b/g;
const SEAT = "White House";

/** The body that one means by "we" in talk, who has that title and says those words; or null. */
export type SideOf = (name: string, title: string | null, words: () => string) => string | null;

/**
 * Tells the body that somebody means by "we" who speaks for an administration and is told no body of: "Lund
 * administration" where it is printed so by the name of who holds the office, else the seat; null for everyone else.
 * Looked up once a name.
 */
export function sidesInTalk(text: string): SideOf {
  const known = new Map<string, string | null>();
  return (name, title, words) => {
    let side = known.get(name);
    if (side === undefined) {
      const said = words();
      const speaks =
        OWN.test(said) || (PRESS.test(title ?? "") && (said.match(OFFICE)?.length ?? 0) > 1);
      known.set(name, (side = speaks ? administration(text) : null));
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
