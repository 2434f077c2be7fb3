import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { ACTS } from "../attribution/attribution.js";
import { InputError } from "../errors.js";
import { type ExportQuery, exportLedger, FORMATS } from "../ledger/exporting.js";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import { FINE } from "./main.js";
import { day, wholeNumber } from "./options.js";
import { createPrinter, interruptible } from "./terminal.js";

interface ExportCommandOptions extends Omit<ExportQuery, "now"> {
  readonly ledger: string;
  readonly out?: string;
}

export function registerExport(program: Command, end: (code: number) => void): void {
  program
    .command("export")
    .description("Write statements, or promises with their deadlines, in formats others read.")
    .addOption(
      new Option(
        "-f, --format <format>",
        "ics and --commitments give promises, the rest statements",
      )
        .choices([...FORMATS])
        .default("jsonl"),
    )
    .option("--commitments", "the register of promises (jsonl, csv, parquet, ics)")
    .option("--speaker <name>", "said, or promised, by somebody of this name")
    .option("--since <day>", "published on this day or later (YYYY-MM-DD)", day)
    .option("--until <day>", "published on this day or before (YYYY-MM-DD)", day)
    .addOption(new Option("--act <act>", "only statements of this kind").choices([...ACTS]))
    .option("--limit <number>", "entries of a feed, the newest", wholeNumber, 100)
    .option("--ledger <file>", "the ledger to export", DEFAULT_LEDGER)
    .option("--out <file>", "write to this file, whole or not at all")
    .addHelpText(
      "after",
      `
Examples:
  onrecord export > all.jsonl                         everything, a line each
  onrecord export -f csv --speaker Oduya --out a.csv  for a spreadsheet
  onrecord export -f parquet --out all.parquet        for DuckDB, R, pandas
  onrecord export -f csv --commitments --out b.csv    the register of promises
  onrecord export -f ics --out deadlines.ics          theirs, for a calendar`,
    )
    .action(async (options: ExportCommandOptions) => {
      const { out } = options;
      if (options.format === "parquet" && out === undefined && process.stdout.isTTY)
        throw new InputError("--format parquet", "is no text for a terminal; give --out FILE");
      const ledger = await openLedger(options.ledger, { create: false });
      try {
        await interruptible(async (signal) => {
          const pieces = exportLedger(ledger, { ...options, now: new Date().toISOString() });
          if (out !== undefined) return await writeFile(out, pieces, signal);
          const print = createPrinter(process.stdout);
          for await (const piece of pieces) {
            if (signal.aborted) return;
            await print(piece);
          }
        });
        end(FINE);
      } finally {
        await ledger.close();
      }
    });
}

/** Writes beside the file and puts it in place when whole: no reader sees a half, none is left. */
async function writeFile(
  path: string,
  pieces: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await pipeline(pieces, createWriteStream(part, { flags: "wx" }), { signal });
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    if (signal.aborted) return;
    if (cause instanceof Error && "syscall" in cause)
      throw new InputError(path, `cannot be written (${cause.message})`, { cause });
    throw cause;
  }
}
