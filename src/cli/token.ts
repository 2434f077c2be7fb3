import { Argument, type Command, Option } from "commander";
import { makeToken, revokeToken, type Scope, SCOPES, tokensOf } from "../ledger/tokens.js";
import { type LedgerOptions, withLedger, withLedgerOptions } from "./ledger-options.js";
import { FINE } from "./main.js";

export function registerToken(program: Command, end: (code: number) => void): void {
  const token = program
    .command("token")
    .description("Bearer tokens for `onrecord serve` beyond this machine: make, list, revoke.")
    .addHelpText(
      "after",
      `
Examples:
  onrecord token make newsroom                   may ask
  onrecord token make desk --scope write         may record and decide too
  onrecord token revoke 3f0c9a1b2d4e`,
    );
  withLedgerOptions(
    token
      .command("make")
      .argument("<name>", "whose it is")
      .addOption(
        new Option("--scope <scope>", "read: may ask; write: may record and decide too")
          .choices([...SCOPES])
          .default("read"),
      )
      .description("Make a token and print it, this once: the ledger keeps only a hash."),
  ).action(async (name: string, options: LedgerOptions & { readonly scope: Scope }) => {
    await withLedger(options, async (ledger, out) => {
      const made = await makeToken(ledger, name, options.scope, new Date().toISOString());
      // The token alone on standard output, so that it can be piped where it is needed.
      await out.each([{ token: made.token, ...made.record }], (one) => `${one.token}\n`);
      if (options.format === "pretty")
        process.stderr.write(
          `This is the only time it is shown. It may ${options.scope}; \`onrecord token revoke ${made.record.id}\` ends it.\n`,
        );
    });
    end(FINE);
  });
  withLedgerOptions(
    token.command("list").description("Every token: whose, what it may, since when."),
  ).action(async (options: LedgerOptions) => {
    await withLedger(options, async (ledger, out) => {
      const tokens = await tokensOf(ledger);
      await out.each(tokens, ({ id, name, scope, made, revoked }) => {
        const state = revoked === null ? "" : out.style.warn(` revoked ${revoked.slice(0, 10)}`);
        return `${out.style.strong(id)}  ${scope.padEnd(5)}  ${name} ${out.style.quiet(`since ${made.slice(0, 10)}`)}${state}\n`;
      });
      if (tokens.length === 0)
        await out.note("No tokens yet; `onrecord token make NAME` makes one.");
    });
    end(FINE);
  });
  withLedgerOptions(
    token
      .command("revoke")
      .addArgument(new Argument("<id>", "its number in the list"))
      .description("End a token at once."),
  ).action(async (id: string, options: LedgerOptions) => {
    await withLedger(options, async (ledger, out) => {
      await revokeToken(ledger, id, new Date().toISOString());
      await out.note(`Token ${id} is revoked.`);
    });
    end(FINE);
  });
}
