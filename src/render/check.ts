import type { CheckReport, Difference, FoundPlace, QuoteCheck } from "../quotecheck/index.js";
import { positions } from "../text/segment.js";
import type { TextDocument } from "../text/document.js";
import type { Span } from "../text/span.js";
import { fold } from "./fold.js";
import { escapeHtml } from "./page.js";
import type { Style } from "./pretty.js";

const nameOf = ({ path, url }: TextDocument): string => path ?? url ?? "text";

/** A stretch of a wording, and whether the other one differs there. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** The words of a span with those that differ set apart. */
export function pieces(text: string, span: Span, changed: readonly Span[]): Piece[] {
  const out: Piece[] = [];
  let at = span.start;
  const push = (end: number, isChanged: boolean): void => {
    const words = text.slice(at, end).replaceAll(/\s+(?:> ?)?/gu, " ");
    const last = out[out.length - 1];
    if (end > at && last?.changed === isChanged)
      out[out.length - 1] = { text: last.text + words, changed: isChanged };
    else if (end > at) out.push({ text: words, changed: isChanged });
    at = Math.max(at, end);
  };
  for (const one of [...changed].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, Math.max(span.start, one.start));
    const end = Math.min(span.end, one.end);
    if (end <= start) continue;
    push(start, false);
    push(end, true);
  }
  push(span.end, false);
  return out;
}

const visible = (differences: readonly Difference[]): readonly Difference[] =>
  differences.filter((one) => one.kind !== "typography");

/** What was found of a check, in one line: wording, speaker, and why. */
export function summaryOf(check: QuoteCheck): string {
  const kinds = [
    ...new Set(
      visible(check.differences)
        .filter((d) => d.severity !== "none")
        .map((d) => d.kind),
    ),
  ];
  const shown = check.wording === "altered" ? kinds : kinds.filter((kind) => kind === "lookalike");
  const name = check.wording === "altered" ? `altered, ${check.severity}` : check.wording;
  const wording =
    shown.length === 0
      ? name
      : `${name}: ${shown.map((kind) => (kind === "lookalike" ? "letters that only look alike, or cannot be seen" : kind)).join(", ")}`;
  const who =
    check.speaker === "contradicted"
      ? `said by ${check.saidBy}, not ${check.by}`
      : check.speaker === "confirmed"
        ? `said by ${check.saidBy}`
        : check.found
          ? check.saidBy
            ? `said by ${check.saidBy}${check.by === null ? "" : "; not clear whether the draft means the same"}`
            : "speaker not known"
          : (check.reason ?? "");
  const told = check.quoted === false ? "told there without quotation marks" : "";
  return [wording, told, who].filter((part) => part !== "").join(" · ");
}

export interface ShownCheck {
  readonly check: QuoteCheck;
  /** Whether it counts as a finding. */
  readonly counted: boolean;
}

/** The checks of a draft for a person at a terminal. */
export function prettyCheck(
  report: CheckReport,
  shown: readonly ShownCheck[],
  style: Style,
  at: ReturnType<typeof positions> = positions(report.draft.text),
): string {
  const { draft } = report;
  const documents = new Map(report.searched.map(({ document }) => [document.id, document]));
  const places = new Map<string, ReturnType<typeof positions>>();
  const where = (id: string, offset: number): string => {
    const document = documents.get(id)!;
    const position = places.get(id) ?? positions(document.text);
    places.set(id, position);
    const { line, column } = position(offset);
    return `${nameOf(document)}:${line}:${column}`;
  };
  const strike = (piece: Piece): string =>
    !piece.changed
      ? piece.text
      : style.brackets
        ? `[-${piece.text}-]`
        : style.warn(style.strong(piece.text));
  const added = (piece: Piece): string =>
    !piece.changed ? piece.text : style.brackets ? `{+${piece.text}+}` : style.content(piece.text);
  const out: string[] = [];
  for (const { check, counted } of shown) {
    const { line, column } = at(check.quotation.start);
    const head = `${nameOf(draft)}:${line}:${column}`;
    const verdict = summaryOf(check);
    out.push(`${style.strong(head)}  ${counted ? style.warn(verdict) : style.quiet(verdict)}`);
    const words = (list: readonly Piece[], paint: (piece: Piece) => string): string =>
      list.map(paint).join("");
    const differs = visible(check.differences);
    out.push(
      `  draft   “${words(
        pieces(
          draft.text,
          check.quotation,
          differs.map((d) => d.draft),
        ),
        strike,
      )}”`,
    );
    for (const place of placesOf(check)) {
      const document = documents.get(place.document)!;
      const span = withCut(check, place);
      const source = differs.map((d) => d.source);
      if (check.wording !== "verbatim" || span !== place.span)
        out.push(`  source  “${words(pieces(document.text, span, source), added)}”`);
      const told = where(place.document, place.span.start) + turnOf(document, place);
      out.push(style.quiet(`          ${told}`));
    }
    if (check.others > 0) out.push(style.quiet(`          ${placesMore(check.others)}`));
    for (const near of check.nearest) {
      const { text } = documents.get(near.document)!;
      const sentence = text.slice(near.span.start, near.span.end).replaceAll(/\s+/gu, " ");
      out.push(style.quiet(`  nearest (${near.saidBy ?? "speaker not known"}): “${sentence}”`));
      out.push(style.quiet(`          ${where(near.document, near.span.start)}`));
    }
    out.push("");
  }
  const lines = out.length > 0 ? [fold(out.join("\n"), style.width)] : [];
  lines.push(conclusion(report, shown));
  if (shown.some(({ check }) => check.wording === "not-found")) {
    const names = report.searched.map(searchedName);
    const more = names.length - MOST_NAMED;
    const searched = `Searched: ${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more (--format json names them)` : ""}.`;
    lines.push(style.quiet(fold(searched, style.width, 0)));
  }
  return [...lines, ""].join("\n");
}

/** Documents that are named where something was not found. */
const MOST_NAMED = 5;

const searchedName = ({ document, complete }: CheckReport["searched"][number]): string =>
  `${nameOf(document)}${complete ? "" : ` (in part: ${document.partial ?? "not all of it"})`}`;

export const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");

/** "7 quotations checked against 2 documents: 3 findings." and what was left aside. */
export function conclusion(report: CheckReport, shown: readonly ShownCheck[]): string {
  const count = (n: number, one: string, more = `${one}s`): string =>
    `${n} ${n === 1 ? one : more}`;
  const findings = shown.filter(({ counted }) => counted).length;
  const searched = report.searched.length;
  const partly = report.searched.filter(({ complete }) => !complete).length;
  const titles =
    report.skipped.length > 0
      ? `; ${count(report.skipped.length, "title", "titles")} or the like left aside`
      : "";
  return (
    `${nameOf(report.draft)}: ${count(shown.length, "quotation")} compared with ${count(searched, "document")}` +
    `${partly > 0 ? ` (${partly} only in part)` : ""}: ${findings === 0 ? "nothing to mend" : count(findings, "finding")}${titles}.`
  );
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1c1a;--paper:#fffdf9;--quiet:#6a675f;--line:#d9d4c8;--bad:#9c1c1c;--good:#1d6b35}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#191817;--quiet:#a19d93;--line:#3a3835;--bad:#f09a8e;--good:#8fd3a0}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.6 Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,serif}
main{max-width:70ch;margin:0 auto;padding:2rem 1.2rem}h1{font-size:1.5rem;line-height:1.2}
section{border-top:1px solid var(--line);padding:.8rem 0}.v,.w,dt,footer{font-family:system-ui,sans-serif;font-size:.8rem;color:var(--quiet)}
.bad{color:var(--bad);font-weight:600}dl{margin:.3rem 0;display:grid;grid-template-columns:5rem 1fr;gap:.2rem .6rem}dd{margin:0}
del{color:var(--bad)}ins{color:var(--good)}`;

/** A report, what of it is shown, and where its offsets stand in the draft as its writer has it. */
export interface ShownReport extends CheckReport {
  readonly shown: readonly ShownCheck[];
  readonly at?: ReturnType<typeof positions>;
}

/** The checks of a draft as one page that stands by itself: no script, no network. */
export const checkPage = (report: CheckReport, shown: readonly ShownCheck[]): string =>
  checkPages([{ ...report, shown }]);

/** The checks of several drafts as one such page. */
export function checkPages(reports: readonly ShownReport[]): string {
  const places = new Map<string, ReturnType<typeof positions>>();
  const where = (document: TextDocument, offset: number): string => {
    const position = places.get(document.id) ?? positions(document.text);
    places.set(document.id, position);
    const { line, column } = position(offset);
    return `${nameOf(document)}:${line}:${column}`;
  };
  const title = reports.map(({ draft }) => nameOf(draft)).join(", ");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}: quotations</title><style>${STYLE}</style></head>
<body><main>${reports.map((report, i) => draftSection(report, i, where)).join("\n")}
</main></body></html>
`;
}

function draftSection(
  report: ShownReport,
  number: number,
  where: (document: TextDocument, offset: number) => string,
): string {
  const at = report.at ?? positions(report.draft.text);
  const documents = new Map(report.searched.map(({ document }) => [document.id, document]));
  const sections = report.shown.map(({ check, counted }) => {
    const { line, column } = at(check.quotation.start);
    const differs = visible(check.differences);
    const set = (text: string, span: Span, changed: readonly Span[], tag: "del" | "ins"): string =>
      pieces(text, span, changed)
        .map((piece) =>
          piece.changed ? `<${tag}>${escapeHtml(piece.text)}</${tag}>` : escapeHtml(piece.text),
        )
        .join("");
    const draft = differs.map((d) => d.draft);
    const rows = [
      `<dt>draft</dt><dd>“${set(report.draft.text, check.quotation, draft, "del")}”</dd>`,
    ];
    for (const place of placesOf(check)) {
      const document = documents.get(place.document)!;
      const span = withCut(check, place);
      const source = differs.map((d) => d.source);
      rows.push(
        `<dt>source</dt><dd>“${set(document.text, span, source, "ins")}”<div class="w">${escapeHtml(where(document, place.span.start) + turnOf(document, place))}</div></dd>`,
      );
    }
    if (check.others > 0) rows.push(`<dt>also</dt><dd class="w">${placesMore(check.others)}</dd>`);
    for (const near of check.nearest) {
      const document = documents.get(near.document)!;
      const words = document.text.slice(near.span.start, near.span.end).replaceAll(/\s+/gu, " ");
      rows.push(
        `<dt>nearest</dt><dd>“${escapeHtml(words)}”<div class="w">${escapeHtml(`${near.saidBy ?? "speaker not known"}, ${where(document, near.span.start)}`)}</div></dd>`,
      );
    }
    return `<section id="d${number}q${check.quotation.start}"><p class="v${counted ? " bad" : ""}">line ${line}, column ${column} · ${escapeHtml(summaryOf(check))}</p><dl>${rows.join("")}</dl></section>`;
  });
  return `<h1>Quotations of ${escapeHtml(nameOf(report.draft))}</h1>
<p>${escapeHtml(conclusion(report, report.shown))}</p>
${sections.join("\n")}
<footer>Searched: ${report.searched.map((one) => escapeHtml(searchedName(one))).join(", ")}</footer>`;
}

/** The places that a check shows: the parts of what was put together, else where it was found. */
const placesOf = (check: QuoteCheck): readonly FoundPlace[] =>
  check.wording === "stitched" && check.parts.length > 0
    ? check.parts
    : check.found
      ? [check.found]
      : [];

/** The span of a place, with the denial before it or the condition behind it that the draft has cut off. */
function withCut({ differences }: QuoteCheck, { span }: FoundPlace): Span {
  const before = differences.find((d) => d.source.end <= span.start && d.kind === "negation");
  const behind = differences.find(
    (d) => d.source.start >= span.end && (d.kind === "negation" || d.kind === "condition"),
  );
  if (!before && !behind) return span;
  return { start: before?.source.start ?? span.start, end: behind?.source.end ?? span.end };
}

/** ", turn 5 (MS. ODUYA), at 00:12:40" */
function turnOf({ turns }: TextDocument, { turn, time }: FoundPlace): string {
  const speaker = turn === null ? "" : turns[turn]!.speaker;
  const told = turn === null ? "" : `, turn ${turn + 1}${speaker === "" ? "" : ` (${speaker})`}`;
  return told + (time === null ? "" : `, at ${clock(time)}`);
}

const placesMore = (others: number): string =>
  `the same words stand in ${others} more ${others === 1 ? "place" : "places"}`;
