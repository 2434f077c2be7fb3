// Tokens and parts of speech by winkNLP: the yardstick of fast text processing in JavaScript.
// A line of JSON in for each article ({name, text}), a line out ({name, ms}).
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"), ["sbd", "pos"]);
for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const start = performance.now();
  const tokens = nlp.readDoc(text).tokens().out(nlp.its.pos);
  console.log(JSON.stringify({ name, ms: performance.now() - start, tokens: tokens.length }));
}
