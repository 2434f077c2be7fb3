// node bench/dates.mjs [--corpora DIR] [--errors 1] [--json FILE]: time expressions against TimeBank and AQUAINT (TimeML).
// Evaluation only: nothing is trained or tuned on these. As TempEval-3 counts: spans match where
// they overlap (relaxed); value F1 counts those whose value is right, too. The date of the
// document is given, so its own expression is left out on both sides.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findDates } from "../dist/commitment/dates.js";
import { options } from "./options.mjs";

const { corpora, errors } = options({ corpora: "../shared/data", errors: "" });
const root = join(corpora, "timex");
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
const counts = {};
let words = 0;
let ms = 0;
for (const set of readdirSync(root))
  for (const file of readdirSync(join(root, set)).filter((name) => name.endsWith(".tml"))) {
    const xml = readFileSync(join(root, set, file), "utf8");
    const creation = /<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>/.exec(xml)?.[0];
    const reference = creation && /value="([^"]*)"/.exec(creation)[1];
    const { text, gold } = parse(/<TEXT>([\s\S]*)<\/TEXT>/.exec(xml)[1]);
    const t0 = performance.now();
    const found = findDates(text, { start: 0, end: text.length }, reference ?? null);
    ms += performance.now() - t0;
    words += text.split(/\s+/).length;
    for (const key of [set, "both"]) {
      const c = (counts[key] ??= { gold: 0, found: 0, span: 0, strict: 0, type: 0, value: 0 });
      c.gold += gold.length;
      c.found += found.length;
      const used = new Set();
      for (const g of gold) {
        const f = found.find(
          (one) => !used.has(one) && one.span.start < g.end && g.start < one.span.end,
        );
        if (!f) {
          if (errors && key === "both")
            console.log(`MISSED ${g.type} ${g.value}: ${text.slice(g.start, g.end)}`);
          continue;
        }
        used.add(f);
        c.span++;
        c.strict += f.span.start === g.start && f.span.end === g.end;
        c.type += f.type === g.type;
        c.value += f.value === g.value;
      }
    }
  }

function parse(xml) {
  const gold = [];
  let text = "";
  let open = null;
  for (const [part] of xml.matchAll(/<[^>]*>|&[a-z]+;|[^<&]+|[<&]/g)) {
    if (part.startsWith("<TIMEX3 ")) {
      const at = (name) => new RegExp(` ${name}="([^"]*)"`).exec(part)?.[1];
      open = {
        start: text.length,
        type: at("type"),
        value: at("value"),
        dct: /CREATION_TIME/.test(part),
      };
    } else if (part === "</TIMEX3>" && open) {
      if (!open.dct && text.length > open.start) gold.push({ ...open, end: text.length });
      open = null;
    } else if (!part.startsWith("<")) text += ENTITIES[part] ?? part;
  }
  return { text, gold };
}

const percent = (tp, c) => ((200 * tp) / (c.gold + c.found)).toFixed(1).padStart(6);
for (const [set, c] of Object.entries(counts))
  console.log(
    `${set.padEnd(9)} ${String(c.gold).padStart(5)} expressions, ${c.found} found: F1 strict ${percent(c.strict, c)}  relaxed ${percent(c.span, c)}  type ${percent(c.type, c)}  value ${percent(c.value, c)}`,
  );
console.log(`${words} words in ${ms.toFixed(0)} ms: ${Math.round((words / ms) * 1000)} words/s`);
