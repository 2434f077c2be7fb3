import { Ajv } from "ajv";
import { parse as parseCsv } from "csv-parse/sync";
import { parseAtomFeed } from "feedsmith";
import { parquetReadObjects, parquetMetadata, parquetSchema } from "hyparquet";
import ICAL from "ical.js";
import jsonld from "jsonld";
import { describe, expect, it } from "vitest";
import { COMMITMENT_COLUMNS, STATEMENT_COLUMNS } from "./columns.js";
import { exportRegister, exportStatements } from "./export.js";
import { parquet } from "./parquet.js";
import type { ExportCommitment, ExportStatement } from "./statement.js";

const OPTIONS = { now: "2024-05-15T08:30:00.000Z", title: "Oduya & Co: <statements>" };

/** Of our own writing; 🚢 is two code units and one code point. */
const TEXT =
  "🚢 News. “It will open,” Mirela Oduya, the harbour secretary, said, “by 31 August 🚢; or, I\\resign.”\n";
const at = (words: string) => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
};
const CONTENT = [at("“It will open,”"), at("“by 31 August 🚢; or, I\\resign.”")];

const STATEMENT: ExportStatement = {
  statement: 7,
  document: {
    id: "sha256:abc",
    title: 'Harbour, "tunnel"',
    publisher: "Gazette",
    author: null,
    published: "2024-05-14",
    url: "https://news.example/a?b=1&c=2",
    path: null,
    kind: "article",
    alsoIn: [],
  },
  attribution: "a1",
  speaker: { name: "Mirela Oduya", kind: "person", title: "harbour secretary" },
  source: "Mirela Oduya, the harbour secretary,",
  cue: "said",
  words: CONTENT.map(({ start, end }) => TEXT.slice(start, end)).join(" … "),
  spans: {
    source: [at("Mirela Oduya, the harbour secretary,")],
    cue: [at("said")],
    content: CONTENT,
  },
  quotation: "direct",
  act: "prediction",
  to: null,
  hearsay: false,
  negated: false,
  score: 0.75,
  text: TEXT,
};
const ODD: ExportStatement = {
  ...STATEMENT,
  statement: 8,
  attribution: "a2",
  speaker: null,
  words: '=HYPERLINK("x")\r\n</script><b>\u0001 ]]> & \ud800',
  quotation: "indirect",
  act: "commitment",
  negated: true,
  document: { ...STATEMENT.document, url: null, published: null, path: "-a.txt" },
};
/** Printed to the letter by another publisher, too. */
const COPIED: ExportStatement = {
  ...STATEMENT,
  document: {
    ...STATEMENT.document,
    alsoIn: [
      {
        title: "The same, elsewhere",
        publisher: "Herald",
        author: null,
        published: "2024-05-15",
        path: null,
        url: "https://herald.example/pier",
      },
    ],
  },
};
const PROMISE: ExportCommitment = {
  id: 3,
  by: "Mirela Oduya",
  action: "open, the tunnel; wholly 🚢 ".repeat(6).trim(),
  condition: "if it\nrains",
  deadline: { text: "by 31 August", date: "2024-08-31" },
  status: "open",
  looked: false,
  evidence: [],
  statement: STATEMENT,
};

async function* from<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}
async function textOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let out = "";
  for await (const piece of pieces) out += String(piece);
  return out;
}
async function bytesOf(pieces: AsyncIterable<string | Uint8Array>): Promise<ArrayBuffer> {
  const parts: BlobPart[] = [];
  for await (const piece of pieces)
    parts.push(typeof piece === "string" ? piece : new Uint8Array(piece));
  return new Blob(parts).arrayBuffer();
}
const statements = (format: Parameters<typeof exportStatements>[0], rows = [STATEMENT, ODD]) =>
  textOf(exportStatements(format, from(rows), OPTIONS));
const register = (format: Parameters<typeof exportRegister>[0], rows = [PROMISE]) =>
  textOf(exportRegister(format, from(rows), OPTIONS));

describe("JSON Lines", () => {
  it("holds all but the documents' texts", async () => {
    const [one, two] = (await statements("jsonl"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    const { text: _text, ...rest } = STATEMENT;
    expect(one).toEqual({ schema: "onrecord/statement@1", ...rest });
    expect(two).toMatchObject({ words: ODD.words });
    expect(JSON.parse(await register("jsonl"))).toMatchObject({
      schema: "onrecord/commitment@1",
      looked: false,
      statement: { statement: 7 },
    });
    expect(await register("jsonl")).not.toContain('"text":"🚢');
  });
});

describe("CSV", () => {
  it("is read back by csv-parse, cells that a spreadsheet would run defused", async () => {
    const written = await statements("csv");
    const [one, two] = parseCsv<Record<string, string>>(written, {
      columns: true,
      record_delimiter: "\r\n",
    });
    expect(Object.keys(one!)).toEqual(STATEMENT_COLUMNS.map(({ name }) => name));
    expect(one).toMatchObject({
      title: 'Harbour, "tunnel"',
      score: "0.75",
      hearsay: "false",
      author: "",
    });
    expect(two).toMatchObject({
      words: `'${ODD.words.replace("\ud800", "\ufffd")}`,
      path: "'-a.txt",
    });
  });
  it("gives promises with their statements", async () => {
    const [one] = parseCsv<Record<string, string>>(await register("csv"), { columns: true });
    expect(one).toMatchObject({ due: "2024-08-31", looked: "false", speaker: "Mirela Oduya" });
  });
  it("names the other printings of a text", async () => {
    const [one] = parseCsv<Record<string, string>>(await statements("csv", [COPIED]), {
      columns: true,
    });
    expect(JSON.parse(one!["also_in"]!)).toEqual(COPIED.document.alsoIn);
  });
  it("has a header where there is no row", async () => {
    expect(await statements("csv", [])).toMatch(/^statement,speaker,.*,spans\r\n$/u);
  });
});

describe("Parquet", () => {
  it("is read back by hyparquet, types and nulls kept, over several row groups", async () => {
    const rows = Array.from({ length: 25 }, (_, i) => ({
      ...(i % 2 ? ODD : STATEMENT),
      statement: i,
    }));
    const file = await bytesOf(parquet(STATEMENT_COLUMNS, from(rows), 10));
    expect(parquetMetadata(file).row_groups.map(({ num_rows }) => num_rows)).toEqual([
      10n,
      10n,
      5n,
    ]);
    const schema = parquetSchema(parquetMetadata(file));
    expect(
      schema.children.map(({ element }) => [element.name, element.type]).slice(10, 13),
    ).toEqual([
      ["hearsay", "BOOLEAN"],
      ["negated", "BOOLEAN"],
      ["score", "DOUBLE"],
    ]);
    const read = await parquetReadObjects({ file });
    expect(read.length).toBe(25);
    expect(read[24]).toMatchObject({
      statement: 24n,
      score: 0.75,
      negated: false,
      words: STATEMENT.words,
      author: null,
      spans: STATEMENT.spans,
    });
    expect(read[1]).toMatchObject({ statement: 1n, negated: true, speaker: null });
  });
  it("is a whole file where there is no row", async () => {
    const file = await bytesOf(exportRegister("parquet", from<ExportCommitment>([]), OPTIONS));
    expect(await parquetReadObjects({ file })).toEqual([]);
    expect(parquetSchema(parquetMetadata(file)).children.length).toBe(COMMITMENT_COLUMNS.length);
  });
});

/** What the contexts say of the terms used; any other term is an error in safe mode. */
const OA = [
  "Annotation",
  "SpecificResource",
  "TextualBody",
  "TextQuoteSelector",
  "TextPositionSelector",
  "tagging",
  "linking",
  "identifying",
  "classifying",
  "exact",
  "prefix",
  "suffix",
  "start",
  "end",
];
const LINKS = {
  body: "oa:hasBody",
  target: "oa:hasTarget",
  source: "oa:hasSource",
  selector: "oa:hasSelector",
};
const CONTEXTS: Readonly<Record<string, object>> = {
  "http://www.w3.org/ns/anno.jsonld": {
    oa: "http://www.w3.org/ns/oa#",
    as: "http://www.w3.org/ns/activitystreams#",
    id: "@id",
    type: "@type",
    ...Object.fromEntries(OA.map((term) => [term, `oa:${term}`])),
    ...Object.fromEntries(
      Object.entries(LINKS).map(([term, id]) => [term, { "@id": id, "@type": "@id" }]),
    ),
    motivation: { "@id": "oa:motivatedBy", "@type": "@vocab" },
    purpose: { "@id": "oa:hasPurpose", "@type": "@vocab" },
    items: { "@id": "as:items", "@type": "@id", "@container": "@list" },
    AnnotationPage: "as:OrderedCollectionPage",
    startIndex: "as:startIndex",
    Text: "http://purl.org/dc/dcmitype/Text",
    format: "http://purl.org/dc/elements/1.1/format",
    value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
  },
  "https://schema.org": { "@vocab": "http://schema.org/" },
};
const expand = async (text: string) =>
  await jsonld.expand(
    JSON.parse(text) as jsonld.JsonLdDocument,
    {
      safe: true,
      documentLoader: async (url: string) => ({
        documentUrl: url,
        document: { "@context": CONTEXTS[url]! },
      }),
    } as jsonld.Options.Expand,
  );

describe("schema.org", () => {
  it("gives every printing of a text", async () => {
    const text = await statements("jsonld", [COPIED]);
    expect(await expand(text)).toHaveLength(2);
    expect(JSON.parse(text)).toMatchObject({
      "@graph": [
        { isPartOf: [{ publisher: { name: "Gazette" } }, { publisher: { name: "Herald" } }] },
        {
          appearance: [{ "@id": STATEMENT.document.url }, { "@id": "https://herald.example/pier" }],
        },
      ],
    });
  });
  it("expands, and can stand in a page's script", async () => {
    const text = await statements("jsonld", [
      STATEMENT,
      { ...ODD, negated: false, act: "assertion" },
    ]);
    expect(text).not.toContain("</script");
    const nodes = await expand(text);
    expect(nodes.map((node) => (node as { "@type": string[] })["@type"][0])).toEqual([
      "http://schema.org/Quotation",
      "http://schema.org/Claim",
      "http://schema.org/Claim",
    ]);
    expect(JSON.parse(text)).toMatchObject({
      "@graph": [
        {
          text: STATEMENT.words,
          spokenByCharacter: { name: "Mirela Oduya", jobTitle: "harbour secretary" },
        },
        {
          author: { "@type": "Person" },
          appearance: { "@type": "Article", url: STATEMENT.document.url },
        },
        { text: ODD.words },
      ],
    });
  });
  it("makes nothing of what was not said, nor of an indirect promise", async () => {
    expect(
      JSON.parse(
        await statements("jsonld", [
          { ...STATEMENT, negated: true },
          { ...ODD, negated: false },
        ]),
      ),
    ).toMatchObject({ "@graph": [] });
  });
  it("never names a person without a name, nor makes a document speak", async () => {
    const by = (kind: string) => ({
      ...STATEMENT,
      speaker: { name: "an aide", kind, title: null },
    });
    const text = await statements("claimreview", [by("unnamed"), by("document")]);
    const { "@graph": graph } = JSON.parse(text) as {
      "@graph": { itemReviewed: { author?: object } }[];
    };
    expect(graph.map((one) => one.itemReviewed.author)).toEqual([
      { "@type": "Person", description: "an aide" },
      undefined,
    ]);
  });
  it("leaves a review's verdict and reviewer to the fact-checker", async () => {
    const text = await statements("claimreview");
    await expand(text);
    const { "@graph": graph } = JSON.parse(text) as { "@graph": object[] };
    expect(graph.length).toBe(1);
    expect(Object.keys(graph[0]!).sort()).toEqual([
      "@id",
      "@type",
      "claimReviewed",
      "itemReviewed",
    ]);
  });
});

/** The model's musts for what is used of it (Recommendation of 2017, sections 3.1 to 4.2.6). */
const IRI = { type: "string", pattern: "^(https?|urn):\\S+$" };
const SELECTOR = {
  oneOf: [
    {
      type: "object",
      required: ["type", "start", "end"],
      additionalProperties: false,
      properties: {
        type: { const: "TextPositionSelector" },
        start: { type: "integer", minimum: 0 },
        end: { type: "integer", minimum: 1 },
      },
    },
    {
      type: "object",
      required: ["type", "exact", "prefix", "suffix"],
      additionalProperties: false,
      properties: {
        type: { const: "TextQuoteSelector" },
        exact: { type: "string", minLength: 1 },
        prefix: { type: "string" },
        suffix: { type: "string" },
      },
    },
  ],
};
const PAGE = {
  type: "object",
  required: ["@context", "id", "type", "items"],
  properties: {
    "@context": { const: "http://www.w3.org/ns/anno.jsonld" },
    id: IRI,
    type: { const: "AnnotationPage" },
    startIndex: { type: "integer", minimum: 0 },
    items: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "type", "body", "target"],
        properties: {
          id: IRI,
          type: { const: "Annotation" },
          motivation: { enum: ["tagging"] },
          body: {
            type: "array",
            items: {
              oneOf: [
                {
                  type: "object",
                  required: ["type", "value"],
                  properties: { type: { const: "TextualBody" }, value: { type: "string" } },
                },
                {
                  type: "object",
                  required: ["type", "source"],
                  properties: { type: { const: "SpecificResource" }, source: IRI },
                },
              ],
            },
          },
          target: {
            type: "array",
            minItems: 1,
            items: {
              type: "object",
              required: ["type", "source", "selector"],
              properties: {
                type: { const: "SpecificResource" },
                source: {
                  anyOf: [IRI, { type: "object", required: ["id"], properties: { id: IRI } }],
                },
                selector: { anyOf: [SELECTOR, { type: "array", items: SELECTOR }] },
              },
            },
          },
        },
      },
    },
  },
};
interface Page {
  readonly items: readonly {
    readonly id: string;
    readonly body: readonly { readonly value?: string }[];
    readonly target: readonly {
      readonly selector: readonly {
        readonly start: number;
        readonly end: number;
        readonly exact: string;
        readonly prefix: string;
        readonly suffix: string;
      }[];
    }[];
  }[];
}

describe("Web Annotations", () => {
  it("select in every page that prints the text", async () => {
    const text = await statements("annotations", [COPIED]);
    const validate = new Ajv({ allowUnionTypes: true }).compile(PAGE);
    expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([]);
    for (const url of [COPIED.document.url, "https://herald.example/pier"])
      expect(text).toContain(`"source":${JSON.stringify(url)}`);
  });
  it("follow the model, and expand in its context", async () => {
    const text = await statements("annotations");
    const validate = new Ajv({ allowUnionTypes: true }).compile(PAGE);
    expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([]);
    const [page] = (await expand(text)) as {
      "http://www.w3.org/ns/activitystreams#items": { "@list": object[] }[];
    }[];
    expect(page!["http://www.w3.org/ns/activitystreams#items"][0]!["@list"].length).toBe(6);
  });
  it("select, in code points, the very words, piece by piece", async () => {
    const { items } = JSON.parse(
      await statements("annotations", [{ ...STATEMENT, document: ODD.document }]),
    ) as Page;
    const points = [...TEXT];
    expect(items.map(({ body }) => body[0]!.value)).toEqual(["source", "cue", "content"]);
    for (const { target } of items)
      for (const { selector } of target) {
        const [position, quote] = selector;
        expect(points.slice(position!.start, position!.end).join("")).toBe(quote!.exact);
        expect(TEXT).toContain(quote!.prefix + quote!.exact + quote!.suffix);
        expect(quote!.prefix + quote!.suffix).not.toMatch(/\p{Surrogate}/u);
      }
    expect(items[2]!.target.length).toBe(2);
    expect(new Set(items.map(({ id }) => id)).size).toBe(3);
  });
  it("asks for the text it points into", async () => {
    const { text: _text, ...without } = STATEMENT;
    await expect(statements("annotations", [without])).rejects.toThrow(
      "statement 7: an annotation needs",
    );
  });
});

describe("iCalendar", () => {
  const events = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents("vevent")
      .map((one) => new ICAL.Event(one));

  it("is read by ical.js: escapes, folds and days", async () => {
    const text = await register("ics");
    for (const line of text.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
    const [event] = events(text);
    expect(event!.summary).toBe(`Mirela Oduya: ${PROMISE.action}`);
    expect(event!.description).toContain(
      "On condition: if it\nrains\nStatus: open, nobody has looked",
    );
    expect([
      event!.startDate.toString(),
      event!.endDate.toString(),
      event!.startDate.isDate,
    ]).toEqual(["2024-08-31", "2024-09-01", true]);
    expect(event!.component.getFirstPropertyValue("dtstamp")?.toString()).toBe(
      "2024-05-15T08:30:00Z",
    );
  });
  it("spans the month or year that the text names, and leaves out what has no date", async () => {
    const due = (date: string | null) => ({ ...PROMISE, deadline: { text: "then", date } });
    const found = events(
      await register("ics", [
        due("2024-12"),
        due("2024-05"),
        due("2025"),
        due(null),
        due("2024-02-30"),
        due("soon"),
        { ...PROMISE, deadline: null },
      ]),
    );
    expect(found.map((one) => `${one.startDate.toString()} ${one.endDate.toString()}`)).toEqual([
      "2024-12-01 2025-01-01",
      "2024-05-14 2024-06-01", // from the day of the statement on
      "2025-01-01 2026-01-01",
    ]);
  });
  it("keeps an event's UID whatever the ledger numbers it", async () => {
    const uid = async (row: ExportCommitment) => events(await register("ics", [row]))[0]!.uid;
    expect(await uid({ ...PROMISE, id: 99, status: "kept" })).toBe(await uid(PROMISE));
    expect(await uid({ ...PROMISE, action: "other" })).not.toBe(await uid(PROMISE));
  });
});

describe("Atom", () => {
  it("is read by feedsmith, whatever the words are made of", async () => {
    const feed = parseAtomFeed(await statements("atom", [STATEMENT, { ...ODD, negated: false }]));
    expect(feed).toMatchObject({ title: { value: OPTIONS.title }, updated: OPTIONS.now });
    const [one, two] = feed.entries!;
    expect(one).toMatchObject({
      updated: "2024-05-14T00:00:00Z",
      authors: [{ name: "Mirela Oduya" }],
      links: [{ href: STATEMENT.document.url, rel: "alternate" }],
      content: { value: STATEMENT.words, type: "text" },
    });
    expect(one!.id).toMatch(
      /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u,
    );
    expect(two!.id).not.toBe(one!.id);
    expect(two!.updated).toBe(OPTIONS.now);
    expect(two!.content!.value).toContain("</script><b>\ufffd ]]> & \ufffd");
  });
  it("leaves out what the text says was not said", async () => {
    expect(parseAtomFeed(await statements("atom", [ODD, STATEMENT])).entries?.length).toBe(1);
  });
});
