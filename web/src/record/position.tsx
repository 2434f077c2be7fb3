import type { Stand } from "../ledger.js";
import { linkTo } from "../route.js";
import { dayOf } from "../text/words.js";
import { HitView } from "../ui/hit.js";
import { useList, Waiting } from "../ui/load.js";

/** What somebody has said on a topic, in order of time, and what each adds or drops. */
export function PositionView({ speaker, topic }: { speaker: string; topic: string }) {
  const { items, state, again } = useList<Stand>("position", { speaker, topic, limit: 100 });
  return (
    <>
      <h1 class="serif">
        <a href={linkTo("record", ["speaker"], { name: speaker })}>{speaker}</a> on {topic}
      </h1>
      <Waiting state={state} what="this position" again={again} />
      {state.kind === "there" && items.length === 0 && (
        <p>Nothing of theirs on record holds these words.</p>
      )}
      <ol class="timeline">
        {items.map(({ hit, changes }) => (
          <li key={hit.statement}>
            <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>
            <HitView hit={hit} bare asked={topic} />
            {changes.map(({ kind, added, dropped }) => (
              <p key={kind} class="facts">
                {kind} changed: {dropped.length > 0 && <del>{dropped.join(", ")}</del>}{" "}
                {added.length > 0 && <ins>{added.join(", ")}</ins>}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}
