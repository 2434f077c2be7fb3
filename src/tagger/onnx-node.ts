import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTagger, type ModelDescription, type Tagger } from "./tagger.js";

export interface TaggerOptions {
  /** A folder with `tagger.onnx`, `vocabulary.txt` and `model.json`; the shipped model if left out. */
  readonly model?: string;
  /** Threads that one run may use (1 or more; 1 if left out: run several taggers instead). */
  readonly threads?: number;
}

const SHIPPED = fileURLToPath(new URL("../../models/default", import.meta.url));

/** Opens a model with ONNX Runtime's native build; throws where the folder holds no model. */
export async function openTagger({
  model = SHIPPED,
  threads = 1,
}: TaggerOptions = {}): Promise<Tagger> {
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads is ${threads}; it must be a whole number of 1 or more`);
  const [description, vocabulary, { InferenceSession, Tensor }] = await Promise.all([
    readFile(join(model, "model.json"), "utf8"),
    readFile(join(model, "vocabulary.txt"), "utf8"),
    import("onnxruntime-node"),
  ]);
  const session = await InferenceSession.create(join(model, "tagger.onnx"), {
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    graphOptimizationLevel: "all",
  });
  const network = {
    async run(pieces: Int32Array, features: Int32Array): Promise<Float32Array> {
      const { words } = await session.run({
        pieces: new Tensor("int32", pieces, [pieces.length]),
        features: new Tensor("int32", features, [features.length]),
      });
      return words!.data as Float32Array;
    },
    close: () => session.release(),
  };
  return createTagger(
    network,
    JSON.parse(description) as ModelDescription,
    vocabulary.trimEnd().split("\n"),
  );
}
