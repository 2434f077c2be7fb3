import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ExportDocument, ExportStatement } from "./statement.js";

/**
 * A `urn:uuid:` that is the same wherever the same thing is exported: a UUID of version 8
 * (RFC 9562, 5.8) made of the SHA-256 of what names the thing.
 */
function urnOf(...names: readonly string[]): string {
  const bytes = sha256(utf8ToBytes(["onrecord", ...names].join("\n"))).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  const parts = [0, 8, 12, 16, 20, 32];
  return `urn:uuid:${parts
    .slice(1)
    .map((end, i) => hex.slice(parts[i], end))
    .join("-")}`;
}

/** Names the text of a document. */
export const documentUrn = (document: ExportDocument): string => urnOf(document.id);

/** Names a statement, or something of it: a role, a promise. The ledger's numbers play no part. */
export const statementUrn = (statement: ExportStatement, part = ""): string =>
  urnOf(statement.document.id, statement.attribution, part);

/** Names a feed by what was asked. */
export const feedUrn = (...question: readonly string[]): string => urnOf("feed", ...question);
