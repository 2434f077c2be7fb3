import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { InputError } from "../errors.js";
import { commitments } from "../ledger/commitments.js";
import { person, statementsOf } from "../ledger/people.js";
import { said } from "../ledger/said.js";
import { type Hit, search } from "../ledger/search.js";
import type { OpenLedger } from "../ledger/open.js";

const CITE =
  "Cite where each statement stands (publisher, date, place) and quote only the words given; if nothing is found, say that nothing is on record.";

/**
 * A Model Context Protocol server over the ledger: an assistant looks up what was really said
 * instead of remembering it. Reads only. `today` tells which promises are overdue (`YYYY-MM-DD`).
 */
export function createMcpServer(
  ledger: OpenLedger,
  version: string,
  today: () => string,
): McpServer {
  const server = new McpServer(
    { name: "onrecord", version },
    { instructions: `The public record of who said what. ${CITE}` },
  );
  const readOnly = { annotations: { readOnlyHint: true, openWorldHint: false } };

  server.registerTool(
    "search_statements",
    {
      title: "Search statements",
      description: `Statements on record that hold all the words. ${CITE}`,
      inputSchema: {
        words: z
          .string()
          .describe('words that must all be there; "words in quotes" stand together'),
        speaker: z.string().optional().describe("a speaker's name or a part of it"),
        since: z.string().optional().describe("published on this day or later, YYYY-MM-DD"),
        limit: z.number().int().min(1).max(50).default(10),
      },
      ...readOnly,
    },
    ({ words, speaker, since, limit }) =>
      answer(async () => {
        const hits = await search(ledger, {
          words,
          speaker: speaker ?? null,
          since: since ?? null,
          limit,
        });
        return hits.length === 0 ? `Nothing on record for: ${words}` : hits.map(cited).join("\n\n");
      }),
  );
  server.registerTool(
    "speaker",
    {
      title: "One speaker",
      description: `Who somebody is on record: names, titles with dates, latest statements. ${CITE}`,
      inputSchema: { name: z.string(), limit: z.number().int().min(1).max(50).default(5) },
      ...readOnly,
    },
    ({ name, limit }) =>
      answer(async () => {
        const one = await person(ledger, name);
        const hits = await statementsOf(ledger, one.name, { limit, newestFirst: true });
        return `${JSON.stringify(one)}\n\n${hits.map(cited).join("\n\n")}`;
      }),
  );
  server.registerTool(
    "commitments",
    {
      title: "Promises",
      description: `Promises on record, the soonest due first, and what people found of them. ${CITE}`,
      inputSchema: {
        by: z.string().optional(),
        due: z.string().optional().describe("due on this day or before, YYYY-MM-DD"),
        limit: z.number().int().min(1).max(50).default(10),
      },
      ...readOnly,
    },
    ({ by, due, limit }) =>
      answer(async () => {
        const found = await commitments(ledger, {
          by: by ?? null,
          due: due ?? null,
          today: today(),
          limit,
        });
        if (found.length === 0) return "No such promise on record.";
        return found
          .map((one) => {
            const state = one.looked ? one.status : `${one.status}, nobody has looked`;
            return `${one.by}: ${one.action}\ndeadline: ${one.deadline?.text ?? "none"} (${one.deadline?.date ?? "no date"}); ${one.overdue ? "overdue; " : ""}${state}\n${cited(one.hit)}`;
          })
          .join("\n\n");
      }),
  );
  server.registerTool(
    "check_quotation",
    {
      title: "Check a quotation",
      description: `Whether words are on record, in which printings, and what each changes. ${CITE}`,
      inputSchema: { words: z.string().min(1).max(5000) },
      ...readOnly,
    },
    ({ words }) =>
      answer(async () => {
        const printings = await said(ledger, words);
        if (printings.length === 0)
          return "Not found in the ledger. That is all that was searched.";
        return printings
          .map(
            ({ hit, wording, severity }) =>
              `${severity ? `${wording}, ${severity}` : wording}\n${cited(hit)}`,
          )
          .join("\n\n");
      }),
  );
  return server;
}

/** A statement with what an assistant needs to cite it. */
function cited(hit: Hit): string {
  const where = [hit.publisher, hit.published, hit.title, hit.url ?? hit.path]
    .filter((part) => part !== null)
    .join(", ");
  return `${hit.speaker ?? (hit.source || "no source named")} (${hit.cue}; ${hit.act}, ${hit.quotation}): ${hit.words.replaceAll(/\s+/gu, " ")}\n[${where}, line ${hit.line}, column ${hit.column}]`;
}

async function answer(work: () => Promise<string>) {
  try {
    return { content: [{ type: "text" as const, text: await work() }] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { content: [{ type: "text" as const, text: error.message }], isError: true };
  }
}
