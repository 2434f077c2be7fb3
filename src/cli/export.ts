import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { ACTS } from "../attribution/attribution.js";
import { InputError } from "../errors.js";
import {
  COMMITMENT_FORMATS,
  type CommitmentFormat,
  exportRegister,
  exportStatements,
  NEED_TEXT,
  STATEMENT_FORMATS,
  type StatementFormat,
} from "../export/export.js";
import { feedUrn } from "../export/urn.js";
import { exportCommitments, exportRows } from "../ledger/export-rows.js";
import { DEFAULT_LEDGER, type OpenLedger, openLedger } from "../ledger/open.js";
import { FINE } from "./main.js";
import { day, wholeNumber } from "./options.js";
import { createPrinter, interruptible } from "./terminal.js";

interface ExportCommandOptions {
  readonly ledger: string;
  readonly format: StatementFormat | CommitmentFormat;
  readonly commitments?: boolean;
  readonly speaker?: string;
  readonly since?: string;
  readonly until?: string;
  readonly act?: string;
  readonly limit: number;
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
        .choices([...new Set([...STATEMENT_FORMATS, ...COMMITMENT_FORMATS])])
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
    .action(async (options: ExportCommandOptions) => {
      const { out } = options;
      if (options.format === "parquet" && out === undefined && process.stdout.isTTY)
        throw new InputError("--format parquet", "is no text for a terminal; give --out FILE");
      const ledger = await openLedger(options.ledger, { create: false });
      try {
        await interruptible(async (signal) => {
          const pieces = piecesOf(ledger, options, new Date().toISOString());
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

function piecesOf(
  ledger: OpenLedger,
  options: ExportCommandOptions,
  now: string,
): AsyncIterable<string | Uint8Array> {
  const { format, speaker = null, since = null, until = null, act = null } = options;
  if (isOf(COMMITMENT_FORMATS, format) && (options.commitments || format === "ics")) {
    for (const [name, value] of Object.entries({ since, until, act }))
      if (value !== null)
        throw new InputError(
          `--${name}`,
          "does not apply to promises; `onrecord commitments --due DAY` asks by their dates",
        );
    const query = { by: speaker, today: now.slice(0, 10) };
    return exportRegister(format, exportCommitments(ledger, query), { now });
  }
  if (options.commitments || !isOf(STATEMENT_FORMATS, format))
    throw new InputError(
      `--format ${format}`,
      `has no form for promises; choose one of ${COMMITMENT_FORMATS.join(", ")}`,
    );
  const rows = exportRows(ledger, {
    speaker,
    since,
    until,
    act,
    newest: format === "atom" ? options.limit : null,
    withText: NEED_TEXT.has(format),
  });
  const title = speaker === null ? "Statements on record" : `${speaker}: statements on record`;
  // A feed of somebody's statements, or of statements of a kind, is a feed of its own.
  const id = feedUrn(...[speaker, since, until, act].map((part) => part ?? ""));
  return exportStatements(format, rows, { now, title, id });
}

const isOf = <T extends string>(all: readonly T[], one: string): one is T =>
  (all as readonly string[]).includes(one);

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
