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
      .description("Check a ledger's file, and make its index of words anew if need be."),
  ).action(async (options: LedgerOptions) => {
    await withLedger(options, async (ledger, out) => {
      const found = await examine(ledger);
      await out.each([found], ({ damage, indexWasRight }) => {
        const index = indexWasRight
          ? "The index of words is right."
          : "The index of words was wrong and is made anew.";
        return damage.length === 0
          ? `${options.ledger} is sound. ${index}\n`
          : `${options.ledger} is damaged; restore it from a copy:\n  ${damage.join("\n  ")}\n${index}\n`;
      });
      end(found.damage.length > 0 ? FAILED : FINE);
    });
  });
}
