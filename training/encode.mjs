// Encodes texts with the very tokenizer that ships, so that training sees what reading sees.
//   node training/encode.mjs VOCAB [--borders] < texts.jsonl > encoded.jsonl
// in: {"name", "text"} a line; out: {"name", "pieces", "first", "start", "end", "feature", "blocks"},
// with --borders also "borders": the names of each word's border features.
// Needs `npm run build` first.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { FEATURE_NAMES, findBorders } from "../dist/tagger/boundary-features.js";
import { encodeText } from "../dist/tagger/encode.js";
import { createWordPiece } from "../dist/tagger/wordpiece.js";
import { paragraphs } from "../dist/text/segment.js";

const vocabulary = readFileSync(process.argv[2], "utf8").trimEnd().split("\n");
const wordPiece = createWordPiece(vocabulary);
const withBorders = process.argv[3] === "--borders";
for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const within = paragraphs(text);
  const encoded = encodeText(text, within, wordPiece);
  const { pieces, first, start, end, feature, blocks } = encoded;
  const borders = withBorders ? bordersOf(text, encoded, within) : undefined;
  const out = JSON.stringify({ name, pieces, first, start, end, feature, blocks, borders });
  if (!process.stdout.write(out + "\n")) await once(process.stdout, "drain");
}

function bordersOf(text, encoded, within) {
  const { features, count, most } = findBorders(text, encoded, within);
  return Array.from(count, (n, word) =>
    Array.from(features.subarray(word * most, word * most + n), (f) => FEATURE_NAMES[f]),
  );
}
