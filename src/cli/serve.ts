import { once } from "node:events";
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { InputError } from "../errors.js";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import { openTagger } from "../tagger/onnx-node.js";
import { FINE, VERSION } from "./main.js";

interface ServeOptions {
  readonly ledger: string;
  readonly port: number;
  readonly host: string;
  readonly readToken?: string;
  readonly writeToken?: string;
  readonly model?: string;
}

export function registerServe(program: Command, end: (code: number) => void): void {
  program
    .command("serve")
    .description("Serve the page and the HTTP API (OpenAPI at /api/openapi.json).")
    .option("--ledger <file>", "the ledger; made if it is not there", DEFAULT_LEDGER)
    .option("--port <number>", "0 takes any that is free", portNumber, 4747)
    .option("--host <address>", "where to listen; beyond loopback tokens are needed", "127.0.0.1")
    .option("--read-token <token>", "bearer token that may read (or ONRECORD_READ_TOKEN)")
    .option("--write-token <token>", "bearer token that may decide too (or ONRECORD_WRITE_TOKEN)")
    .option("--model <folder>", "a model other than the one that ships")
    .action(async (options: ServeOptions) => {
      const tokens = new Map<string, "read" | "write">();
      const readToken = options.readToken ?? process.env["ONRECORD_READ_TOKEN"];
      const writeToken = options.writeToken ?? process.env["ONRECORD_WRITE_TOKEN"];
      if (readToken) tokens.set(readToken, "read");
      if (writeToken) tokens.set(writeToken, "write");
      if (!LOOPBACK.has(options.host) && tokens.size === 0)
        throw new InputError(
          `--host ${options.host}`,
          "is open to others; give --read-token or --write-token",
        );
      // Loaded here: other commands need none of it, and start faster.
      const [{ serve }, { createApp }, { builtPage }] = await Promise.all([
        import("@hono/node-server"),
        import("../http/app.js"),
        import("../http/web.js"),
      ]);
      const ledger = await openLedger(options.ledger, { create: true });
      try {
        const tagger = await openTagger(
          options.model === undefined ? {} : { model: options.model },
        );
        const app = createApp({
          ledger,
          tagger,
          version: VERSION,
          now: () => new Date().toISOString(),
          tokens,
          web: builtPage(),
        });
        const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host });
        await Promise.race([
          once(server, "listening"),
          once(server, "error").then(([error]: unknown[]) => {
            const problem = error instanceof Error ? error.message : String(error);
            throw new InputError(`--port ${options.port}`, `cannot be listened on (${problem})`, {
              cause: error,
            });
          }),
        ]);
        const address = server.address();
        const port = typeof address === "object" && address ? address.port : options.port;
        process.stdout.write(
          `Onrecord serves ${ledger.location} at http://${options.host}:${port}/ (Ctrl-C ends)\n`,
        );
        await new Promise<void>((stop) => {
          for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
        });
        await new Promise<void>((closed) => server.close(() => closed()));
        await tagger.close();
      } finally {
        await ledger.close();
      }
      end(FINE);
    });
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError(`"${value}" is no port; it is a number from 0 to 65535.`);
  return port;
}
