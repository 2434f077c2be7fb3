import type { Command } from "commander";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import { countAll, record, type Recorded } from "../ledger/record.js";
import { createStyle, prettyReading } from "../render/pretty.js";
import { FAILED, FINE } from "./main.js";
import { type ReadingOptions, setupOf, withReadingOptions } from "./options.js";
import { run } from "./run.js";
import { complain, counted, createPrinter, interruptible, terminalProgress } from "./terminal.js";

interface AddOptions extends ReadingOptions {
  readonly ledger: string;
  readonly again?: boolean;
}

function outcome({ added, statements, revises, changed, printedElsewhere }: Recorded): string {
  const printing = printedElsewhere ? "; another printing of it is noted" : "";
  if (changed) return `read anew, ${statements} statements; what people decided stands${printing}`;
  if (!added)
    return `recorded before, ${printedElsewhere ? "to the letter" : "unchanged"}${printing}`;
  const revision =
    revises === null ? "" : "; a new revision, `onrecord revisions` shows what changed";
  return `${statements} statements recorded${revision}`;
}

export function registerAdd(program: Command, end: (code: number) => void): void {
  withReadingOptions(
    program
      .command("add")
      .argument("<input...>", "files, folders, globs, addresses, or - for standard input")
      .description("Read, and record every statement in the ledger.")
      .option("--again", "put this reading in the place of an earlier one of the same text")
      .option("--ledger <file>", "the ledger to record in", DEFAULT_LEDGER),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord add article.txt             print the article's statements and record them
  onrecord add news/ briefings/*.md    record many; the same text again changes nothing
  onrecord add --again news/           after an update: read anew, keep what people decided
  onrecord search tunnel --speaker Lund`,
    )
    .action(async (inputs: string[], options: AddOptions) => {
      const ledger = await openLedger(options.ledger, { create: true });
      try {
        const print = createPrinter(process.stdout);
        const style = createStyle(process.stdout);
        const single = inputs.length === 1;
        let documents = 0;
        let known = 0;
        let statements = 0;
        const failed = await interruptible((signal) =>
          run(inputs, {
            setup: setupOf(options, "reading"),
            jobs: options.jobs ?? null,
            progress: terminalProgress(),
            async take(output) {
              if (output.kind !== "reading") return;
              const done = await record(ledger, output.reading, new Date().toISOString(), {
                again: options.again ?? false,
              });
              documents += Number(done.added);
              known += Number(!done.added);
              statements += done.statements;
              const { path, url } = output.reading.document;
              if (single && documents + known === 1)
                await print(prettyReading(output.reading, style));
              await print(`${path ?? url ?? "text"}: ${outcome(done)}\n`);
            },
            complain,
            signal,
          }),
        );
        const all = await countAll(ledger);
        await print(
          `${counted(statements, "statement")} of ${counted(documents, "new document")} recorded` +
            `${known > 0 ? `, ${known} known already` : ""}; ` +
            `${ledger.location} now holds ${counted(all.statements, "statement")} of ${counted(all.documents, "document")}.\n`,
        );
        end(failed > 0 ? FAILED : FINE);
      } finally {
        await ledger.close();
      }
    });
}
