// Words a second of the whole pipeline on one core, over a corpus of news.
//   npm run bench:speed -- [--corpora DIR] [--articles 400] [--model DIR]
// Words are runs between white space. One thread tags; run on an idle machine.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { createDocument, openTagger, read } from "../dist/index.js";
import { options } from "./options.mjs";
import { figure } from "./results.mjs";

const { corpora, articles, model } = options({
  corpora: "../shared/data",
  articles: 400,
  model: "",
});
const texts = [];
const lines = createInterface({
  input: createReadStream(join(corpora, "news/articles.jsonl.gz")).pipe(createGunzip()),
});
for await (const line of lines) {
  texts.push(JSON.parse(line).text);
  if (texts.length >= Number(articles)) break;
}
const words = texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
const opened = performance.now();
const tagger = await openTagger(model ? { model } : {});
await read(createDocument({ text: texts[0] }), tagger);
console.log(`model opened and one article read in ${(performance.now() - opened).toFixed(0)} ms`);
const started = performance.now();
const cpu = process.cpuUsage();
let statements = 0;
for (const text of texts)
  statements += (await read(createDocument({ text }), tagger)).attributions.length;
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  `${texts.length} articles, ${words} words, ${statements} statements in ${seconds.toFixed(1)} s ` +
    `(${((user + system) / 1e6).toFixed(1)} s of processor time): ${Math.round(words / seconds)} words a second`,
);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
figure("words a second, one core", Math.round(words / seconds));
await tagger.close();
