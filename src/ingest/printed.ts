/** A line as it stands on a printed page. Lengths are in points, `y` grows upwards. */
export interface PrintedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Height of the type. */
  readonly size: number;
}

/** A gap this much larger than the usual one between lines begins a paragraph. */
const WIDE_GAP = 1.35;
/** Lines at the head and foot of a page that may be running ones. */
const RUNNING = 2;
/** Fewest pages, and least share of all, on which a running line stands. */
const FEWEST_PAGES = 3;
const LEAST_PAGES = 0.4;

/**
 * The paragraphs of printed pages: lines joined where they go on, by gap, indent, size of type and
 * the ends of sentences. A paragraph may go on over a page or column. Linear in the lines.
 */
export function paragraphsOfPages(pages: readonly (readonly PrintedLine[])[]): readonly string[] {
  const kept = withoutRunning(pages);
  const usual = usualGap(kept);
  const paragraphs: PrintedLine[][] = [];
  let last: PrintedLine | null = null;
  for (const page of kept) {
    const width = Math.max(0, ...page.map(({ right }) => right));
    for (const [i, line] of page.entries()) {
      if (last && !begins(last, line, { first: i === 0, usual, width }))
        paragraphs.at(-1)!.push(line);
      else paragraphs.push([line]);
      last = line;
    }
  }
  const words = new Set<string>();
  for (const page of kept)
    for (const { text } of page)
      for (const word of text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [])
        words.add(word.toLowerCase());
  return paragraphs.map((lines) => joined(lines, words));
}

/** Ends as a sentence, a heading or a label does. */
const ENDS = /[.?!:;…][)\]]?["”’']?$/u;

function begins(
  last: PrintedLine,
  line: PrintedLine,
  at: { readonly first: boolean; readonly usual: number; readonly width: number },
): boolean {
  if (Math.abs(line.size - last.size) > 0.15 * Math.max(line.size, last.size)) return true;
  const gap = last.y - line.y;
  // A new page or column: the paragraph goes on where its sentence does.
  if (at.first || gap < -0.5 * line.size) return ENDS.test(last.text);
  if (gap > WIDE_GAP * at.usual) return true;
  const indented = line.left - last.left > 0.8 * line.size;
  const short = at.width - last.right > 0.25 * at.width;
  return ENDS.test(last.text) && (indented || short);
}

/** The gap between lines that most lines have, to half a point. */
function usualGap(pages: readonly (readonly PrintedLine[])[]): number {
  const counts = new Map<number, number>();
  for (const page of pages)
    for (let i = 1; i < page.length; i++) {
      const gap = Math.round((page[i - 1]!.y - page[i]!.y) * 2) / 2;
      if (gap > 0) counts.set(gap, (counts.get(gap) ?? 0) + 1);
    }
  let usual = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const [gap, count] of counts)
    if (count > most || (count === most && gap < usual)) [usual, most] = [gap, count];
  return usual;
}

/** Leaves out page numbers, and lines that head or foot many pages but for their digits. */
function withoutRunning(
  pages: readonly (readonly PrintedLine[])[],
): readonly (readonly PrintedLine[])[] {
  const key = (line: PrintedLine): string => line.text.replace(/\d+/gu, "#").toLowerCase();
  const edge = (page: readonly PrintedLine[], i: number): boolean =>
    i < RUNNING || i >= page.length - RUNNING;
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const line of new Set(page.filter((_, i) => edge(page, i)).map(key)))
      seen.set(line, (seen.get(line) ?? 0) + 1);
  const least = Math.max(FEWEST_PAGES, LEAST_PAGES * pages.length);
  return pages.map((page) =>
    page.filter((line, i) => {
      if (!edge(page, i)) return true;
      const number = /^(?:page )?[-–— ]*(?:#|[ivxlc]+)(?: ?(?:of|\/) ?#)?[-–— ]*$/u.test(key(line));
      return !(number && pages.length > 1) && seen.get(key(line))! < least;
    }),
  );
}

function joined(lines: readonly PrintedLine[], words: ReadonlySet<string>): string {
  let out = "";
  for (const { text } of lines) {
    const before = /([\p{L}\p{N}]+)[-\u00ad\u2010]$/u.exec(out.slice(-60));
    const after = /^\p{Ll}+/u.exec(text);
    if (!before || !after) out += out === "" ? text : `\n${text}`;
    else {
      const soft = out.endsWith("\u00ad");
      const whole = words.has(`${before[1]!}${after[0]}`.toLowerCase());
      out = (soft || whole ? out.slice(0, -1) : out) + text;
    }
  }
  return out.replaceAll("\u00ad", "");
}
