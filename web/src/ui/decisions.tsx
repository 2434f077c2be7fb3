import { useState } from "preact/hooks";
import { post } from "../api.js";
import { decider, type LedgerEvent } from "../ledger.js";
import { dayOf } from "../text/words.js";
import { NAMELESS } from "./decider.js";
import { More, useList, Waiting } from "./load.js";

interface Props {
  /** Kinds of decisions, with commas between; all if left out. */
  readonly what?: string;
  /** The event's subject; any if left out. */
  readonly about?: string;
  readonly limit?: number;
  /** Asked anew when this changes. */
  readonly turn?: number;
  readonly none: string;
  /** Called when one was taken back. */
  readonly onUndone?: () => void;
}

/** What people decided, the newest first, each to be taken back. */
export function Decisions({ what, about, limit = 10, turn = 0, none, onUndone }: Props) {
  const { items, state, more, again } = useList<LedgerEvent>(
    "events",
    { what, about, newest: "1", limit },
    turn,
  );
  const [failure, setFailure] = useState("");
  const takeBack = (id: number): void => {
    if (decider.value === "") return setFailure(NAMELESS);
    post(`events/${id}/undo`, { who: decider.value })
      .then(() => {
        setFailure("");
        again();
        onUndone?.();
      })
      .catch((error: unknown) =>
        setFailure(error instanceof Error ? error.message : String(error)),
      );
  };
  return (
    <>
      <Waiting state={state} what="decisions" again={again} />
      {failure && <p role="alert">{failure}</p>}
      {state.kind === "there" && items.length === 0 && <p class="quiet">{none}</p>}
      <ol class="decisions plain">
        {items.map((event) => (
          <li key={event.id} class={event.undone ? "undone" : undefined}>
            <time dateTime={event.at}>{dayOf(event.at)}</time>
            <span>
              <strong>{event.who}</strong> {toldOf(event)}
              {event.why ? <q>{event.why}</q> : null}
            </span>
            {event.undone ? (
              <span class="quiet">taken back</span>
            ) : (
              <button type="button" class="small" onClick={() => takeBack(event.id)}>
                Take back
                <span class="hidden-label">
                  {" "}
                  what {event.who} decided, number {event.id}
                </span>
              </button>
            )}
          </li>
        ))}
      </ol>
      <More more={more} />
    </>
  );
}

interface After {
  readonly status?: string;
  readonly evidence?: { readonly url: string | null; readonly date: string } | null;
  readonly names?: readonly string[];
  readonly speaker?: { readonly name: string } | null;
  readonly spans?: object;
}

/** A decision in words. */
export function toldOf({ what, subject, after }: LedgerEvent): string {
  const { status, evidence, names = [], speaker, spans } = (after ?? {}) as After;
  switch (what) {
    case "merge":
      return `took ${names.join(", ")} to be ${subject}`;
    case "split":
      return `took ${names.join(", ")} not to be ${subject}`;
    case "status":
      return `set promise ${subject} to ${status}${evidence ? `, on ${evidence.url ?? "a statement"} of ${dayOf(evidence.date)}` : ""}`;
    case "accept":
      return `accepted statement ${subject}`;
    case "reject":
      return `rejected statement ${subject}`;
    case "correct": {
      const parts = [
        speaker !== undefined && `the speaker: ${speaker?.name ?? "nobody named"}`,
        spans !== undefined && "its words",
      ];
      return `corrected statement ${subject}, ${parts.filter(Boolean).join(" and ")}`;
    }
    case "undo":
      return `took back decision ${subject}`;
  }
}
