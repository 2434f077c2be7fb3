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
  if (changed)
    return `read anew, ${counted(statements, "statement")}; what people decided stands${printing}`;
  if (!added)
    return `recorded before, ${printedElsewhere ? "to the letter" : "unchanged"}${printing}`;
  const revision =
    revises === null ? "" : "; a new revision, `onrecord revisions` shows what changed";
  return `${counted(statements, "statement")} recorded${revision}`;
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
  onrecord add article.txt               print its statements and record them
  onrecord add news/ briefings/*.md      many; a known text stays as it is
  onrecord add --again news/             read anew, keep what people decided
  onrecord search tunnel --speaker Lund  ask what was recorded`,
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
              const { document, language } = output.reading;
              const { path, url } = document;
              const foreign =
                language === "en" ? "" : `; it looks like "${language}", and only English is read`;
              if (single && documents + known === 1)
                await print(prettyReading(output.reading, style));
              await print(`${path ?? url ?? "text"}: ${outcome(done)}${foreign}\n`);
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
