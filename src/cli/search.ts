import { type Command, Option } from "commander";
import { ACTS } from "../attribution/attribution.js";
import { DEFAULT_LEDGER, type OpenLedger, openLedger } from "../ledger/open.js";
import { countAll } from "../ledger/record.js";
import type { Hit } from "../ledger/hits.js";
import { search } from "../ledger/search.js";
import type { FoundStatement } from "../ledger/sentence.js";
import { excerpt, MOST_SHOWN } from "../render/excerpt.js";
import { fold } from "../render/fold.js";
import { createStyle, type Style } from "../render/pretty.js";
import { SPEAKER_KINDS } from "../speaker/speaker.js";
import type { DocumentKind } from "../text/document.js";
import { hull } from "../text/span.js";
import { FINE } from "./main.js";
import { day, fromZero, wholeNumber } from "./options.js";
import { counted, createPrinter } from "./terminal.js";

interface SearchOptions {
  readonly ledger: string;
  readonly speaker?: string;
  readonly since?: string;
  readonly until?: string;
  readonly act?: string;
  readonly kind?: string;
  readonly publisher?: string;
  readonly in?: DocumentKind;
  readonly direct?: boolean;
  readonly limit: number;
  readonly skip: number;
  readonly format: "pretty" | "jsonl";
}

export function registerSearch(program: Command, end: (code: number) => void): void {
  program
    .command("search")
    .argument("<words...>", 'words that must all be there; "words in quotes" stand together')
    .description("Find statements in the ledger, and where each stands.")
    .option("--speaker <name>", "said by somebody of this name")
    .option("--since <day>", "published on this day or later (YYYY-MM-DD)", day)
    .option("--until <day>", "published on this day or before (YYYY-MM-DD)", day)
    .addOption(new Option("--act <act>", "only statements of this kind").choices([...ACTS]))
    .addOption(
      new Option("--kind <kind>", "only of speakers of this kind").choices([...SPEAKER_KINDS]),
    )
    .option("--publisher <name>", "printed by a publisher of this name")
    .addOption(
      new Option("--in <kind>", "only in articles, or in transcripts").choices([
        "article",
        "transcript",
      ]),
    )
    .option("--direct", "only what stands wholly in quotation marks")
    .option("--limit <number>", "at most so many", wholeNumber, 20)
    .option("--skip <number>", "leave out so many of the first: the next page", fromZero, 0)
    .option("--ledger <file>", "the ledger to search", DEFAULT_LEDGER)
    .addOption(
      new Option("-f, --format <format>", "how to print")
        .choices(["pretty", "jsonl"])
        .default("pretty"),
    )
    .addHelpText(
      "after",
      `
Examples:
  onrecord search tunnel bus                        statements that hold both
  onrecord search "opening date" --speaker Oduya    words that stand together
  onrecord search tunnel --act denial --in article  what articles say was denied
  onrecord search tunnel --since 2024-05-01         of this day and later`,
    )
    .action(async (words: string[], options: SearchOptions) => {
      const query = words.map((word) => (/\s/u.test(word) ? `"${word}"` : word)).join(" ");
      const ledger = await openLedger(options.ledger, { create: false });
      try {
        const hits = await search(ledger, {
          words: query,
          speaker: options.speaker ?? null,
          since: options.since ?? null,
          until: options.until ?? null,
          act: options.act ?? null,
          kind: options.kind ?? null,
          publisher: options.publisher ?? null,
          from: options.in ?? null,
          directOnly: options.direct ?? false,
          limit: options.limit + 1, // one more tells whether there are more
          offset: options.skip,
        });
        const print = createPrinter(process.stdout);
        const style = createStyle(process.stdout);
        for (const hit of hits.slice(0, options.limit))
          await print(
            options.format === "jsonl"
              ? `${JSON.stringify(hit)}\n`
              : fold(prettyHit(hit, style, words.join(" ")), style.width),
          );
        if (options.format === "pretty") {
          if (hits.length === 0) await print(await nothingFound(ledger, query));
          if (hits.length > options.limit)
            await print(`More with --skip ${options.skip + options.limit}.\n`);
        }
        end(FINE);
      } finally {
        await ledger.close();
      }
    });
}

/** That nothing was found, and in how much. */
export async function nothingFound(ledger: OpenLedger, words: string): Promise<string> {
  const { documents, statements } = await countAll(ledger);
  return (
    `Nothing on record for: ${words}\n` +
    `Searched: ${counted(statements, "statement")} of ${counted(documents, "document")} in ${ledger.location}\n`
  );
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

/** Longest speaker line, in code units. */
const LONGEST_LABEL = 90;

/** Letters shown of a sentence on each side of the words. */
const SIDE = 160;

/** The sentence around the words, shortened where it is long; empty where it is the words alone. */
function surroundings({ sentence, content, cue }: Hit & Partial<FoundStatement>): string {
  const place = hull(content);
  // Of a long statement not all is shown: nothing can stand around it.
  if (!sentence || place.end - place.start > MOST_SHOWN) return "";
  const before = oneLine(sentence.text.slice(0, place.start - sentence.start));
  const after = oneLine(sentence.text.slice(place.end - sentence.start));
  if (!/[\p{L}\p{N}]/u.test(before + after)) return "";
  // A turn behind its speaker line.
  if (cue === "" && before.length <= LONGEST_LABEL && !/[\p{L}\p{N}]/u.test(after)) return "";
  const words = oneLine(sentence.text.slice(place.start - sentence.start, place.end - sentence.start)); // prettier-ignore
  const shown = words.length > 2 * SIDE ? `${words.slice(0, SIDE)} … ${words.slice(-SIDE)}` : words;
  const left = before.length > SIDE ? `… ${before.slice(-SIDE)}` : before;
  const right = after.length > SIDE ? `${after.slice(0, SIDE)} …` : after;
  return `${left} ${shown}${/^[\p{L}\p{N}(“]/u.test(right) ? " " : ""}${right}`.trim();
}

/** A statement for a person: who, how, the words (of long ones those around what was asked for), the sentence around, and where they stand. */
export function prettyHit(
  hit: Hit & Partial<FoundStatement>,
  style: Style,
  asked?: string,
): string {
  const who =
    hit.speaker ?? (hit.source === "" ? "no source named" : `${hit.source} (not resolved)`);
  const where = `${hit.path ?? hit.url ?? hit.document}:${hit.line}:${hit.column}`;
  const about = [
    hit.published ?? "no date",
    hit.publisher,
    hit.title,
    `statement ${hit.statement}`,
  ].filter((part) => part !== null);
  const how = [hit.cue, `${hit.act}, ${hit.quotation}`].filter((part) => part !== "").join(" · ");
  const sentence = surroundings(hit);
  const around = sentence === "" ? "" : `  ${style.quiet(`in: ${sentence}`)}\n`;
  const elsewhere = (hit.alsoIn ?? []).map(({ publisher, published, url }) =>
    [publisher ?? url, published].filter((part) => part !== null).join(" "),
  );
  const also =
    elsewhere.length === 0
      ? ""
      : `  ${style.quiet(`the same text, to the letter, in: ${elsewhere.join(", ")}`)}\n`;
  return `${style.strong(who)} ${style.quiet(how)}
  ${excerpt(hit.words, asked)}
${around}  ${style.quiet(`${where} · ${about.join(" · ")}`)}
${also}
`;
}
