import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { InputError } from "../errors.js";
import { type Access, LOOPBACK } from "../http/guard.js";
import { askHere } from "../ledger/asking.js";
import { askInThreads } from "../ledger/asking-threads.js";
import { DEFAULT_LEDGER, isFile, type OpenLedger, openLedger } from "../ledger/open.js";
import { tokensOf } from "../ledger/tokens.js";
import { openTagger } from "../tagger/onnx-node.js";
import { FINE, VERSION } from "./main.js";

/** Threads that answer questions from a file; each takes some 25 MB. */
const MOST_THREADS = 4;
/**
 * How far memory may grow beyond what is in use before it is tidied up, in percent of that. The engine
 * allows several times as much, and answers made and sent would fill it.
 */
const GROWING = 100;

interface ServeOptions {
  readonly ledger: string;
  readonly port: number;
  readonly host: string;
  readonly tokens?: boolean;
  readonly allowPrivate?: boolean;
  readonly model?: string;
}

export function registerServe(program: Command, end: (code: number) => void): void {
  program
    .command("serve")
    .description("Serve the page and the HTTP API (OpenAPI at /api/openapi.json).")
    .option("--ledger <file>", "the ledger; made if it is not there", DEFAULT_LEDGER)
    .option("--port <number>", "0 takes any that is free", portNumber, 4747)
    .option("--host <address>", "where to listen; beyond loopback tokens are needed", "127.0.0.1")
    .option("--tokens", "tokens are needed on loopback too: for a proxy that serves it to others")
    .option("--allow-private", "fetch addresses of private networks and of this machine too")
    .option("--model <folder>", "a model other than the one that ships")
    .addHelpText(
      "after",
      `
Examples:
  onrecord serve                                    the page, on this machine
  onrecord serve --host 0.0.0.0                     for others, who need a token
  onrecord token make newsroom                      makes one
  curl 'http://127.0.0.1:4747/api/search?q=tunnel'  the API`,
    )
    .action(async (options: ServeOptions) => {
      setFlagsFromString(`--heap-growing-percent=${GROWING}`);
      // Loaded here: other commands need none of it, and start faster.
      const [{ serve }, { createApp }, { builtPage }] = await Promise.all([
        import("@hono/node-server"),
        import("../http/app.js"),
        import("../http/web.js"),
      ]);
      const ledger = await openLedger(options.ledger, { create: true });
      try {
        const access = await accessFor(options, ledger);
        const tagger = await openTagger(
          options.model === undefined ? {} : { model: options.model },
        );
        const threads = isFile(options.ledger)
          ? askInThreads(options.ledger, Math.min(MOST_THREADS, availableParallelism()))
          : null;
        const stopping = new AbortController();
        const app = createApp({
          ledger,
          asking: threads?.asking ?? askHere(ledger),
          tagger,
          version: VERSION,
          now: () => new Date().toISOString(),
          access,
          allowPrivate: options.allowPrivate ?? false,
          stopping: stopping.signal,
          web: builtPage(),
        });
        const server = serve({
          fetch: app.fetch,
          port: options.port,
          hostname: options.host,
          // The longest words that `/api/said` takes, as an address writes them.
          serverOptions: { maxHeaderSize: 128 * 1024 },
        });
        try {
          await once(server, "listening");
        } catch (cause) {
          await threads?.close();
          await tagger.close();
          const problem = cause instanceof Error ? cause.message : String(cause);
          const where = `--host ${options.host} --port ${options.port}`;
          throw new InputError(where, `cannot be listened on (${problem})`, { cause });
        }
        const address = server.address();
        const port = typeof address === "object" && address ? address.port : options.port;
        process.stdout.write(
          `Onrecord serves ${ledger.location} at http://${options.host}:${port}/ (Ctrl-C ends)\n`,
        );
        await new Promise<void>((stop) => {
          for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
        });
        stopping.abort();
        await new Promise<void>((closed) => server.close(() => closed()));
        await threads?.close();
        await tagger.close();
      } finally {
        await ledger.close();
      }
      end(FINE);
    });
}

/** On loopback everybody may ask; whoever can be reached from elsewhere needs tokens. */
async function accessFor(options: ServeOptions, ledger: OpenLedger): Promise<Access> {
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  if (LOOPBACK.has(host) && !options.tokens) return { kind: "local", hosts: LOOPBACK };
  if (!(await tokensOf(ledger)).some(({ revoked }) => revoked === null))
    throw new InputError(
      options.tokens ? "--tokens" : `--host ${options.host}`,
      "lets others ask, and nobody has a token yet; `onrecord token make NAME` makes one",
    );
  return { kind: "tokens" };
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError(`"${value}" is no port; it is a number from 0 to 65535.`);
  return port;
}
