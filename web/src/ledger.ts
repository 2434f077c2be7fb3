import type { Act, QuotationKind } from "../../src/attribution/attribution.js";
import type { Difference, Severity, Wording } from "../../src/quotecheck/index.js";
import type { Hit as LedgerHit } from "../../src/ledger/search.js";
import type { SpeakerKind } from "../../src/speaker/speaker.js";

/** A statement as the API lists it: the ledger's own, and what stands around it. */
export type Hit = LedgerHit & {
  readonly person?: number | null;
  readonly to?: string | null;
  readonly hearsay?: boolean;
  readonly negated?: boolean;
  readonly before?: string;
  readonly after?: string;
};

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly statements: number;
  readonly since: string | null;
  readonly until: string | null;
  readonly titles: readonly {
    readonly title: string;
    readonly since: string | null;
    readonly until: string | null;
    readonly documents: number;
  }[];
  readonly names: readonly { readonly name: string; readonly documents: number }[];
}

export type PersonPage = Omit<Person, "statements"> & {
  readonly quotedBy: readonly { readonly publisher: string | null; readonly statements: number }[];
  readonly statements: readonly Hit[];
};

export interface Said {
  readonly words: string;
  readonly first: Hit;
  readonly printings: readonly {
    readonly hit: Hit;
    readonly wording: Wording;
    readonly severity: Severity | null;
    readonly differences: readonly {
      readonly kind: Difference["kind"];
      readonly a: string;
      readonly b: string;
    }[];
    readonly copyOf: string | null;
  }[];
}

export interface Position {
  readonly hit: Hit;
  readonly changes: readonly {
    readonly kind: string;
    readonly before: string;
    readonly after: string;
  }[];
}

export const STATUSES = ["open", "kept", "broken", "partly", "overtaken"] as const;
export type Status = (typeof STATUSES)[number];

export interface Kept {
  readonly id: number | string;
  readonly by: string;
  readonly action: string;
  readonly condition: string | null;
  readonly deadline: { readonly text: string; readonly date: string | null } | null;
  readonly status: Status;
  /** Whether anybody has looked for what became of it. */
  readonly looked: boolean;
  readonly overdue: boolean;
  readonly evidence: readonly {
    readonly statement?: number;
    readonly url?: string;
    readonly date: string;
    readonly note?: string;
  }[];
  readonly printings: readonly Hit[];
  readonly proposed: readonly Hit[];
}

/** A decision on record: who changed what, when and why. */
export interface LedgerEvent {
  readonly id: number;
  readonly at: string;
  readonly who: string | null;
  readonly what: string;
  readonly subject: string | number;
  readonly why: string | null;
  readonly undone: boolean;
}

export const KIND_OPTIONS: readonly QuotationKind[] = ["direct", "mixed", "indirect"];
export type { Act };
