export * from "./core.js";
export { load, type LoadOptions } from "./ingest/load.js";
export { findInputs, type Found, type Input } from "./ingest/inputs.js";
export { openTagger, type TaggerOptions } from "./tagger/onnx-node.js";
export { openLedger, type OpenLedger } from "./ledger/open.js";
export { record, type Recorded, type RecordOptions } from "./ledger/record.js";
export { type Change, type Revision, revisionsOf } from "./ledger/revisions.js";
export type { Hit } from "./ledger/hits.js";
export { search, type SearchQuery } from "./ledger/search.js";
export type { FoundStatement } from "./ledger/sentence.js";
export { merge, person, type Person, split, statementsOf } from "./ledger/people.js";
export { said, type Printing } from "./ledger/said.js";
export { position, type Stand } from "./ledger/position.js";
export {
  commitments,
  type Evidence,
  type Registered,
  type RegisterQuery,
  setStatus,
  type Status,
} from "./ledger/commitments.js";
export { commitmentRecord, type CommitmentRecord } from "./ledger/evidence.js";
export { asked, type Asked } from "./ledger/asked.js";
export { type Decision, eventsOf, type LedgerEvent, undo } from "./ledger/events.js";
export { failuresOf } from "./ledger/feed-items.js";
export { addFeeds, feedsOf, removeFeed, retryFailures } from "./ledger/feeds.js";
export { articleReader, type WatchEvent, type WatchOptions, watchRound } from "./ledger/watch.js";
export { createPoliteFetch, type PoliteOptions } from "./ingest/polite.js";
export { exportLedger, type ExportQuery } from "./ledger/exporting.js";
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
