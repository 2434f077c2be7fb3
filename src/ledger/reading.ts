import type { Act, Attribution, Deadline, QuotationKind } from "../attribution/attribution.js";
import type { Commitment } from "../commitment/commitment.js";
import type { Exchange, Reply } from "../exchange/exchange.js";
import type { Reading } from "../read.js";
import type { Speaker, SpeakerKind } from "../speaker/speaker.js";
import { covers, hull, type Span } from "../text/span.js";
import { documentOf } from "./documents.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { STATEMENT_COLUMNS } from "./rows.js";
import type { StatementSpans } from "./standing.js";

/** A document's statements as they stand on record, with what people decided of them. */
export interface RecordedReading extends Reading {
  /** Each attribution's number in the ledger. */
  readonly statements: Readonly<Record<string, number>>;
}

/**
 * The reading of a document on record; null where there is none. What the ledger does not keep is
 * told from the places (which attribution stands inside which) or left empty (why a speaker was taken).
 */
export async function recordedReading(
  ledger: OpenLedger,
  id: string,
): Promise<RecordedReading | null> {
  const { db } = ledger;
  try {
    const row = await db
      .selectFrom("documents")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) return null;
    const [statements, promises, asked] = await Promise.all([
      db
        .selectFrom("statements")
        .select(STATEMENT_COLUMNS)
        .where("document", "=", id)
        .orderBy("id")
        .execute(),
      db.selectFrom("commitments").selectAll().where("document", "=", id).orderBy("id").execute(),
      db.selectFrom("exchanges").selectAll().where("document", "=", id).orderBy("id").execute(),
    ]);
    const speakers = new Map<string, Speaker>();
    const read = statements.map((one): Attribution => {
      const { source, cue, content, deadline } = JSON.parse(one.spans) as StatementSpans & {
        readonly deadline?: Deadline;
      };
      if (one.speaker !== null) {
        const known = speakers.get(one.speaker);
        speakers.set(one.speaker, {
          id: known?.id ?? `s${speakers.size + 1}`,
          name: one.speaker,
          kind: (one.speaker_kind as SpeakerKind | null) ?? known?.kind ?? "person",
          title: known?.title ?? one.speaker_title,
          affiliation: known?.affiliation ?? one.speaker_affiliation,
          anonymity: false,
          mentions: [...(known?.mentions ?? []), ...source],
        });
      }
      return {
        id: one.attribution,
        source,
        cue,
        content,
        quotation: one.quotation as QuotationKind,
        speaker: one.speaker === null ? null : speakers.get(one.speaker)!.id,
        resolved: { by: null, score: one.speaker === null ? 0 : one.speaker_score },
        act: one.act as Act,
        to: one.addressee,
        hearsay: one.hearsay !== 0,
        negated: one.negated !== 0,
        ...(deadline && { deadline }),
        parent: null,
        score: one.score,
      };
    });
    const attributions = withParents(read);
    const places = new Map(attributions.map((one) => [one.id, one]));
    const known = (ids: string): readonly string[] =>
      (JSON.parse(ids) as string[]).filter((one) => places.has(one));
    const find = (words: string, from: number): Span | null => {
      const start = row.text.indexOf(words, from);
      return start < 0 ? null : { start, end: start + words.length };
    };
    return {
      document: documentOf(row),
      language: "en",
      attributions,
      speakers: [...speakers.values()],
      exchanges: asked.flatMap((one): Exchange[] => {
        const question = known(one.question);
        const answer = known(one.answer);
        const reply = (one.reply as Reply | null) ?? "none found";
        return question.length > 0 ? [{ question, answer, reply, replyCue: null }] : [];
      }),
      commitments: promises.flatMap((one): Commitment[] => {
        const from = places.get(one.attribution);
        if (!from) return [];
        const place = hull([...from.source, ...from.cue, ...from.content]);
        const action = find(one.action, from.content[0]!.start);
        if (!action) return [];
        return [
          {
            id: `c${one.id}`,
            attribution: one.attribution,
            by: one.by,
            action,
            deadline:
              one.deadline === null
                ? null
                : {
                    span: find(one.deadline, place.start) ?? action,
                    text: one.deadline,
                    date: one.due,
                  },
            condition: one.condition === null ? null : find(one.condition, place.start),
          },
        ];
      }),
      statements: Object.fromEntries(statements.map((one) => [one.attribution, one.id])),
    };
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** Gives each attribution the one with the shortest content that holds all of it, in order of place. */
function withParents(read: readonly Attribution[]): readonly Attribution[] {
  const sorted = read
    .map((one) => ({ one, place: hull([...one.source, ...one.cue, ...one.content]) }))
    .sort((a, b) => a.place.start - b.place.start || b.place.end - a.place.end);
  const open: { readonly id: string; readonly part: Span }[] = [];
  return sorted.map(({ one, place }) => {
    while (open.length > 0 && open.at(-1)!.part.end <= place.start) open.pop();
    const parent = open.findLast(({ part }) => covers(part, place));
    for (const part of one.content) open.push({ id: one.id, part });
    open.sort((a, b) => b.part.end - a.part.end);
    return parent ? { ...one, parent: parent.id } : one;
  });
}
