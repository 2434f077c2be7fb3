import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { printingsOf } from "../ledger/printings.js";
import { answers, nulled, paged } from "./answers.js";
import type { Services } from "./app.js";
import * as result from "./results.js";
import * as schema from "./schemas.js";

/** What the ledger answers: statements, speakers, printings, positions, promises, questions. */
export function addAsking(app: OpenAPIHono, { ledger, asking, version, now }: Services): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/health",
      summary: "Whether it works, and what the ledger holds",
      responses: answers(result.Health, "Counts"),
    }),
    async (c) => c.json({ version: version, ledger: await asking.countAll() }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/search",
      summary: "Statements by words, speaker, act, day",
      request: { query: schema.SearchQuery },
      responses: answers(result.pageOf(result.Found), "Statements, the best match first"),
    }),
    async (c) => {
      const { q, direct, limit, cursor, in: from, ...filters } = c.req.valid("query");
      const hits = await asking.search({
        words: q,
        ...nulled(filters),
        from: from ?? null,
        directOnly: direct === "1",
        limit: limit + 1,
        offset: cursor,
      });
      return c.json(paged(hits, { limit, cursor }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/speaker",
      summary: "One speaker across documents",
      request: { query: schema.SpeakerQuery },
      responses: answers(result.PersonPage, "Names, titles with days, who quotes them, statements"),
    }),
    async (c) => {
      const { name, limit, cursor } = c.req.valid("query");
      const one = await asking.person(name);
      const hits = await asking.statementsOf(one.name, {
        limit: limit + 1,
        offset: cursor,
        newestFirst: true,
      });
      return c.json({ ...one, ...paged(hits, { limit, cursor }) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/said",
      summary: "Every printing of the same words",
      request: { query: schema.SaidQuery },
      responses: answers(result.pageOf(result.Printing), "Printings, the first printed first"),
    }),
    async (c) => c.json({ items: await asking.said(c.req.valid("query").words), next: null }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/position",
      summary: "What somebody has said on a topic, in order of time",
      request: { query: schema.PositionQuery },
      responses: answers(
        result.pageOf(result.Stand).extend({ speaker: z.string() }),
        "Statements and what each adds or drops",
      ),
    }),
    async (c) => {
      const { speaker, topic, limit } = c.req.valid("query");
      const { name } = await asking.person(speaker);
      return c.json(
        { speaker: name, items: await asking.position(name, topic, limit), next: null },
        200,
      );
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/commitments",
      summary: "The register of promises",
      request: { query: schema.CommitmentsQuery },
      responses: answers(result.pageOf(result.Registered), "Promises, the soonest due first"),
    }),
    async (c) => {
      const { open, limit, cursor, ...filters } = c.req.valid("query");
      const found = await asking.commitments({
        ...nulled(filters),
        openOnly: open === "1",
        today: now().slice(0, 10),
        limit: limit + 1,
        offset: cursor,
      });
      return c.json(paged(found, { limit, cursor }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/commitments/{id}",
      summary: "One promise: its printings, and what was said later that may bear on it",
      request: { params: z.object({ id: schema.Number }) },
      responses: answers(result.CommitmentRecord, "The promise; proposals are never decisions"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      return c.json(await asking.commitmentRecord(id, now().slice(0, 10)), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/asked",
      summary: "Questions without a direct answer",
      request: { query: schema.AskedQuery },
      responses: answers(result.pageOf(result.Asked), "Questions, the newest first"),
    }),
    async (c) => {
      const { all, limit, cursor } = c.req.valid("query");
      return c.json(
        paged(await asking.asked({ unanswered: all !== "1", limit: limit + 1, offset: cursor }), {
          limit,
          cursor,
        }),
        200,
      );
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/documents/{id}",
      summary: "A document on record: its text and where it came from",
      request: { params: z.object({ id: z.string() }) },
      responses: answers(result.Document, "The document"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const document = await ledger.db
        .selectFrom("documents")
        .select(["id", "kind", "text", "title", "publisher", "author", "published", "path", "url"])
        .where("id", "=", id)
        .executeTakeFirst();
      if (!document) throw new HTTPException(404, { message: `${id} is no document on record` });
      const alsoIn = (await printingsOf(ledger, [id])).get(id) ?? [];
      return c.json({ ...document, alsoIn }, 200);
    },
  );
}
