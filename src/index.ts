export * from "./core.js";
export {
  checkQuotations,
  checkThese,
  type CheckReport,
  createPassageSpeaker,
  indexSources,
  type QuoteCheck,
  type SourceIndex,
} from "./quotecheck/index.js";
export { load, type LoadOptions } from "./ingest/load.js";
export { findInputs, type Found, type Input } from "./ingest/inputs.js";
export { openTagger, type TaggerOptions } from "./tagger/onnx-node.js";
export { openLedger, type OpenLedger } from "./ledger/open.js";
export { record, type Recorded } from "./ledger/record.js";
export { search, type Hit, type SearchQuery } from "./ledger/search.js";
export { exportCommitments, type ExportFilter, exportRows } from "./ledger/export-rows.js";
export {
  COMMITMENT_FORMATS,
  type CommitmentFormat,
  type ExportOptions,
  exportRegister,
  exportStatements,
  MEDIA_TYPES,
  STATEMENT_FORMATS,
  type StatementFormat,
} from "./export/export.js";
export type { ExportCommitment, ExportStatement } from "./export/statement.js";
