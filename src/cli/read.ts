import { type Command, Option } from "commander";
import { readingJson } from "../export/reading.js";
import type { Reading } from "../read.js";
import { pageOf } from "../render/page.js";
import { createStyle, prettyReading } from "../render/pretty.js";
import { FAILED, FINE } from "./main.js";
import { type ReadingOptions, setupOf, withReadingOptions } from "./options.js";
import type { Output } from "./reader.js";
import { run } from "./run.js";
import { complain, createPrinter, interruptible, terminalProgress } from "./terminal.js";

type Format = "pretty" | "json" | "jsonl" | "html";

export function registerRead(program: Command, end: (code: number) => void): void {
  withReadingOptions(
    program
      .command("read")
      .argument("<input...>", "files, folders, globs, addresses, or - for standard input")
      .description("Read articles and transcripts: who said what, in which words, and where.")
      .addOption(
        new Option("-f, --format <format>", "how to print")
          .choices(["pretty", "json", "jsonl", "html"])
          .default("pretty"),
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord read article.txt                 statements, by speaker
  onrecord read -f jsonl news/ > all.jsonl  a line a document, spans exact
  onrecord read -f html page.html > a.html  one page that shows every mark
  curl -s example.org/a | onrecord read -   whatever comes in

Formats that are read: plain text, Markdown with front matter, HTML, DOCX, PDF,
JSON Lines of articles (text, title, date, url, source), transcripts, captions
(SRT, WebVTT). Offsets count UTF-16 code units.`,
    )
    .action(async (inputs: string[], options: ReadingOptions & { readonly format: Format }) => {
      const print = createPrinter(process.stdout);
      const lines = options.format === "jsonl";
      const failed = await interruptible((signal) =>
        run(inputs, {
          setup: setupOf(options, lines ? "jsonl" : "reading"),
          jobs: options.jobs ?? null,
          progress: terminalProgress(),
          take: (output) => print(render(output, options.format)),
          complain,
          signal,
        }),
      );
      end(failed > 0 ? FAILED : FINE);
    });
}

function render(output: Output, format: Format): string {
  if (output.kind === "line") return `${output.line}\n`;
  return renderReading(output.reading, format);
}

function renderReading(reading: Reading, format: Format): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(readingJson(reading), null, 2)}\n`;
    case "html":
      return pageOf(reading);
    default:
      return prettyReading(reading, createStyle(process.stdout));
  }
}
