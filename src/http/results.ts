import { z } from "@hono/zod-openapi";
import { STATUSES } from "../ledger/commitments.js";
import { Hit, Span } from "./schemas.js";

/** What routes answer. Fields may be added; those that are here stay. */

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
export const name = z.string().nullable();
export const count = z.number().int();
export const day = z.string().nullable().openapi({ description: "a day, `YYYY-MM-DD`", example: "2024-05-14" }); // prettier-ignore

/** A page of items; `next` is the cursor of the page after, or null. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: list(item), next: z.number().int().nullable() });

/** Where a text came from, as far as that is known. */
export const Origin = z
  .object({ title: name, publisher: name, author: name, published: day, path: name, url: name })
  .openapi("Origin");
const alsoIn = list(Origin).openapi({
  description: "where else the text was printed, to the letter",
});
/** A statement with the sentence around it. */
export const Found = Hit.extend({
  sentence: Span.extend({ text: z.string() }),
  alsoIn,
}).openapi("Found");
export const Hits = pageOf(Hit);

export const Health = z
  .object({
    version: z.string(),
    ledger: z.object({ documents: count, statements: count }),
  })
  .openapi("Health");

const Borne = z.object({ title: z.string(), since: day, until: day, documents: count });
export const Person = z
  .object({
    name: z.string(),
    kind: name,
    names: list(z.object({ name: z.string(), documents: count })),
    titles: list(Borne),
    affiliations: list(Borne),
    clashing: list(list(z.string())).openapi({
      description: "groups of titles that cannot well be one person's",
    }),
    since: day,
    until: day,
    statements: count,
    quotedBy: list(z.object({ publisher: name, statements: count })),
    perhaps: list(z.string()).openapi({ description: "names that may be the same person's" }),
    apart: list(z.object({ name: z.string(), titles: list(z.string()) })).openapi({
      description: "names like it whose titles clash",
    }),
  })
  .openapi("Person");
export const PersonPage = Person.extend(Hits.shape).openapi("PersonPage");

const Difference = z.object({
  kind: z.string(),
  severity: z.enum(["none", "minor", "substantive"]),
  draft: Span,
  source: Span,
});
const Wording = z.enum(["verbatim", "typographic", "cleaned", "marked", "altered", "stitched", "not-found", "unchecked"]); // prettier-ignore
const Severity = z.enum(["minor", "substantive"]).nullable();

export const Printing = z
  .object({
    hit: Hit,
    wording: Wording,
    severity: Severity,
    differences: list(Difference).openapi({
      description: "spans into the words asked for (`draft`) and into `hit.words` (`source`)",
    }),
    leftOut: list(Span).openapi({
      description: "of the words asked for, what this one leaves out",
    }),
    first: z.boolean().openapi({ description: "printed on the first day of all" }),
    copyOf: name.openapi({
      description:
        "the document of an earlier printing of the same article; its own where the texts are the same",
    }),
  })
  .openapi("Printing");

export const Stand = z
  .object({
    hit: Hit,
    changes: list(
      z.object({
        kind: z.enum(["negation", "number", "condition"]),
        added: list(z.string()),
        dropped: list(z.string()),
      }),
    ).openapi({ description: "against the statement before it in time; pointed at, never judged" }),
  })
  .openapi("Stand");

const Evidence = z.object({
  statement: z.number().int().nullable(),
  url: name,
  date: z.string(),
});
export const Registered = z
  .object({
    id: z.number().int(),
    by: z.string(),
    action: z.string(),
    condition: name,
    deadline: z.object({ text: z.string(), date: name }).nullable(),
    status: z.enum(STATUSES),
    looked: z.boolean().openapi({ description: "whether anybody has looked what became of it" }),
    look: z.object({ at: z.string(), who: z.string(), why: name }).nullable(),
    overdue: z.boolean(),
    evidence: Evidence.nullable(),
    hit: Hit,
  })
  .openapi("Commitment");
export const CommitmentRecord = Registered.extend({
  printings: list(Printing),
  proposed: list(z.object({ hit: Hit, shared: list(z.string()), ownWords: z.boolean() })),
}).openapi("CommitmentRecord");

export const Asked = z
  .object({
    question: list(Hit),
    answer: list(Hit),
    reply: name.openapi({ description: "direct, declined, deferred, none found" }),
  })
  .openapi("Asked");

export const Event = z
  .object({
    id: z.number().int(),
    at: z.string(),
    who: z.string(),
    what: z.string(),
    subject: z.string(),
    why: name,
    before: z.unknown(),
    after: z.unknown(),
    undone: z.boolean(),
  })
  .openapi("Event");
/** The number of the event that a decision made. */
export const Recorded = z.object({ event: z.number().int() }).openapi("Recorded");

export const Document = z
  .object({
    id: z.string().openapi({ description: "`sha256:` and the digest of the text" }),
    kind: z.string(),
    text: z.string(),
    ...Origin.shape,
    alsoIn,
  })
  .openapi("Document");

const validators = { etag: name, modified: name };
const time = z.string().openapi({ description: "ISO 8601 in UTC" });
const again = time
  .nullable()
  .openapi({ description: "not asked for before; null for no such time" });
export const Feed = z
  .object({
    address: z.string(),
    kind: name.openapi({ description: "rss, atom, json, rdf, sitemap; null until it was read" }),
    title: name,
    parent: name.openapi({ description: "the sitemap index that names it" }),
    added: time,
    checked: time.nullable(),
    problem: name.openapi({ description: "why it could not be read the last time" }),
    failures: count.openapi({ description: "in a row" }),
    due: again,
    ...validators,
    items: z.object({ waiting: count, recorded: count, failed: count }),
  })
  .openapi("Feed");
export const FeedItem = z
  .object({
    address: z.string(),
    feed: z.string(),
    title: name,
    published: day,
    found: time,
    state: z.enum(["waiting", "recorded", "failed"]),
    due: time,
    tries: count,
    problem: name,
    document: name,
    ...validators,
  })
  .openapi("FeedItem");
const WatchEvent = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("checked"),
      feed: z.string(),
      listed: count.nullable().openapi({ description: "null where the feed is as it was" }),
      fresh: count,
    }),
    z.object({
      kind: z.literal("recorded"),
      url: z.string(),
      statements: count,
      added: z.boolean().openapi({ description: "false where the text was on record already" }),
    }),
    z.object({ kind: z.literal("unchanged"), url: z.string() }),
    z.object({ kind: z.literal("failed"), url: z.string(), problem: z.string(), again }),
  ])
  .openapi("WatchEvent");
export const Round = z
  .object({
    events: list(WatchEvent),
    whole: z.boolean().openapi({ description: "false where the time was up before all was done" }),
  })
  .openapi("Round");

export const Check = z
  .object({ schema: z.literal("onrecord/check@1") })
  .loose()
  .openapi("Check");
