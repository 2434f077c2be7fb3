import { PEOPLES } from "./lexicon.js";
import type { Entity } from "./names.js";
import type { SpeakerKind } from "./speaker.js";

/** A party while speakers are gathered: named in the document, or described. */
export interface Party {
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly entity: Entity | null;
}

export function partyOf(entity: Entity): Party {
  const kind =
    entity.kind === "person" ? "person" : PEOPLES.test(entity.name) ? "group" : "organization";
  return { name: entity.name, kind, entity };
}
