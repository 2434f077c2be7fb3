import type { Command } from "commander";
import { InputError } from "../errors.js";
import { examine } from "../ledger/doctor.js";
import { isFile } from "../ledger/open.js";
import { salvage } from "../ledger/salvage.js";
import { eventsOf, undo } from "../ledger/events.js";
import { revisionsOf } from "../ledger/revisions.js";
import type { Hit } from "../ledger/hits.js";
import {
  type DecisionOptions,
  decisionOf,
  type LedgerOptions,
  withDecisionOptions,
  withLedger,
  withLedgerOptions,
} from "./ledger-options.js";
import { FAILED, FINE } from "./main.js";
import { wholeNumber } from "./options.js";
import { eventInWords } from "./pretty-event.js";
import { counted, createPrinter, terminalProgress } from "./terminal.js";

export function registerLog(program: Command, end: (code: number) => void): void {
  withLedgerOptions(
    program
      .command("log")
      .description("Every decision in the ledger: who, when, why, what it was before."),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord log           the first first
  onrecord log -f jsonl  with all that each changed
  onrecord undo 3        take number 3 back`,
    )
    .action(async (options: LedgerOptions) => {
      await withLedger(options, async (ledger, out) => {
        const events = await eventsOf(ledger);
        await out.each(events, (event) => {
          const { id, at, who, why, undone } = event;
          const taken = undone ? out.style.quiet(" (taken back since)") : "";
          return (
            `${out.style.strong(String(id))}  ${at} ${who}${taken}\n` +
            `  ${eventInWords(event)}\n${why ? `  why: ${why}\n` : ""}`
          );
        });
        await out.note(
          `${counted(events.length, "decision")}; --format jsonl gives all that each changed.`,
        );
      });
      end(FINE);
    });

  withDecisionOptions(
    withLedgerOptions(
      program
        .command("undo")
        .argument("<event>", "its number in the log", wholeNumber)
        .description("Take a decision back; the log keeps both."),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord undo 3 --why "another promise"  its number in \`onrecord log\``,
    )
    .action(async (id: number, options: LedgerOptions & DecisionOptions) => {
      await withLedger(options, async (ledger, out) => {
        const event = await undo(ledger, id, decisionOf(options));
        await out.each([{ event }], () => `Event ${id} is taken back (event ${event}).\n`);
      });
      end(FINE);
    });

  withLedgerOptions(
    program
      .command("revisions")
      .argument("<address>", "an address on the web, or the path that was read")
      .description("Every text that an address gave, and what each changed in its statements."),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord revisions https://example.org/story
  onrecord revisions news/story.txt             as it was read`,
    )
    .action(async (address: string, options: LedgerOptions) => {
      await withLedger(options, async (ledger, out) => {
        const revisions = await revisionsOf(ledger, address);
        if (revisions.length === 0)
          throw new InputError(address, "was never read into this ledger; write it as it was read");
        await out.each(revisions, ({ document, seen, changes }) => {
          const told = (changes ?? []).map(({ before, after }) =>
            [
              before && `  ${out.style.warn("-")} ${line(before)}\n`,
              after && `  ${out.style.strong("+")} ${line(after)}\n`,
            ].join(""),
          );
          const what =
            changes === null ? "first seen" : `${counted(changes.length, "change")} to statements`;
          return `${out.style.strong(seen)} ${out.style.quiet(`${what}\n  ${document}`)}\n${told.join("")}`;
        });
        await out.note(`${counted(revisions.length, "revision")} of ${address}.`);
      });
      end(FINE);
    });

  withLedgerOptions(
    program
      .command("doctor")
      .description(
        "Check a ledger: its texts, spans, keys and indexes; make anew what follows from the rest.",
      )
      .option("--save <file>", "save what can be read of a damaged ledger's file into a new one"),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord doctor
  onrecord doctor --ledger desk.db --save saved.db  of a file that is damaged

Ends with 1 where something is damaged.`,
    )
    .action(async (options: LedgerOptions & { readonly save?: string }) => {
      if (options.save !== undefined) return end(await save(options, options.save));
      await withLedger(options, async (ledger, out) => {
        const progress = terminalProgress();
        let expected = 0;
        const found = await examine(ledger, (of) => {
          for (; expected < of; expected++) progress.expect();
          progress.step();
        });
        progress.end();
        await out.each([found], ({ damage, mended, documents, statements }) => {
          const lines = mended.map((one) => `Mended: ${one}.\n`).join("");
          return damage.length === 0
            ? `${lines}${ledger.location} is sound: ${counted(statements, "statement")} of ${counted(documents, "document")}.\n`
            : `${lines}${ledger.location} is damaged; ${isFile(options.ledger) ? CURE : POSTGRES_CURE}:\n  ${damage.join("\n  ")}\n`;
        });
        end(found.damage.length > 0 ? FAILED : FINE);
      });
    });
}

/** What to do of damage that cannot be mended. */
const CURE = "restore it from a copy, or save what can be read with `onrecord doctor --save FILE`";
const POSTGRES_CURE =
  "restore the last dump (`pg_dump`, `pg_restore`), or save what can be read with `pg_dump --table` of one table after another";

/** Saves what can be read of a ledger, and tells what could not. */
async function save(options: LedgerOptions, into: string): Promise<number> {
  if (!isFile(options.ledger))
    throw new InputError("--save", `saves from a file; in PostgreSQL, ${POSTGRES_CURE}`);
  const print = createPrinter(process.stdout);
  const tables = await salvage(options.ledger, into);
  if (options.format === "jsonl") {
    for (const table of tables) await print(`${JSON.stringify(table)}\n`);
    return FINE;
  }
  for (const { table, saved, orphans, gaps } of tables)
    if (saved + orphans + gaps > 0)
      await print(
        `${table}: ${saved} saved` +
          (gaps > 0 ? `; ${counted(gaps, "stretch", "stretches")} could not be read` : "") +
          (orphans > 0 ? `; ${orphans} left out, for what they belong to could not be read` : "") +
          "\n",
      );
  const lost = tables.some(({ table, gaps }) => table === "statements" && gaps > 0);
  await print(
    `Saved into ${into}; \`onrecord doctor --ledger ${into}\` checks it` +
      `${lost ? ", `onrecord add --again` reads anew the texts whose statements are lost" : ""}.\n`,
  );
  return FINE;
}

const line = (hit: Hit): string =>
  `${hit.speaker ?? hit.source}: ${hit.words.replaceAll(/\s+/gu, " ")} (${hit.line}:${hit.column})`;
