import { signal } from "@preact/signals";
import type { CheckReport } from "../../../src/quotecheck/index.js";
import type { Reading } from "../../../src/read.js";
import type { TextDocument } from "../../../src/text/document.js";
import { scriptUrl } from "../trusted.js";
import type { Progress, Reply, Results, Task } from "./protocol.js";
import workerUrl from "./worker.ts?worker&url";

/** Where the reader in this browser stands. */
export type EngineState =
  | { readonly kind: "idle" | "ready" }
  | { readonly kind: "loading"; readonly progress: Progress | null }
  | { readonly kind: "failed"; readonly message: string };

export const engineState = signal<EngineState>({ kind: "idle" });

/** What the reader could not do: a user's input (`InputError`) or a fault of ours. */
export class EngineError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

interface Waiting {
  readonly resolve: (value: Results[Task["kind"]]) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, Waiting>();

function start(): Worker {
  const one = new Worker(scriptUrl(workerUrl), { type: "module" });
  one.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
    if ("progress" in data) {
      engineState.value = { kind: "loading", progress: data.progress };
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) asked?.reject(new EngineError(data.error.name, data.error.message));
    else asked?.resolve(data.value);
  });
  one.addEventListener("error", (event) => {
    const error = new EngineError("Error", event.message || "The reader could not be started");
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
    one.terminate();
    worker = null;
  });
  return one;
}

function ask<K extends Task["kind"]>(task: Extract<Task, { kind: K }>): Promise<Results[K]> {
  worker ??= start();
  const id = ++count;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
    worker!.postMessage({ id, task });
  });
}

/** Loads the model, if it is not there yet; `engineState` tells how far it has come. */
export async function loadEngine(): Promise<void> {
  if (engineState.value.kind === "ready") return;
  if (engineState.value.kind !== "loading") engineState.value = { kind: "loading", progress: null };
  try {
    await ask({ kind: "load" });
    engineState.value = { kind: "ready" };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    engineState.value = { kind: "failed", message };
    throw error;
  }
}

/** A file's document; rejects with an `InputError` where it is nothing that can be read. */
export const parseFile = (bytes: Uint8Array, name: string): Promise<TextDocument> =>
  ask({ kind: "parse", bytes, name });

export async function readDocument(document: TextDocument): Promise<Reading> {
  await loadEngine();
  return ask({ kind: "read", document });
}

export async function checkDraft(
  draft: string,
  sources: readonly TextDocument[],
): Promise<CheckReport> {
  await loadEngine();
  return ask({ kind: "check", draft, sources });
}
