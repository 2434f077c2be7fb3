// npm run build && npm run bench:briefings -- [--corpora DIR] [--set dev|test|all] [--errors 1]
// Speakers, kinds, acts and addressees of statements inside the turns of briefings, against our labels
// (bench/labels/briefings.jsonl: digests of the files, where contents begin, names; read once by one careful reader,
// who gave several names where the words do not decide). What the reader found to be no statement is left out.
// The rules were made looking at `dev`; `test` is only measured on. Statements that are no longer found are not counted.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTagger, read } from "../dist/index.js";
import { briefingsByDigest } from "./briefings-by-digest.mjs";
import { options } from "./options.mjs";
import { figure } from "./results.mjs";

const { corpora, set, errors } = options({ corpora: "../shared/data", set: "test", errors: "" });
const plain = (names) =>
  (names ?? "")
    .toLowerCase()
    .split(" | ")
    .map((name) => name.replace(/^(?:the|an?) /, "").trim())
    .sort()
    .join(" | ");

const rows = readFileSync(new URL("labels/briefings.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter((row) => set === "all" || row.set === set);
const briefings = briefingsByDigest(join(corpora, "briefings"));
const tagger = await openTagger({});
const right = { speaker: 0, kind: 0, act: 0, to: 0 };
let labelled = 0;
let found = 0;
for (const { id, attributions } of rows) {
  const document = briefings.get(id);
  if (!document) throw new Error(`no file of ${corpora}/briefings has the digest ${id}`);
  const reading = await read(document, tagger);
  const speakers = new Map(reading.speakers.map((one) => [one.id, one]));
  const inside = reading.attributions.filter(({ cue }) => cue.length > 0);
  const byContent = new Map(inside.map((one) => [one.content[0].start, one]));
  for (const label of attributions) {
    labelled++;
    const one = byContent.get(label.content);
    if (!one) continue;
    found++;
    const speaker = speakers.get(one.speaker);
    const names = label.speaker.length > 0 ? label.speaker : [""];
    const same = names.some((name) => plain(name) === plain(speaker?.name));
    right.speaker += same;
    right.kind += (speaker?.kind ?? "none") === label.kind;
    right.act += one.act === label.act;
    right.to += plain(label.to) === plain(one.to);
    if (errors && !same) {
      const words = document.text.slice(label.content - 60, label.content + 60);
      console.log(`${names.join(" / ")} – ${speaker?.name}: ${words.replace(/\s+/g, " ")}`);
    }
  }
}
await tagger.close();
console.log(`${rows.length} briefings, ${labelled} labelled statements, ${found} found`);
for (const [what, n] of Object.entries(right)) {
  const share = (100 * n) / Math.max(1, found);
  console.log(`${what.padEnd(8)} right of found ${share.toFixed(1)}%`);
  figure(`${what} right of found, %`, share);
}
