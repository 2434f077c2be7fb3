import type { NameKind } from "../tagger/tagged.js";
import { overlapping, type Span } from "../text/span.js";

export type Gender = "male" | "female";

/** A party that the document names, with all the places where it does. */
export interface Entity {
  readonly kind: NameKind;
  /** The fullest name, as the document first prints it. */
  name: string;
  readonly mentions: Span[];
  /** As honorifics and the text's own pronouns show it; a name does not. */
  gender: Gender | null;
  title: string | null;
  affiliation: string | null;
  /** Nouns that the document calls a person by, in lower case ("senator", "nominee"). */
  readonly roles: Set<string>;
}

/** A name where it stands. */
export interface NameMention {
  readonly span: Span;
  readonly entity: Entity;
}

/** Of a document's mentions those that share a stretch with a place. */
export const namesWithin = (names: readonly NameMention[], place: Span): readonly NameMention[] =>
  overlapping(names, place, ({ span }) => span);

export function newEntity(kind: NameKind, name: string): Entity {
  return {
    kind,
    name,
    mentions: [],
    gender: null,
    title: null,
    affiliation: null,
    roles: new Set(),
  };
}
