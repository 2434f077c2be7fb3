import { Command, CommanderError } from "commander";
import { InputError } from "../errors.js";
import { registerAdd } from "./add.js";
import { registerCheck } from "./check.js";
import { registerExport } from "./export.js";
import { registerLog } from "./log.js";
import { registerMcp } from "./mcp.js";
import { registerPeople } from "./people.js";
import { registerRead } from "./read.js";
import { registerRegister } from "./register.js";
import { registerSearch } from "./search.js";
import { registerServe } from "./serve.js";

/** Exit codes: all well; something could not be read or was found wanting; a wrong command line. */
export const FINE = 0;
export const FAILED = 1;
export const MISUSED = 2;
export const VERSION = "0.1.0";

/** Registers a command; its action says how it ended through `end`. */
export type Register = (program: Command, end: (code: number) => void) => void;

const COMMANDS: readonly Register[] = [
  registerRead,
  registerAdd,
  registerCheck,
  registerSearch,
  registerPeople,
  registerRegister,
  registerLog,
  registerExport,
  registerServe,
  registerMcp,
];

/** Runs the command line; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let code = FINE;
  const program = new Command("onrecord")
    .description("The public record of who said what, checked to the character.")
    .version(VERSION)
    .showHelpAfterError("(onrecord COMMAND --help shows how)")
    .exitOverride()
    .enablePositionalOptions();
  for (const register of COMMANDS) register(program, (ended) => (code = ended));
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
