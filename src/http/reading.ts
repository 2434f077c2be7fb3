import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { InputError } from "../errors.js";
import { checkJson } from "../export/check.js";
import { readingJson } from "../export/reading.js";
import { parseBytes } from "../ingest/parse.js";
import { documentsOf } from "../ledger/documents.js";
import { checkQuotations, createPassageSpeaker } from "../quotecheck/index.js";
import { read } from "../read.js";
import type { Progress } from "../tagger/tagger.js";
import type { TextDocument } from "../text/document.js";
import { body, progressing } from "./answers.js";
import type { Services } from "./app.js";
import { problemFor } from "./problems.js";
import { Reading } from "./desk-results.js";
import * as result from "./results.js";
import * as schema from "./schemas.js";

/** A text as somebody sent it: Markdown, HTML, plain, a transcript. */
export function parseSent(text: string, name: string | undefined): Promise<TextDocument> {
  const ending = /\.\w+$/u.exec(name ?? "")?.[0];
  return parseBytes(new TextEncoder().encode(text), {
    path: name ?? null,
    ...(ending === undefined ? {} : { ending }),
  });
}

/** Reading a text, and checking a draft: what needs the model and may take a while. */
export function addReading(app: OpenAPIHono, { ledger, tagger }: Services): void {
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/read",
      summary: "Read a text: who said what",
      request: body(schema.ReadBody),
      responses: progressing(Reading, "onrecord/reading@1"),
    }),
    (c) => {
      const { text, name, published } = c.req.valid("json");
      return answer(c, async (progress) => {
        const document = await parseSent(text, name);
        const dated = { ...document, published: document.published ?? published ?? null };
        return { ...readingJson(await read(dated, tagger, progress)), text: document.text };
      });
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/check",
      summary: "Check a draft's quotations",
      request: body(schema.CheckBody),
      responses: progressing(result.Check, "onrecord/check@1"),
    }),
    (c) => {
      const { draft, sources, ledger: withLedger } = c.req.valid("json");
      return answer(c, async (progress) => {
        const documents = await Promise.all(
          sources.map(({ text, name }, i) => parseSent(text, name ?? `source ${i + 1}`)),
        );
        if (withLedger) for await (const document of documentsOf(ledger)) documents.push(document);
        if (documents.length === 0)
          throw new InputError("sources", "give texts to compare with, or set ledger to true");
        const reading = await read(
          await parseSent(draft.text, draft.name ?? "draft"),
          tagger,
          progress,
        );
        return checkJson(
          await checkQuotations(reading, documents, { speakerOf: createPassageSpeaker(tagger) }),
        );
      });
    },
  );
}

/**
 * Answers with what the work gives: as JSON, or as server-sent events to who asks for them, with how
 * far it is in between. Who goes away ends the work.
 */
async function answer(c: Context, work: (progress?: Progress) => Promise<object>) {
  if (!/\btext\/event-stream\b/iu.test(c.req.header("accept") ?? ""))
    return c.json(await work(), 200) as never;
  return streamSSE(c, async (stream) => {
    let told = 0;
    let writing = Promise.resolve();
    const say = (event: string, data: unknown): void => {
      writing = writing.then(() => stream.writeSSE({ event, data: JSON.stringify(data) }));
    };
    try {
      const made = await work(async (share) => {
        if (stream.aborted) throw new Gone();
        // Lets other requests in, and tells whether this one has gone.
        await new Promise((next) => setImmediate(next));
        if (share < told + 0.01 && share < 1) return;
        told = share;
        say("progress", { share: Math.round(share * 1000) / 1000 });
      });
      say("result", made);
    } catch (error) {
      if (error instanceof Gone) return;
      say("problem", problemFor(error instanceof Error ? error : new Error(String(error))));
    }
    await writing;
  }) as never;
}

/** Nobody listens any more. */
class Gone extends Error {}
