import { Parser } from "htmlparser2";
import { createDocument, type TextDocument } from "../text/document.js";
import { InputError } from "../errors.js";
import { dateInName, type Origin, originName } from "./plain.js";

/** An HTML file's text, and the way back to the file. */
export interface HtmlDraft {
  readonly document: TextDocument;
  /** Where in the file an offset of the document's text stands, in UTF-16 code units. */
  readonly offsetInFile: (offset: number) => number;
}

/** Elements that run on in their sentence; all others are apart. */
const INLINE = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike " +
    "strong sub sup time tt u var wbr"
  ).split(" "),
);
const SILENT = new Set(["script", "style", "template", "head", "noscript", "svg"]);

/**
 * All text of an HTML file in order, blocks apart by blank lines, with the file's own offsets.
 * `<q>` gives its marks, a deletion (`<del>`) is left out. Linear in the file. Throws `InputError`
 * where it holds no words.
 */
export function parseHtmlDraft(html: string, origin: Origin = {}): HtmlDraft {
  let text = "";
  /** Stretches that stand in the file one to one: where they start, in the text and in the file. */
  const inText: number[] = [];
  const inFile: number[] = [];
  let silent = 0;
  let gap = false;
  let apart = false;
  const put = (words: string, from: number, isSame: boolean): void => {
    for (let i = 0; i < words.length; i++) {
      const ch = words[i]!;
      if (/[ \t\r\n\f]/u.test(ch)) {
        gap = true;
        continue;
      }
      if (text !== "" && (apart || gap)) text += apart ? "\n\n" : " ";
      const at = isSame ? from + i : from;
      const k = inText.length - 1;
      if (k < 0 || !isSame || text.length - inText[k]! !== at - inFile[k]!) {
        inText.push(text.length);
        inFile.push(at);
      }
      text += ch;
      gap = false;
      apart = false;
    }
  };
  const parser = new Parser(
    {
      onopentag(name) {
        if (SILENT.has(name) || name === "del") silent++;
        else if (name === "br") gap = true;
        else if (!INLINE.has(name)) apart = true;
        else if (name === "q" && silent === 0) put("“", parser.startIndex, false);
      },
      onclosetag(name) {
        if (SILENT.has(name) || name === "del") silent--;
        else if (name !== "br" && !INLINE.has(name)) apart = true;
        else if (name === "q" && silent === 0) put("”", parser.startIndex, false);
      },
      ontext(words) {
        // A character reference stands in the file as more than it says.
        if (silent === 0)
          put(words, parser.startIndex, words.length === parser.endIndex - parser.startIndex + 1);
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new InputError(originName(origin), "holds no words");
  return {
    document: createDocument({
      text: `${text}\n`,
      published: dateInName(origin.path ?? origin.url ?? ""),
      path: origin.path ?? null,
      url: origin.url ?? null,
    }),
    offsetInFile(offset) {
      let low = 0;
      let high = inText.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (inText[middle]! <= offset) low = middle + 1;
        else high = middle;
      }
      const k = Math.max(0, low - 1);
      return Math.min(html.length, inFile[k]! + Math.max(0, offset - inText[k]!));
    },
  };
}
