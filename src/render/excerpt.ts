/** Letters of a statement that are shown whole: a turn of a transcript may run to pages. */
export const MOST_SHOWN = 600;
/** And of a longer one, before what was asked for. */
const BEFORE = 200;

/**
 * A text on one line, cut to what stands around the words asked for where it is long; `…` stands for
 * what is left out. Around the whole of them, else the longest of them that is there, else the beginning.
 */
export function excerpt(text: string, asked = ""): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  if (line.length <= MOST_SHOWN) return line;
  const low = line.toLowerCase();
  const words = asked.toLowerCase().match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  const wanted = [words.join(" "), ...words.toSorted((a, b) => b.length - a.length)];
  const at = Math.max(0, low.indexOf(wanted.find((one) => low.includes(one)) ?? ""));
  const from = at <= BEFORE ? 0 : line.lastIndexOf(" ", at - BEFORE) + 1;
  const space = line.lastIndexOf(" ", from + MOST_SHOWN);
  const end =
    from + MOST_SHOWN >= line.length ? line.length : space > from ? space : from + MOST_SHOWN;
  return `${from > 0 ? "… " : ""}${line.slice(from, end)}${end < line.length ? " …" : ""}`;
}
