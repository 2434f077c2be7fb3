import type { Span } from "../text/span.js";

/** What kind of party a speaker is; `annotation` terms as in the guide. */
export const SPEAKER_KINDS = ["person", "organization", "group", "unnamed", "document"] as const;
export type SpeakerKind = (typeof SPEAKER_KINDS)[number];

/** The party that a document's mentions come to. */
export interface Speaker {
  readonly id: string;
  /** The fullest name or, for a party without one, the fullest description the document gives. */
  readonly name: string;
  readonly kind: SpeakerKind;
  /** As the document words it (`White House press secretary`), or null. */
  readonly title: string | null;
  /** The body named beside a person (`White House`) or the seat held (`D-Mass.`), or null. */
  readonly affiliation: string | null;
  /** The text says that the source asked not to be named. */
  readonly anonymity: boolean;
  readonly mentions: readonly Span[];
}

/** Title and affiliation in a line, each told once; empty where neither is known. */
export function roleOf({ title, affiliation }: Speaker): string {
  const told = affiliation !== null && title?.toLowerCase().includes(affiliation.toLowerCase());
  return [title, told ? null : affiliation].filter((part) => part !== null).join(", ");
}

/** Why an attribution's source is taken to be a speaker. */
export type ResolvedBy =
  | "name"
  | "short-name"
  | "title"
  | "description"
  | "pronoun"
  | "first-person"
  | "turn";

export interface Resolution {
  /** Id of the speaker, or null: not resolved, never a guess. */
  readonly speaker: string | null;
  readonly by: ResolvedBy | null;
  /** 0 to 1: how sure. */
  readonly score: number;
}
