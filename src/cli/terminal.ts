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

/** Writes whole pieces, waiting where the reader is slower than we are; drops them once it is gone. */
export function createPrinter(
  stream: NodeJS.WriteStream,
): (piece: string | Uint8Array) => Promise<void> {
  return async (piece) => {
    if (stream.destroyed || stream.errored || stream.write(piece)) return;
    await new Promise<void>((go) => {
      const done = (): void => {
        for (const event of EVENTS) stream.off(event, done);
        go();
      };
      for (const event of EVENTS) stream.once(event, done);
    });
  };
}

const EVENTS = ["drain", "error", "close"] as const;

/**
 * Runs work that an interrupt (Ctrl-C) ends after the piece in hand, and so does a reader of
 * standard output that goes away. Interrupted a second time the program ends at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    process.exitCode = INTERRUPTED;
  };
  const leave = (): void => controller.abort();
  process.on("SIGINT", stop);
  process.stdout.on("error", leave);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", stop);
    process.stdout.off("error", leave);
  }
}

/** What shells expect of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** A number with what it counts: "1 article", "2 articles". */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
