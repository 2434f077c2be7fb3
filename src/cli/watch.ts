import { setTimeout as sleep } from "node:timers/promises";
import { type Command, InvalidArgumentError } from "commander";
import { InputError } from "../errors.js";
import { createPoliteFetch, PRODUCT } from "../ingest/polite.js";
import { failuresOf, type FeedItem } from "../ledger/feed-items.js";
import { addFeeds, type Feed, feedsOf, removeFeed, retryFailures } from "../ledger/feeds.js";
import { DEFAULT_LEDGER, openLedger } from "../ledger/open.js";
import { type WatchEvent, watchRound } from "../ledger/watch.js";
import { fold } from "../render/fold.js";
import { createStyle, type Style } from "../render/pretty.js";
import { type LedgerOptions, withLedger, withLedgerOptions } from "./ledger-options.js";
import { FAILED, FINE, VERSION } from "./main.js";
import { day, type ReadingOptions, setupOf, wholeNumber } from "./options.js";
import { createReader } from "./reader.js";
import { counted, createPrinter, interruptible } from "./terminal.js";

interface WatchCommandOptions extends ReadingOptions {
  readonly ledger: string;
  readonly once?: boolean;
  readonly every: number;
  readonly delay: number;
  readonly since?: string;
  readonly contact?: string;
  readonly format: "pretty" | "jsonl";
}

export function registerWatch(program: Command, end: (code: number) => void): void {
  program
    .command("watch")
    .argument("[address...]", "feeds (RSS, Atom, JSON) and sitemaps to watch from now on")
    .description("Read what feeds and sitemaps tell of, and record it, again and again.")
    .option("--once", "one round, then end: for cron")
    .option("--every <minutes>", "minutes between two rounds", wholeNumber, 15)
    .option("--delay <seconds>", "seconds between two requests to a host", seconds, 2)
    .option("--since <day>", "only what was published or changed since (YYYY-MM-DD)", day)
    .option("--contact <address>", "an address or mail for the hosts' logs: who reads there")
    .option("--date <day>", "date of articles that carry none (YYYY-MM-DD)", day)
    .option("--model <folder>", "a model other than the one that ships")
    .option("--allow-private", "read addresses of private networks and of this machine too")
    .option("--ledger <file>", "the ledger to record in", DEFAULT_LEDGER)
    .option(
      "-f, --format <format>",
      "pretty, or jsonl: a line for each thing that happens",
      form,
      "pretty",
    ) // prettier-ignore
    .addHelpText(
      "after",
      `
Examples:
  onrecord watch https://example.org/feed.xml  from now on, every 15 minutes
  onrecord watch --once                        one round over all
  onrecord feeds                               what is watched, and how it goes
  onrecord feeds --failures                    what failed, and why

A host is asked one thing at a time, with --delay or what its robots.txt asks
for between two, and only for what robots.txt allows. What failed for now is
tried again later, and later each time.

Ends with 0 after a round or an interrupt, with 1 where something failed in a
round of --once.`,
    )
    .action(async (addresses: string[], options: WatchCommandOptions) => {
      const ledger = await openLedger(options.ledger, { create: true });
      const reader = createReader(setupOf(options, "reading"));
      const print = createPrinter(process.stdout);
      const style = createStyle(process.stdout);
      try {
        await addFeeds(ledger, addresses, now());
        if ((await feedsOf(ledger)).length === 0)
          throw new InputError(options.ledger, "watches nothing yet; name a feed or a sitemap");
        await interruptible(async (signal) => {
          const fetch = createPoliteFetch({
            delay: options.delay * 1000,
            agent: `${PRODUCT}/${VERSION}${options.contact ? ` (+${options.contact})` : ""}`,
            allowPrivate: options.allowPrivate ?? false,
            now: () => performance.now(),
            wait: (ms) => sleep(ms, undefined, { signal }),
          });
          do {
            const count = { checked: 0, recorded: 0, known: 0, statements: 0, failed: 0 };
            let written = Promise.resolve();
            const tell = (event: WatchEvent): void => {
              if (event.kind === "checked") count.checked++;
              if (event.kind === "failed") count.failed++;
              if (event.kind === "unchanged") count.known++;
              if (event.kind === "recorded") {
                count[event.added ? "recorded" : "known"]++;
                count.statements += event.statements;
              }
              const line =
                options.format === "jsonl"
                  ? `${JSON.stringify({ at: now(), ...event })}\n`
                  : fold(prettyEvent(event, style), style.width);
              written = written.then(() => print(line));
            };
            await watchRound(ledger, {
              fetch,
              read: async ({ bytes, mediaType, url }, { published }) => {
                const fetched = { url, mediaType, published };
                const answer = await reader.answer({ kind: "bytes", name: url, bytes, fetched });
                if ("problem" in answer) throw new InputError(url, stripped(answer.problem, url));
                if (answer.output.kind !== "reading") throw new Error("no reading was asked for");
                return answer.output.reading;
              },
              since: options.since ?? null,
              now,
              signal,
              tell,
            });
            await written;
            if (options.format === "pretty") await print(summary(count));
            if (options.once && count.failed > 0) end(FAILED);
            if (options.once || signal.aborted) return;
            await sleep(options.every * 60e3, undefined, { signal }).catch(() => undefined);
          } while (!signal.aborted);
        });
        if (!options.once) end(FINE);
      } finally {
        await reader.close();
        await ledger.close();
      }
    });

  withLedgerOptions(
    program
      .command("feeds")
      .description("What is watched, how it goes, and what failed with what reason.")
      .option("--failures", "each feed and article that failed, and why")
      .option("--retry", "let all that failed be tried again in the next round")
      .option("--remove <address...>", "watch these no longer; what was recorded stays")
      .option("--limit <number>", "at most so many failures", wholeNumber, 50),
  )
    .addHelpText(
      "after",
      `
Examples:
  onrecord feeds                                    what is watched
  onrecord feeds --failures                         what failed, and why
  onrecord feeds --retry                            try again what failed
  onrecord feeds --remove https://example.org/feed  watch it no longer`,
    )
    .action(async (options: FeedsOptions) => {
      await withLedger(options, async (ledger, out) => {
        for (const address of options.remove ?? []) {
          await removeFeed(ledger, address);
          await out.note(`${address} is watched no longer.`);
        }
        if (options.retry) {
          const count = await retryFailures(ledger, now());
          await out.note(
            `${counted(count, "article")}, and all feeds, will be tried in the next round.`,
          );
        }
        if (options.failures) {
          const feeds = (await feedsOf(ledger)).filter(({ problem }) => problem !== null);
          await out.each(feeds, (feed) => prettyFeed(feed, out.style));
          const failures = await failuresOf(ledger, { limit: options.limit });
          await out.each(failures, (item) => prettyFailure(item, out.style));
          if (feeds.length + failures.length === 0) await out.note("Nothing failed.");
          if (failures.length === options.limit) await out.note("More with --limit.");
        } else if (!options.retry && !options.remove) {
          const feeds = await feedsOf(ledger);
          await out.each(feeds, (feed) => prettyFeed(feed, out.style));
          if (feeds.length === 0)
            await out.note("Nothing is watched yet; `onrecord watch ADDRESS` begins.");
        }
      });
      end(FINE);
    });
}

interface FeedsOptions extends LedgerOptions {
  readonly failures?: boolean;
  readonly retry?: boolean;
  readonly remove?: readonly string[];
  readonly limit: number;
}

const now = (): string => new Date().toISOString();
/** A time as people read it: to the minute, in UTC. */
const minute = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
const stripped = (problem: string, name: string): string =>
  problem.startsWith(`${name}: `) ? problem.slice(name.length + 2) : problem;

function prettyEvent(event: WatchEvent, style: Style): string {
  switch (event.kind) {
    case "checked": {
      const { feed, listed, fresh } = event;
      return `${feed}: ${listed === null ? "unchanged" : `${listed} listed, ${fresh} new`}\n`;
    }
    case "recorded":
      return event.added
        ? `  ${event.url}: ${counted(event.statements, "statement")} recorded\n`
        : `  ${event.url}: recorded before, unchanged\n`;
    case "unchanged":
      return `  ${event.url}: unchanged\n`;
    case "failed": {
      const { url, problem, again } = event;
      const next = again === null ? "given up" : `again after ${minute(again)}`;
      return `  ${url}: ${style.warn(problem)} ${style.quiet(`(${next})`)}\n`;
    }
  }
}

function summary(count: Readonly<Record<string, number>>): string {
  const { checked = 0, recorded = 0, known = 0, statements = 0, failed = 0 } = count;
  if (checked + recorded + known + failed === 0)
    return "Nothing is due yet; `onrecord feeds` says what waits for when.\n";
  return (
    `${counted(recorded, "article")} recorded (${counted(statements, "statement")}), ` +
    `${known} known already, ${failed} failed` +
    `${failed > 0 ? "; `onrecord feeds --failures` says why" : ""}.\n`
  );
}

function prettyFeed(
  feed: Feed & { readonly items: Readonly<Record<string, number>> },
  style: Style,
): string {
  const { items } = feed;
  const counts = `${items["recorded"]} recorded, ${items["waiting"]} waiting, ${items["failed"]} failed`;
  const about = [feed.kind, feed.title].filter((part) => part !== null).join(" · ");
  const head = style.strong(feed.address) + (about === "" ? "" : ` ${style.quiet(about)}`);
  const state =
    feed.checked === null
      ? "not asked for yet"
      : feed.problem === null
        ? `read ${minute(feed.checked)}`
        : style.warn(
            `${feed.problem} (${minute(feed.checked)}; again after ${minute(feed.due ?? feed.checked)})`,
          );
  return `${head}\n  ${state}; ${counts}\n`;
}

function prettyFailure(item: FeedItem, style: Style): string {
  const next =
    item.state === "failed"
      ? "given up; `onrecord feeds --retry` tries again"
      : `tried ${counted(item.tries, "time")}, again after ${minute(item.due)}`;
  return `${style.strong(item.address)}\n  ${item.problem} ${style.quiet(`(${next})`)}\n`;
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError(`"${value}" is no number of seconds, 0 or more.`);
  return number;
}

function form(value: string): "pretty" | "jsonl" {
  if (value !== "pretty" && value !== "jsonl")
    throw new InvalidArgumentError(`"${value}" is neither pretty nor jsonl.`);
  return value;
}
