import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { ACTS } from "../attribution/attribution.js";
import { InputError } from "../errors.js";
import { commitments } from "../ledger/commitments.js";
import type { OpenLedger } from "../ledger/open.js";
import { person, statementsOf } from "../ledger/people.js";
import { countAll } from "../ledger/record.js";
import { type Printing, said } from "../ledger/said.js";
import type { Hit } from "../ledger/hits.js";
import { search } from "../ledger/search.js";
import type { FoundStatement } from "../ledger/sentence.js";
import { day } from "./schemas.js";

const CITE =
  "Cite where each statement stands (publisher, date, title, line) and quote only the words given, to the letter. Where nothing is found, say that nothing is on record and what was searched; do not fill in from memory.";

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
    { instructions: `The public record of who said what, to the letter. ${CITE}` },
  );
  const readOnly = { annotations: { readOnlyHint: true, openWorldHint: false } };
  /** What was searched, which an answer must say too. */
  const searched = async (): Promise<string> => {
    const { documents, statements } = await countAll(ledger);
    return `Searched: ${statements} statements of ${documents} documents, all that is on record here.`;
  };

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
        publisher: z.string().optional().describe("a publisher's name or a part of it"),
        act: z.enum(ACTS).optional(),
        direct: z.boolean().default(false).describe("only what stands wholly in quotation marks"),
        since: day.optional().describe("published on this day or later, YYYY-MM-DD"),
        until: day.optional().describe("published on this day or before, YYYY-MM-DD"),
        limit: z.number().int().min(1).max(50).default(10),
      },
      ...readOnly,
    },
    ({ words, speaker, publisher, act, direct, since, until, limit }) =>
      answer(async () => {
        const hits = await search(ledger, {
          words,
          speaker: speaker ?? null,
          publisher: publisher ?? null,
          act: act ?? null,
          directOnly: direct,
          since: since ?? null,
          until: until ?? null,
          limit,
        });
        const found =
          hits.length === 0 ? `Nothing on record for: ${words}` : hits.map(cited).join("\n\n");
        return `${found}\n\n${await searched()}`;
      }),
  );
  server.registerTool(
    "speaker",
    {
      title: "One speaker",
      description: `Who somebody is on record: names, titles and affiliations with dates, latest statements. ${CITE}`,
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
      description: `The register of promises: by whom, what, by when, and what people found of it. ${CITE}`,
      inputSchema: {
        by: z.string().optional().describe("of somebody whose name holds this"),
        due: day.optional().describe("due on this day or before, YYYY-MM-DD"),
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
        if (found.length === 0) return `No such promise on record.\n\n${await searched()}`;
        return found
          .map((one) => {
            const { look, evidence } = one;
            const state =
              look === null
                ? `${one.status}, nobody has looked`
                : `${one.status}, ${look.who} looked on ${look.at.slice(0, 10)}`;
            const rests = evidence
              ? `\nevidence, ${evidence.date}: ${evidence.url ?? `statement ${evidence.statement}`}`
              : "";
            return `${one.by}: ${oneLine(one.action)}\ndeadline: ${one.deadline?.text ?? "none"} (${one.deadline?.date ?? "no date"}); ${one.overdue ? "overdue; " : ""}${state}${rests}\n${cited(one.hit)}`;
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
        const found =
          printings.length === 0
            ? "Not found in the ledger. That it was not said does not follow."
            : printings.map((one) => compared(one, words)).join("\n\n");
        return `${found}\n\n${await searched()}`;
      }),
  );
  return server;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

/** A statement with what an assistant needs to cite it. */
function cited(hit: Hit & Partial<FoundStatement>): string {
  const where = [hit.publisher, hit.published ?? "no date", hit.title, hit.url ?? hit.path]
    .filter((part) => part !== null)
    .join(", ");
  const sentence = hit.sentence ? `\nin the sentence: ${oneLine(hit.sentence.text)}` : "";
  const also = (hit.alsoIn ?? []).map(({ publisher, published, url }) =>
    [publisher, published ?? "no date", url].filter((part) => part !== null).join(", "),
  );
  const copies = also.length > 0 ? `\n[the same text also in: ${also.join("; ")}]` : "";
  return `${hit.speaker ?? (hit.source || "no source named")} (${hit.cue && `${hit.cue}; `}${hit.act}, ${hit.quotation}): ${oneLine(hit.words)}${sentence}\n[${where}, line ${hit.line}, column ${hit.column}; statement ${hit.statement}]${copies}`;
}

/** A printing, and what it changes of the words asked for. */
function compared({ hit, wording, severity, differences, leftOut }: Printing, words: string) {
  const lines = differences
    .filter((one) => one.severity !== "none")
    .map(
      ({ kind, draft, source }) =>
        `\n${kind}: asked “${words.slice(draft.start, draft.end)}”, printed “${hit.words.slice(source.start, source.end)}”`,
    );
  for (const { start, end } of leftOut)
    lines.push(`\nleaves out “${words.slice(start, end).trim()}”`);
  return `${severity ? `${wording}, ${severity}` : wording}${lines.join("")}\n${cited(hit)}`;
}

async function answer(work: () => Promise<string>) {
  try {
    return { content: [{ type: "text" as const, text: await work() }] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { content: [{ type: "text" as const, text: error.message }], isError: true };
  }
}
