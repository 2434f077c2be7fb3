import type { OpenAPIHono } from "@hono/zod-openapi";
import { InputError } from "../errors.js";
import { documentsOf } from "../ledger/documents.js";
import type { Hit } from "../ledger/hits.js";
import { checkQuotations, COUNTED, createPassageSpeaker, findingsOf } from "../quotecheck/index.js";
import { read } from "../read.js";
import { checkPage } from "../render/check.js";
import { escapeHtml, pageOf } from "../render/page.js";
import type { Services } from "./app.js";
import { parseSent } from "./reading.js";

/**
 * The page: read a text, check a draft, search the record, see the promises. Made on the server, without
 * any script; text of articles is escaped wherever it stands.
 */
export function addPages(app: OpenAPIHono, { ledger, asking, tagger, now }: Services): void {
  app.get("/", (c) => c.html(frame("Read", READ)));
  app.post("/read", async (c) => {
    const { text } = await c.req.parseBody();
    const reading = await read(await parseSent(required(text, "the text"), "text"), tagger);
    return c.html(pageOf(reading));
  });
  app.get("/check", (c) => c.html(frame("Check", CHECK)));
  app.post("/check", async (c) => {
    const { draft, source, ledger: all } = await c.req.parseBody();
    const documents = [];
    if (typeof source === "string" && source.trim() !== "")
      documents.push(await parseSent(source, "source"));
    if (all) for await (const document of documentsOf(ledger)) documents.push(document);
    if (documents.length === 0)
      throw new InputError("source", "paste a source, or tick the ledger");
    const reading = await read(await parseSent(required(draft, "the draft"), "draft"), tagger);
    const report = await checkQuotations(reading, documents, {
      speakerOf: createPassageSpeaker(tagger),
    });
    const shown = report.checks.map((check) => ({
      check,
      counted: findingsOf(check).some((one) => COUNTED.has(one)),
    }));
    return c.html(checkPage(report, shown));
  });
  app.get("/record", async (c) => {
    const words = c.req.query("q") ?? "";
    const speaker = c.req.query("speaker") ?? "";
    const hits =
      words === "" ? [] : await asking.search({ words, speaker: speaker || null, limit: 50 });
    const found =
      words === ""
        ? "<p>Words that must all be there; “words in quotes” stand together.</p>"
        : hits.length === 0
          ? `<p>Nothing on record for: ${escapeHtml(words)}</p>`
          : `<ol>${hits.map(hitItem).join("")}</ol>`;
    return c.html(
      frame(
        "Record",
        `<form><label>Words <input name="q" value="${escapeHtml(words)}" required></label>
<label>Speaker <input name="speaker" value="${escapeHtml(speaker)}"></label><button>Search</button></form>${found}`,
      ),
    );
  });
  app.get("/promises", async (c) => {
    const all = await asking.commitments({ today: now().slice(0, 10), limit: 200 });
    const rows = all
      .map(
        (
          one,
        ) => `<tr${one.overdue ? ' class="overdue"' : ""}><td>${escapeHtml(one.deadline?.date ?? one.deadline?.text ?? "–")}</td>
<td>${escapeHtml(one.by)}</td><td>${escapeHtml(one.action)}</td><td>${one.overdue ? "overdue" : one.looked ? one.status : "nobody has looked"}</td></tr>`,
      )
      .join("");
    const table = `<table><thead><tr><th>Due</th><th>By</th><th>What</th><th>State</th></tr></thead><tbody>${rows}</tbody></table>`;
    return c.html(
      frame(
        "Promises",
        all.length > 0
          ? table
          : "<p>No promises on record yet: <code>onrecord add</code> reads and records.</p>",
      ),
    );
  });
}

function required(value: unknown, name: string): string {
  if (typeof value !== "string" || value.trim() === "")
    throw new InputError(name, "is empty; paste some");
  return value;
}

function hitItem(hit: Hit): string {
  const where = [hit.published, hit.publisher, hit.title ?? hit.path ?? hit.url]
    .filter((part) => part !== null)
    .join(" · ");
  return `<li><strong>${escapeHtml(hit.speaker ?? (hit.source || "no source named"))}</strong> <span class="meta">${escapeHtml(`${hit.cue} · ${hit.act}`)}</span>
<blockquote>${escapeHtml(hit.words)}</blockquote><div class="meta">${escapeHtml(where)}, line ${hit.line}</div></li>`;
}

const READ = `<p>Paste an article or a transcript. It is read on this machine and sent nowhere.</p>
<form method="post" action="/read"><label>Text <textarea name="text" rows="18" required></textarea></label><button>Read</button></form>`;
const CHECK = `<p>Are the words in quotation marks the words that were said, and by that person?</p>
<form method="post" action="/check"><label>Draft <textarea name="draft" rows="12" required></textarea></label>
<label>Source: a transcript or an article <textarea name="source" rows="12"></textarea></label>
<label class="tick"><input type="checkbox" name="ledger" value="1"> and everything in the ledger</label><button>Check</button></form>`;

const ROOMS = [
  ["Read", "/"],
  ["Check", "/check"],
  ["Record", "/record"],
  ["Promises", "/promises"],
] as const;

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1c1a;--paper:#fffdf9;--quiet:#6a675f;--line:#d9d4c8;--accent:#0b5c8a;--bad:#9c1c1c}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#191817;--quiet:#a19d93;--line:#3a3835;--accent:#8cc8ee;--bad:#f09a8e}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:46rem;margin:0 auto;padding:1rem 1.2rem}nav a{margin-right:1.2rem;color:var(--accent)}nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
h1{font-size:1.4rem;margin:.2rem 0 1rem}label{display:block;margin:.7rem 0;color:var(--quiet)}label.tick{color:var(--ink)}
textarea,input:not([type=checkbox]){display:block;width:100%;font:17px/1.5 Charter,"Bitstream Charter",Cambria,Georgia,serif;padding:.5rem;border:1px solid var(--line);background:transparent;color:var(--ink)}
button{font:inherit;padding:.5rem 1.2rem;border:0;background:var(--accent);color:var(--paper);border-radius:.2rem}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
blockquote{font:17px/1.5 Charter,"Bitstream Charter",Cambria,Georgia,serif;margin:.2rem 0;padding-left:.8rem;border-left:2px solid var(--line)}.meta{color:var(--quiet);font-size:.85rem}
li{margin:1rem 0}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}td,th{text-align:left;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}.overdue td:last-child{color:var(--bad);font-weight:600}`;

function frame(room: string, body: string): string {
  const links = ROOMS.map(
    ([name, path]) => `<a href="${path}"${name === room ? ' aria-current="page"' : ""}>${name}</a>`,
  ).join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${room} · Onrecord</title><style>${STYLE}</style></head>
<body><header><nav aria-label="Rooms">${links}</nav></header><main><h1>${room}</h1>
${body}
</main></body></html>
`;
}
