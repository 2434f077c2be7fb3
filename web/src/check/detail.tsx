import type { CheckReport, QuoteCheck } from "../../../src/quotecheck/index.js";
import type { TextDocument } from "../../../src/text/document.js";
import { positions } from "../../../src/text/segment.js";
import type { Span } from "../../../src/text/span.js";
import { Marked, Proof } from "../ui/wording.js";

/** A check's outcome in a few words. */
export function verdict(check: QuoteCheck): string {
  const kinds = new Set(
    check.differences.filter(({ severity }) => severity !== "none").map(({ kind }) => kind),
  );
  const words =
    check.wording === "altered"
      ? `altered, ${check.severity}: ${[...kinds].join(", ")}`
      : check.wording === "not-found"
        ? "not found"
        : check.wording;
  const wording = check.quoted === false ? `${words}, told there without quotation marks` : words;
  if (check.speaker === "contradicted") return `${wording}; said by ${check.saidBy ?? "another"}`;
  if (check.speaker === "confirmed") return `${wording}, by ${check.saidBy}`;
  return check.found ? `${wording}; speaker not known` : wording;
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Both wordings with the differences word by word, and where the words stand. */
export function Detail({ check, done }: { check: QuoteCheck; done: CheckReport }) {
  const documents = new Map(done.searched.map(({ document }) => [document.id, document]));
  const { found } = check;
  const source = found && documents.get(found.document);
  const places = check.wording === "stitched" ? check.parts : found ? [found] : [];
  return (
    <div class="detail">
      {check.by && <p class="quiet">The draft gives these words to {check.by}.</p>}
      {source && check.wording !== "stitched" && (
        <>
          <h2 class="small">Draft, corrected</h2>
          <Proof
            draft={done.draft.text}
            quotation={check.quotation}
            source={source.text}
            differences={check.differences}
          />
        </>
      )}
      {places.map((place) => {
        const document = documents.get(place.document)!;
        const { line } = positions(document.text)(place.span.start);
        const turn = place.turn === null ? null : document.turns[place.turn];
        const around = surroundings(document, place.span);
        return (
          <div key={place.span.start}>
            <h2 class="small">
              {turn ? `In the transcript${turn.speaker && `, ${turn.speaker}`}` : "In the source"}
            </h2>
            <p class="serif found">
              <span class="quiet">{document.text.slice(around.start, place.span.start)}</span>
              <Marked
                text={document.text}
                span={place.span}
                changed={check.differences
                  .filter(({ kind }) => kind !== "typography")
                  .map((one) => one.source)}
              />
              <span class="quiet">{document.text.slice(place.span.end, around.end)}</span>
            </p>
            <p class="facts">
              {[
                document.title ?? document.path ?? document.url,
                `line ${line}`,
                place.turn !== null && `turn ${place.turn + 1}`,
                place.time !== null && `at ${clock(place.time)}`,
                check.others > 0 && `and ${check.others} more`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
        );
      })}
      {check.leftOut.map((span) => (
        <p key={span.start} class="serif">
          <span class="quiet">Left out: </span>
          {source?.text.slice(span.start, span.end)}
        </p>
      ))}
      {check.wording === "not-found" && (
        <p class="quiet">
          Searched: {done.searched.map(({ document }) => nameOf(document)).join(", ")}.
        </p>
      )}
      {check.nearest.length > 0 && <h2 class="small">Nearest</h2>}
      {check.nearest.map(({ document, span, saidBy }) => (
        <p key={`${document} ${span.start}`} class="serif">
          {documents.get(document)?.text.slice(span.start, span.end)}
          <span class="facts">{saidBy ?? "speaker not known"}</span>
        </p>
      ))}
      {check.reason && <p class="quiet">{check.reason}</p>}
    </div>
  );
}

/** Up to 160 characters either side, cut at spaces and kept in the paragraph. */
function surroundings({ text }: TextDocument, { start, end }: Span): Span {
  const before = text.slice(Math.max(0, start - 160), start);
  const after = text.slice(end, end + 160);
  const gapBefore = before.lastIndexOf("\n\n");
  const gapAfter = after.indexOf("\n\n");
  return {
    start:
      start -
      (gapBefore < 0 ? before.length - before.indexOf(" ") - 1 : before.length - gapBefore - 2),
    end: end + (gapAfter < 0 ? Math.max(0, after.lastIndexOf(" ")) : gapAfter),
  };
}

export const nameOf = (document: TextDocument): string =>
  document.path ?? document.url ?? document.title ?? "pasted text";
