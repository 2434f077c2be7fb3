// Words a second of the whole pipeline in the browser build, on one core: the page's own worker, as
// `npm run build:static` makes it, in Debian's Chromium. Then whether Node reads the same in the same
// articles.
//   npm run build && npm run build:static && npm run bench:browser [-- --corpora DIR --articles 100]
// Words are runs between white space. Run on an idle machine.
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { createDocument, openTagger, read } from "../dist/index.js";
import { options } from "./options.mjs";
import { figure, median } from "./results.mjs";
import { openChromium, serveFolder } from "./web/chromium.mjs";

const { corpora, articles, build } = options({
  corpora: "../shared/data",
  articles: 100,
  build: fileURLToPath(new URL("../web/static-dist", import.meta.url)),
});
const assets = join(build, "assets");
const worker =
  existsSync(assets) && readdirSync(assets).find((name) => /^worker-.*\.js$/u.test(name));
if (!worker) {
  console.error(`${build} holds no build of the page: npm run build:static`);
  process.exit(2);
}
const texts = [];
const lines = createInterface({
  input: createReadStream(join(corpora, "news/articles.jsonl.gz")).pipe(createGunzip()),
});
for await (const line of lines) {
  texts.push(JSON.parse(line).text);
  if (texts.length > Number(articles)) break;
}
const [first, ...rest] = texts;
const wordsOf = (text) => text.match(/\S+/gu)?.length ?? 0;
const words = rest.reduce((sum, text) => sum + wordsOf(text), 0);

const site = await serveFolder(build, "<!doctype html><title>bench</title>");
const browser = await openChromium();
try {
  const page = await browser.newPage();
  await page.goto(site.url);
  const started = await page.evaluate(
    async ([script, document]) => {
      const from = performance.now();
      const worker = new Worker(script, { type: "module" });
      let count = 0;
      const waiting = new Map();
      worker.addEventListener("message", ({ data }) => {
        if ("progress" in data) return;
        const { resolve, reject } = waiting.get(data.id);
        if ("error" in data) reject(new Error(data.error.message));
        else resolve(data.value);
      });
      worker.addEventListener("error", ({ message }) => {
        for (const { reject } of waiting.values()) reject(new Error(message));
      });
      const ask = (task) =>
        new Promise((resolve, reject) => {
          waiting.set(++count, { resolve, reject });
          worker.postMessage({ id: count, task });
        });
      globalThis.readOne = (document) => ask({ kind: "read", document });
      await ask({ kind: "load" });
      const loaded = performance.now() - from;
      await globalThis.readOne(document);
      return { loaded, read: performance.now() - from - loaded };
    },
    [`assets/${worker}`, createDocument({ text: first })],
  );
  console.log(
    `model there and opened in ${started.loaded.toFixed(0)} ms, one article of ${wordsOf(first)} words read in ${started.read.toFixed(0)} ms`,
  );
  const documents = rest.map((text) => createDocument({ text }));
  const { found, seconds } = await page.evaluate(async (documents) => {
    const from = performance.now();
    const found = [];
    for (const document of documents) found.push((await globalThis.readOne(document)).attributions);
    return { found, seconds: (performance.now() - from) / 1000 };
  }, documents);
  const statements = found.reduce((sum, { length }) => sum + length, 0);
  console.log(
    `Chromium ${browser.version()}, WebAssembly, one thread: ${rest.length} articles, ${words} words, ${statements} statements ` +
      `in ${seconds.toFixed(1)} s: ${Math.round(words / seconds)} words a second`,
  );
  figure("words a second in the browser, one core", Math.round(words / seconds));
  await compare(documents, found);
} finally {
  await browser.close();
  site.close();
}

/** How many statements of the browser are Node's, and of their parts, to the character. */
async function compare(documents, found) {
  const tagger = await openTagger();
  const parts = {
    "source, cue and content": ({ source, cue, content }) => [source, cue, content],
    source: ({ source, content }) => [source, content[0].start],
    cue: ({ cue }) => cue,
    content: ({ content }) => content,
  };
  const counts = Object.fromEntries(Object.keys(parts).map((part) => [part, 0]));
  let [all, whole, differences] = [0, 0, []];
  for (const [index, document] of documents.entries()) {
    const inNode = (await read(document, tagger)).attributions;
    const inBrowser = found[index];
    all += Math.max(inNode.length, inBrowser.length);
    for (const [part, partOf] of Object.entries(parts)) {
      const scores = new Map(inNode.map((one) => [JSON.stringify(partOf(one)), one.score]));
      const shared = inBrowser.filter((one) => scores.has(JSON.stringify(partOf(one))));
      counts[part] += shared.length;
      if (part !== "source, cue and content") continue;
      if (shared.length === inNode.length && shared.length === inBrowser.length) whole++;
      for (const one of shared)
        differences.push(Math.abs(one.score - scores.get(JSON.stringify(partOf(one)))));
    }
  }
  await tagger.close();
  const share = (count) => `${((100 * count) / all).toFixed(1)} %`;
  console.log(
    `the same as in Node, to the character: ${Object.entries(counts)
      .map(([part, count]) => `${part} of ${share(count)} of the statements`)
      .join(", ")}; articles whole ${whole} of ${documents.length}`,
  );
  differences.sort((a, b) => a - b);
  console.log(
    `scores of the same statement: median ${median(differences).toFixed(4)} apart, at most ${differences.at(-1).toFixed(2)}`,
  );
  figure(
    "the same statements in browser and Node, %",
    (100 * counts["source, cue and content"]) / all,
  );
}
