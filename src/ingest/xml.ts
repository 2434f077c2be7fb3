import { Parser } from "htmlparser2";

/** Called for an element's start and end, and for text inside. Names keep their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(words: string): void;
}

/**
 * Walks XML, calling for what it meets. Declared entities are never expanded nor anything fetched;
 * broken XML is read as far as it goes. Linear in the text.
 */
export function walkXml(source: string, events: XmlEvents): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.open?.(name, attributes),
      onclosetag: (name) => events.close?.(name),
      ontext: (words) => events.text?.(words),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  lrm: "",
  rlm: "",
};

/** The few character references that captions use, decoded; others stay as they stand. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/giu,
    (whole, ten, hex, name) => {
      if (typeof name === "string") return NAMED[name.toLowerCase()] ?? whole;
      const code = typeof ten === "string" ? Number(ten) : Number.parseInt(String(hex), 16);
      const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return valid ? String.fromCodePoint(code) : whole;
    },
  );
}
