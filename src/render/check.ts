import type { CheckReport, Difference, QuoteCheck } from "../quotecheck/index.js";
import { positions } from "../text/segment.js";
import type { TextDocument } from "../text/document.js";
import type { Span } from "../text/span.js";
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
    if (end > at)
      out.push({ text: text.slice(at, end).replaceAll(/\s+/gu, " "), changed: isChanged });
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
  const wording =
    check.wording === "altered" ? `altered, ${check.severity}: ${kinds.join(", ")}` : check.wording;
  const who =
    check.speaker === "contradicted"
      ? `said by ${check.saidBy}, not ${check.by}`
      : check.speaker === "confirmed"
        ? `said by ${check.saidBy}`
        : check.found
          ? check.saidBy
            ? `said by ${check.saidBy}`
            : "speaker not known"
          : (check.reason ?? "");
  return who === "" ? wording : `${wording} · ${who}`;
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
): string {
  const { draft } = report;
  const at = positions(draft.text);
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
    const places =
      check.parts.length > 0 && check.wording === "stitched"
        ? check.parts
        : check.found
          ? [check.found]
          : [];
    for (const place of places) {
      const { text } = documents.get(place.document)!;
      const cut = differs.find((d) => d.source.end <= place.span.start && d.kind === "negation");
      const span = cut ? { start: cut.source.start, end: place.span.end } : place.span;
      if (check.wording !== "verbatim" || cut)
        out.push(
          `  source  “${words(
            pieces(
              text,
              span,
              differs.map((d) => d.source),
            ),
            added,
          )}”`,
        );
      const document = documents.get(place.document)!;
      const turn =
        place.turn === null
          ? ""
          : `, turn ${place.turn + 1} (${document.turns[place.turn]!.speaker})`;
      const time = place.time === null ? "" : `, at ${clock(place.time)}`;
      out.push(style.quiet(`          ${where(place.document, place.span.start)}${turn}${time}`));
    }
    for (const span of check.leftOut)
      out.push(
        style.quiet(
          `  left out: “${documents.get(check.found!.document)!.text.slice(span.start, span.end).replaceAll(/\s+/gu, " ").trim()}”`,
        ),
      );
    if (check.others > 0)
      out.push(
        style.quiet(
          `          the same words stand in ${check.others} more ${check.others === 1 ? "place" : "places"}`,
        ),
      );
    for (const near of check.nearest) {
      const { text } = documents.get(near.document)!;
      const sentence = text.slice(near.span.start, near.span.end).replaceAll(/\s+/gu, " ");
      out.push(style.quiet(`  nearest (${near.saidBy ?? "speaker not known"}): “${sentence}”`));
      out.push(style.quiet(`          ${where(near.document, near.span.start)}`));
    }
    out.push("");
  }
  out.push(conclusion(report, shown), "");
  return out.join("\n");
}

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

/** The checks of a draft as one page that stands by itself: no script, no network. */
export function checkPage(report: CheckReport, shown: readonly ShownCheck[]): string {
  const at = positions(report.draft.text);
  const documents = new Map(report.searched.map(({ document }) => [document.id, document]));
  const set = (list: readonly Piece[], tag: "del" | "ins"): string =>
    list
      .map((piece) =>
        piece.changed ? `<${tag}>${escapeHtml(piece.text)}</${tag}>` : escapeHtml(piece.text),
      )
      .join("");
  const sections = shown.map(({ check, counted }) => {
    const { line, column } = at(check.quotation.start);
    const differs = visible(check.differences);
    const rows = [
      `<dt>draft</dt><dd>“${set(
        pieces(
          report.draft.text,
          check.quotation,
          differs.map((d) => d.draft),
        ),
        "del",
      )}”</dd>`,
    ];
    const places = check.wording === "stitched" ? check.parts : check.found ? [check.found] : [];
    for (const place of places) {
      const document = documents.get(place.document)!;
      rows.push(
        `<dt>source</dt><dd>“${set(
          pieces(
            document.text,
            place.span,
            differs.map((d) => d.source),
          ),
          "ins",
        )}”`,
      );
      const { line: row, column: col } = positions(document.text)(place.span.start);
      const turn = place.turn === null ? "" : `, turn ${place.turn + 1}`;
      rows.push(
        `<div class="w">${escapeHtml(`${nameOf(document)}:${row}:${col}${turn}`)}</div></dd>`,
      );
    }
    for (const near of check.nearest)
      rows.push(
        `<dt>nearest</dt><dd>“${escapeHtml(documents.get(near.document)!.text.slice(near.span.start, near.span.end).replaceAll(/\s+/gu, " "))}”<div class="w">${escapeHtml(`${near.saidBy ?? "speaker not known"}, ${nameOf(documents.get(near.document)!)}`)}</div></dd>`,
      );
    return `<section id="q${check.quotation.start}"><p class="v${counted ? " bad" : ""}">line ${line}, column ${column} · ${escapeHtml(summaryOf(check))}</p><dl>${rows.join("")}</dl></section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(nameOf(report.draft))}: quotations</title><style>${STYLE}</style></head>
<body><main><h1>Quotations of ${escapeHtml(nameOf(report.draft))}</h1>
<p>${escapeHtml(conclusion(report, shown))}</p>
${sections.join("\n")}
<footer>Searched: ${report.searched.map(({ document, complete }) => escapeHtml(nameOf(document)) + (complete ? "" : " (in part)")).join(", ")}</footer>
</main></body></html>
`;
}
