import { InputError } from "../errors.js";

/** Longest line, in bytes, that is taken; an article has a few thousand. */
export const LONGEST_LINE = 16e6;

/**
 * The lines of a stream of UTF-8 bytes, without a byte order mark before them. A line that is too long or is not UTF-8 comes as an
 * `InputError`, the others still come. Memory is bounded by the longest line taken.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<string | InputError> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let size = 0;
  let count = 0;
  const take = (): string | InputError => {
    count++;
    if (size > LONGEST_LINE)
      return new InputError(
        `${name}#${count}`,
        `is a line of ${size} bytes; at most ${LONGEST_LINE} are read`,
      );
    const line = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      line.set(part, at);
      at += part.length;
    }
    try {
      const words = decoder.decode(line).replace(/\r$/u, "");
      return count === 1 ? words.replace(/^\ufeff/u, "") : words;
    } catch (cause) {
      return new InputError(`${name}#${count}`, "is not UTF-8 text; convert the file first", {
        cause,
      });
    }
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const newline = chunk.indexOf(10, from);
      const part = chunk.subarray(from, newline < 0 ? chunk.length : newline);
      size += part.length;
      if (size <= LONGEST_LINE) parts.push(part);
      else parts = []; // keep counting, hold nothing
      if (newline < 0) break;
      yield take();
      parts = [];
      size = 0;
      from = newline + 1;
    }
  }
  if (size > 0) yield take();
}
