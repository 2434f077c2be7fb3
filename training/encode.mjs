// Encodes texts with the very tokenizer that ships, so that training sees what reading sees.
//   node training/encode.mjs VOCAB < texts.jsonl > encoded.jsonl
// in: {"name", "text"} a line; out: {"name", "pieces", "first", "start", "end", "feature", "blocks"}.
// Needs `npm run build` first.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { encodeText } from "../dist/tagger/encode.js";
import { createWordPiece } from "../dist/tagger/wordpiece.js";
import { paragraphs } from "../dist/text/segment.js";

const vocabulary = readFileSync(process.argv[2], "utf8").trimEnd().split("\n");
const wordPiece = createWordPiece(vocabulary);
for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const { pieces, first, start, end, feature, blocks } = encodeText(
    text,
    paragraphs(text),
    wordPiece,
  );
  const out = JSON.stringify({ name, pieces, first, start, end, feature, blocks });
  if (!process.stdout.write(out + "\n")) await once(process.stdout, "drain");
}
