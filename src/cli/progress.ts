/** A line on a terminal that tells how far long work has come. */
export interface Progress {
  /** One more input is known. */
  expect(): void;
  /** One more is done. */
  step(): void;
  /** Clears the line, so that something else can be printed. */
  pause(): void;
  end(): void;
}

export const silent: Progress = { expect() {}, step() {}, pause() {}, end() {} };

/** Inputs done before a bar is worth showing. */
const FEWEST = 3;
const EVERY_MS = 100;

/** Progress on a terminal stream; `now` gives milliseconds. */
export function createProgress(
  stream: { write(text: string): unknown; readonly columns?: number },
  now: () => number,
): Progress {
  const started = now();
  let expected = 0;
  let done = 0;
  let drawn = -Infinity;
  let shown = false;
  const clear = (): void => {
    if (shown) stream.write("\r\x1b[2K");
    shown = false;
  };
  const draw = (): void => {
    const seconds = (now() - started) / 1000;
    const rate = done / Math.max(seconds, 0.001);
    const line = `${done} of ${expected} known read · ${rate.toFixed(1)} a second · ${seconds.toFixed(0)} s`;
    stream.write(`\r\x1b[2K${line.slice(0, (stream.columns ?? 80) - 1)}`);
    shown = true;
  };
  return {
    expect() {
      expected++;
    },
    step() {
      done++;
      if (done < FEWEST || now() - drawn < EVERY_MS) return;
      drawn = now();
      draw();
    },
    pause: clear,
    end: clear,
  };
}
