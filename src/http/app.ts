import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { etag } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { InputError } from "../errors.js";
import { checkJson } from "../export/check.js";
import { readingJson } from "../export/reading.js";
import { parseBytes } from "../ingest/parse.js";
import { asked } from "../ledger/asked.js";
import { commitments, setStatus } from "../ledger/commitments.js";
import { documentsOf } from "../ledger/documents.js";
import { eventsOf, undo } from "../ledger/events.js";
import type { OpenLedger } from "../ledger/open.js";
import { merge, person, split, statementsOf } from "../ledger/people.js";
import { position } from "../ledger/position.js";
import { countAll } from "../ledger/record.js";
import { said } from "../ledger/said.js";
import { search } from "../ledger/search.js";
import { checkQuotations, createPassageSpeaker } from "../quotecheck/index.js";
import { read } from "../read.js";
import type { Tagger } from "../tagger/tagger.js";
import type { TextDocument } from "../text/document.js";
import { answers, body, paged } from "./answers.js";
import { addDesk } from "./desk.js";
import { addPages } from "./pages.js";
import * as schema from "./schemas.js";
import { addWeb } from "./web.js";

/** What the server answers from; it owns none of it. */
export interface Services {
  readonly ledger: OpenLedger;
  readonly tagger: Tagger;
  readonly version: string;
  /** The time of a request, ISO 8601 in UTC. */
  readonly now: () => string;
  /** Bearer tokens by what they may do; none: everybody may do everything (loopback). */
  readonly tokens: ReadonlyMap<string, "read" | "write">;
  /** The folder of the built page (`builtPage`); without it, a page without script stands at `/`. */
  readonly web?: string | null;
}

const LARGEST_BODY = 25_000_000;

/** A text as somebody sent it: Markdown, HTML, plain, a transcript. */
export function parseSent(text: string, name: string | undefined): Promise<TextDocument> {
  const ending = /\.\w+$/u.exec(name ?? "")?.[0];
  return parseBytes(new TextEncoder().encode(text), {
    path: name ?? null,
    ...(ending === undefined ? {} : { ending }),
  });
}

/** The HTTP API and the page over it; to be served, or asked without a socket (`app.request`). */
export function createApp(services: Services): OpenAPIHono {
  const { ledger, tagger } = services;
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new HTTPException(400, {
        message: `${issue?.path.join(".") ?? "request"}: ${issue?.message ?? "is wrong"}`,
      });
    },
  });
  app.onError((error, c) => {
    const status =
      error instanceof HTTPException ? error.status : error instanceof InputError ? 422 : 500;
    const detail = status === 500 ? "The server failed; its log says why." : error.message;
    if (status === 500) process.stderr.write(`onrecord: ${error.stack ?? error.message}\n`);
    const body = { type: "about:blank", title: TITLES[status] ?? "Error", status, detail };
    return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json" });
  });
  app.notFound((c) =>
    c.body(
      JSON.stringify({
        type: "about:blank",
        title: "Not Found",
        status: 404,
        detail: `${c.req.path} is no address here; /api/openapi.json lists them`,
      }),
      404,
      { "content-type": "application/problem+json" },
    ),
  );
  if (services.web) addWeb(app, services.web);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
  );
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new HTTPException(413, {
          message: `the request is larger than ${LARGEST_BODY} bytes; split it`,
        });
      },
    }),
  );
  app.use(async (c, next) => {
    if (services.tokens.size > 0) {
      const token = /^Bearer (\S+)$/u.exec(c.req.header("authorization") ?? "")?.[1];
      const scope = token === undefined ? undefined : services.tokens.get(token);
      if (!scope)
        throw new HTTPException(401, {
          message: "a bearer token is needed: Authorization: Bearer …",
        });
      if (scope === "read" && WRITES.test(c.req.path) && c.req.method === "POST")
        throw new HTTPException(403, { message: "this token may read only" });
    }
    await next();
  });
  app.use("/api/*", etag());

  const decision = (given: { who: string; why: string | null }) => ({
    at: services.now(),
    ...given,
  });
  const Any = z.any();

  app.openapi(
    createRoute({
      method: "get",
      path: "/api/health",
      summary: "Whether it works, and what the ledger holds",
      responses: answers(Any, "Counts"),
    }),
    async (c) => c.json({ version: services.version, ledger: await countAll(ledger) }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/search",
      summary: "Statements by words, speaker, act, day",
      request: { query: schema.SearchQuery },
      responses: answers(schema.pageOf(schema.Hit), "Statements, the best match first"),
    }),
    async (c) => {
      const { q, speaker, act, since, until, direct, limit, cursor } = c.req.valid("query");
      const hits = await search(ledger, {
        words: q,
        speaker: speaker ?? null,
        act: act ?? null,
        since: since ?? null,
        until: until ?? null,
        directOnly: direct === "1",
        limit: limit + 1,
        offset: cursor,
      });
      const { items, next } = paged(hits, { limit, cursor });
      return c.json(
        { items: items.map((hit) => ({ ...hit, content: [...hit.content] })), next },
        200,
      );
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/speaker",
      summary: "One speaker across documents",
      request: { query: schema.SpeakerQuery },
      responses: answers(Any, "Names, titles with days, who quotes them, statements"),
    }),
    async (c) => {
      const { name, limit, cursor } = c.req.valid("query");
      const one = await person(ledger, name);
      const hits = await statementsOf(ledger, one.name, {
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
      responses: answers(Any, "Printings, the first printed first"),
    }),
    async (c) => c.json({ items: await said(ledger, c.req.valid("query").words), next: null }, 200),
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/position",
      summary: "What somebody has said on a topic, in order of time",
      request: { query: schema.PositionQuery },
      responses: answers(Any, "Statements and what each adds or drops"),
    }),
    async (c) => {
      const { speaker, topic, limit } = c.req.valid("query");
      const { name } = await person(ledger, speaker);
      return c.json(
        { speaker: name, items: await position(ledger, name, topic, limit), next: null },
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
      responses: answers(Any, "Promises, the soonest due first"),
    }),
    async (c) => {
      const { from, due, by, open, state, limit, cursor } = c.req.valid("query");
      const found = await commitments(ledger, {
        from: from ?? null,
        due: due ?? null,
        by: by ?? null,
        state: state ?? null,
        openOnly: open === "1",
        today: services.now().slice(0, 10),
        limit: limit + 1,
        offset: cursor,
      });
      return c.json(paged(found, { limit, cursor }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/commitments/{id}/status",
      summary: "Say what became of a promise, on evidence",
      request: {
        params: z.object({ id: z.coerce.number().int().positive() }),
        ...body(schema.StatusBody),
      },
      responses: answers(Any, "The event recorded"),
    }),
    async (c) => {
      const { status, evidence, ...by } = c.req.valid("json");
      return c.json(
        { event: await setStatus(ledger, c.req.valid("param").id, status, evidence, decision(by)) },
        200,
      );
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/asked",
      summary: "Questions without a direct answer",
      request: { query: schema.AskedQuery },
      responses: answers(Any, "Questions, the newest first"),
    }),
    async (c) => {
      const { all, limit, cursor } = c.req.valid("query");
      return c.json(
        paged(await asked(ledger, { unanswered: all !== "1", limit: limit + 1, offset: cursor }), {
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
      responses: answers(Any, "The document"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const document = await ledger.db
        .selectFrom("documents")
        .select(["id", "kind", "text", "title", "publisher", "author", "published", "path", "url"])
        .where("id", "=", id)
        .executeTakeFirst();
      if (!document) throw new HTTPException(404, { message: `${id} is no document on record` });
      return c.json(document, 200);
    },
  );
  for (const [name, act] of [
    ["merge", merge],
    ["split", split],
  ] as const)
    app.openapi(
      createRoute({
        method: "post",
        path: `/api/people/${name}`,
        summary: `${name === "merge" ? "Declare names to be" : "Declare a name not to be"} one speaker's`,
        request: body(schema.NamesBody),
        responses: answers(Any, "The event recorded"),
      }),
      async (c) => {
        const { name: main, others, ...by } = c.req.valid("json");
        return c.json({ event: await act(ledger, main, others, decision(by)) }, 200);
      },
    );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/events",
      summary: "Every decision, or those about one thing",
      request: { query: schema.EventsQuery },
      responses: answers(Any, "Events in order"),
    }),
    async (c) => {
      const { about, what, newest, limit, cursor } = c.req.valid("query");
      const events = (await eventsOf(ledger)).filter(
        (one) =>
          (about === undefined || one.subject === about) &&
          (what === undefined || what.includes(one.what)),
      );
      if (newest === "1") events.reverse();
      if (limit === undefined) return c.json({ items: events, next: null }, 200);
      return c.json(paged(events.slice(cursor, cursor + limit + 1), { limit, cursor }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/events/{id}/undo",
      summary: "Take a decision back",
      request: {
        params: z.object({ id: z.coerce.number().int().positive() }),
        ...body(schema.UndoBody),
      },
      responses: answers(Any, "The event recorded"),
    }),
    async (c) =>
      c.json(
        { event: await undo(ledger, c.req.valid("param").id, decision(c.req.valid("json"))) },
        200,
      ),
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/read",
      summary: "Read a text: who said what",
      request: body(schema.ReadBody),
      responses: answers(Any, "onrecord/reading@1, and the text its spans count into"),
    }),
    async (c) => {
      const { text, name, published } = c.req.valid("json");
      const document = await parseSent(text, name);
      const reading = await read(
        { ...document, published: document.published ?? published ?? null },
        tagger,
      );
      return c.json({ ...readingJson(reading), text: document.text }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/check",
      summary: "Check a draft's quotations",
      request: body(schema.CheckBody),
      responses: answers(Any, "onrecord/check@1"),
    }),
    async (c) => {
      const { draft, sources, ledger: withLedger } = c.req.valid("json");
      const documents = await Promise.all(
        sources.map(({ text, name }, i) => parseSent(text, name ?? `source ${i + 1}`)),
      );
      if (withLedger) for await (const document of documentsOf(ledger)) documents.push(document);
      if (documents.length === 0)
        throw new InputError("sources", "give texts to compare with, or set ledger to true");
      const reading = await read(await parseSent(draft.text, draft.name ?? "draft"), tagger);
      return c.json(
        checkJson(
          await checkQuotations(reading, documents, { speakerOf: createPassageSpeaker(tagger) }),
        ),
        200,
      );
    },
  );
  addDesk(app, services);
  addPages(app, services);
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Onrecord",
      version: services.version,
      description: "The public record of who said what.",
    },
  });
  return app;
}

/** Requests that change the ledger. */
const WRITES = /^\/api\/(?:commitments|people|events|statements|documents)(?:\/|$)/u;
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  413: "Content Too Large",
  422: "Unprocessable Content",
  500: "Internal Server Error",
};
