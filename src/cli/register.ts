import { Argument, type Command } from "commander";
import { InputError } from "../errors.js";
import { asked } from "../ledger/asked.js";
import {
  commitments,
  type Evidence,
  setStatus,
  type Status,
  STATUSES,
} from "../ledger/commitments.js";
import { commitmentRecord } from "../ledger/evidence.js";
import { said } from "../ledger/said.js";
import {
  type DecisionOptions,
  decisionOf,
  type LedgerOptions,
  withDecisionOptions,
  withLedger,
  withLedgerOptions,
} from "./ledger-options.js";
import { FINE } from "./main.js";
import { day, fromZero, wholeNumber } from "./options.js";
import type { Hit } from "../ledger/hits.js";
import { prettyCommitment, prettyPrinting, prettyRecord } from "./pretty-record.js";
import { nothingFound, prettyHit } from "./search.js";
import { counted } from "./terminal.js";

const today = (): string => new Date().toISOString().slice(0, 10);

interface CommitmentOptions extends LedgerOptions {
  readonly due?: string;
  readonly by?: string;
  readonly open?: boolean;
  readonly limit: number;
  readonly skip: number;
}

export function registerRegister(program: Command, end: (code: number) => void): void {
  withLedgerOptions(
    program
      .command("said")
      .argument("<words...>", "the words that were said")
      .description(
        "The same words in many documents: every printing, the first first, and what each changed.",
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord said "not send a single bus"  who printed it, and how

Words are looked for as \`onrecord check\` does: changed ones are found too.`,
    )
    .action(async (words: string[], options: LedgerOptions) => {
      await withLedger(options, async (ledger, out) => {
        const asked = words.join(" ");
        const printings = await said(ledger, asked);
        await out.each(printings, (one) => prettyPrinting(one, asked, printings, out.style));
        const copies = printings.filter(({ copyOf }) => copyOf !== null).length;
        await out.note(
          printings.length === 0
            ? (await nothingFound(ledger, asked)).trimEnd()
            : counted(printings.length, "printing") +
                (copies > 0 ? `, ${copies} of them in copies of one article` : "") +
                `, in ${ledger.location}.`,
        );
      });
      end(FINE);
    });

  withLedgerOptions(
    program
      .command("commitments")
      .description("The register of promises: by whom, what, by when, and what people found of it.")
      .option("--due <day>", "due on this day or before (YYYY-MM-DD)", day)
      .option("--by <name>", "of somebody whose name holds this")
      .option("--open", "only those that nobody has settled")
      .option("--limit <number>", "at most so many", wholeNumber, 50)
      .option("--skip <number>", "leave out so many of the first: the next page", fromZero, 0),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord commitments                          all, those with a date first
  onrecord commitments --open --due 2024-09-01  due by then, and not settled
  onrecord commitments --by Oduya               hers`,
    )
    .action(async (options: CommitmentOptions) => {
      await withLedger(options, async (ledger, out) => {
        const found = await commitments(ledger, {
          due: options.due ?? null,
          by: options.by ?? null,
          openOnly: options.open ?? false,
          today: today(),
          limit: options.limit + 1, // one more tells whether there are more
          offset: options.skip,
        });
        const more = found.length > options.limit;
        const shown = found.slice(0, options.limit);
        await out.each(shown, (one) => prettyCommitment(one, out.style));
        const overdue = shown.filter((one) => one.overdue).length;
        await out.note(
          `${counted(shown.length, "commitment")}, ${overdue} overdue` +
            `${more ? `; more with --skip ${options.skip + options.limit}` : ""}.` +
            (shown.length > 0
              ? " `onrecord commitment NUMBER` shows all that is on record on one."
              : ""),
        );
      });
      end(FINE);
    });

  withLedgerOptions(
    program
      .command("commitment")
      .argument("<number>", "its number in the register", wholeNumber)
      .description("One promise: its printings, and what was said later that may bear on it."),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord commitment 3  its number, as \`onrecord commitments\` gives it`,
    )
    .action(async (id: number, options: LedgerOptions) => {
      await withLedger(options, async (ledger, out) => {
        const one = await commitmentRecord(ledger, id, today());
        await out.each([one], () => prettyRecord(one, out.style));
      });
      end(FINE);
    });

  withDecisionOptions(
    withLedgerOptions(
      program
        .command("mark")
        .argument("<commitment>", "its number in the register", wholeNumber)
        .addArgument(new Argument("<status>", "what became of it").choices([...STATUSES]))
        .description("Say what became of a promise, on what evidence. Only people do.")
        .option("--evidence <statement>", "a statement's number, or an address")
        .option("--date <day>", "the day of the evidence (YYYY-MM-DD; default today)", day),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord mark 3 kept --evidence https://example.org/a
  onrecord mark 3 broken --evidence 41 --why "no bus"
  onrecord mark 3 open                                   looked, found nothing

All but \`open\` need evidence: a statement's number or an address.`,
    )
    .action(
      async (
        id: number,
        status: Status,
        options: LedgerOptions &
          DecisionOptions & { readonly evidence?: string; readonly date?: string },
      ) => {
        await withLedger(options, async (ledger, out) => {
          const event = await setStatus(
            ledger,
            id,
            status,
            evidenceOf(options.evidence, options.date),
            decisionOf(options),
          );
          await out.each(
            [{ event }],
            () => `Event ${event} recorded; \`onrecord undo ${event}\` takes it back.\n`,
          );
        });
        end(FINE);
      },
    );

  withLedgerOptions(
    program
      .command("asked")
      .description("Questions without a direct answer on record, and what was said to them.")
      .option("--all", "those with a direct answer too")
      .option("--limit <number>", "at most so many", wholeNumber, 20),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord asked                 declined, put off, or no sign of an answer
  onrecord asked --all -f jsonl  every question, for a program`,
    )
    .action(async (options: LedgerOptions & { readonly all?: boolean; readonly limit: number }) => {
      await withLedger(options, async (ledger, out) => {
        const found = await asked(ledger, {
          unanswered: !(options.all ?? false),
          limit: options.limit,
        });
        await out.each(
          found,
          ({ question, answer, reply }) =>
            `${question.map((hit) => prettyHit(hit, out.style).trimEnd()).join("\n")}\n` +
            `  → ${prettyReply(reply, answer)}\n\n`,
        );
        await out.note(`${counted(found.length, "question")}.`);
      });
      end(FINE);
    });
}

/** What a reply's own words show, and those words: evidence, no verdict on who evades. */
function prettyReply(reply: string | null, [first]: readonly Hit[]): string {
  const shows =
    reply === null || reply === "none found"
      ? "no sign of a direct answer"
      : (REPLIES[reply] ?? reply);
  if (!first) return `${shows}; nothing was said to it`;
  const who = first.speaker ?? (first.source || "no source named");
  const words = first.words.replaceAll(/\s+/gu, " ");
  return `${shows} · ${who}: ${words.length > 300 ? `${words.slice(0, 300)} …` : words}`;
}

const REPLIES: Readonly<Record<string, string>> = {
  direct: "answered directly",
  declined: "declined to answer",
  deferred: "put off",
};

/** A statement's number, or an address; its day, or today. */
function evidenceOf(value: string | undefined, date: string | undefined): Evidence | null {
  if (value === undefined) return null;
  const number = /^\d+$/u.test(value) ? Number(value) : null;
  if (number === null && !/^https?:\/\/\S+$/u.test(value))
    throw new InputError(`--evidence ${value}`, "is neither a statement's number nor an address");
  return { statement: number, url: number === null ? value : null, date: date ?? today() };
}
