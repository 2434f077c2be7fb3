// A tagger that keeps what the model saw in a file, so that what comes after it can be measured again in seconds.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { openTagger } from "../dist/index.js";

/** `file` may be "": then nothing is kept. The model is opened only for what the file lacks. */
export function cachedTagger(file, options = {}) {
  const known = new Map(
    file && existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : [],
  );
  let tagger = null;
  let added = false;
  return {
    async tag(text, paragraphs) {
      const key = createHash("sha256")
        .update(JSON.stringify([text, paragraphs]))
        .digest("hex");
      if (!known.has(key)) {
        tagger ??= await openTagger(options);
        known.set(key, await tagger.tag(text, paragraphs));
        added = true;
      }
      return known.get(key);
    },
    async close() {
      await tagger?.close();
      if (file && added)
        writeFileSync(file, [...known].map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    },
  };
}
