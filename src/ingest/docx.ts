import { strFromU8, unzipSync } from "fflate";
import { InputError } from "../errors.js";
import type { TextDocument } from "../text/document.js";
import { type Origin, originName, parseText } from "./plain.js";
import { walkXml } from "./xml.js";

/** Largest part of a Word document once unpacked, in bytes: an archive may claim to hold anything. */
export const MOST_UNPACKED = 64e6;

/**
 * A Word document (DOCX) as a document of its own text: the paragraphs of its main part as a reader
 * sees them once all changes are accepted, a blank line between them, so that the paragraph
 * numbered n stands on line 2n − 1 unless it holds line breaks. Insertions are in, deletions, hidden
 * text, comments, footnotes, headers and footers are not. Throws `InputError` for an archive that is
 * no Word document, is damaged, holds no text, or unpacks to more than `MOST_UNPACKED` bytes.
 */
export function parseDocx(bytes: Uint8Array, origin: Origin = {}): TextDocument {
  const name = originName(origin);
  const parts = unpack(bytes, name);
  const main = parts.get(mainPart(parts.get(RELATIONS)));
  if (main === undefined)
    throw new InputError(name, "is a ZIP archive without a Word document; give its text instead");
  // More than the archive's directory claims is cut off in unpacking.
  if (!main.trimEnd().endsWith("document>")) throw damaged(name);
  const text = paragraphsOf(main).join("\n\n");
  if (text === "") throw new InputError(name, "is a Word document without text");
  const { title, author } = properties(parts.get(PROPERTIES));
  const document = parseText(`${text}\n`, origin);
  return { ...document, title: title ?? document.title, author };
}

const RELATIONS = "_rels/.rels";
const PROPERTIES = "docProps/core.xml";

/** The few parts that are read, decoded; no other is unpacked. */
function unpack(bytes: Uint8Array, name: string): ReadonlyMap<string, string> {
  let left = MOST_UNPACKED;
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, {
      // The size that is claimed here is all the room that unpacking then gets.
      filter(part) {
        if (!/^(?:_rels\/\.rels|docProps\/core\.xml|word\/[^/]*\.xml)$/u.test(part.name))
          return false;
        if (/\/(?:styles|settings|fontTable|webSettings|numbering|theme\w*)\.xml$/u.test(part.name))
          return false;
        left -= part.originalSize;
        if (left < 0)
          throw new InputError(
            name,
            `unpacks to more than ${MOST_UNPACKED / 1e6} MB; give its text instead`,
          );
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw damaged(name, cause);
  }
  return new Map(Object.entries(files).map(([part, data]) => [part, strFromU8(data)]));
}

const damaged = (name: string, cause?: unknown): InputError =>
  new InputError(name, "is a damaged ZIP archive or Word document", { cause });

/** The part that the package names as its main one; by custom `word/document.xml`. */
function mainPart(relations: string | undefined): string {
  let target = "word/document.xml";
  if (relations !== undefined)
    walkXml(relations, {
      open(name, attributes) {
        if (name === "Relationship" && attributes["Type"]?.endsWith("/officeDocument"))
          target = (attributes["Target"] ?? target).replace(/^\//u, "");
      },
    });
  return target;
}

function properties(source: string | undefined): { title: string | null; author: string | null } {
  const found = new Map<string, string>();
  let inside = "";
  if (source !== undefined)
    walkXml(source, {
      open: (name) => (inside = name),
      close: () => (inside = ""),
      text: (words) => void found.set(inside, (found.get(inside) ?? "") + words),
    });
  const words = (name: string): string | null => found.get(name)?.trim() || null;
  return { title: words("dc:title"), author: words("dc:creator") };
}

/** What is not read: deletions and where text was moved from, a second form for older programs. */
const LEFT_OUT = new Set(["w:del", "w:moveFrom", "mc:Fallback"]);
const OFF = new Set(["0", "false", "off"]);

/** The words of each paragraph that has any, in order of their ends (text boxes before their anchors). */
function paragraphsOf(source: string): readonly string[] {
  const out: string[] = [];
  const open: string[] = [];
  const stack: string[] = [];
  let leftOut = 0;
  let run = "";
  let hidden = false;
  let carried = "";
  let merges = false;
  const add = (words: string): void => {
    if (leftOut === 0 && open.length > 0) run += words;
  };
  const endRun = (): void => {
    if (!hidden && open.length > 0) open[open.length - 1] += run;
    run = "";
    hidden = false;
  };
  walkXml(source, {
    open(name, attributes) {
      const parent = stack.at(-1);
      stack.push(name);
      if (name === "w:p") {
        endRun();
        open.push(open.length === 0 ? carried : "");
        if (open.length === 1) carried = "";
        merges = false;
      } else if (name === "w:r") endRun();
      else if (name === "w:del" && parent === "w:rPr") {
        // The mark that ends the paragraph was deleted: what follows goes on in it.
        merges = stack.at(-3) === "w:pPr";
      }
      if (LEFT_OUT.has(name)) leftOut++;
      else if (name === "w:vanish" && stack.at(-3) === "w:r")
        hidden = !OFF.has(attributes["w:val"] ?? "");
      else if (name === "w:tab" && parent === "w:r") add("\t");
      else if (name === "w:br" || name === "w:cr") add(attributes["w:type"] ? "" : "\n");
      else if (name === "w:noBreakHyphen") add("\u2011");
    },
    text(words) {
      if (stack.at(-1) === "w:t") add(words);
    },
    close(name) {
      stack.pop();
      if (LEFT_OUT.has(name)) leftOut--;
      else if (name === "w:r") endRun();
      else if (name === "w:p") {
        endRun();
        const words = open.pop() ?? "";
        if (merges && open.length === 0) carried = words;
        else if (words.trim() !== "") out.push(words.replace(/[ \t\n]+$/u, ""));
        merges = false;
      }
    },
  });
  if (carried.trim() !== "") out.push(carried);
  return out;
}
