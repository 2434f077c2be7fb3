import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../errors.js";
import { checkJson } from "../export/check.js";
import { sarif } from "../export/sarif.js";
import { findInputs } from "../ingest/inputs.js";
import { load } from "../ingest/load.js";
import { documentsOf } from "../ledger/documents.js";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import {
  type CheckReport,
  checkQuotations,
  checkThese,
  COUNTED,
  createPassageSpeaker,
  type Finding,
  FINDINGS,
  findingsOf,
  indexSources,
} from "../quotecheck/index.js";
import { read } from "../read.js";
import { checkPage, prettyCheck } from "../render/check.js";
import { createStyle } from "../render/pretty.js";
import { openTagger } from "../tagger/onnx-node.js";
import type { TextDocument } from "../text/document.js";
import { parseClaims } from "./claims.js";
import { FAILED, FINE, MISUSED, VERSION } from "./main.js";
import { type ReadingOptions, withReadingOptions } from "./options.js";
import { complain, createPrinter } from "./terminal.js";

interface CheckCommandOptions extends ReadingOptions {
  readonly against?: readonly string[];
  readonly ledger?: string | true;
  readonly quotes?: readonly string[];
  readonly format: "pretty" | "json" | "sarif" | "html";
  readonly strict?: boolean;
  readonly allow?: ReadonlySet<Finding>;
}

export function registerCheck(program: Command, end: (code: number) => void): void {
  withReadingOptions(
    program
      .command("check")
      .argument("[draft...]", "drafts: files, folders, globs, addresses, or - for standard input")
      .description("Check a draft's quotations: are these the words, and that person's?")
      .option("--against <source...>", "transcripts and articles to compare with")
      .option("--ledger [file]", `compare with every document of the ledger (${DEFAULT_LEDGER})`)
      .option(
        "--quotes <file...>",
        "check quotations from JSON, with their speakers, instead of a draft's",
      )
      .option("--strict", "any departure is a finding, honest ones too")
      .option(
        "--allow <findings>",
        `no findings of these, by commas: ${FINDINGS.join(", ")}`,
        findings,
      )
      .addOption(
        new Option("-f, --format <format>", "how to print")
          .choices(["pretty", "json", "sarif", "html"])
          .default("pretty"),
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord check draft.md --against briefings/          every quotation against the transcripts
  onrecord check draft.md --ledger                      against all that was recorded
  onrecord check --quotes claims.json --against a.txt   quotations a program came up with
  onrecord check draft.md --against b.md -f sarif       for a code host

Ends with 0 where nothing is to be mended, 1 where something is, 2 on a wrong command line.`,
    )
    .action(async (drafts: string[], options: CheckCommandOptions, command: Command) => {
      const { against = [], quotes = [] } = options;
      if (drafts.length === 0 && quotes.length === 0)
        command.error("error: name a draft, or quotations with --quotes", { exitCode: MISUSED });
      if (against.length === 0 && options.ledger === undefined)
        command.error("error: name what to compare with: --against FILE… or --ledger", {
          exitCode: MISUSED,
        });
      const failures: string[] = [];
      const fail = (sentence: string): void => {
        failures.push(sentence);
        complain(sentence);
      };
      const sources = await loadAll(against, options, fail);
      if (options.ledger !== undefined) {
        const ledger = await openLedger(options.ledger === true ? DEFAULT_LEDGER : options.ledger, {
          create: false,
        });
        try {
          for await (const document of documentsOf(ledger)) sources.push(document);
        } finally {
          await ledger.close();
        }
      }
      if (sources.length === 0)
        throw new InputError(against.join(", ") || "the ledger", "holds nothing to compare with");
      const index = indexSources(sources);
      const tagger = await openTagger(options.model === undefined ? {} : { model: options.model });
      const reports: CheckReport[] = [];
      try {
        const speakerOf = createPassageSpeaker(tagger);
        for (const draft of await loadAll(drafts, options, fail))
          reports.push(await checkQuotations(await read(draft, tagger), index, { speakerOf }));
        for (const file of quotes) {
          const { document, claims } = parseClaims(await textOf(file), file);
          reports.push(await checkThese(document, claims, index, { speakerOf }));
        }
      } finally {
        await tagger.close();
      }
      const counts = (finding: Finding): boolean =>
        !(options.allow?.has(finding) ?? false) &&
        (options.strict === true || COUNTED.has(finding));
      const print = createPrinter(process.stdout);
      for (const piece of rendered(reports, options.format, counts)) await print(piece);
      const found = reports.some(({ checks }) =>
        checks.some((check) => findingsOf(check).some(counts)),
      );
      end(found || failures.length > 0 ? FAILED : FINE);
    });
}

function* rendered(
  reports: readonly CheckReport[],
  format: CheckCommandOptions["format"],
  counts: (finding: Finding) => boolean,
): Generator<string> {
  if (format === "sarif") {
    yield `${JSON.stringify(sarif(reports, counts, VERSION), null, 2)}\n`;
    return;
  }
  for (const report of reports) {
    const shown = report.checks.map((check) => ({
      check,
      counted: findingsOf(check).some(counts),
    }));
    if (format === "html") yield checkPage(report, shown);
    else if (format === "json")
      yield `${JSON.stringify(checkJson(report), null, reports.length === 1 ? 2 : 0)}\n`;
    else yield prettyCheck(report, shown, createStyle(process.stdout));
  }
}

async function loadAll(
  args: readonly string[],
  options: ReadingOptions,
  fail: (sentence: string) => void,
): Promise<TextDocument[]> {
  const out: TextDocument[] = [];
  for await (const input of findInputs(args)) {
    try {
      if (input instanceof InputError) throw input;
      out.push(await load(input, { allowPrivate: options.allowPrivate ?? false }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fail(error.message);
    }
  }
  return out;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(file, `cannot be read (${problem})`, { cause });
  }
}

function findings(value: string): ReadonlySet<Finding> {
  const out = new Set<Finding>();
  for (const one of value.split(",").map((part) => part.trim())) {
    const known = FINDINGS.find((finding) => finding === one);
    if (!known) throw new InvalidArgumentError(`"${one}" is none of ${FINDINGS.join(", ")}.`);
    out.add(known);
  }
  return out;
}
