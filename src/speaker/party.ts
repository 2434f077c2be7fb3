import { DOCUMENT_NAME, namesPeople } from "./lexicon.js";
import type { Entity } from "./entity.js";
import type { SpeakerKind } from "./speaker.js";

/** A party while speakers are gathered: named in the document, or described. */
export interface Party {
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly entity: Entity | null;
  /** The title that a speaker line gives, where it does. */
  readonly title?: string | null;
}

export function partyOf(entity: Entity): Party {
  return { name: entity.name, kind: kindOf(entity), entity };
}

function kindOf({ kind, name }: Entity): SpeakerKind {
  if (kind === "person") return "person";
  if (namesPeople(name)) return "group";
  return DOCUMENT_NAME.test(name) ? "document" : "organization";
}
