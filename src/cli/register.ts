import { Argument, type Command } from "commander";
import { InputError } from "../errors.js";
import { asked } from "../ledger/asked.js";
import {
  commitments,
  type Evidence,
  type Registered,
  setStatus,
  type Status,
  STATUSES,
} from "../ledger/commitments.js";
import { said } from "../ledger/said.js";
import type { Style } from "../render/pretty.js";
import {
  type DecisionOptions,
  decisionOf,
  type LedgerOptions,
  withDecisionOptions,
  withLedger,
  withLedgerOptions,
} from "./ledger-options.js";
import { FINE } from "./main.js";
import { day, wholeNumber } from "./options.js";
import { prettyHit } from "./search.js";

const today = (): string => new Date().toISOString().slice(0, 10);

interface CommitmentOptions extends LedgerOptions {
  readonly due?: string;
  readonly by?: string;
  readonly open?: boolean;
  readonly limit: number;
}

export function registerRegister(program: Command, end: (code: number) => void): void {
  withLedgerOptions(
    program
      .command("said")
      .argument("<words...>", "the words that were said")
      .description(
        "The same words in many documents: every printing, the first first, and what each changed.",
      ),
  ).action(async (words: string[], options: LedgerOptions) => {
    await withLedger(options, async (ledger, out) => {
      const printings = await said(ledger, words.join(" "));
      await out.each(printings, ({ hit, wording, severity, copyOf }) => {
        const verdict = severity ? `${wording}, ${severity}` : wording;
        return `${verdict}${copyOf ? " (a copy of an earlier one's article)" : ""}\n${prettyHit(hit, out.style)}`;
      });
      await out.note(`${printings.length} printings in ${ledger.location}.`);
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
      .option("--limit <number>", "at most so many", wholeNumber, 50),
  ).action(async (options: CommitmentOptions) => {
    await withLedger(options, async (ledger, out) => {
      const found = await commitments(ledger, {
        due: options.due ?? null,
        by: options.by ?? null,
        openOnly: options.open ?? false,
        today: today(),
        limit: options.limit,
      });
      await out.each(found, (one) => prettyCommitment(one, out.style));
      const overdue = found.filter((one) => one.overdue).length;
      await out.note(`${found.length} commitments, ${overdue} overdue.`);
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
  ).action(
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
  ).action(async (options: LedgerOptions & { readonly all?: boolean; readonly limit: number }) => {
    await withLedger(options, async (ledger, out) => {
      const found = await asked(ledger, {
        unanswered: !(options.all ?? false),
        limit: options.limit,
      });
      await out.each(
        found,
        ({ question, answer, reply }) =>
          `${question.map((hit) => prettyHit(hit, out.style).trimEnd()).join("\n")}\n` +
          `  → ${reply ?? "no reply found"}${answer[0] ? `: ${answer[0].words.replaceAll(/\s+/gu, " ").slice(0, 300)}` : ""}\n\n`,
      );
      await out.note(`${found.length} questions.`);
    });
    end(FINE);
  });
}

/** A statement's number, or an address; its day, or today. */
function evidenceOf(value: string | undefined, date: string | undefined): Evidence | null {
  if (value === undefined) return null;
  const number = /^\d+$/u.test(value) ? Number(value) : null;
  if (number === null && !/^https?:\/\/\S+$/u.test(value))
    throw new InputError(`--evidence ${value}`, "is neither a statement's number nor an address");
  return { statement: number, url: number === null ? value : null, date: date ?? today() };
}

function prettyCommitment(one: Registered, style: Style): string {
  const due =
    one.deadline === null
      ? "no deadline"
      : `${one.deadline.text}${one.deadline.date ? ` (${one.deadline.date})` : ""}`;
  const state = one.overdue
    ? style.warn("overdue")
    : one.looked
      ? one.status
      : `${one.status}, nobody has looked`;
  const { hit } = one;
  const out = [
    `${style.strong(`${one.id}  ${one.by}`)} ${style.quiet("·")} ${due} ${style.quiet("·")} ${state}`,
    `  ${one.action.replaceAll(/\s+/gu, " ")}`,
  ];
  if (one.condition) out.push(`  on condition: ${one.condition.replaceAll(/\s+/gu, " ")}`);
  if (one.evidence)
    out.push(
      `  evidence, ${one.evidence.date}: ${one.evidence.url ?? `statement ${one.evidence.statement}`}`,
    );
  out.push(
    style.quiet(
      `  ${hit.path ?? hit.url ?? hit.document}:${hit.line}:${hit.column} · ${hit.published ?? "no date"}`,
    ),
  );
  return `${out.join("\n")}\n\n`;
}
