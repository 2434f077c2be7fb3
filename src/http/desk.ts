import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { strToU8, zipSync } from "fflate";
import { HTTPException } from "hono/http-exception";
import { load } from "../ingest/load.js";
import { correctionsOf } from "../ledger/corrections.js";
import { record } from "../ledger/record.js";
import { judge } from "../ledger/review.js";
import { revisionsOf } from "../ledger/revisions.js";
import { read } from "../read.js";
import { answers, body, paged } from "./answers.js";
import type { Services } from "./app.js";
import * as result from "./desk-results.js";
import { parseSent } from "./reading.js";
import { pageOf, Recorded } from "./results.js";
import * as schema from "./schemas.js";

const numbered = { params: z.object({ id: schema.Number }) };

/** What the page's desk needs beside the queries: to take texts in, and to decide on statements. */
export function addDesk(app: OpenAPIHono, services: Services): void {
  const { ledger, asking, tagger, now, allowPrivate = false } = services;
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/fetch",
      summary: "Fetch a page and give its article; nothing is recorded",
      request: body(schema.FetchBody),
      responses: answers(result.TextDocument, "The document"),
    }),
    async (c) => {
      const { url } = c.req.valid("json");
      return c.json(await load({ kind: "url", url }, { allowPrivate }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/documents",
      summary: "Read a text and put it on record",
      request: body(schema.DocumentBody),
      responses: answers(result.PutOnRecord, "The document's identity, and whether it was new"),
    }),
    async (c) => {
      const { text, name, ...given } = c.req.valid("json");
      const parsed = await parseSent(text, name ?? undefined);
      const document = {
        ...parsed,
        title: given.title ?? parsed.title,
        publisher: given.publisher ?? parsed.publisher,
        published: given.published ?? parsed.published,
        url: given.url ?? parsed.url,
      };
      const recorded = await record(ledger, await read(document, tagger), now());
      return c.json({ document: document.id, ...recorded }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/documents/{id}/reading",
      summary: "A document's statements as they stand on record",
      request: { params: z.object({ id: z.string() }) },
      responses: answers(
        result.RecordedReading,
        "The reading, and each attribution's number in the ledger",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const reading = await asking.recordedReading(id);
      if (!reading) throw new HTTPException(404, { message: `${id} is no document on record` });
      return c.json(reading, 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/revisions",
      summary: "Every text that an address gave, and what each changed in its statements",
      request: { query: schema.RevisionsQuery },
      responses: answers(pageOf(result.Revision), "Revisions, the first first"),
    }),
    async (c) => {
      const { address } = c.req.valid("query");
      const items = await revisionsOf(ledger, address);
      if (items.length === 0)
        throw new HTTPException(404, { message: `${address} was never read into this ledger` });
      return c.json({ items, next: null }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/review",
      summary: "Statements nobody has decided on, the least sure first",
      request: { query: schema.ReviewQuery },
      responses: answers(pageOf(result.Case), "Cases: statement, places, passage"),
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const found = await asking.toReview({ limit: limit + 1, offset: cursor });
      return c.json(paged(found, { limit, cursor }), 200);
    },
  );
  app.get("/api/review/export", async (c) => {
    const files: Record<string, Uint8Array> = {};
    for await (const { path, text } of correctionsOf(ledger)) files[path] = strToU8(text);
    if (Object.keys(files).length === 0)
      throw new HTTPException(404, { message: "nobody has decided on a statement yet" });
    return c.body(new Uint8Array(zipSync(files)), 200, {
      "content-type": "application/zip",
      "content-disposition": 'attachment; filename="onrecord-corrections.zip"',
    });
  });
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/statements/{id}",
      summary: "One statement with its places, its passage and what was decided of it",
      request: numbered,
      responses: answers(result.Case, "The case"),
    }),
    async (c) => c.json(await asking.reviewCase(c.req.valid("param").id), 200),
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/statements/{id}/decision",
      summary: "Accept, reject or correct a statement",
      request: { ...numbered, ...body(schema.DecisionBody) },
      responses: answers(Recorded, "The event recorded"),
    }),
    async (c) => {
      const { who, why, verdict, speaker, spans } = c.req.valid("json");
      const judgement =
        verdict === "correct"
          ? {
              verdict,
              ...(speaker === undefined ? {} : { speaker }),
              ...(spans === undefined ? {} : { spans }),
            }
          : { verdict };
      const by = { at: now(), who, why };
      return c.json({ event: await judge(ledger, c.req.valid("param").id, judgement, by) }, 200);
    },
  );
}
