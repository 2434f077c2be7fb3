import type { Span } from "../text/span.js";

/**
 * WordPiece with exact offsets (BERT's uncased basic tokenizer: Devlin et al. 2019): words are
 * split at white space and punctuation, lower-cased, stripped of accents and cut greedily into the
 * vocabulary's longest pieces. Offsets are those of the untouched text, in UTF-16 code units.
 */
export interface WordPiece {
  readonly size: number;
  readonly cls: number;
  readonly sep: number;
  /** Appends the words of `within` and their pieces to `sink`. */
  encode(text: string, within: Span, sink: PieceSink): void;
}

/** What encoding fills: one entry a word, and the pieces of all words in order. */
export interface PieceSink {
  readonly pieces: number[];
  /** Index into `pieces` of each word's first piece. */
  readonly first: number[];
  readonly start: number[];
  readonly end: number[];
}

export const pieceSink = (): PieceSink => ({ pieces: [], first: [], start: [], end: [] });

/** Longest word, in normalised code units, that is cut into pieces; longer ones are unknown. */
const LONGEST_WORD = 100;
/** Words remembered with their pieces; the memory is emptied when full, so that it is bounded. */
const REMEMBERED = 40_000;

/** What a character does to the word it stands in. */
const LETTER = 0;
const SPACE = 1;
const ALONE = 2; // punctuation, and ideographs: each a word of its own
type Kind = typeof LETTER | typeof SPACE | typeof ALONE;

export function createWordPiece(vocabulary: readonly string[]): WordPiece {
  const ids = new Map<string, number>();
  vocabulary.forEach((piece, id) => ids.set(piece, id));
  const special = (piece: string): number => {
    const id = ids.get(piece);
    if (id === undefined) throw new Error(`The vocabulary has no piece ${piece}`);
    return id;
  };
  const unknown = special("[UNK]");
  const remembered = new Map<string, readonly number[]>();

  const cut = (word: string): readonly number[] => {
    const normal = normalise(word);
    if (normal.length === 0) return [];
    if (normal.length > LONGEST_WORD) return [unknown];
    const out: number[] = [];
    for (let at = 0; at < normal.length;) {
      let end = normal.length;
      let id: number | undefined;
      while (end > at) {
        const piece = normal.slice(at, end);
        id = ids.get(at > 0 ? `##${piece}` : piece);
        if (id !== undefined) break;
        end--;
      }
      if (id === undefined) return [unknown];
      out.push(id);
      at = end;
    }
    return out;
  };
  const piecesOf = (word: string): readonly number[] => {
    const known = remembered.get(word);
    if (known) return known;
    const pieces = cut(word);
    if (remembered.size >= REMEMBERED) remembered.clear();
    if (word.length <= LONGEST_WORD) remembered.set(word, pieces);
    return pieces;
  };
  const push = (text: string, start: number, end: number, sink: PieceSink): void => {
    const pieces = piecesOf(text.slice(start, end));
    if (pieces.length === 0) return;
    sink.first.push(sink.pieces.length);
    sink.start.push(start);
    sink.end.push(end);
    for (const id of pieces) sink.pieces.push(id);
  };

  return {
    size: vocabulary.length,
    cls: special("[CLS]"),
    sep: special("[SEP]"),
    encode(text, within, sink) {
      let open = -1;
      for (let i = within.start; i < within.end;) {
        const unit = text.charCodeAt(i);
        let width = 1;
        let kind: Kind;
        if (unit < 128) kind = ASCII[unit]!;
        else {
          const code = text.codePointAt(i)!;
          if (code > 0xffff) width = 2;
          kind = kindOf(code);
        }
        if (kind === LETTER) {
          if (open < 0) open = i;
        } else {
          if (open >= 0) push(text, open, i, sink);
          open = -1;
          if (kind !== SPACE) push(text, i, i + width, sink);
        }
        i += width;
      }
      if (open >= 0) push(text, open, within.end, sink);
    },
  };
}

const ASCII: readonly Kind[] = Array.from({ length: 128 }, (_, code) => {
  if (code === 32 || code === 9 || code === 10 || code === 13) return SPACE;
  const mark =
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126);
  return mark ? ALONE : LETTER; // control characters vanish inside words
});

const kinds = new Map<number, Kind>();
function kindOf(code: number): Kind {
  const known = kinds.get(code);
  if (known !== undefined) return known;
  const glyph = String.fromCodePoint(code);
  const kind = /\p{Zs}/u.test(glyph)
    ? SPACE
    : /\p{P}/u.test(glyph) || isIdeograph(code)
      ? ALONE
      : LETTER;
  kinds.set(code, kind);
  return kind;
}

/** The blocks that BERT's tokenizer cuts into single characters. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x20000 && code <= 0x2ceaf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x2f800 && code <= 0x2fa1f)
  );
}

function normalise(word: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x21-\x7e]*$/u.test(word)) return word.toLowerCase();
  return word
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu, "")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
}
