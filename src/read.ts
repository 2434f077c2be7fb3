import { labelsOf } from "./attribution/acts.js";
import type { Attribution } from "./attribution/attribution.js";
import { attribute } from "./attribution/attribute.js";
import { addNested, placesToLookInto } from "./attribution/nested.js";
import { withTurns } from "./attribution/turns.js";
import type { Commitment } from "./commitment/commitment.js";
import { withDemandDeadlines } from "./commitment/demand.js";
import { findCommitments } from "./commitment/find.js";
import type { Exchange } from "./exchange/exchange.js";
import { findExchanges } from "./exchange/find.js";
import { resolveSpeakers } from "./speaker/resolve.js";
import type { Speaker } from "./speaker/speaker.js";
import type { Progress, Tagger } from "./tagger/tagger.js";
import type { TextDocument } from "./text/document.js";
import { languageOf } from "./text/language.js";
import { paragraphs } from "./text/segment.js";
import { sliceSpan, type Span } from "./text/span.js";

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

/**
 * Reads a document: who said what, in which words, and where. `progress` is told how much of it the
 * model has seen, which is nearly all of the work.
 */
export async function read(
  document: TextDocument,
  tagger: Tagger,
  progress?: Progress,
): Promise<Reading> {
  const { text } = document;
  const language = await languageOf(text, document.body);
  if (language !== "en") return { ...NOTHING, document, language };
  const tagged = await tagger.tag(text, prose(document), progress);
  const outer = attribute(text, tagged);
  const places = placesToLookInto(text, outer, tagged);
  const inner = places.length > 0 ? attribute(text, await tagger.tag(text, places)) : [];
  const drafts = withTurns(document.turns, addNested(outer, inner));
  const { speakers, resolutions, to } = resolveSpeakers(document, tagged, drafts);
  const found = drafts.map((draft, index): Attribution => {
    const { act, hearsay, negated } = labelsOf(text, draft);
    return {
      id: `a${index + 1}`,
      source: draft.source,
      cue: draft.cue,
      content: draft.content,
      quotation: draft.quotation,
      speaker: resolutions[index]!.speaker,
      resolved: { by: resolutions[index]!.by, score: resolutions[index]!.score },
      act,
      to: to[index]!,
      hearsay,
      negated,
      parent: draft.parent === null ? null : `a${draft.parent + 1}`,
      score: draft.score,
    };
  });
  const attributions = withDemandDeadlines(document, found);
  check(text, attributions);
  const commitments = findCommitments(document, attributions, drafts, speakers, tagged.binding);
  const exchanges = findExchanges(document, attributions, speakers);
  return { document, language, attributions, speakers, exchanges, commitments };
}

const NOTHING = { attributions: [], speakers: [], exchanges: [], commitments: [] } as const;

/** The paragraphs to read: of a transcript those of its turns, without the speaker lines. */
function prose({ text, body, turns }: TextDocument): readonly Span[] {
  return turns.length > 0
    ? turns.flatMap((turn) => paragraphs(text, turn.content))
    : paragraphs(text, body);
}

/** No span leaves that does not stand in the text: a `RangeError` here is a fault of ours. */
function check(text: string, attributions: readonly Attribution[]): void {
  for (const { id, source, cue, content } of attributions) {
    if (content.length === 0) throw new RangeError(`Attribution ${id} has no content`);
    for (const one of [...source, ...cue, ...content])
      if (sliceSpan(text, one).trim() === "")
        throw new RangeError(`Attribution ${id} has an empty span ${one.start} to ${one.end}`);
  }
}
