import type { Act, Attribution } from "./attribution/attribution.js";
import { ACTS } from "./attribution/attribution.js";
import { attribute } from "./attribution/attribute.js";
import type { Draft } from "./attribution/draft.js";
import { addNested, placesToLookInto } from "./attribution/nested.js";
import type { Commitment } from "./commitment/commitment.js";
import type { Exchange } from "./exchange/exchange.js";
import type { Speaker } from "./speaker/speaker.js";
import type { Tagger } from "./tagger/tagger.js";
import type { TextDocument } from "./text/document.js";
import { paragraphs } from "./text/segment.js";
import type { Span } from "./text/span.js";

/** All that was found in one document. */
export interface Reading {
  readonly document: TextDocument;
  /** `en`, or what the text seems to be written in; only English is read. */
  readonly language: string;
  readonly attributions: readonly Attribution[];
  readonly speakers: readonly Speaker[];
  readonly exchanges: readonly Exchange[];
  readonly commitments: readonly Commitment[];
}

/** Reads a document: who said what, in which words, and where. */
export async function read(document: TextDocument, tagger: Tagger): Promise<Reading> {
  const { text } = document;
  const tagged = await tagger.tag(text, prose(document));
  const outer = attribute(text, tagged);
  const places = placesToLookInto(text, outer, tagged);
  const inner = places.length > 0 ? attribute(text, await tagger.tag(text, places)) : [];
  const drafts = addNested(outer, inner);
  const attributions = drafts.map((draft, index) => complete(draft, index));
  return { document, language: "en", attributions, speakers: [], exchanges: [], commitments: [] };
}

/** The paragraphs to read: of a transcript those of its turns, without the speaker lines. */
function prose({ text, body, turns }: TextDocument): readonly Span[] {
  return turns.length > 0
    ? turns.flatMap((turn) => paragraphs(text, turn.content))
    : paragraphs(text, body);
}

function complete(draft: Draft, index: number): Attribution {
  return {
    id: `a${index + 1}`,
    source: draft.source,
    cue: draft.cue,
    content: draft.content,
    quotation: draft.quotation,
    speaker: null,
    act: likeliestAct(draft.acts),
    to: null,
    hearsay: (draft.flags[0] ?? -1) > 0,
    negated: (draft.flags[1] ?? -1) > 0,
    parent: draft.parent === null ? null : `a${draft.parent + 1}`,
    score: draft.score,
  };
}

function likeliestAct(logits: readonly number[]): Act {
  let best = ACTS.length - 1;
  logits.forEach((value, i) => {
    if (value > logits[best]!) best = i;
  });
  return ACTS[best]!;
}
