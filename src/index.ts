export * from "./core.js";
export { load, type LoadOptions } from "./ingest/load.js";
export { findInputs, type Found, type Input } from "./ingest/inputs.js";
export { openTagger, type TaggerOptions } from "./tagger/onnx-node.js";
export { openLedger, type OpenLedger } from "./ledger/open.js";
export { record, type Recorded } from "./ledger/record.js";
export { search, type Hit, type SearchQuery } from "./ledger/search.js";
