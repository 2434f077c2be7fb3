import type { Command } from "commander";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import { FINE, VERSION } from "./main.js";

export function registerMcp(program: Command, end: (code: number) => void): void {
  program
    .command("mcp")
    .description(
      "Serve the ledger to an assistant (Model Context Protocol, standard input and output).",
    )
    .option("--ledger <file>", "the ledger to ask", DEFAULT_LEDGER)
    .addHelpText(
      "after",
      `
In an assistant's settings (Claude Desktop's, and alike others'):
  { "mcpServers": { "onrecord": {
      "command": "onrecord", "args": ["mcp", "--ledger", "/srv/ledger.db"] } } }

It reads only, and cites where every statement stands.`,
    )
    .action(async (options: { readonly ledger: string }) => {
      // Loaded here: other commands need none of it, and start faster.
      const [{ StdioServerTransport }, { createMcpServer }] = await Promise.all([
        import("@modelcontextprotocol/sdk/server/stdio.js"),
        import("../http/mcp.js"),
      ]);
      const ledger = await openLedger(options.ledger, { create: false });
      try {
        const server = createMcpServer(ledger, VERSION, () =>
          new Date().toISOString().slice(0, 10),
        );
        const ended = new Promise<void>((stop) => {
          process.stdin.once("end", stop);
          process.once("SIGINT", stop);
          process.once("SIGTERM", stop);
        });
        await server.connect(new StdioServerTransport());
        await ended;
        await server.close();
      } finally {
        await ledger.close();
      }
      end(FINE);
    });
}
