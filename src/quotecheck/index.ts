export {
  checkQuotations,
  checkThese,
  type CheckReport,
  proseOf,
  type Searched,
} from "./check-quotations.js";
export { checkClaims, checkInEach, type CheckOptions } from "./check.js";
export { type Claim, type Claims, claimsOf, type Skipped } from "./claims.js";
export { createPassageSpeaker } from "./passages.js";
export { type PassageSpeaker } from "./report.js";
export type {
  Difference,
  DifferenceKind,
  FoundPlace,
  Nearest,
  QuoteCheck,
  Severity,
  SpeakerVerdict,
  Wording,
} from "./quotecheck.js";
export { indexSources, type SourceIndex } from "./source-index.js";
export { COUNTED, type Finding, FINDINGS, findingsOf } from "./finding.js";
