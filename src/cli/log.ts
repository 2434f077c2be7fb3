import type { Command } from "commander";
import { examine } from "../ledger/doctor.js";
import { eventsOf, undo } from "../ledger/events.js";
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
import { terminalProgress } from "./terminal.js";

export function registerLog(program: Command, end: (code: number) => void): void {
  withLedgerOptions(
    program
      .command("log")
      .description("Every decision in the ledger: who, when, why, what it was before."),
  ).action(async (options: LedgerOptions) => {
    await withLedger(options, async (ledger, out) => {
      const events = await eventsOf(ledger);
      await out.each(events, (event) => {
        const { id, at, who, what, subject, why, before, after, undone } = event;
        const taken = undone ? out.style.quiet(" (taken back)") : "";
        return (
          `${out.style.strong(String(id))}  ${at} ${who}: ${what} ${subject}${taken}\n` +
          `  ${JSON.stringify(before)} → ${JSON.stringify(after)}\n${why ? `  ${why}\n` : ""}`
        );
      });
      await out.note(`${events.length} decisions.`);
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
  ).action(async (id: number, options: LedgerOptions & DecisionOptions) => {
    await withLedger(options, async (ledger, out) => {
      const event = await undo(ledger, id, decisionOf(options));
      await out.each([{ event }], () => `Event ${id} is taken back (event ${event}).\n`);
    });
    end(FINE);
  });

  withLedgerOptions(
    program
      .command("doctor")
      .description(
        "Check a ledger: its texts, spans, keys and indexes; make anew what follows from the rest.",
      ),
  ).action(async (options: LedgerOptions) => {
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
          ? `${lines}${ledger.location} is sound: ${statements} statements of ${documents} documents.\n`
          : `${lines}${ledger.location} is damaged; restore it from a copy, or save what can be read with \`onrecord export\`:\n  ${damage.join("\n  ")}\n`;
      });
      end(found.damage.length > 0 ? FAILED : FINE);
    });
  });
}
