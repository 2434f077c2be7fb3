import type { QuoteCheck } from "./quotecheck.js";

/**
 * What a check comes to, in one word: the names that `--allow` takes. Wordings that an honest
 * editor may choose are no finding; a wrong speaker is one whatever the wording.
 */
export type Finding =
  | "altered-substantive"
  | "altered-minor"
  | "stitched"
  | "not-found"
  | "contradicted"
  | "not-quoted"
  | "unknown-speaker"
  | "unchecked"
  | "cleaned"
  | "marked"
  | "typographic";

export const FINDINGS: readonly Finding[] = [
  "altered-substantive",
  "altered-minor",
  "stitched",
  "not-found",
  "contradicted",
  "not-quoted",
  "unknown-speaker",
  "unchecked",
  "cleaned",
  "marked",
  "typographic",
];

/** What counts as a finding unless it is allowed; `strict` counts every departure. */
export const COUNTED: ReadonlySet<Finding> = new Set([
  "altered-substantive",
  "altered-minor",
  "stitched",
  "not-found",
  "contradicted",
  "not-quoted",
]);

/** All that a check comes to, the gravest first; empty where the words and the speaker are right. */
export function findingsOf(check: QuoteCheck): Finding[] {
  const out: Finding[] = [];
  if (check.wording === "altered")
    out.push(check.severity === "substantive" ? "altered-substantive" : "altered-minor");
  else if (check.wording !== "verbatim") out.push(check.wording);
  if (check.quoted === false) out.push("not-quoted");
  if (check.speaker === "contradicted") out.push("contradicted");
  else if (check.speaker === "unknown" && check.by !== null && check.found)
    out.push("unknown-speaker");
  return out;
}
