import { closeSync, fstatSync, openSync, read, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { InputError } from "../errors.js";
import { createTagger, type ModelDescription, networkFile, type Tagger } from "./tagger.js";
import { withoutTelemetry } from "./telemetry.js";

export interface TaggerOptions {
  /** A folder with `model.json` and the files that it names; the shipped model if left out. */
  readonly model?: string;
  /** Threads that one run may use (1 or more; 1 if left out: run several taggers instead). */
  readonly threads?: number;
}

type Runtime = typeof import("onnxruntime-node");

const require = createRequire(import.meta.url);
const readFrom = promisify(read);

const SHIPPED = fileURLToPath(new URL("../../models/default", import.meta.url));

/**
 * Opens a model with ONNX Runtime's native build; an `InputError` where the folder holds no model.
 * The runtime's telemetry is off; a program that opens taggers in workers alone sets
 * `ORT_DISABLE_TELEMETRY=1` itself, before they start.
 */
export async function openTagger({
  model = SHIPPED,
  threads = 1,
}: TaggerOptions = {}): Promise<Tagger> {
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads is ${threads}; it must be a whole number of 1 or more`);
  const description = describe(model);
  const reading = readWhole(join(model, networkFile(description)));
  const vocabulary = readFile(join(model, "vocabulary.txt"), "utf8");
  // Awaited below: what fails in the meantime is no unhandled rejection.
  for (const loading of [reading, vocabulary]) loading.catch(() => undefined);
  withoutTelemetry();
  // In one piece, while the files are read.
  const { InferenceSession, Tensor } = require("onnxruntime-node") as Runtime;
  const bytes = await reading;
  const session = await InferenceSession.create(bytes, {
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Windows differ in length: a plan of memory for each would be made and kept in vain.
    enableMemPattern: false,
    graphOptimizationLevel: "all",
    ...(isOrtFormat(bytes) ? IN_PLACE : {}),
  });
  const network = {
    /** Weights are used where they were read to, so the bytes live as long as the session. */
    bytes,
    async run(pieces: Int32Array, features: Int32Array): Promise<Float32Array> {
      const { words } = await session.run({
        pieces: new Tensor("int32", pieces, [pieces.length]),
        features: new Tensor("int32", features, [features.length]),
      });
      return words!.data as Float32Array;
    },
    close: () => session.release(),
  };
  return createTagger(network, description, (await vocabulary).trimEnd().split("\n"));
}

function describe(folder: string): ModelDescription {
  try {
    return JSON.parse(readFileSync(join(folder, "model.json"), "utf8")) as ModelDescription;
  } catch (cause) {
    throw new InputError(folder, "holds no model: its model.json cannot be read", { cause });
  }
}

/** The graph is optimised when it is exported, and its weights are not copied: it opens twice as fast. */
const IN_PLACE = {
  graphOptimizationLevel: "disabled",
  extra: {
    session: { use_ort_model_bytes_directly: "1", use_ort_model_bytes_for_initializers: "1" },
  },
} as const;

/** ONNX Runtime's own format: a FlatBuffer with its mark behind the first offset. */
const isOrtFormat = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(4, 8)) === "ORTM";

/**
 * In one piece, beside what else goes on: `readFile` reads large files in many small ones. The first
 * read is under way when this returns.
 */
async function readWhole(path: string): Promise<Uint8Array> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let at = 0; at < size;) {
      const { bytesRead } = await readFrom(file, bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error(`${path} ends early, at ${at} of ${size} bytes`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
