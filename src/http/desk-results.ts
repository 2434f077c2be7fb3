import { z } from "@hono/zod-openapi";
import { ACTS } from "../attribution/attribution.js";
import { SPEAKER_KINDS } from "../speaker/speaker.js";
import { count, Event, list, name, Origin } from "./results.js";
import { Hit, Span } from "./schemas.js";

/** What the desk's routes answer: documents, readings, cases to decide on. Fields that are here stay. */

/** A named thing or null. (`nullable` on a named schema is written as one that null never fits.) */
const orNull = <T extends z.ZodType>(one: T) => z.union([one, z.null()]);
const spans = list(Span);
const share = z.number().min(0).max(1);
const kind = z.enum(["article", "transcript"]);

const Turn = z.object({
  span: Span,
  label: orNull(Span),
  speaker: z.string(),
  content: Span,
  time: z.number().nullable().openapi({ description: "seconds from the recording's start" }),
});
/** A text as it was read, with what the ledger does not keep of it. */
export const TextDocument = z
  .object({
    id: z.string(),
    kind,
    text: z.string(),
    body: Span.openapi({ description: "the part of the text that is prose" }),
    ...Origin.shape,
    turns: list(Turn),
    partial: z.string().optional().openapi({ description: "which part of a larger whole it is" }),
  })
  .openapi("TextDocument");

const Attribution = z
  .object({
    id: z.string(),
    source: spans,
    cue: spans,
    content: spans,
    quotation: z.enum(["direct", "indirect", "mixed"]),
    speaker: name.openapi({ description: "the `id` of one of `speakers`, or null" }),
    resolved: z.object({ by: name, score: share }),
    act: z.enum(ACTS),
    to: name,
    hearsay: z.boolean(),
    negated: z.boolean(),
    parent: name,
    score: share,
  })
  .openapi("Attribution");
const Speaker = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(SPEAKER_KINDS),
    title: name,
    affiliation: name,
    anonymity: z.boolean(),
    mentions: spans,
  })
  .openapi("Speaker");
const Exchange = z
  .object({
    question: list(z.string()),
    answer: list(z.string()),
    reply: z.enum(["direct", "declined", "deferred", "none found"]),
    replyCue: orNull(Span),
  })
  .openapi("Exchange");
const Promised = z
  .object({
    id: z.string(),
    attribution: z.string(),
    by: z.string(),
    action: Span,
    deadline: z.object({ span: Span, text: z.string(), date: name }).nullable(),
    condition: orNull(Span),
  })
  .openapi("Promised");
const read = {
  language: z.string(),
  attributions: list(Attribution),
  speakers: list(Speaker),
  exchanges: list(Exchange),
  commitments: list(Promised),
};

/** `onrecord/reading@1`, and the text that its spans count into. */
export const Reading = z
  .object({
    schema: z.literal("onrecord/reading@1"),
    document: z.object({
      id: z.string(),
      ...Origin.shape,
      kind,
      length: count,
    }),
    ...read,
    text: z.string(),
  })
  .openapi("Reading");

export const RecordedReading = z
  .object({
    document: TextDocument,
    ...read,
    statements: z
      .record(z.string(), count)
      .openapi({ description: "each attribution's number in the ledger, by its `id`" }),
  })
  .openapi("RecordedReading");

export const PutOnRecord = z
  .object({
    document: z.string().openapi({ description: "`sha256:` and the digest of the text" }),
    added: z.boolean().openapi({ description: "false where the text was on record" }),
    statements: count.openapi({ description: "recorded by this" }),
    revises: name.openapi({ description: "the document that the same address gave before" }),
    changed: z.boolean(),
    printedElsewhere: z.boolean().openapi({
      description: "the text was known, and this is another printing of it",
    }),
  })
  .openapi("PutOnRecord");

export const Case = z
  .object({
    hit: Hit,
    spans: z.object({ source: spans, cue: spans, content: spans }),
    kind: name,
    speakerScore: share,
    passage: Span.extend({ text: z.string(), paragraphs: spans }).openapi({
      description:
        "the paragraphs it stands in and one on each side; spans count into the document",
    }),
    speakers: list(z.string()),
    decisions: list(Event),
  })
  .openapi("Case");

const Change = z.object({
  kind: z.enum(["added", "dropped", "changed"]),
  before: orNull(Hit),
  after: orNull(Hit),
});
export const Revision = z
  .object({
    document: z.string(),
    seen: z.string(),
    changes: list(Change)
      .nullable()
      .openapi({ description: "against the text before it; null for the first" }),
  })
  .openapi("Revision");
