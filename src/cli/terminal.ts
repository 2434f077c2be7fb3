import { once } from "node:events";
import { createProgress, type Progress, silent } from "./progress.js";

/** Progress on standard error where a person watches it and results do not run by on the terminal. */
export function terminalProgress(): Progress {
  return process.stderr.isTTY && !process.stdout.isTTY
    ? createProgress(process.stderr, () => performance.now())
    : silent;
}

export function complain(sentence: string): void {
  process.stderr.write(`onrecord: ${sentence}\n`);
}

/** Writes whole pieces, waiting where the reader is slower than we are. */
export function createPrinter(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  return async (text) => {
    if (!stream.write(text)) await once(stream, "drain");
  };
}

/** Runs work that an interrupt (Ctrl-C) ends after the piece in hand; a second one ends it at once. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    process.exitCode = 130;
  };
  process.on("SIGINT", stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", stop);
  }
}
