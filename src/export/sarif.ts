import {
  type CheckReport,
  type Finding,
  findingsOf,
  type QuoteCheck,
} from "../quotecheck/index.js";
import type { TextDocument } from "../text/document.js";
import { positions } from "../text/segment.js";
import { nameOf } from "./check.js";

const RULES: Readonly<
  Record<Finding, readonly [name: string, level: "error" | "warning" | "note", text: string]>
> = {
  "altered-substantive": [
    "AlteredSubstantive",
    "error",
    "The words were changed in what they mean.",
  ],
  "altered-minor": ["AlteredMinor", "warning", "The words were changed."],
  stitched: ["Stitched", "error", "Words from several places are joined without a mark."],
  "not-found": ["NotFound", "error", "The words are not in the sources that were searched."],
  contradicted: ["WrongSpeaker", "error", "Somebody else said it."],
  "not-quoted": [
    "NotQuoted",
    "error",
    "The source reports this in words of its own, not in quotation marks.",
  ],
  "unknown-speaker": ["SpeakerUnknown", "note", "The source does not tell who said it."],
  unchecked: ["Unchecked", "note", "The quotation was not checked."],
  cleaned: ["Cleaned", "note", "Fillers or repeated words were left out."],
  marked: ["Marked", "note", "The change is marked by brackets or an ellipsis."],
  typographic: ["Typographic", "note", "Only marks, case or spaces differ."],
};

const LONGEST = 200;
const shortened = (words: string): string => {
  const flat = words.replaceAll(/\s+/gu, " ");
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
};

/** An address as it is; a path as a relative reference, whatever its folders and file are called. */
function uriOf({ path, url }: TextDocument): string {
  if (path === null && url !== null) return new URL(url).href;
  return nameOf({ path, url }).replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}

/** Says what stands in the source, and where: a code host shows nothing but the message. */
function sourceTeller({ searched }: CheckReport): (check: QuoteCheck) => string {
  const documents = new Map(searched.map(({ document }) => [document.id, document]));
  const places = new Map<string, ReturnType<typeof positions>>();
  return ({ found }) => {
    const document = found && documents.get(found.document);
    if (!document) return "";
    const at = places.get(document.id) ?? positions(document.text);
    places.set(document.id, at);
    const { line, column } = at(found.span.start);
    const words = document.text.slice(found.span.start, found.span.end);
    return ` Source: “${shortened(words)}” (${nameOf(document)}:${line}:${column})`;
  };
}

/**
 * The findings of drafts as a SARIF 2.1.0 log (OASIS), for code hosts and editors. Columns count
 * UTF-16 code units from 1; a report's `at` gives them for the draft as its writer has it. `counts`: whether a finding is one; others are left out.
 */
export function sarif(
  reports: readonly (CheckReport & { readonly at?: ReturnType<typeof positions> })[],
  counts: (finding: Finding) => boolean,
  version: string,
): object {
  const ids = Object.keys(RULES) as Finding[];
  const results = reports.flatMap((report) => {
    const at = report.at ?? positions(report.draft.text);
    const source = sourceTeller(report);
    return report.checks.flatMap((check) =>
      findingsOf(check)
        .filter(counts)
        .map((finding) => {
          const start = at(check.quotation.start);
          const end = at(check.quotation.end);
          const words = report.draft.text.slice(check.quotation.start, check.quotation.end);
          const said =
            check.saidBy !== null && finding === "contradicted" ? ` ${check.saidBy} said it.` : "";
          const kinds = [
            ...new Set(check.differences.filter((d) => d.severity !== "none").map((d) => d.kind)),
          ];
          const why = finding.startsWith("altered") ? ` (${kinds.join(", ")})` : "";
          return {
            ruleId: finding,
            ruleIndex: ids.indexOf(finding),
            level: RULES[finding][1],
            message: {
              text: `${RULES[finding][2]}${said}${why} “${shortened(words)}”${source(check)}`,
            },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uriOf(report.draft) },
                  region: {
                    startLine: start.line,
                    startColumn: start.column,
                    endLine: end.line,
                    endColumn: end.column,
                  },
                },
              },
            ],
          };
        }),
    );
  });
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "onrecord",
            version,
            rules: ids.map((id) => ({
              id,
              name: RULES[id][0],
              shortDescription: { text: RULES[id][2] },
              defaultConfiguration: { level: RULES[id][1] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
}
