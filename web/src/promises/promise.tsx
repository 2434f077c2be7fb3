import { useState } from "preact/hooks";
import { post } from "../api.js";
import { type CommitmentRecord, decider, type Registered, STATUSES } from "../ledger.js";
import { dayOf } from "../text/words.js";
import { DeciderField, NAMELESS } from "../ui/decider.js";
import { Decisions } from "../ui/decisions.js";
import { HitView } from "../ui/hit.js";
import { useAnswer, Waiting } from "../ui/load.js";

interface Props {
  readonly one: Registered;
  readonly changed: () => void;
}

/** One promise: where it was printed, its history, and what became of it, which only people say. */
export function PromiseView({ one, changed }: Props) {
  const [turn, setTurn] = useState(0);
  const again = (): void => {
    setTurn(turn + 1);
    changed();
  };
  return (
    <div class="columns promise-columns">
      <div class="promise">
        <h3>Where it was made</h3>
        <HitView hit={one.hit} />
        {one.evidence && (
          <>
            <h3>What its status rests on</h3>
            <p>
              {dayOf(one.evidence.date)}:{" "}
              {one.evidence.url === null ? (
                `statement ${one.evidence.statement}`
              ) : (
                <Address url={one.evidence.url} />
              )}
            </p>
          </>
        )}
        <h3>History</h3>
        <Decisions
          what="status"
          about={String(one.id)}
          turn={turn}
          none="Nobody has looked what became of it."
          onUndone={again}
        />
        <Bearing one={one} />
      </div>
      <StatusForm one={one} done={again} />
    </div>
  );
}

/** An address as a link only where it is one of the web. */
const Address = ({ url }: { url: string }) =>
  /^https?:\/\//u.test(url) ? (
    <a href={url} rel="noreferrer noopener" target="_blank">
      {url}
    </a>
  ) : (
    <>{url}</>
  );

/** Its other printings, and later statements that may bear on it: proposed, never decided. */
function Bearing({ one }: { one: Registered }) {
  const state = useAnswer<CommitmentRecord>(`commitments/${one.id}`);
  if (state.kind !== "there") return <Waiting state={state} what="what may bear on it" />;
  const { printings, proposed } = state.value;
  const others = printings.filter(({ hit }) => hit.statement !== one.hit.statement);
  return (
    <>
      {others.length > 0 && <h3>Printed too</h3>}
      {others.slice(0, SHOWN).map(({ hit }) => (
        <HitView key={hit.statement} hit={hit} />
      ))}
      <h3>Said later, and may bear on it</h3>
      {proposed.length === 0 && <p class="quiet">Nothing on record.</p>}
      {proposed.slice(0, SHOWN).map(({ hit, shared, ownWords }) => (
        <div key={hit.statement}>
          <HitView hit={hit} />
          <p class="facts">
            statement {hit.statement} · shares {shared.join(", ")}
            {ownWords ? " · their own words" : ""}
          </p>
        </div>
      ))}
    </>
  );
}

/** Statements shown of each list. */
const SHOWN = 4;

function StatusForm({ one, done }: { one: Registered; done: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [status, setStatus] = useState<string>(one.status);
  const settled = status !== "open";
  return (
    <form
      class="status-form"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string): string => {
          const value = data.get(name);
          return typeof value === "string" ? value.trim() : "";
        };
        if (decider.value === "") return setFailure(NAMELESS);
        const at = text("evidence");
        const evidence = /^\d+$/u.test(at) ? { statement: Number(at) } : { url: at };
        post(`commitments/${one.id}/status`, {
          status,
          evidence: at === "" ? null : { ...evidence, date: text("date") },
          who: decider.value,
          why: text("why") || null,
        })
          .then(() => {
            setFailure(null);
            done();
          })
          .catch((error: unknown) =>
            setFailure(error instanceof Error ? error.message : String(error)),
          );
      }}
    >
      <h3 class="wide">Say what became of it</h3>
      <label>
        Status
        <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
          {STATUSES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        Date of the evidence
        <input type="date" name="date" required={settled} />
      </label>
      <label class="wide">
        Evidence: an address, or a statement’s number
        <input name="evidence" required={settled} />
      </label>
      <label class="wide">
        Why
        <textarea name="why" rows={2} />
      </label>
      <div class="wide">
        <DeciderField />
      </div>
      <div class="row wide">
        <button type="submit" class="primary">
          Set it
        </button>
        {failure && <span role="alert">{failure}</span>}
      </div>
    </form>
  );
}
