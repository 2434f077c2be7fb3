import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMarkdown } from "../dist/ingest/markdown.js";

/** The briefings of a folder as read, by the digest that labels name them by. */
export function briefingsByDigest(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".md"));
  return new Map(
    files.map((path) => {
      const document = parseMarkdown(readFileSync(join(folder, path), "utf8"), { path });
      return [document.id, document];
    }),
  );
}
