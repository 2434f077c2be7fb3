// Features of the labelled prospects of briefings, as reading sees them, for talk.py.
//   node training/talk-features.mjs CORPORA [MODEL] > features.jsonl
// training/labels/talk.jsonl: digest of the briefing, where words that tell of what is to come begin that bind (yes) or do
// not (no), those of them that could be read either way (doubt) or were not drawn at random (chosen). Needs `npm run build`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { modelSays } from "../dist/commitment/talk.js";
import { prospectsOf } from "../dist/commitment/talk-features.js";
import { openTagger, paragraphs } from "../dist/index.js";
import { parseMarkdown } from "../dist/ingest/markdown.js";
import { sentences } from "../dist/text/segment.js";

const [corpora, model] = process.argv.slice(2);
const labels = new Map(
  readFileSync(new URL("labels/talk.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map((row) => [row.id, row]),
);
const tagger = await openTagger(model ? { model } : {});
const folder = join(corpora, "briefings");
for (const path of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith(".md"))) {
  const { id, text, turns } = parseMarkdown(readFileSync(join(folder, path), "utf8"), { path });
  const mine = labels.get(id);
  if (mine === undefined) continue;
  const within = turns.flatMap(({ content }) => paragraphs(text, content));
  const { binding } = await tagger.tag(text, within);
  const [yes, no, doubt, chosen] = ["yes", "no", "doubt", "chosen"].map(
    (key) => new Set(mine[key]),
  );
  for (const { content } of turns)
    for (const sentence of sentences(text, content))
      for (const { at, features } of prospectsOf(text.slice(sentence.start, sentence.end))) {
        const place = sentence.start + at;
        if (!yes.has(place) && !no.has(place)) continue;
        const label = { binds: yes.has(place), doubt: doubt.has(place), chosen: chosen.has(place) };
        console.log(
          JSON.stringify({ id, ...label, model: modelSays(binding, sentence, at), features }),
        );
      }
}
await tagger.close();
