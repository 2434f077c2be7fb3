import { Command, CommanderError } from "commander";
import { InputError } from "../errors.js";

/** Exit codes: all well; something could not be read or was found wanting; a wrong command line. */
export const FINE = 0;
export const FAILED = 1;
export const MISUSED = 2;
export const VERSION = "0.1.0";

/** Registers a command; its action says how it ended through `end`. */
export type Register = (program: Command, end: (code: number) => void) => void;

/** Where each command is, under the names it answers to; in the order in which help lists them. */
const COMMANDS: readonly {
  readonly names: readonly string[];
  load(): Promise<Register>;
}[] = [
  { names: ["read"], load: async () => (await import("./read.js")).registerRead },
  { names: ["add"], load: async () => (await import("./add.js")).registerAdd },
  { names: ["watch", "feeds"], load: async () => (await import("./watch.js")).registerWatch },
  { names: ["check"], load: async () => (await import("./check.js")).registerCheck },
  { names: ["search"], load: async () => (await import("./search.js")).registerSearch },
  {
    names: ["speaker", "position", "merge", "split"],
    load: async () => (await import("./people.js")).registerPeople,
  },
  {
    names: ["said", "commitments", "commitment", "mark", "asked"],
    load: async () => (await import("./register.js")).registerRegister,
  },
  {
    names: ["log", "undo", "revisions", "doctor"],
    load: async () => (await import("./log.js")).registerLog,
  },
  { names: ["export"], load: async () => (await import("./export.js")).registerExport },
  { names: ["serve"], load: async () => (await import("./serve.js")).registerServe },
  { names: ["token"], load: async () => (await import("./token.js")).registerToken },
  { names: ["mcp"], load: async () => (await import("./mcp.js")).registerMcp },
];

/** The command asked for alone, so that it starts fast; all of them where none is, for the help. */
async function commandsFor(name: string | undefined): Promise<readonly Register[]> {
  if (name === "--version" || name === "-V") return [];
  const asked = COMMANDS.filter(({ names }) => name !== undefined && names.includes(name));
  return Promise.all((asked.length > 0 ? asked : COMMANDS).map((one) => one.load()));
}

/** Runs the command line; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let code = FINE;
  const program = new Command("onrecord")
    .description("The public record of who said what, checked to the character.")
    .version(VERSION)
    .showHelpAfterError("(onrecord COMMAND --help shows how)")
    .exitOverride()
    .enablePositionalOptions();
  for (const register of await commandsFor(args[0])) register(program, (ended) => (code = ended));
  // A reader that goes away (`| head`) is no error: what is left to print is dropped.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : MISUSED;
    if (error instanceof InputError) {
      process.stderr.write(`onrecord: ${error.message}\n`);
      return FAILED;
    }
    throw error;
  }
}
