import { type Command, InvalidArgumentError } from "commander";
import { isoDay } from "../ingest/day.js";

/** Options that every command that reads inputs has. */
export interface ReadingOptions {
  readonly model?: string;
  readonly jobs?: number;
  readonly date?: string;
  readonly allowPrivate?: boolean;
}

export function withReadingOptions(command: Command): Command {
  return command
    .option("--date <day>", "date of documents that carry none (YYYY-MM-DD)", day)
    .option("--jobs <number>", "worker threads (default: one a core)", wholeNumber)
    .option("--model <folder>", "a model other than the one that ships")
    .option("--allow-private", "read addresses of private networks and of this machine too");
}

export function day(value: string): string {
  const found = isoDay(value);
  if (!found) throw new InvalidArgumentError(`"${value}" is not a day; write it as 2021-08-31.`);
  return found;
}

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError(`"${value}" is not a whole number of 1 or more.`);
  return number;
}

export function fromZero(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError(`"${value}" is not a whole number of 0 or more.`);
  return number;
}

export function setupOf(options: ReadingOptions, output: "jsonl" | "reading") {
  return {
    model: options.model ?? null,
    allowPrivate: options.allowPrivate ?? false,
    date: options.date ?? null,
    output,
  } as const;
}
