// Checks quotations of known fate against transcripts and prints what was made against what was said.
//   npm run build && node bench/quotecheck/run.mjs [--corpora DIR] [--cases 12000] [--seed 1] [--half tune|report] [--alone]
//     [--kinds negation,number] [--show KIND:N,…] [--dump FILE] [--peers] [--write docs/checking.md]
// Each case stands in a draft of its own beside two untouched quotations of one briefing, as it
// would in an article; --alone leaves those away. --peers adds what searching for the string, and a
// fuzzy ratio (fuzzball's partial ratio, 90 and up passes), make of 30 cases of each kind.
// --write puts the tables between the marks `<!-- measured -->` and `<!-- /measured -->` of a file.
// --kinds makes these alone, --show prints wrong ones, --dump writes every check, a line each.
// Sources are one half of the half's briefings; made-up quotations are true sentences of the rest.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findInputs, indexSources, load } from "../../dist/index.js";
import { checkClaims } from "../../dist/quotecheck/check.js";
import { speakersOfTurns } from "../../dist/quotecheck/who.js";
import {
  CHANGES,
  draftOf,
  flat,
  isAllButSaid,
  MINOR,
  paraphrase,
  pick,
  random,
  SUBSTANTIVE,
} from "./cases.mjs";

const { values } = parseArgs({
  options: {
    corpora: { type: "string", default: process.env.ONRECORD_CORPORA ?? "../shared/data" },
    cases: { type: "string", default: "12000" },
    seed: { type: "string", default: "1" },
    half: { type: "string", default: "report" },
    show: { type: "string" },
    dump: { type: "string" },
    kinds: { type: "string" },
    alone: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    write: { type: "string" },
  },
});
const rnd = random(Number(values.seed));
const documents = [];
for await (const input of findInputs([join(values.corpora, "briefings")])) {
  if (input instanceof Error) throw input;
  const document = await load(input);
  if (document.turns.length > 0) documents.push(document);
}
const mine = documents.filter((_, i) => i % 4 < 2 === (values.half === "report"));
const sources = mine.filter((_, i) => i % 2 === 0);
const strangers = mine.filter((_, i) => i % 2 === 1);
const index = indexSources(sources);
const speakers = new Map(mine.map((document) => [document, speakersOfTurns(document)]));
const named = (document) =>
  document.turns
    .map((turn, i) => [turn, speakers.get(document)[i]])
    .filter(([, name]) => name !== null && /^\S+ \S+/u.test(name));
const plain = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, " ")
    .trim();
// Contractions opened: what differs only so from words that were said elsewhere stands in the sources.
const opened = (text) =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/\bcan't\b|\bcannot\b/gu, "can not")
    .replace(/\bwon't\b/gu, "will not")
    .replace(/n't\b/gu, " not")
    .replace(/\b(i)'m\b/gu, "$1 am")
    .replace(/'re\b/gu, " are")
    .replace(/'ve\b/gu, " have")
    .replace(/'ll\b/gu, " will")
    .replace(/\b(it|that|he|she|what|there|here|who|where|how)'s\b/gu, "$1 is")
    .replace(/\blet's\b/gu, "let us")
    .replace(/[^a-z0-9]+/gu, " ")
    .trim();
const spoken = (form) =>
  ` ${sources.map(({ text, turns }) => turns.map(({ content }) => form(text.slice(content.start, content.end))).join(" ")).join(" ")} `;
const allPlain = spoken(plain);
const allOpened = spoken(opened);
const standsThere = (words, kind) =>
  allPlain.includes(` ${plain(words)} `) ||
  (kind !== "contraction" && allOpened.includes(` ${opened(words)} `));

const kinds = values.kinds?.split(",") ?? [
  "untouched",
  "typographic",
  "fillers",
  "ellipsis",
  "brackets",
  ...SUBSTANTIVE,
  ...MINOR,
  "stitched",
  "other speaker",
  "made up",
  "paraphrased",
];
const cases = [];
// Sentences for made-up quotations, and those of them that the sources all but hold.
let picked = 0;
let allButSaid = 0;
const wanted = Math.ceil(Number(values.cases) / kinds.length);
for (const kind of kinds) {
  for (let made = 0, tries = 0; made < wanted && tries < wanted * 400; tries++) {
    const document = rnd.of(kind === "made up" ? strangers : sources);
    const turns = named(document);
    if (turns.length === 0) continue;
    const [turn, name] = rnd.of(turns);
    const found = pick(document.text, turn, rnd);
    if (!found) continue;
    let by = name;
    let words = found.words;
    if (kind === "stitched") {
      const [otherTurn, otherName] = rnd.of(turns);
      const other = pick(document.text, otherTurn, rnd);
      if (!other || otherName !== name || otherTurn === turn) continue;
      const first = found.words.split(" ").slice(0, 14);
      const second = other.words.split(" ").slice(0, 14);
      if (first.length < 5 || second.length < 5) continue;
      words = `${first.join(" ")} ${second.join(" ")}`;
      if (standsThere(words, kind)) continue;
    } else if (kind === "other speaker") {
      by = rnd.of(["Halvard Nyquist", "Ottoline Brace", "Ruben Castellanoz"]);
    } else if (kind === "made up") {
      if (standsThere(words, kind)) continue;
      picked++;
      if (isAllButSaid(opened(words), allOpened)) {
        allButSaid++;
        continue;
      }
    } else if (kind === "paraphrased") words = paraphrase(words, rnd);
    else {
      words = CHANGES[kind](words, rnd);
      // A change that happens to give words that were said elsewhere is no change.
      if (
        words !== null &&
        !["untouched", "typographic", "ellipsis", "brackets"].includes(kind) &&
        standsThere(words, kind)
      )
        continue;
    }
    if (words === null) continue;
    // Made-up quotations stand beside true ones from a briefing that is among the sources.
    const home = kind === "made up" ? rnd.of(sources) : document;
    const companions = [];
    for (let k = 0; k < 60 && companions.length < 2 && !values.alone; k++) {
      const choice = named(home);
      if (choice.length === 0) break;
      const [otherTurn, otherName] = rnd.of(choice);
      const other = pick(home.text, otherTurn, rnd);
      if (other && other.words.split(" ").length >= 12)
        companions.push({ words: other.words, by: otherName });
    }
    cases.push({ kind, by, words, companions, home: home.id, truth: { document, ...found } });
    made++;
  }
}

const isRight = {
  untouched: (c) => ["verbatim", "typographic"].includes(c.wording),
  typographic: (c) => ["verbatim", "typographic"].includes(c.wording),
  fillers: (c) => ["cleaned", "marked"].includes(c.wording),
  ellipsis: (c) => ["cleaned", "marked"].includes(c.wording),
  brackets: (c) => ["cleaned", "marked"].includes(c.wording),
  stitched: (c) => c.wording === "stitched",
  "other speaker": (c) => c.speaker === "contradicted",
  "made up": (c) => c.wording === "not-found",
  paraphrased: (c) => c.wording === "not-found" || c.wording === "altered",
};
for (const kind of SUBSTANTIVE)
  isRight[kind] = (c) => c.wording === "altered" && c.severity === "substantive";
for (const kind of MINOR) isRight[kind] = (c) => c.wording === "altered";

const HONEST = new Set(["untouched", "typographic", "fillers", "ellipsis", "brackets"]);
const FINE = new Set(["verbatim", "typographic", "cleaned", "marked"]);
const passed = new Set();
const table = new Map();
const byLength = new Map();
let placed = 0;
let placeable = 0;
const dumped = [];
const shown = new Map(
  (values.show ?? "")
    .split(",")
    .map((one) => one.split(":"))
    .map(([kind, most]) => [kind, Number(most ?? 10)]),
);
const sourceOf = ({ document }) =>
  index.sources.find((source) => source.document.id === document).document;
const foundWords = (found) => flat(sourceOf(found).text.slice(found.span.start, found.span.end));
/** Where the words were taken from, or anywhere else where the same words stand. */
const isPlaced = (found, { truth: { document, start, end, words } }) => {
  const { span } = found;
  if (found.document === document.id && span.start < end && span.end > start) return true;
  const { text } = sourceOf(found);
  const around = text.slice(Math.max(0, span.start - 40), span.end + 40);
  return plain(around).includes(plain(words)) || opened(around).includes(opened(words));
};
for (const one of cases) {
  const quotations = [{ words: one.words, by: one.by }, ...one.companions];
  const draft = draftOf(quotations, one.by, rnd);
  const claims = quotations.map(({ by }, i) => ({
    quotation: draft.places[i],
    by,
    attributed: true,
  }));
  const [check] = await checkClaims(draft.text, claims, index);
  if (FINE.has(check.wording) && check.speaker !== "contradicted") passed.add(one);
  if (values.dump)
    dumped.push(JSON.stringify({ kind: one.kind, words: one.words, home: one.home, check }));
  const said = check.wording === "altered" ? `altered ${check.severity}` : check.wording;
  const label = one.kind === "other speaker" ? check.speaker : said;
  const row = table.get(one.kind) ?? new Map();
  table.set(one.kind, row);
  row.set(label, (row.get(label) ?? 0) + 1);
  const right = isRight[one.kind](check);
  row.set("right", (row.get("right") ?? 0) + (right ? 1 : 0));
  const length = one.words.split(" ").length;
  const bucket = `${length <= 5 ? "3-5" : length <= 9 ? "6-9" : length <= 20 ? "10-20" : "21+"} words`;
  const group = SUBSTANTIVE.includes(one.kind)
    ? "substantive"
    : ["untouched", "typographic"].includes(one.kind)
      ? "untouched"
      : ["fillers", "ellipsis", "brackets"].includes(one.kind)
        ? "honest edits"
        : one.kind;
  const key = `${group} · ${bucket}`;
  const [n, ok] = byLength.get(key) ?? [0, 0];
  byLength.set(key, [n + 1, ok + (right ? 1 : 0)]);
  if (!right && (shown.get(one.kind) ?? 0) > 0) {
    shown.set(one.kind, shown.get(one.kind) - 1);
    console.log(
      `[${one.kind}] ${said} ${check.speaker} ${check.saidBy}\n  draft  ${one.words}\n  truth  ${one.truth.words}\n  found  ${
        check.found ? foundWords(check.found) : ""
      }\n  ${JSON.stringify(check.differences.map((d) => [d.kind, d.severity, draft.text.slice(d.draft.start, d.draft.end), sourceOf(check.found).text.slice(d.source.start, d.source.end)]))}`,
    );
  }
  if (check.found && !["made up", "paraphrased"].includes(one.kind)) {
    placeable++;
    if (isPlaced(check.found, one)) placed++;
    else if (shown.get("place") > 0) {
      shown.set("place", shown.get("place") - 1);
      console.log(
        `[place of ${one.kind}] ${said}\n  draft  ${one.words}\n  truth  ${one.truth.words}\n  found  ${foundWords(check.found)}`,
      );
    }
  }
}
if (values.dump) await writeFile(values.dump, `${dumped.join("\n")}\n`);
const percent = (part, all) => (all === 0 ? "–" : `${((100 * part) / all).toFixed(1)}%`);
const out = [];
const say = (line = "") => {
  out.push(line);
  console.log(line);
};
/** A Markdown table, its columns as wide as their widest cell. */
const grid = (rows) => {
  const widths = rows[0].map((_, i) => Math.max(3, ...rows.map((row) => String(row[i]).length)));
  const line = (row) => `| ${row.map((cell, i) => String(cell).padEnd(widths[i])).join(" | ")} |`;
  say(line(rows[0]));
  say(`| ${widths.map((n) => "-".repeat(n)).join(" | ")} |`);
  for (const row of rows.slice(1)) say(line(row));
  say();
};
say(
  `${cases.length} cases from ${sources.length} briefings of the ${values.half} half, seed ${values.seed}; made-up ones from ${strangers.length} others.`,
);
if (picked > 0)
  say(
    `${allButSaid} of ${picked} sentences for made-up ones were passed over: the sources hold them but for one word of every six.`,
  );
say();
const lengths = ["3-5", "6-9", "10-20", "21+"];
const groups = [
  ["changes of meaning: altered, substantive", "substantive"],
  ["untouched and typographic: fine", "untouched"],
  ["honest edits: cleaned or marked", "honest edits"],
  ["another speaker: contradicted", "other speaker"],
  ["made up: not found", "made up"],
  ["joined from two places: stitched", "stitched"],
];
const cell = (group, some) => {
  const [n, ok] = some
    .map((length) => byLength.get(`${group} · ${length} words`) ?? [0, 0])
    .reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  return percent(ok, n);
};
grid([
  ["what was made: what must be said", "all", ...lengths.map((length) => `${length} words`)],
  ...groups.map(([told, group]) => [
    told,
    cell(group, lengths),
    ...lengths.map((length) => cell(group, [length])),
  ]),
  ["the place right, of those found", percent(placed, placeable), "", "", "", ""],
]);
say("Made (rows) against said (columns):");
say();
const SAID = [
  "verbatim",
  "typographic",
  "cleaned",
  "marked",
  "altered minor",
  "altered substantive",
  "stitched",
  "not-found",
];
grid([
  ["made", ...SAID, "right"],
  ...[...table]
    .filter(([kind]) => kind !== "other speaker")
    .map(([kind, row]) => {
      const all = SAID.reduce((sum, said) => sum + (row.get(said) ?? 0), 0);
      return [kind, ...SAID.map((said) => row.get(said) ?? ""), percent(row.get("right"), all)];
    }),
]);
if (values.peers) {
  const { partial_ratio } = await import("fuzzball");
  const joined = sources.map(({ text }) => text.replace(/\s+/gu, " "));
  say("Passed as a true quotation, of 30 of each kind:");
  say();
  const rows = [["made", "should pass", "Onrecord", "string search", "fuzzy ratio"]];
  for (const kind of kinds) {
    const some = cases.filter((one) => one.kind === kind).slice(0, 30);
    let exact = 0;
    let fuzzy = 0;
    for (const { words, truth } of some) {
      if (joined.some((text) => text.includes(words))) exact++;
      const among = sources.includes(truth.document) ? truth.document : sources[0];
      if (
        among.turns.some(
          (turn) =>
            partial_ratio(
              words,
              among.text.slice(turn.content.start, turn.content.end).replace(/\s+/gu, " "),
            ) >= 90,
        )
      )
        fuzzy++;
    }
    rows.push([
      kind,
      HONEST.has(kind) ? "yes" : "no",
      percent(some.filter((one) => passed.has(one)).length, some.length),
      percent(exact, some.length),
      percent(fuzzy, some.length),
    ]);
  }
  grid(rows);
}
if (values.write) {
  const page = await readFile(values.write, "utf8");
  const [before, rest] = page.split("<!-- measured -->");
  const after = rest?.split("<!-- /measured -->")[1];
  if (after === undefined) throw new Error(`${values.write} has no marks to write between`);
  const body = `<!-- measured -->\n\n${out.join("\n").trimEnd()}\n\n<!-- /measured -->`;
  await writeFile(values.write, before + body + after);
}
