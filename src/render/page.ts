import type { Attribution } from "../attribution/attribution.js";
import type { Reading } from "../read.js";
import { paragraphs } from "../text/segment.js";
import { type Span, wordsAt } from "../text/span.js";
import { deadlineWords } from "./deadline.js";
import { runs } from "./layers.js";

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1c1a;--paper:#fffdf9;--quiet:#6a675f;--line:#d9d4c8;--tint:#fbf1cf;--who:#0b5c8a;--says:#8a4a0b}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#191817;--quiet:#a19d93;--line:#3a3835;--tint:#3a3320;--who:#8cc8ee;--says:#f0b878}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.6 Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,serif}
main{max-width:70ch;margin:0 auto;padding:2rem 1.2rem}h1{line-height:1.2;font-size:1.7rem;margin:0 0 .3rem}
.meta,.legend,h2,.facts,footer{font-family:system-ui,sans-serif;color:var(--quiet);font-size:.8rem}
h2{color:var(--ink);font-size:1rem;margin:2.2rem 0 .4rem}
mark{color:inherit;background:none}mark.content{background:var(--tint);border-radius:.15em}
mark.source{border-bottom:2px solid var(--who);color:var(--who)}mark.cue{font-style:italic;color:var(--says);border-bottom:1px dotted var(--says)}
a.to{color:inherit;text-decoration:none}li:target,mark:target{outline:2px solid var(--who);outline-offset:2px}
ol,ul{padding-left:1.1rem}li{margin:.4rem 0}blockquote{margin:.1rem 0;padding-left:.8rem;border-left:2px solid var(--line)}
.facts{font-variant-numeric:tabular-nums}footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.6rem}
`;

/** One self-contained page: the article with its marks, statements by speaker. No script, no network. */
export function pageOf(reading: Reading): string {
  const { document } = reading;
  const title = document.title ?? document.path ?? "Reading";
  const facts = [
    document.publisher,
    document.author,
    document.published,
    document.path ?? document.url,
  ];
  const body = paragraphs(document.text, document.body)
    .map((paragraph) => `<p>${markedParagraph(reading, paragraph)}</p>`)
    .join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>
<h1>${escapeHtml(title)}</h1>
<p class="meta">${escapeHtml(facts.filter((fact) => fact !== null).join(" · "))}</p>
<p class="legend"><mark class="source">who</mark> <mark class="cue">says</mark> <mark class="content">what</mark> · a mark leads to its statement below</p>
<article>
${body}
</article>
${statements(reading)}
${commitments(reading)}
<footer>Read by onrecord. Offsets count UTF-16 code units of the text with the identity ${escapeHtml(document.id)}.</footer>
</main></body></html>
`;
}

function markedParagraph(reading: Reading, within: Span): string {
  return runs(reading, within)
    .map(({ start, end, marks }) => {
      const inner = escapeHtml(reading.document.text.slice(start, end));
      const innermost = marks[marks.length - 1];
      const linked = innermost
        ? `<a class="to" href="#${reading.attributions[innermost.attribution]!.id}">${inner}</a>`
        : inner;
      return marks.reduceRight((html, { role }) => `<mark class="${role}">${html}</mark>`, linked);
    })
    .join("");
}

function statements({ document, attributions, speakers }: Reading): string {
  const names = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  const groups = new Map<string, Attribution[]>();
  for (const one of attributions) {
    const speaker = one.speaker === null ? undefined : names.get(one.speaker);
    const mention = wordsAt(document.text, one.source);
    const name =
      speaker?.name ?? (mention === "" ? "No source named" : `${mention} (not resolved)`);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups]
    .map(([name, list]) => {
      const items = list.map((one) => {
        const words = one.content.map((s) => document.text.slice(s.start, s.end)).join(" … ");
        const notes = [
          one.negated ? `not ${one.act}` : one.act,
          one.quotation,
          ...(one.to === null ? [] : [`to ${one.to}`]),
          ...(one.deadline ? [deadlineWords(one.deadline)] : []),
          ...(one.hearsay ? ["hearsay"] : []),
          ...(one.parent === null ? [] : [`inside ${one.parent}`]),
          `characters ${one.content[0]!.start}–${one.content[one.content.length - 1]!.end}`,
          `score ${one.score.toFixed(2)}`,
        ];
        return `<li id="${one.id}"><blockquote>${escapeHtml(words)}</blockquote><span class="facts">${escapeHtml(notes.join(" · "))}</span></li>`;
      });
      return `<h2>${escapeHtml(name)}</h2><ul>${items.join("")}</ul>`;
    })
    .join("\n");
}

function commitments({ document, commitments: all }: Reading): string {
  if (all.length === 0) return "";
  const items = all.map((one) => {
    const due = one.deadline ? ` · ${deadlineWords(one.deadline)}` : "";
    const action = document.text.slice(one.action.start, one.action.end);
    return `<li><a href="#${one.attribution}">${escapeHtml(one.by)}</a>: ${escapeHtml(action)}<span class="facts">${escapeHtml(due)}</span></li>`;
  });
  return `<h2>Commitments</h2><ul>${items.join("")}</ul>`;
}
