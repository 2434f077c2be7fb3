import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { setStatus } from "../ledger/commitments.js";
import { eventsOf, undo } from "../ledger/events.js";
import { merge, split } from "../ledger/people.js";
import { answers, body, paged } from "./answers.js";
import type { Services } from "./app.js";
import * as result from "./results.js";
import * as schema from "./schemas.js";

/** What people decide, and the log of it. */
export function addDeciding(app: OpenAPIHono, { ledger, now }: Services): void {
  const decision = (given: { who: string; why: string | null }) => ({ at: now(), ...given });

  app.openapi(
    createRoute({
      method: "post",
      path: "/api/commitments/{id}/status",
      summary: "Say what became of a promise, on evidence",
      request: {
        params: z.object({ id: schema.Number }),
        ...body(schema.StatusBody),
      },
      responses: answers(result.Recorded, "The event recorded"),
    }),
    async (c) => {
      const { status, evidence, ...by } = c.req.valid("json");
      return c.json(
        { event: await setStatus(ledger, c.req.valid("param").id, status, evidence, decision(by)) },
        200,
      );
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
        responses: answers(result.Recorded, "The event recorded"),
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
      responses: answers(result.pageOf(result.Event), "Events in order"),
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
        params: z.object({ id: schema.Number }),
        ...body(schema.UndoBody),
      },
      responses: answers(result.Recorded, "The event recorded"),
    }),
    async (c) =>
      c.json(
        { event: await undo(ledger, c.req.valid("param").id, decision(c.req.valid("json"))) },
        200,
      ),
  );
}
