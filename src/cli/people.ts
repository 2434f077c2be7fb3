import type { Command } from "commander";
import { merge, type Person, person, split, statementsOf } from "../ledger/people.js";
import { position } from "../ledger/position.js";
import type { Style } from "../render/pretty.js";
import {
  type DecisionOptions,
  decisionOf,
  type LedgerOptions,
  withDecisionOptions,
  withLedger,
  withLedgerOptions,
} from "./ledger-options.js";
import { FINE } from "./main.js";
import { wholeNumber } from "./options.js";
import { nothingFound, prettyHit } from "./search.js";
import { counted } from "./terminal.js";

export function registerPeople(program: Command, end: (code: number) => void): void {
  withLedgerOptions(
    program
      .command("speaker")
      .argument("<name>", "a person's or party's name, or a part of it")
      .description(
        "One speaker across documents: names, titles with dates, who quotes them, statements.",
      )
      .option("--limit <number>", "at most so many statements, the newest first", wholeNumber, 10),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord speaker Oduya                      a part of the name will do
  onrecord speaker "Mirela Oduya" --limit 50  more of what she said

Names that may be the same person's are told; \`onrecord merge\` makes them one.`,
    )
    .action(async (name: string, options: LedgerOptions & { readonly limit: number }) => {
      await withLedger(options, async (ledger, out) => {
        const one = await person(ledger, name);
        const hits = await statementsOf(ledger, one.name, {
          limit: options.limit,
          newestFirst: true,
        });
        if (options.format === "jsonl") await out.each([{ ...one, latest: hits }], () => "");
        else {
          await out.each([one], () => prettyPerson(one, out.style));
          await out.each(hits, (hit) => prettyHit(hit, out.style));
        }
      });
      end(FINE);
    });

  withLedgerOptions(
    program
      .command("position")
      .argument("<name>", "who")
      .argument("<topic...>", "words of the topic")
      .description(
        "What somebody has said on a topic, in order of time; what each adds or drops is pointed at.",
      )
      .option("--limit <number>", "at most so many", wholeNumber, 50),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord position Oduya tunnel          all she said on it, the first first
  onrecord position Oduya "opening date"  words that stand together

Denials, numbers and conditions that a statement adds to the one before it or
drops are pointed at; what that means is yours to say.`,
    )
    .action(
      async (
        name: string,
        topic: string[],
        options: LedgerOptions & { readonly limit: number },
      ) => {
        await withLedger(options, async (ledger, out) => {
          const { name: known, perhaps } = await person(ledger, name);
          const stands = await position(ledger, known, topic.join(" "), options.limit);
          await out.each(stands, ({ hit, changes }) => {
            const lines = changes.map(({ kind, added, dropped }) => {
              const parts = [
                added.length > 0 ? `adds ${added.join(", ")}` : "",
                dropped.length > 0 ? `drops ${dropped.join(", ")}` : "",
              ];
              return `  ${kind}: ${parts.filter((part) => part !== "").join("; ")}\n`;
            });
            return `${out.style.strong(hit.published ?? "no date")} ${prettyHit(hit, out.style, topic.join(" ")).trimEnd()}\n${lines.join("")}\n`;
          });
          await out.note(
            stands.length === 0
              ? (await nothingFound(ledger, `${known}, ${topic.join(" ")}`)).trimEnd()
              : `${counted(stands.length, "statement")} of ${known} on: ${topic.join(" ")}`,
          );
          if (perhaps.length > 0)
            await out.note(
              `Not looked at: ${perhaps.slice(0, SHOWN).join(", ")}, perhaps the same (onrecord merge "${known}" NAME).`,
            );
        });
        end(FINE);
      },
    );

  for (const [command, act, what, example] of [
    [
      "merge",
      merge,
      "Declare names to be one speaker's; kept when documents are read again.",
      `
Examples:
  onrecord merge "Mirela Oduya" Oduya "M. Oduya"
  onrecord merge "Mirela Oduya" Oduya --why "the same desk"

Names are written as \`onrecord speaker\` shows them; \`onrecord undo\` takes it
back.`,
    ],
    [
      "split",
      split,
      "Declare a name not to be the speaker's it was merged with.",
      `
Examples:
  onrecord split "Mirela Oduya" Oduya --why "that is Bram Oduya"

\`onrecord undo\` takes it back.`,
    ],
  ] as const)
    withDecisionOptions(
      withLedgerOptions(
        program
          .command(command)
          .argument("<name>", "the name the speaker goes under")
          .argument("<other...>", "the other names")
          .description(what),
      ),
    )
      .addHelpText("after", example)
      .action(async (name: string, others: string[], options: LedgerOptions & DecisionOptions) => {
        await withLedger(options, async (ledger, out) => {
          const id = await act(ledger, name, others, decisionOf(options));
          await out.each(
            [{ event: id }],
            () => `Event ${id} recorded; \`onrecord undo ${id}\` takes it back.\n`,
          );
        });
        end(FINE);
      });
}

/** Names and publishers listed, at most; `--format jsonl` gives all. */
const SHOWN = 10;

function prettyPerson(one: Person, style: Style): string {
  const days = (since: string | null, until: string | null): string =>
    since === null ? "no date" : since === until ? since : `${since} to ${until}`;
  const out = [
    `${style.strong(one.name)} ${style.quiet(`${one.kind ?? "kind not known"} · ${counted(one.statements, "statement")}, ${days(one.since, one.until)}`)}`,
  ];
  for (const { title, since, until, documents } of one.titles)
    out.push(
      `  ${title} ${style.quiet(`${days(since, until)}, ${counted(documents, "document")}`)}`,
    );
  if (one.affiliations.length > 0)
    out.push(
      `  of: ${one.affiliations
        .map(
          ({ title, since, until, documents }) =>
            `${title} ${style.quiet(`(${days(since, until)}, ${counted(documents, "document")})`)}`,
        )
        .join(", ")}`,
    );
  if (one.clashing.length > 0)
    out.push(
      `  ${style.warn("perhaps several people of this name")}: ${one.clashing.map((group) => group.join(", ")).join(" / ")}`,
    );
  if (one.names.length > 1)
    out.push(
      `  also: ${one.names
        .slice(1)
        .map(({ name, documents }) => `${name} (${documents})`)
        .join(", ")}`,
    );
  const quoters = one.quotedBy
    .slice(0, SHOWN)
    .map(({ publisher, statements }) => `${publisher ?? "no publisher"} ${statements}`);
  if (one.quotedBy.length > SHOWN) quoters.push("others");
  out.push(style.quiet(`  quoted by: ${quoters.join(", ")}`));
  if (one.perhaps.length > 0)
    out.push(
      `  perhaps the same: ${one.perhaps.slice(0, SHOWN).join(", ")} ${style.quiet(`(onrecord merge "${one.name}" NAME)`)}`,
    );
  for (const { name, titles } of one.apart)
    out.push(style.quiet(`  kept apart: ${name}, ${titles.join(", ")}`));
  return `${out.join("\n")}\n\n`;
}
