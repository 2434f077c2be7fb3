import { z } from "@hono/zod-openapi";
import { Problem } from "./schemas.js";

/** What every route may answer beside its own: RFC 9457 problems. */
const problem = {
  content: { "application/problem+json": { schema: Problem } },
  description: "What was wrong",
};

/** A route's answers: its own as JSON, and problems. */
export const answers = <T extends z.ZodType>(body: T, description: string) =>
  ({
    200: { content: { "application/json": { schema: body } }, description },
    400: problem,
    422: problem,
  }) as const;

export const body = <T extends z.ZodType>(of: T) =>
  ({ body: { content: { "application/json": { schema: of } }, required: true } }) as const;

/** One row more than the page holds tells whether there is a next. */
export const paged = <T>(
  items: readonly T[],
  { limit, cursor }: { limit: number; cursor: number },
) => ({
  items: items.slice(0, limit),
  next: items.length > limit ? cursor + limit : null,
});
