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
