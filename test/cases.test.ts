import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { parseMarkdown } from "../src/ingest/markdown.js";
import { parseText } from "../src/ingest/plain.js";
import { read } from "../src/read.js";
import { openTagger } from "../src/tagger/onnx-node.js";
import type { Span } from "../src/text/span.js";

// A folder a case: input.txt or input.md, and in expected.txt a line for each statement:
// speaker | cue | words | how it is quoted. With the shipped model.
const root = fileURLToPath(new URL("cases", import.meta.url));
const tagger = await openTagger({
  model: fileURLToPath(new URL("../models/default", import.meta.url)),
});
afterAll(() => tagger.close());

it.each(readdirSync(root))("reads %s", async (name) => {
  const file = readdirSync(`${root}/${name}`).find((one) => one.startsWith("input"))!;
  const source = readFileSync(`${root}/${name}/${file}`, "utf8");
  const document = file.endsWith(".md") ? parseMarkdown(source) : parseText(source);
  const { attributions, speakers } = await read(document, tagger);
  const names = new Map(speakers.map((speaker) => [speaker.id, speaker.name]));
  const words = (spans: readonly Span[]): string =>
    spans.map((s) => source.slice(s.start, s.end).replace(/\s+/gu, " ")).join(" … ");
  const lines = attributions.map(
    (one) =>
      `${one.speaker === null ? "?" : names.get(one.speaker)} | ${words(one.cue)} | ${words(one.content)} | ${one.quotation}`,
  );
  expect(lines).toEqual(readFileSync(`${root}/${name}/expected.txt`, "utf8").trimEnd().split("\n"));
});
