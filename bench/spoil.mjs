// Texts as bad copies have them, every character in its place, so that annotation still holds.

const QUOTES = /[“”„‟«»"]/gu;
/** What scanners take for one another; of one length in UTF-16 units. */
const MISTAKEN = { l: "1", e: "c", h: "b", i: "l", o: "0", a: "u", I: "l", c: "e", m: "n", g: "q" };
/** Letters between two mistakes: about one word in thirteen is spoiled. */
const BETWEEN = 60;

const WAYS = {
  capitals: (text) => [...text].map(upper).join(""),
  unquoted: (text) => text.replace(QUOTES, " "),
  typewriter: (text) =>
    text
      .replace(/[“”„‟«»]/gu, '"')
      .replace(/[‘’]/gu, "'")
      .replace(/[–—]/gu, "-"),
  scanned: (text) => {
    let left = BETWEEN;
    return [...text]
      .map((c) => {
        if (!(c in MISTAKEN) || --left > 0) return c;
        left = BETWEEN;
        return MISTAKEN[c];
      })
      .join("");
  },
};

export const SPOILED = Object.keys(WAYS);

/** The text spoiled in one of the `SPOILED` ways; as long as it was. */
export function spoil(text, way) {
  const out = WAYS[way](text);
  if (out.length !== text.length) throw new Error(`Spoiling by ${way} changed the length`);
  return out;
}

/** A character's capital where that is as long (not of ß). */
function upper(c) {
  const capital = c.toUpperCase();
  return capital.length === c.length ? capital : c;
}
