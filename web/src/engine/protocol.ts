import type { CheckReport } from "../../../src/quotecheck/index.js";
import type { Reading } from "../../../src/read.js";
import type { TextDocument } from "../../../src/text/document.js";

/** What the page asks of its worker. */
export type Task =
  | { readonly kind: "load" }
  | { readonly kind: "parse"; readonly bytes: Uint8Array; readonly name: string }
  | { readonly kind: "read"; readonly document: TextDocument }
  | { readonly kind: "check"; readonly draft: string; readonly sources: readonly TextDocument[] };

export interface Results {
  readonly load: null;
  readonly parse: TextDocument;
  readonly read: Reading;
  readonly check: CheckReport;
}

export interface Request {
  readonly id: number;
  readonly task: Task;
}

/** How far the model has come, in bytes; `total` is null where the server does not say. */
export interface Progress {
  readonly loaded: number;
  readonly total: number | null;
}

export type Reply =
  | { readonly id: number; readonly value: Results[Task["kind"]] }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } }
  | { readonly progress: Progress };
