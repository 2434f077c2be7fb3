// What the shipped tagger's own head says of the acts of PolNeAR's attributions (gold spans).
//   node training/act-heads.mjs CORPORA SPLIT > heads.jsonl
// A line an attribution: name, id, its logits in the order of ACTS, that of binding. Needs `npm run build`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadPolnear } from "../bench/brat.mjs";
import { paragraphs } from "../dist/index.js";
import { encodeText } from "../dist/tagger/encode.js";
import { packWindows } from "../dist/tagger/windows.js";
import { createWordPiece } from "../dist/tagger/wordpiece.js";

const [corpora, split] = process.argv.slice(2);
const model = new URL("../models/default/", import.meta.url);
const { layout } = JSON.parse(readFileSync(new URL("model.json", model), "utf8"));
const names = Object.keys(layout);
const width = names.reduce((sum, name) => sum + layout[name], 0);
const offset = names.slice(0, names.indexOf("act")).reduce((sum, name) => sum + layout[name], 0);
const heads = layout.act + layout.binds; // one stands behind the other
const ROLES = ["source", "cue", "content"];
const COUNT = layout.act / ROLES.length;
const MOST_WORDS = 40; // of a span, as in src/tagger/decode.ts and training/train.py

const vocabulary = readFileSync(new URL("vocabulary.txt", model), "utf8").trimEnd().split("\n");
const wordPiece = createWordPiece(vocabulary);
const { InferenceSession, Tensor } = createRequire(import.meta.url)("onnxruntime-node");
const session = await InferenceSession.create(readFileSync(new URL("tagger.ort", model)), {
  intraOpNumThreads: 1,
});
for (const { name, text, annotators } of loadPolnear(corpora, split)) {
  const encoded = encodeText(text, paragraphs(text), wordPiece);
  const { start, end } = encoded;
  const acts = [];
  for (const { from, to, pieces, features, rows } of packWindows(encoded, wordPiece)) {
    const { words } = await session.run({
      pieces: new Tensor("int32", pieces, [pieces.length]),
      features: new Tensor("int32", features, [features.length]),
    });
    for (let word = from; word < to; word++) {
      const at = rows[word - from] * width + offset;
      acts[word] = words.data.slice(at, at + heads);
    }
  }
  for (const relation of annotators[0]) {
    const head = Array.from({ length: COUNT }, () => 0);
    let binds = 0;
    ROLES.forEach((role, r) => {
      const inside = [...acts.keys()]
        .filter((i) => acts[i] && relation[role].some((s) => start[i] < s.end && end[i] > s.start))
        .slice(0, MOST_WORDS);
      for (const i of inside) {
        for (let act = 0; act < COUNT; act++) head[act] += acts[i][r * COUNT + act] / inside.length;
        binds += acts[i][layout.act + r] / inside.length;
      }
    });
    const rounded = (logit) => Math.round(logit * 1000) / 1000;
    console.log(
      JSON.stringify({ name, id: relation.id, head: head.map(rounded), binds: rounded(binds) }),
    );
  }
}
await session.release();
