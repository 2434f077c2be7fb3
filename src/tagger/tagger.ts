import type { Span } from "../text/span.js";
import { findBorders } from "./boundary-features.js";
import { createLayout, decodeBinding, decodeWindow } from "./decode.js";
import { encodeText } from "./encode.js";
import type { LabelledSpan, NameSpan, TaggedText } from "./tagged.js";
import { packWindows } from "./windows.js";
import { createWordPiece } from "./wordpiece.js";

/**
 * Runs the network on one window: piece ids and features in, one row of `layout.width` numbers a
 * piece out. The same window must give the same numbers whatever ran before or beside it.
 */
export interface Network {
  run(pieces: Int32Array, features: Int32Array): Promise<Float32Array>;
  /** Frees what the network holds; it is not run afterwards. */
  close(): Promise<void>;
}

/** What `model.json` says of a model. */
export interface ModelDescription {
  readonly format: "onrecord/tagger@1";
  readonly layout: Readonly<Record<string, number>>;
  readonly sha256: Readonly<Record<string, string>>;
}

/** Told how much of a text has been tagged, 0 to 1; awaited, and what it throws ends the work. */
export type Progress = (share: number) => Promise<void> | void;

/** The network's file beside `model.json`: `tagger.ort` (optimised for loading) or `tagger.onnx`. */
export function networkFile({ sha256 }: ModelDescription): string {
  const file = Object.keys(sha256).find((name) => /^tagger\.(?:ort|onnx)$/u.test(name));
  if (file === undefined) throw new Error("The model's description names no tagger.ort");
  return file;
}

/** Finds sources, cues, contents and names in texts. Holds a network until closed. */
export interface Tagger {
  /** Tags the given paragraphs of a text: trimmed, in order, apart from each other. */
  tag(text: string, paragraphs: readonly Span[], progress?: Progress): Promise<TaggedText>;
  close(): Promise<void>;
}

/** A tagger on a network; needs nothing of Node or of a browser. */
export function createTagger(
  network: Network,
  description: ModelDescription,
  vocabulary: readonly string[],
): Tagger {
  if (description.format !== "onrecord/tagger@1")
    throw new Error(`Model format "${String(description.format)}" is not "onrecord/tagger@1"`);
  const layout = createLayout(description.layout);
  const wordPiece = createWordPiece(vocabulary);
  return {
    async tag(text, paragraphs, progress) {
      const encoded = encodeText(text, paragraphs, wordPiece);
      const borders = findBorders(text, encoded, paragraphs);
      const spans: LabelledSpan[] = [];
      const names: NameSpan[] = [];
      const logit: number[] = [];
      for (const window of packWindows(encoded, wordPiece)) {
        const outputs = await network.run(window.pieces, window.features);
        decodeWindow(text, outputs, window, encoded, borders, layout, spans, names);
        decodeBinding(outputs, window, layout, logit);
        await progress?.(window.to / encoded.start.length);
      }
      const { quotations, start } = encoded;
      return {
        spans,
        names,
        binding: { start, logit },
        paragraphs,
        quotations,
        words: start.length,
      };
    },
    close: () => network.close(),
  };
}
