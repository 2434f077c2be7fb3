import { userInfo } from "node:os";
import { type Command, Option } from "commander";
import type { Decision } from "../ledger/events.js";
import { DEFAULT_LEDGER, type OpenLedger, openLedger } from "../ledger/open.js";
import { fold } from "../render/fold.js";
import { createStyle, type Style } from "../render/pretty.js";
import { createPrinter } from "./terminal.js";

export interface LedgerOptions {
  readonly ledger: string;
  readonly format: "pretty" | "jsonl";
}

/** The options of every command that asks the ledger. */
export function withLedgerOptions(command: Command): Command {
  return command
    .option("--ledger <file>", "the ledger to ask", DEFAULT_LEDGER)
    .addOption(
      new Option("-f, --format <format>", "how to print")
        .choices(["pretty", "jsonl"])
        .default("pretty"),
    );
}

export interface DecisionOptions {
  readonly who?: string;
  readonly why?: string;
}

/** The options of every command that records a decision. */
export function withDecisionOptions(command: Command): Command {
  return command
    .option("--why <reason>", "why; kept with the decision")
    .option("--who <name>", "who decides (default: your login)");
}

export const decisionOf = ({ who, why }: DecisionOptions): Decision => ({
  at: new Date().toISOString(),
  who: who ?? userInfo().username,
  why: why ?? null,
});

/** Opens the ledger for one command's work, and closes it whatever happens. */
export async function withLedger(
  options: LedgerOptions,
  work: (ledger: OpenLedger, out: Out) => Promise<void>,
): Promise<void> {
  const ledger = await openLedger(options.ledger, { create: false });
  try {
    const print = createPrinter(process.stdout);
    const style = createStyle(process.stdout);
    const lines = options.format === "jsonl";
    await work(ledger, {
      print,
      style,
      each: async (items, pretty) => {
        for (const item of items)
          await print(lines ? `${JSON.stringify(item)}\n` : fold(pretty(item), style.width));
      },
      note: async (sentence) => {
        if (!lines) await print(`${fold(sentence, style.width, 0)}\n`);
      },
    });
  } finally {
    await ledger.close();
  }
}

/** How a command prints. */
export interface Out {
  readonly style: Style;
  readonly print: (text: string) => Promise<void>;
  /** Each item: a JSON line, or as `pretty` sets it. */
  readonly each: <T>(items: readonly T[], pretty: (item: T) => string) => Promise<void>;
  /** A sentence for a person only. */
  readonly note: (sentence: string) => Promise<void>;
}
