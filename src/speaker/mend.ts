import type { NameSpan } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import { HONORIFICS } from "./lexicon.js";

/** Bodies whose names go on behind a preposition: "Committee for a Sober Budget". */
const GOES_ON =
  /(?:Committee|Center|Centre|Department|Institute|Council|Office|Bureau|University|Board|Association|Fund|Foundation|Coalition|Commission|Ministry|Partnership|Society|Union|College|Bank|House|Court|School|Academy|Agency|Alliance|Campaign|Citizens|Americans)$/u;
const JOINS = /^ (?:of|for|on|to)(?: (?:the|a|an))? $/u;
/** Words that do not end a name. */
const LOOSE_END = /(?:\s+(?:and|or|of|for|the|in|on|at|to)|[\s,;:]+)$/u;
const INITIAL_BEFORE = /(?:^|[\s(“"])((?:\p{Lu}\.\s?){1,2}|\p{Lu}\p{Ll}+-)$/u;
const LETTERS_BEHIND = /^(?:\p{Lu}\.)+/u;
const LOWER_LEAD = /^(?:\p{Ll}[\p{L}-]*\s+)+(?=\p{Lu})/u;

/**
 * Names with their borders put right by the capitals around them: initials before ("R. Ines Kallio"),
 * letters of an abbreviation behind ("F.B.I."), bodies that go on behind a preposition; honorifics
 * that stand alone are no names.
 */
export function mendNames(text: string, names: readonly NameSpan[]): readonly NameSpan[] {
  const out: NameSpan[] = [];
  for (const one of names) {
    const span = border(text, one, out[out.length - 1]);
    if (!span) continue;
    const last = out[out.length - 1];
    if (last && goesOn(text, last, one.kind, span)) {
      out[out.length - 1] = { ...last, span: { start: last.span.start, end: span.end } };
      continue;
    }
    const kind = isAbbreviation(text, one, span) ? "organization" : one.kind;
    out.push({ ...one, kind, span });
  }
  return out;
}

function border(text: string, one: NameSpan, before: NameSpan | undefined): Span | null {
  let { start, end } = one.span;
  const loose = LOOSE_END.exec(text.slice(start, end));
  if (loose) end -= loose[0].length;
  while (start < end && /[‘“"'(]/u.test(text[start]!)) start++;
  if (one.kind === "organization") {
    const lead = LOWER_LEAD.exec(text.slice(start, end));
    if (lead) start += lead[0].length;
    if (/(?:^|\.)\p{Lu}\.?$/u.test(text.slice(start, end))) {
      const rest = text.slice(end, end + 8);
      const more = LETTERS_BEHIND.exec(rest.startsWith(".") ? rest.slice(1) : rest);
      if (more) end += more[0].length + (rest.startsWith(".") ? 1 : 0);
    }
  }
  if (start >= end) return null;
  if (one.kind === "person") {
    const word = text.slice(start, end).toLowerCase().replace(/\.$/u, "");
    if (HONORIFICS.has(word)) return null;
    const lead = INITIAL_BEFORE.exec(text.slice(Math.max(0, start - 14), start))?.[1];
    const free = before === undefined || before.span.end <= start - (lead?.length ?? 0);
    if (lead && free && !/^I\. $/u.test(lead)) start -= lead.length;
  }
  return { start, end };
}

function goesOn(text: string, last: NameSpan, kind: string, span: Span): boolean {
  return (
    last.kind === "organization" &&
    (kind === "organization" || kind === "other") &&
    span.start - last.span.end < 12 &&
    JOINS.test(text.slice(last.span.end, span.start)) &&
    GOES_ON.test(text.slice(last.span.start, last.span.end))
  );
}

/** Few capitals and nothing else: a body, whatever the model took it for. */
function isAbbreviation(text: string, one: NameSpan, span: Span): boolean {
  return one.kind === "person" && /^\p{Lu}{3,5}$/u.test(text.slice(span.start, span.end));
}
