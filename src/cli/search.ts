import { type Command, Option } from "commander";
import { ACTS } from "../attribution/attribution.js";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import { type Hit, search } from "../ledger/search.js";
import { createStyle, type Style } from "../render/pretty.js";
import { FINE } from "./main.js";
import { day, wholeNumber } from "./options.js";
import { createPrinter } from "./terminal.js";

interface SearchOptions {
  readonly ledger: string;
  readonly speaker?: string;
  readonly since?: string;
  readonly until?: string;
  readonly act?: string;
  readonly direct?: boolean;
  readonly limit: number;
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
    .option("--direct", "only what stands wholly in quotation marks")
    .option("--limit <number>", "at most so many", wholeNumber, 20)
    .option("--ledger <file>", "the ledger to search", DEFAULT_LEDGER)
    .addOption(
      new Option("-f, --format <format>", "how to print")
        .choices(["pretty", "jsonl"])
        .default("pretty"),
    )
    .action(async (words: string[], options: SearchOptions) => {
      const ledger = await openLedger(options.ledger, { create: false });
      try {
        const hits = await search(ledger, {
          words: words.map((word) => (/\s/u.test(word) ? `"${word}"` : word)).join(" "),
          speaker: options.speaker ?? null,
          since: options.since ?? null,
          until: options.until ?? null,
          act: options.act ?? null,
          directOnly: options.direct ?? false,
          limit: options.limit,
        });
        const print = createPrinter(process.stdout);
        const style = createStyle(process.stdout);
        for (const hit of hits)
          await print(
            options.format === "jsonl" ? `${JSON.stringify(hit)}\n` : prettyHit(hit, style),
          );
        if (hits.length === 0 && options.format === "pretty")
          await print(`Nothing found in ${ledger.location} for: ${words.join(" ")}\n`);
        end(FINE);
      } finally {
        await ledger.close();
      }
    });
}

/** A statement for a person: who, how, the words, and where they stand. */
export function prettyHit(hit: Hit, style: Style): string {
  const who =
    hit.speaker ?? (hit.source === "" ? "no source named" : `${hit.source} (not resolved)`);
  const where = `${hit.path ?? hit.url ?? hit.document}:${hit.line}:${hit.column}`;
  const about = [hit.published ?? "no date", hit.publisher, hit.title].filter(
    (part) => part !== null,
  );
  return `${style.strong(who)} ${style.quiet(`${hit.cue} · ${hit.act}, ${hit.quotation}`)}
  ${hit.words.replace(/\s+/gu, " ")}
  ${style.quiet(`${where} · ${about.join(" · ")}`)}

`;
}
