import type { Evidence, Status } from "../ledger/commitments.js";
import type { LedgerEvent } from "../ledger/events.js";
import type { Standing } from "../ledger/standing.js";

/** What somebody decided, in words: about what, and what it was before. */
export function eventInWords({ what, subject, before, after }: LedgerEvent): string {
  switch (what) {
    case "status": {
      const [was, is] = [before, after] as readonly Marked[];
      return `commitment ${subject} marked ${is!.status}${restingOn(is!)}; was ${was!.status}${restingOn(was!)}`;
    }
    case "merge":
    case "split":
      return `${namesIn(after)} declared ${what === "merge" ? "" : "not "}to be ${subject}; names before: ${namesIn(before)}`;
    case "accept":
      return `statement ${subject} accepted`;
    case "reject":
      return `statement ${subject} rejected`;
    case "correct":
      return `statement ${subject} corrected: ${corrections(before as Standing, after as Partial<Standing>).join("; ")}`;
    case "undo":
      return `event ${subject} taken back`;
  }
}

interface Marked {
  readonly status: Status;
  readonly evidence: Evidence | null;
}

const restingOn = ({ evidence }: Marked): string =>
  evidence === null
    ? ""
    : ` on ${evidence.url ?? `statement ${evidence.statement}`}, ${evidence.date}`;

const namesIn = (decided: unknown): string => (decided as { names: string[] }).names.join(", ");

function corrections(before: Standing, after: Partial<Standing>): readonly string[] {
  const out: string[] = [];
  if (after.speaker !== undefined)
    out.push(`said by ${after.speaker?.name ?? "nobody named"}, was ${before.speaker?.name ?? "nobody named"}`); // prettier-ignore
  for (const part of ["source", "cue", "content"] as const) {
    const [was, is] = [before.spans[part], after.spans?.[part]].map((spans) =>
      spans?.map(({ start, end }) => `${start}–${end}`).join(", "),
    );
    if (is !== undefined && is !== was) out.push(`${part} at ${is || "no place"}, was ${was || "no place"}`); // prettier-ignore
  }
  return out;
}
