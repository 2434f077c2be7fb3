// Onrecord itself in the same harness.
// A line of JSON in for each article ({name, text}), a line out ({name, ms, quotations}).
import { createInterface } from "node:readline";
import { createDocument, openTagger, read } from "../../../dist/index.js";

const tagger = await openTagger();
for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const start = performance.now();
  const { attributions } = await read(createDocument({ text }), tagger);
  console.log(JSON.stringify({ name, ms: performance.now() - start, quotations: attributions }));
}
await tagger.close();
