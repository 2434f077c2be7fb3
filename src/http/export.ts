import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import { MEDIA_TYPES } from "../export/export.js";
import { exportLedger, FORMATS } from "../ledger/exporting.js";
import { nulled, PROBLEMS } from "./answers.js";
import type { Services } from "./app.js";
import * as schema from "./schemas.js";

/** Formats that a browser had better keep as a file. */
const ENDINGS: Readonly<Record<string, string>> = {
  jsonl: "jsonl",
  csv: "csv",
  parquet: "parquet",
  ics: "ics",
};

/** The ledger in forms that others read, piece by piece; a feed of somebody to be subscribed to. */
export function addExport(app: OpenAPIHono, { ledger, now }: Services): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/export",
      summary: "Statements, or promises with their deadlines, in formats others read",
      request: { query: schema.ExportQuery },
      responses: {
        200: {
          content: Object.fromEntries(FORMATS.map((format) => [MEDIA_TYPES[format], {}])),
          description: "The whole of it, in the format asked for",
        },
        ...PROBLEMS,
      },
    }),
    async (c) => {
      const { format, commitments, limit, ...filters } = c.req.valid("query");
      const pieces = exportLedger(ledger, {
        format,
        limit,
        ...nulled(filters),
        commitments: commitments === "1",
        now: now(),
        self: c.req.url,
      })[Symbol.asyncIterator]();
      // What cannot be exported shows at the first piece: then it is still a problem, not a broken file.
      const first = await pieces.next();
      c.header("content-type", MEDIA_TYPES[format]);
      const ending = ENDINGS[format];
      if (ending) c.header("content-disposition", `attachment; filename="onrecord.${ending}"`);
      return stream(c, async (out) => {
        for (let piece = first; !piece.done && !out.aborted; piece = await pieces.next())
          await out.write(piece.value);
        await pieces.return?.();
      });
    },
  );
}
