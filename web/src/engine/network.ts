import * as ort from "onnxruntime-web/wasm";
import wasmUrl from "../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url";
import descriptionUrl from "../../../models/default/model.json?url";
import taggerUrl from "../../../models/default/tagger.ort?url";
import vocabularyUrl from "../../../models/default/vocabulary.txt?url";
import {
  createTagger,
  type ModelDescription,
  type Network,
  type Tagger,
} from "../../../src/tagger/tagger.js";
import type { Progress } from "./protocol.js";

/** Windows whose numbers are kept: a draft is read again at every change of a few words. */
const KEPT = 256;

/** Loads the shipped model and opens it on ONNX Runtime's WebAssembly build. */
export async function openTagger(report: (progress: Progress) => void): Promise<Tagger> {
  const download = downloads(report);
  const [model, wasm, vocabulary, description] = await Promise.all([
    download(taggerUrl),
    download(wasmUrl),
    download(vocabularyUrl),
    download(descriptionUrl),
  ]);
  ort.env.wasm.wasmBinary = wasm;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  const session = await ort.InferenceSession.create(model, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "disabled", // done when it was exported
  });
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return createTagger(
    remembering(networkOf(session)),
    JSON.parse(decode(description)) as ModelDescription,
    decode(vocabulary).trimEnd().split("\n"),
  );
}

/** A session of the WebAssembly build as the tagger takes it. */
export function networkOf(session: ort.InferenceSession): Network {
  return {
    async run(pieces, features) {
      const { words } = await session.run({
        pieces: new ort.Tensor("int32", pieces, [pieces.length]),
        features: new ort.Tensor("int32", features, [features.length]),
      });
      return words!.data as Float32Array;
    },
    close: () => session.release(),
  };
}

/** The same window gives the same numbers, so those of the last ones are kept. */
function remembering(network: Network): Network {
  const kept = new Map<string, Float32Array>();
  return {
    async run(pieces, features) {
      const key = `${pieces.join(" ")}|${features.join(" ")}`;
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const numbers = await network.run(pieces, features);
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, numbers);
      return numbers;
    },
    close: () => network.close(),
  };
}

/** A function that fetches files of this page and tells how far all of them have come together. */
function downloads(
  report: (progress: Progress) => void,
): (url: string) => Promise<Uint8Array<ArrayBuffer>> {
  const parts = new Map<string, { loaded: number; total: number | null }>();
  const tell = (): void => {
    let loaded = 0;
    let total: number | null = 0;
    for (const part of parts.values()) {
      loaded += part.loaded;
      total = total === null || part.total === null ? null : total + part.total;
    }
    report({ loaded, total });
  };
  return async (url) => {
    const part: { loaded: number; total: number | null } = { loaded: 0, total: null };
    parts.set(url, part);
    const response = await fetch(url);
    if (!response.ok || !response.body)
      throw new Error(`A part of the model did not come (${response.status} for ${url})`);
    // A compressed answer's length is not that of what arrives here.
    const length = Number(response.headers.get("content-length"));
    if (length > 0 && !response.headers.get("content-encoding")) part.total = length;
    const chunks: Uint8Array[] = [];
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      part.loaded += value.length;
      tell();
    }
    part.total = part.loaded;
    tell();
    const bytes = new Uint8Array(part.loaded);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  };
}
