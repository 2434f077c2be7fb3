import { OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { InputError, MissingError } from "../errors.js";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  500: "Internal Server Error",
};

/** A problem as RFC 9457 writes it. */
export const problemOf = (status: number, detail: string) => ({
  type: "about:blank",
  title: TITLES[status] ?? "Error",
  status,
  detail,
});

/** What an error is to whoever asked: their mistake in words, or a failure of ours, told to the log. */
export function problemFor(error: Error) {
  if (error instanceof HTTPException)
    return problemOf(
      error.status,
      error.status === 415 ? "send JSON, with content-type: application/json" : error.message,
    );
  if (error instanceof MissingError) return problemOf(404, error.message);
  if (error instanceof InputError) return problemOf(422, error.message);
  process.stderr.write(`onrecord: ${error.stack ?? error.message}\n`);
  return problemOf(500, "The server failed; its log says why.");
}

/** What is wrong with a part of a request, in words. */
z.config({
  customError(issue) {
    if (issue.input === undefined) return "is missing";
    switch (issue.code) {
      case "invalid_type":
        return `is not ${KINDS[issue.expected] ?? issue.expected}`;
      case "invalid_value":
        return `is none of ${issue.values.map(String).join(", ")}`;
      case "too_small":
        if (issue.origin === "number")
          return `is less than ${Number(issue.minimum) + (issue.inclusive ? 0 : 1)}`;
        return "is empty";
      case "too_big":
        if (issue.origin === "number") return `is more than ${issue.maximum}`;
        return `holds more than ${issue.maximum}${issue.origin === "string" ? " characters" : ""}`;
      case "invalid_format":
        return issue.format === "url" ? "is no web address" : undefined;
      default:
        return undefined;
    }
  },
});

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const PROBLEM = { "content-type": "application/problem+json" };

/** An application whose every error is a problem document. */
export function createProblemApp(): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new HTTPException(400, {
        message: `${issue?.path.join(".") || "request"}: ${issue?.message ?? "is wrong"}`,
      });
    },
  });
  app.onError((error, c) => {
    const problem = problemFor(error);
    return c.body(JSON.stringify(problem), problem.status as 400, PROBLEM);
  });
  app.notFound((c) => {
    const allowed = [
      ...new Set(
        app.routes
          .filter(({ method, path }) => method !== "ALL" && fits(path, c.req.path))
          .map(({ method }) => method),
      ),
    ];
    if (allowed.length === 0) {
      const detail = `${c.req.path} is no address here; /api/openapi.json lists them`;
      return c.body(JSON.stringify(problemOf(404, detail)), 404, PROBLEM);
    }
    const detail = `${c.req.path} takes ${allowed.join(", ")}, not ${c.req.method}`;
    return c.body(JSON.stringify(problemOf(405, detail)), 405, {
      ...PROBLEM,
      allow: allowed.join(", "),
    });
  });
  return app;
}

/** Whether a route's path (`/api/events/:id/undo`) is that of a request. */
function fits(route: string, path: string): boolean {
  const [wanted, given] = [route.split("/"), path.split("/")];
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith(":") ? given[i] !== "" : part === given[i]))
  );
}
