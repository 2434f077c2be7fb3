import { computed, effect, signal } from "@preact/signals";
import { parseText } from "../../../src/ingest/plain.js";
import { COUNTED, findingsOf } from "../../../src/quotecheck/finding.js";
import type { CheckReport, QuoteCheck } from "../../../src/quotecheck/index.js";
import type { TextDocument } from "../../../src/text/document.js";
import type { Span } from "../../../src/text/span.js";
import { get, type Page, post } from "../api.js";
import { checkDraft, parseFile } from "../engine/engine.js";
import type { Hit, RecordedReading } from "../ledger.js";
import { keep, recall } from "../keep.js";
import { editOf, moveSpan } from "../text/edit.js";

/** Milliseconds without a key before a draft is checked again. */
const PAUSE = 400;

/** Where the draft stands until the tab is closed, so that a reload loses nothing. */
const KEPT = "onrecord-draft";

export const draft = signal(recall("sessionStorage", KEPT));
export const sources = signal<readonly TextDocument[]>([]);
export const report = signal<CheckReport | null>(null);
export const trouble = signal<string | null>(null);
export const busy = signal(false);
export const chosen = signal<number | null>(null);

/** A check and where its quotation stands in the draft now. */
export interface Placed {
  readonly check: QuoteCheck;
  readonly index: number;
  readonly place: Span;
}

/** The report's checks with their places in the draft as it stands now, not as it was checked. */
export const placed = computed((): readonly Placed[] => {
  const done = report.value;
  if (!done) return [];
  const edit = editOf(done.draft.text, draft.value);
  return done.checks.flatMap((check, index) => {
    const place = moveSpan(check.quotation, edit);
    return place ? [{ check, index, place }] : [];
  });
});

let timer = 0;
let asked = 0;
effect(() => {
  const text = draft.value;
  const against = sources.value;
  clearTimeout(timer);
  if (text === "") keep("sessionStorage", KEPT, "");
  if (text.trim() === "" || against.length === 0) {
    report.value = null;
    asked++;
    return;
  }
  timer = window.setTimeout(() => void check(text, against), PAUSE);
});

async function check(text: string, against: readonly TextDocument[]): Promise<void> {
  const mine = ++asked;
  busy.value = true;
  keep("sessionStorage", KEPT, text);
  try {
    const found = await checkDraft(text, against);
    if (mine !== asked) return;
    report.value = found;
    trouble.value = null;
    if (chosen.peek() !== null && !found.checks[chosen.peek()!]) chosen.value = null;
  } catch (error) {
    if (mine === asked) trouble.value = messageOf(error);
  } finally {
    if (mine === asked) busy.value = false;
  }
}

export function addSource(document: TextDocument): void {
  if (!sources.peek().some(({ id }) => id === document.id))
    sources.value = [...sources.peek(), document];
}

export async function trying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    trouble.value = null;
  } catch (error) {
    trouble.value = messageOf(error);
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const parse = async (file: File): Promise<TextDocument> =>
  parseFile(new Uint8Array(await file.arrayBuffer()), file.name);

export const openDraft = (file: File): Promise<void> =>
  trying(async () => {
    draft.value = (await parse(file)).text;
  });

/** Adds what can be read of the files, and tells of each that cannot. */
export const addFiles = (files: readonly File[]): Promise<void> =>
  trying(async () => {
    const done = await Promise.allSettled(files.map(async (file) => addSource(await parse(file))));
    const failed = done.filter((one) => one.status === "rejected");
    if (failed.length > 0)
      throw new Error(failed.map(({ reason }) => messageOf(reason)).join("\n"));
  });

/** A page that the reader's own server fetches: this page asks nothing of others. */
export const addUrl = (url: string): Promise<void> =>
  trying(async () => addSource(await post<TextDocument>("fetch", { url })));

/** Quotations looked up, words of each that are asked for, and documents taken over. */
const MOST_QUOTATIONS = 50;
const WORDS_ASKED = 4;
const MOST_DOCUMENTS = 20;

/** The documents of the ledger that the draft's quotations share words with. */
export const addLedger = (): Promise<void> =>
  trying(async () => {
    const quotations = [...draft.peek().matchAll(/[“"]([^“”"]{12,400})[”"]/gu)];
    if (quotations.length === 0) throw new Error("Write or paste a draft with quotations first.");
    const asked = quotations.slice(0, MOST_QUOTATIONS).flatMap(([, words]) => {
      const rare = [...new Set(words!.match(/[\p{L}\p{N}]{4,}/gu))];
      rare.sort((a, b) => b.length - a.length);
      return rare.length > 0 ? [rare.slice(0, WORDS_ASKED).join(" ")] : [];
    });
    const found = await Promise.all(asked.map((q) => get<Page<Hit>>("search", { q, limit: 5 })));
    const ids = new Set(found.flatMap(({ items }) => items.map(({ document }) => document)));
    if (ids.size === 0)
      throw new Error("No document on record has words of this draft’s quotations.");
    for (const id of [...ids].slice(0, MOST_DOCUMENTS)) {
      const reading = await get<RecordedReading>(`documents/${encodeURIComponent(id)}/reading`);
      addSource(reading.document);
    }
  });

export const example = (): Promise<void> =>
  trying(async () => {
    const [text, article, briefing] = await Promise.all([
      import("../../../examples/draft.md?raw"),
      import("../../../examples/2024-05-14-harbour-tunnel.txt?raw"),
      import("../../../examples/2024-05-13-briefing.md?raw"),
    ]);
    draft.value = text.default;
    const bytes = new TextEncoder().encode(briefing.default);
    addSource(parseText(article.default, { path: "2024-05-14-harbour-tunnel.txt" }));
    addSource(await parseFile(bytes, "2024-05-13-briefing.md"));
  });

/** How grave a check is: what has to be looked at, what may, what is fine, what is not known. */
export type Gravity = "wrong" | "minor" | "fine" | "open";

export function gravity(check: QuoteCheck): Gravity {
  const findings = findingsOf(check);
  if (findings.some((one) => COUNTED.has(one) && one !== "altered-minor")) return "wrong";
  if (findings.includes("altered-minor")) return "minor";
  return check.wording === "unchecked" || findings.includes("unknown-speaker") ? "open" : "fine";
}

export const isCounted = (check: QuoteCheck): boolean =>
  findingsOf(check).some((one) => COUNTED.has(one));

export const SIGNS: Readonly<Record<Gravity, string>> = {
  wrong: "✕",
  minor: "~",
  fine: "✓",
  open: "?",
};
