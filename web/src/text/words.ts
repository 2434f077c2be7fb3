import type { Attribution, QuotationKind } from "../../../src/attribution/attribution.js";
import type { Span } from "../../../src/text/span.js";

/** A span's words on one line. */
export const wordsOf = (text: string, spans: readonly Span[]): string =>
  spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, " ").trim()).join(" … ");

const lines = new WeakMap<Attribution, string>();

/** A statement's words on one line; kept, for a list asks for all of them at every key. */
export function lineOf(text: string, one: Attribution): string {
  const known = lines.get(one);
  if (known !== undefined) return known;
  const line = wordsOf(text, one.content);
  lines.set(one, line);
  return line;
}

export const KINDS: Readonly<Record<QuotationKind, string>> = {
  direct: "in their words",
  indirect: "reported",
  mixed: "partly in their words",
};

/** `1 document`, `4,000 documents`. */
export const counted = (count: number, what: string): string =>
  `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;

/** A share as whole per cent; tabular where it stands in columns. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** `2024-05-14` as `14 May 2024`; shorter dates and anything else as they are. */
export function dayOf(date: string | null): string {
  if (date === null) return "no date";
  if (!/^\d{4}-\d{2}-\d{2}/u.test(date)) return date;
  const parsed = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) ? date : DAY.format(parsed);
}

/**
 * Words with who said them and where they stand, for the clipboard: between quotation marks only
 * where they are the speaker's own throughout.
 */
export function citation(parts: {
  readonly words: string;
  /** A `QuotationKind`. */
  readonly quotation: string;
  readonly speaker: string | null;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly url: string | null;
}): string {
  const place = [
    parts.title && `“${parts.title}”`,
    parts.publisher,
    parts.published && dayOf(parts.published),
    parts.url,
  ].filter(Boolean);
  const told =
    parts.quotation === "direct"
      ? `“${parts.words.replace(/^[“"]|[”"]$/gu, "")}”`
      : `${parts.words} (as reported)`;
  return `${told} — ${[parts.speaker ?? "not named", ...place].join(", ")}`;
}

/** The attributions that pass: of a speaker, of a kind, with all of the words asked for. */
export function filterStatements(
  attributions: readonly Attribution[],
  wanted: {
    readonly speaker: string | null;
    readonly quotation: string;
    readonly act: string;
    readonly words: string;
  },
  textOf: (one: Attribution) => string,
): readonly Attribution[] {
  const words = wanted.words.toLowerCase().split(/\s+/u).filter(Boolean);
  return attributions.filter((one) => {
    if (wanted.speaker !== null && one.speaker !== wanted.speaker) return false;
    if (wanted.quotation !== "" && one.quotation !== wanted.quotation) return false;
    if (wanted.act !== "" && one.act !== wanted.act) return false;
    if (words.length === 0) return true;
    const text = textOf(one).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
