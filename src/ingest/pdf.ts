import { getDocumentProxy } from "unpdf";
import { InputError } from "../errors.js";
import type { TextDocument } from "../text/document.js";
import { paragraphsOfPages, type PrintedLine } from "./printed.js";
import { type Origin, originName, parseText } from "./plain.js";

/** Most pages that are read. */
export const MOST_PAGES = 2000;

/**
 * The text of a PDF as a document: lines joined to paragraphs by their place on the page, a blank
 * line between paragraphs, running heads and page numbers left out. A word divided at a line's end
 * is joined where the document has it whole elsewhere; else its hyphen is kept. Columns come in
 * the order in which the file draws them. Throws `InputError` for a file that is damaged, locked
 * with a password, holds no text (a scan), or has more than `MOST_PAGES` pages.
 */
export async function parsePdf(bytes: Uint8Array, origin: Origin = {}): Promise<TextDocument> {
  const name = originName(origin);
  // The reader takes its bytes away, so it gets a copy.
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
    verbosity: 0,
    isEvalSupported: false,
  }).catch((cause: unknown) => {
    const locked = cause instanceof Error && cause.name === "PasswordException";
    throw new InputError(
      name,
      locked ? "is a PDF locked with a password; unlock it first" : "is a damaged PDF",
      { cause },
    );
  });
  try {
    if (pdf.numPages > MOST_PAGES)
      throw new InputError(name, `has ${pdf.numPages} pages; at most ${MOST_PAGES} are read`);
    const pages: (readonly PrintedLine[])[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      pages.push(linesOf((await page.getTextContent()).items));
      page.cleanup();
    }
    const paragraphs = paragraphsOfPages(pages);
    if (paragraphs.length === 0)
      throw new InputError(name, "is a PDF without text, perhaps a scan; recognise its text first");
    const document = parseText(`${paragraphs.join("\n\n")}\n`, origin);
    const { info } = await pdf.getMetadata();
    const empty = pages.flatMap((lines, i) => (lines.length === 0 ? [i + 1] : []));
    return {
      ...document,
      ...(empty.length > 0
        ? { partial: `all but its pages without text (${pageList(empty)})` }
        : {}),
      title: titleOf(field(info, "Title")) ?? document.title,
      author: field(info, "Author"),
    };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(name, "is a damaged PDF", { cause });
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Most numbers of pages that are told. */
const MOST_TOLD = 8;
const pageList = (numbers: readonly number[]): string =>
  numbers.slice(0, MOST_TOLD).join(", ") + (numbers.length > MOST_TOLD ? ", …" : "");

/** A run of glyphs as the reader gives it; marks of structure have no `str`. */
type Item = Awaited<
  ReturnType<
    Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>["getPage"]>>["getTextContent"]
  >
>["items"][number];

/** Runs on one base line, in the order drawn, are one line. */
function linesOf(items: readonly Item[]): readonly PrintedLine[] {
  const out: PrintedLine[] = [];
  let line: { text: string; left: number; right: number; y: number; size: number } | null = null;
  const end = (): void => {
    const text = line?.text.replace(/[\s\u00a0]+/gu, " ").trim() ?? "";
    if (line && text !== "") out.push({ ...line, text });
    line = null;
  };
  for (const item of items) {
    if (!("str" in item)) continue;
    const left = Number(item.transform[4]);
    const y = Number(item.transform[5]);
    const size: number = Math.abs(item.height) || line?.size || 0;
    const apart = line && Math.abs(y - line.y) > 0.5 * Math.max(size, line.size);
    if (apart && item.str.trim() !== "") end();
    if (item.str !== "") {
      line ??= { text: "", left, right: left, y, size };
      if (left - line.right > 0.2 * size) line.text += " ";
      line.text += item.str;
      line.right = left + item.width;
      line.size = Math.max(line.size, size);
    }
    if (item.hasEOL) end();
  }
  end();
  return out;
}

function field(info: object, name: string): string | null {
  const value = (info as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value.replaceAll("\0", "").trim() || null : null;
}

/** Titles that programs write by themselves are none. */
function titleOf(title: string | null): string | null {
  return title && /^microsoft|^untitled|\.[a-z]{3,4}$/i.test(title) ? null : title;
}
