// Reads PolNeAR's texts and brat annotations. Its offsets count code points; ours are UTF-16 units.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codePointIndex } from "../dist/core.js";

/** Articles of a split: name, text, and one list of relations for each annotator. */
export function loadPolnear(corpora, split) {
  const root = join(corpora, "polnear", split);
  const files = readdirSync(join(root, "attributions")).sort();
  return readdirSync(join(root, "text"))
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .map((file) => {
      const name = file.slice(0, -4);
      const text = readFileSync(join(root, "text", file), "utf8");
      const annotators = files
        .filter((f) => f.startsWith(`${name}_`) && f.length === name.length + 9)
        .map((f) => relationsOf(readFileSync(join(root, "attributions", f), "utf8"), text));
      return { name, text, annotators };
    });
}

function relationsOf(ann, text) {
  const index = codePointIndex(text);
  const most = index.toCodePoints(text.length);
  const parts = new Map();
  const relations = [];
  for (const line of ann.split("\n")) {
    const [id, body] = line.split("\t");
    if (id?.startsWith("T") && body) {
      const spans = body
        .slice(body.indexOf(" ") + 1)
        .split(";")
        .map((pair) => {
          const [start, end] = pair.split(" ").map((n) => index.toUtf16(Math.min(Number(n), most)));
          return { start, end };
        });
      parts.set(id, spans);
    } else if (id?.startsWith("E") && body) {
      const relation = { id, source: [], cue: [], content: [] };
      for (const argument of body.trim().split(" ")) {
        const [label, part] = argument.split(":");
        const role = label.replace(/\d+$/, "").toLowerCase();
        if (role === "source" || role === "cue" || role === "content")
          relation[role].push(...(parts.get(part) ?? []));
      }
      if (relation.cue.length + relation.content.length > 0) relations.push(relation);
    }
  }
  return relations;
}
