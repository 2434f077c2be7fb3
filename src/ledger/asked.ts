import { ledgerError, type OpenLedger } from "./open.js";
import { type Hit, HIT_COLUMNS, hitOf } from "./hits.js";

/** A question on record and what was said to it. */
export interface Asked {
  readonly question: readonly Hit[];
  readonly answer: readonly Hit[];
  /** What the reply shows, as `src/exchange` names it; null where none was found. */
  readonly reply: string | null;
}

/** Questions, the newest first; `unanswered`: only those without a direct answer. */
export async function asked(
  ledger: OpenLedger,
  { unanswered = true, limit = 20, offset = 0 } = {},
): Promise<readonly Asked[]> {
  try {
    let find = ledger.db
      .selectFrom("exchanges as e")
      .innerJoin("documents as d", "d.id", "e.document");
    if (unanswered)
      find = find.where((eb) => eb.or([eb("e.reply", "is", null), eb("e.reply", "!=", "direct")]));
    const rows = await find
      .select(["e.document", "e.question", "e.answer", "e.reply"])
      .orderBy("d.published", (by) => by.desc().nullsLast())
      .orderBy("e.id")
      .limit(limit)
      .offset(offset)
      .execute();
    const out: Asked[] = [];
    for (const row of rows) {
      const hits = async (ids: string): Promise<readonly Hit[]> => {
        const wanted = JSON.parse(ids) as string[];
        if (wanted.length === 0) return [];
        const found = await ledger.db
          .selectFrom("statements as s")
          .innerJoin("documents as d", "d.id", "s.document")
          .where("s.document", "=", row.document)
          .where("s.attribution", "in", wanted)
          .select(HIT_COLUMNS)
          .orderBy("s.start")
          .execute();
        return found.map(hitOf);
      };
      out.push({
        question: await hits(row.question),
        answer: await hits(row.answer),
        reply: row.reply,
      });
    }
    return out;
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}
