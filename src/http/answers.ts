import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { Problem } from "./schemas.js";

/** What every route may answer beside its own: RFC 9457 problems. */
const problem = (description: string) => ({
  content: { "application/problem+json": { schema: Problem } },
  description,
});

export const PROBLEMS = {
  400: problem("The request is not as described"),
  401: problem("A bearer token is needed"),
  403: problem("The token, or the page that asks, may not do this"),
  404: problem("There is no such thing on record"),
  409: problem("The same is being done for somebody else"),
  413: problem("The request is too large"),
  421: problem("The server does not go by this name"),
  422: problem("The request is as described, but cannot be met"),
} as const;

/** A route's answers: its own as JSON, and problems. */
export const answers = <T extends z.ZodType>(body: T, description: string) =>
  ({
    200: { content: { "application/json": { schema: body } }, description },
    ...PROBLEMS,
  }) as const;

/** The same, of a route that tells how far it is if asked for `text/event-stream`. */
export const progressing = <T extends z.ZodType>(body: T, description: string) =>
  ({
    200: {
      content: {
        "application/json": { schema: body },
        "text/event-stream": {
          schema: z.string().openapi({
            description:
              "server-sent events: `progress` with `{share}` (0 to 1), then `result` or `problem`",
          }),
        },
      },
      description,
    },
    ...PROBLEMS,
  }) as const;

export const body = <T extends z.ZodType>(of: T) =>
  ({ body: { content: { "application/json": { schema: of } }, required: true } }) as const;

/** What is left out of a query is null to the ledger. */
export const nulled = <T extends object>(fields: T) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [name, value ?? null]),
  ) as { readonly [K in keyof T]-?: Exclude<T[K], undefined> | null };

/** One row more than the page holds tells whether there is a next. */
export const paged = <T>(
  items: readonly T[],
  { limit, cursor }: { limit: number; cursor: number },
) => ({
  items: items.slice(0, limit),
  next: items.length > limit ? cursor + limit : null,
});

/**
 * Tags every JSON answer by its bytes, and answers 304 to whoever has it already (RFC 9110). Done where
 * the text is made: to read it back out of the response takes longer than many a search.
 */
export const tagged: MiddlewareHandler = (c, next) => {
  const known = c.req.header("if-none-match");
  c.json = ((value: unknown, status: 200 = 200) => {
    // Bytes: else the text is written out once for the tag and once more for the answer.
    const bytes = Buffer.from(JSON.stringify(value));
    const tag = `"${createHash("sha1").update(bytes).digest("base64url")}"`;
    c.header("ETag", tag);
    if (known === "*" || known?.match(/"[^"]*"/gu)?.includes(tag)) return c.body(null, 304);
    return c.body(bytes, status, { "content-type": "application/json" });
  }) as unknown as typeof c.json;
  return next();
};
