import { InputError } from "../errors.js";
import { readingJson } from "../export/reading.js";
import type { Input } from "../ingest/inputs.js";
import { load } from "../ingest/load.js";
import { read, type Reading } from "../read.js";
import { openTagger } from "../tagger/onnx-node.js";
import type { Tagger } from "../tagger/tagger.js";
import type { Answer } from "./worker.js";

/** How inputs are read; posted to workers, so plain data. */
export interface ReaderSetup {
  /** A folder with a model, or null for the one that ships. */
  readonly model: string | null;
  readonly allowPrivate: boolean;
  /** Date for documents that carry none (`YYYY-MM-DD`), or null. */
  readonly date: string | null;
  /** `jsonl` renders where the reading is made; `reading` hands it on whole. */
  readonly output: "jsonl" | "reading";
}

export type Output =
  | { readonly kind: "line"; readonly line: string; readonly statements: number }
  | { readonly kind: "reading"; readonly reading: Reading };

export interface Reader {
  answer(input: Input): Promise<Answer>;
  close(): Promise<void>;
}

/** Loads and reads inputs one after the other; the tagger is opened for the first. */
export function createReader(setup: ReaderSetup): Reader {
  let opening: Promise<Tagger> | null = null;
  const tagger = (): Promise<Tagger> =>
    (opening ??= openTagger(setup.model === null ? {} : { model: setup.model }));
  return {
    async answer(input) {
      try {
        // The model loads while the input is read from its place.
        const [document, open] = await Promise.all([
          load(input, { allowPrivate: setup.allowPrivate }),
          tagger(),
        ]);
        const dated = { ...document, published: document.published ?? setup.date };
        return { output: outputOf(await read(dated, open), setup) };
      } catch (error) {
        if (error instanceof InputError) return { problem: error.message };
        throw error;
      }
    },
    async close() {
      const open = await opening?.catch(() => null); // that it failed is the answers' to tell
      await open?.close();
    },
  };
}

function outputOf(reading: Reading, { output }: ReaderSetup): Output {
  if (output === "reading") return { kind: "reading", reading };
  const line = JSON.stringify(readingJson(reading));
  return { kind: "line", line, statements: reading.attributions.length };
}
