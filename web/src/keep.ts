type Where = "localStorage" | "sessionStorage";

/** A browser that blocks storage, or has no room left, costs what a reload would find, nothing else. */
const notKept = (error: unknown): void => console.warn("This browser does not keep it:", error);

/** What this browser keeps under a name; empty where it keeps nothing. */
export function recall(where: Where, name: string): string {
  try {
    return globalThis[where].getItem(name) ?? "";
  } catch (error) {
    notKept(error);
    return "";
  }
}

/** Keeps words under a name, for this tab or for good; empty ones are forgotten. */
export function keep(where: Where, name: string, words: string): void {
  try {
    if (words === "") globalThis[where].removeItem(name);
    else globalThis[where].setItem(name, words);
  } catch (error) {
    notKept(error);
  }
}
