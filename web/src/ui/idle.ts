/** Work that may wait, the first asked first. */
const queue = new Set<() => void>();
let asked = false;

/** Milliseconds after which it is done even if the page never rests. */
const LATEST = 200;

function ask(): void {
  if (asked) return;
  asked = true;
  // One piece of work at each rest, so that a key or a scroll step never waits for more than one.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: LATEST });
  else setTimeout(work, 16); // Safari has no idle callbacks
}

function work(): void {
  asked = false;
  const [first] = queue;
  if (!first) return;
  queue.delete(first);
  if (queue.size > 0) ask();
  first();
}

/** Does something when the page rests; the function given back calls it off. */
export function whenIdle(task: () => void): () => void {
  queue.add(task);
  ask();
  return () => queue.delete(task);
}
