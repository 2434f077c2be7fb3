import { z } from "@hono/zod-openapi";
import { REGISTER_STATES } from "../ledger/commitments.js";
import { FORMATS } from "../ledger/exporting.js";
import { ACTS } from "../attribution/attribution.js";
import { VERDICTS } from "../ledger/events.js";
import { isoDay } from "../ingest/day.js";
import { SPEAKER_KINDS } from "../speaker/speaker.js";

const NO_DAY = "is not a day; write it as 2021-08-31";
/** A day of the calendar. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/u, { error: NO_DAY, abort: true })
  .refine((words) => isoDay(words) !== null, { error: NO_DAY })
  .openapi({ example: "2021-08-31" });
/** Words of a request; PostgreSQL keeps no NUL. */
const line = () =>
  z.string().refine((words) => !words.includes("\0"), { error: "holds a NUL character" });
/** What the page may link to. */
const webAddress = z.url({ protocol: /^https?$/u });
/** A number of the ledger, in a path. */
export const Number = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 53 - 1);
/** No ledger has more statements; a bound, so that whoever reads the description knows one. */
const MOST_SKIPPED = 1_000_000_000;
const page = {
  limit: z.coerce.number().int().min(1).max(200).default(20),
  cursor: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_SKIPPED)
    .default(0)
    .openapi({ description: "`next` of the page before" }),
};

const offset = z.number().int().min(0).max(MOST_SKIPPED);
export const Span = z
  .object({ start: offset, end: offset })
  .openapi("Span", { description: "0-based, end-exclusive, in UTF-16 code units" });

export const Hit = z
  .object({
    statement: z.number().int(),
    document: z.string(),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    published: z.string().nullable(),
    path: z.string().nullable(),
    url: z.string().nullable(),
    attribution: z.string(),
    speaker: z.string().nullable(),
    source: z.string(),
    cue: z.string(),
    words: z.string(),
    act: z.string(),
    quotation: z.string(),
    score: z.number(),
    content: z.array(Span).readonly(),
    line: z.number().int(),
    column: z.number().int(),
  })
  .openapi("Hit");

export const Problem = z
  .object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string() })
  .openapi("Problem", { description: "RFC 9457" });

export const SearchQuery = z.object({
  q: line().min(1, "holds no word to search for"),
  speaker: line().optional(),
  act: z.enum(ACTS).optional(),
  kind: z.enum(SPEAKER_KINDS).optional().openapi({ description: "the speaker's kind" }),
  publisher: line().optional().openapi({ description: "a publisher's name or a part of it" }),
  in: z.enum(["article", "transcript"]).optional(),
  since: day.optional(),
  until: day.optional(),
  direct: z.enum(["0", "1"]).default("0"),
  ...page,
});
export const SpeakerQuery = z.object({ name: line().min(1), ...page });
export const SaidQuery = z.object({ words: line().min(1).max(5000) });
export const PositionQuery = z.object({
  speaker: line().min(1),
  topic: line().min(1),
  limit: page.limit,
});
export const CommitmentsQuery = z.object({
  from: day.optional(),
  due: day.optional(),
  state: z.enum(REGISTER_STATES).optional(),
  by: line().optional(),
  open: z.enum(["0", "1"]).default("0"),
  ...page,
});
export const AskedQuery = z.object({ all: z.enum(["0", "1"]).default("0"), ...page });

export const EventsQuery = z.object({
  about: line().optional().openapi({ description: "a name or a number: the event's `subject`" }),
  what: line()
    .optional()
    .transform((kinds) => kinds?.split(","))
    .openapi({ description: "kinds, with commas between", example: "accept,reject,correct" }),
  newest: z.enum(["0", "1"]).default("0").openapi({ description: "the newest first" }),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  cursor: page.cursor,
});
export const ExportQuery = z.object({
  format: z.enum(FORMATS).default("jsonl"),
  commitments: z
    .enum(["0", "1"])
    .default("0")
    .openapi({ description: "the register of promises (jsonl, csv, parquet; ics always is)" }),
  speaker: line().optional(),
  since: day.optional(),
  until: day.optional(),
  act: z.enum(ACTS).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .openapi({ description: "entries of a feed, the newest" }),
});
export const RevisionsQuery = z.object({
  address: line()
    .min(1)
    .openapi({ description: "an address on the web, or a path as it was read" }),
});
export const ReviewQuery = z.object(page);

export const ReadBody = z.object({
  text: z.string().min(1).max(5_000_000),
  name: line().max(500).optional(),
  published: day.optional(),
});
const Source = z.object({
  text: z.string().min(1).max(20_000_000),
  name: line().max(500).optional(),
});
export const CheckBody = z.object({
  draft: Source,
  sources: z.array(Source).max(500).default([]),
  ledger: z.boolean().default(false),
});
export const StatusBody = z.object({
  status: z.enum(["open", "kept", "broken", "partly", "overtaken"]),
  evidence: z
    .object({
      statement: z.number().int().nullable().default(null),
      url: webAddress.nullable().default(null),
      date: day,
    })
    .nullable()
    .default(null),
  who: line().min(1),
  why: line().nullable().default(null),
});
export const NamesBody = z.object({
  name: line().min(1),
  others: z.array(line().min(1)).min(1),
  who: line().min(1),
  why: line().nullable().default(null),
});
export const UndoBody = z.object({
  who: line().min(1),
  why: line().nullable().default(null),
});
export const DecisionBody = z.object({
  verdict: z.enum(VERDICTS),
  speaker: line().min(1).nullable().optional(),
  spans: z.object({ source: z.array(Span), cue: z.array(Span), content: z.array(Span) }).optional(),
  who: line().min(1),
  why: line().nullable().default(null),
});
export const FetchBody = z.object({ url: z.url() });
export const FeedQuery = z.object({
  address: line().min(1).openapi({ description: "as it stands among what is watched" }),
});
export const FailuresQuery = z.object(page);
export const WatchBody = z.object({
  addresses: z
    .array(line().min(1).max(4000))
    .max(500)
    .default([])
    .openapi({ description: "feeds and sitemaps to watch from now on" }),
  since: day
    .nullable()
    .default(null)
    .openapi({ description: "only what was published or changed on this day or later" }),
  seconds: z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(60)
    .openapi({ description: "after so many the round ends; the next goes on where it was" }),
});
export const DocumentBody = z.object({
  text: z.string().min(1).max(5_000_000),
  name: line().max(500).nullable().default(null),
  title: line().max(1000).nullable().default(null),
  publisher: line().max(500).nullable().default(null),
  published: day.nullable().default(null),
  url: webAddress.nullable().default(null),
});
