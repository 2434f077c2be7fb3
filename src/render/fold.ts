/** Codes that set colours: they take no room. */
const ESCAPE = "\u001b";
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*m`, "gu");
/** `  draft   “…`: a label, under whose text a line goes on. */
const LABELLED = /^ *\S{1,8} {2,}(?=\S)/u;
/** Where a line goes on that begins at the edge. */
const HANGING = 4;

/**
 * Lines broken at spaces to be no wider than `width` columns; each goes on under where its text
 * began, or `under` so many columns.
 */
export function fold(text: string, width: number, under?: number): string {
  return text
    .split("\n")
    .map((line) => foldLine(line, width, under))
    .join("\n");
}

const widthOf = (text: string): number => [...text.replaceAll(COLOUR, "")].length;

function foldLine(line: string, width: number, under?: number): string {
  if (line.length <= width || widthOf(line) <= width) return line;
  const bare = line.replaceAll(COLOUR, "");
  const indent =
    under ?? LABELLED.exec(bare)?.[0].length ?? (/^ */u.exec(bare)![0].length || HANGING);
  let out = "";
  let used = 0;
  for (const [piece] of line.matchAll(/ *[^ ]+/gu)) {
    const room = widthOf(piece);
    const fits = used <= indent || used + room <= width;
    const word = fits ? piece : piece.trimStart();
    out += fits ? word : `\n${" ".repeat(indent)}${word}`;
    used = fits ? used + room : indent + widthOf(word);
  }
  return out;
}
