import type { Party } from "./party.js";
import type { ResolvedBy } from "./speaker.js";

/** Who a source is found to be. */
export interface Found {
  readonly party: Party | null;
  readonly by: ResolvedBy | null;
  readonly score: number;
}

export const NOBODY: Found = { party: null, by: null, score: 0 };
