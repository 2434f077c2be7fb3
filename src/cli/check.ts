import { readFile, realpath } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../errors.js";
import { checkJson } from "../export/check.js";
import { sarif } from "../export/sarif.js";
import { type Draft, loadDraft } from "../ingest/draft.js";
import { findInputs, type Input } from "../ingest/inputs.js";
import { load } from "../ingest/load.js";
import { decodeText } from "../ingest/plain.js";
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
  proseOf,
} from "../quotecheck/index.js";
import { read } from "../read.js";
import { checkPages, prettyCheck, type ShownCheck } from "../render/check.js";
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
  onrecord check draft.md --against briefings/   with transcripts
  onrecord check draft.md --ledger               with all that was recorded
  onrecord check --quotes a.json --against b.md  quotations that a program gives
  onrecord check a.md --against b.md -f sarif    for a code host

Ends with 0 where nothing is to be mended, 1 where something is or could not be
read, 2 on a wrong command line.`,
    )
    .action(async (drafts: string[], options: CheckCommandOptions, command: Command) => {
      const { against = [], quotes = [] } = options;
      if (drafts.length === 0 && quotes.length === 0)
        command.error("error: name a draft, or quotations with --quotes", { exitCode: MISUSED });
      if (against.length === 0 && options.ledger === undefined)
        command.error("error: name what to compare with: --against FILE… or --ledger", {
          exitCode: MISUSED,
        });
      const loading = { allowPrivate: options.allowPrivate ?? false };
      const failures: string[] = [];
      const fail = (sentence: string): void => {
        failures.push(sentence);
        complain(sentence);
      };
      const loaded: Draft[] = [];
      for await (const one of loadEach(drafts, (input) => loadDraft(input, loading), fail))
        loaded.push(one);
      const unread = failures.length;
      const sources: TextDocument[] = [];
      const own = await ownOf(drafts, loaded);
      for await (const one of loadEach(against, (input) => load(input, loading), fail, own))
        if (!isOwnText(own, one)) sources.push(one);
      const notSearched = failures.slice(unread);
      if (options.ledger !== undefined) {
        const ledger = await openLedger(options.ledger === true ? DEFAULT_LEDGER : options.ledger, {
          create: false,
        });
        try {
          for await (const document of documentsOf(ledger))
            if (!(await isOwn(own, document.path, document.url)) && !isOwnText(own, document))
              sources.push(document);
        } finally {
          await ledger.close();
        }
      }
      // Why none of them could be read has been said.
      if (sources.length === 0 && notSearched.length > 0) return end(FAILED);
      if (sources.length === 0)
        throw new InputError(against.join(", ") || "the ledger", "holds nothing to compare with");
      const index = indexSources(sources);
      const tagger = await openTagger(options.model === undefined ? {} : { model: options.model });
      const reports: PlacedReport[] = [];
      try {
        const speakerOf = createPassageSpeaker(tagger);
        for (const { document, at } of loaded) {
          const report = await checkQuotations(await read(document, tagger), index, { speakerOf });
          reports.push({ ...report, at });
        }
        for (const file of quotes) {
          const { document, claims, at } = parseClaims(await textOf(file), file);
          reports.push({ ...(await checkThese(document, claims, index, { speakerOf })), at });
        }
      } finally {
        await tagger.close();
      }
      const counts = (finding: Finding): boolean =>
        !(options.allow?.has(finding) ?? false) &&
        (options.strict === true || COUNTED.has(finding));
      const print = createPrinter(process.stdout);
      for (const piece of rendered(reports, options.format, counts, notSearched))
        await print(piece);
      const found = reports.some(({ checks }) =>
        checks.some((check) => findingsOf(check).some(counts)),
      );
      end(found || failures.length > 0 ? FAILED : FINE);
    });
}

/** A report, and where its draft's offsets stand in the file as its writer has it. */
type PlacedReport = CheckReport & Pick<Draft, "at">;

function* rendered(
  reports: readonly PlacedReport[],
  format: CheckCommandOptions["format"],
  counts: (finding: Finding) => boolean,
  notSearched: readonly string[],
): Generator<string> {
  const shown = (report: CheckReport): ShownCheck[] =>
    report.checks.map((check) => ({ check, counted: findingsOf(check).some(counts) }));
  if (format === "sarif") yield `${JSON.stringify(sarif(reports, counts, VERSION), null, 2)}\n`;
  else if (format === "html")
    yield checkPages(reports.map((report) => ({ ...report, shown: shown(report) })));
  else
    for (const report of reports)
      yield format === "json"
        ? `${JSON.stringify(checkJson(report, { at: report.at, notSearched }), null, reports.length === 1 ? 2 : 0)}\n`
        : prettyCheck(report, shown(report), createStyle(process.stdout), report.at);
}

async function* loadEach<T>(
  args: readonly string[],
  loadOne: (input: Input) => Promise<T>,
  fail: (sentence: string) => void,
  own: Own = { places: new Set(), texts: new Set() },
): AsyncGenerator<T> {
  for await (const input of findInputs(args)) {
    try {
      if (input instanceof InputError) throw input;
      const path = input.kind === "file" ? input.path : null;
      const url = input.kind === "url" ? input.url : null;
      if (await isOwn(own, path, url)) continue;
      yield await loadOne(input);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fail(error.message);
    }
  }
}

/** The drafts' files and addresses, and what they say: a folder or ledger to compare with may hold them as well. */
interface Own {
  readonly places: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
}

async function ownOf(drafts: readonly string[], loaded: readonly Draft[]): Promise<Own> {
  const places = new Set(drafts.filter((draft) => draft !== "-"));
  for await (const input of findInputs([...places]))
    if (!(input instanceof InputError) && input.kind === "file")
      places.add(await placeOf(input.path));
  return { places, texts: new Set(loaded.map(({ document }) => proseOf(document))) };
}

/** Whether what is at a path or address is a draft itself, which is said. */
async function isOwn({ places }: Own, path: string | null, url: string | null): Promise<boolean> {
  const is =
    (url !== null && places.has(url)) ||
    (path !== null && places.size > 0 && places.has(await placeOf(path)));
  if (is) complain(`${path ?? url} is a draft: it is not compared with itself`);
  return is;
}

/** Whether a document's text is a draft's, wherever it came from, which is said. */
function isOwnText({ texts }: Own, document: TextDocument): boolean {
  const is = texts.has(proseOf(document));
  if (is)
    complain(`${document.url ?? document.path} has a draft's text: it is not compared with itself`);
  return is;
}

/** Where a file lies, whatever it is called by; its path where that cannot be told. */
const placeOf = (path: string): Promise<string> => realpath(path).catch(() => path);

async function textOf(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(file, `cannot be read (${problem})`, { cause });
  }
  return decodeText(bytes, { path: file }).replace(/^\ufeff/u, "");
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
