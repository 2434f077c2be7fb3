import type { Printing } from "../ledger.js";
import { dayOf } from "../text/words.js";
import { HitView } from "../ui/hit.js";
import { useList, Waiting } from "../ui/load.js";
import { Proof } from "../ui/wording.js";

/** An utterance: all its printings, the first printed first, and what each changed. */
export function SaidView({ words }: { words: string }) {
  const { items, state, again } = useList<Printing>("said", { words });
  return (
    <>
      <h1 class="serif">All printings</h1>
      <p class="serif lead">{words}</p>
      <Waiting state={state} what="these words" again={again} />
      {state.kind === "there" && items.length === 0 && <p>These words are not on record.</p>}
      <ol class="timeline">
        {items.map(({ hit, wording, severity, differences, copyOf, first, leftOut }) => (
          <li key={`${hit.statement} ${hit.publisher} ${hit.url}`}>
            <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>{" "}
            <span class="quiet">
              {first ? "first printed, " : ""}
              {wording}
              {severity ? `, ${severity}` : ""}
              {copyOf ? ", a copy" : ""}
              {leftOut.length > 0 ? ", a part of it" : ""}
            </span>
            {differences.some(({ kind }) => kind !== "typography") && (
              <Proof
                draft={words}
                quotation={{ start: 0, end: words.length }}
                source={hit.words}
                differences={differences}
              />
            )}
            <HitView hit={hit} asked={words} />
          </li>
        ))}
      </ol>
    </>
  );
}
