import { read, type Reading } from "../read.js";
import type { Tagger } from "../tagger/tagger.js";
import { createDocument, type TextDocument } from "../text/document.js";
import { covers, overlaps, type Span } from "../text/span.js";
import type { PassageSpeaker } from "./report.js";

/** Readings kept at once: drafts come back to the same sources. */
const KEPT = 64;

/**
 * Says who is quoted at a place by reading the document around it: an article whole, of a
 * transcript the turn. Only documents in which quotations were found are read.
 */
export function createPassageSpeaker(tagger: Tagger): PassageSpeaker {
  const readings = new Map<string, Promise<Reading>>();
  const reading = (key: string, document: () => TextDocument): Promise<Reading> => {
    let one = readings.get(key);
    if (!one) {
      one = read(document(), tagger);
      if (readings.size >= KEPT) readings.delete(readings.keys().next().value!);
      readings.set(key, one);
    }
    return one;
  };
  return async (document, span) => {
    const turn = document.turns.find(({ content }) => covers(content, span));
    if (!turn) {
      if (document.turns.length > 0) return null;
      return speakerAt(await reading(document.id, () => document), span);
    }
    const { start, end } = turn.content;
    const key = `${document.id} ${start}`;
    const inner = await reading(key, () =>
      createDocument({ text: document.text.slice(start, end) }),
    );
    return speakerAt(inner, { start: span.start - start, end: span.end - start });
  };
}

/** The speaker of the smallest statement that holds most of a span, or null. */
function speakerAt({ attributions, speakers }: Reading, span: Span): string | null {
  let best: { size: number; speaker: string | null } | null = null;
  for (const { content, speaker, parent, cue } of attributions) {
    // "They told us that fares would stay": who says so is told in the words themselves.
    if (parent !== null && cue.some((one) => covers(span, one))) continue;
    let shared = 0;
    let size = 0;
    for (const one of content) {
      size += one.end - one.start;
      if (overlaps(one, span))
        shared += Math.min(one.end, span.end) - Math.max(one.start, span.start);
    }
    if (shared < 0.5 * (span.end - span.start)) continue;
    if (!best || size < best.size) best = { size, speaker };
  }
  return best?.speaker ? (speakers.find(({ id }) => id === best.speaker)?.name ?? null) : null;
}
