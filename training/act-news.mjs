// Attributions that the shipped tagger finds in unlabelled news, for a teacher of acts to label.
//   node training/act-news.mjs CORPORA [EVERY] > news.jsonl
// One of EVERY (3) articles of news/articles.jsonl.gz is read. Needs `npm run build`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { actFeatures } from "../dist/attribution/act-features.js";
import { createDocument, openTagger, read } from "../dist/index.js";

const [corpora, every = "3"] = process.argv.slice(2);
/** Surer ones alone: the table should learn from statements as people would mark them. */
const LEAST_SCORE = 0.4;
const articles = gunzipSync(readFileSync(join(corpora, "news", "articles.jsonl.gz")))
  .toString("utf8")
  .split("\n")
  .filter(Boolean);
const tagger = await openTagger();
for (let i = Number(every) - 1; i < articles.length; i += Number(every)) {
  const { id: name, text } = JSON.parse(articles[i]);
  const { attributions } = await read(createDocument({ text }), tagger);
  const words = (spans, mark) =>
    spans.map((s) => text.slice(s.start, s.end).replace(/\s+/g, " ")).join(mark);
  for (const one of attributions) {
    if (one.score < LEAST_SCORE || one.parent !== null) continue;
    console.log(
      JSON.stringify({
        name: String(name),
        id: one.id,
        act: null,
        source: words(one.source, "…"),
        cue: words(one.cue, "…"),
        content: words(one.content, " … "),
        spans: { source: one.source, cue: one.cue, content: one.content },
        features: Object.fromEntries(actFeatures(text, one)),
      }),
    );
  }
}
await tagger.close();
