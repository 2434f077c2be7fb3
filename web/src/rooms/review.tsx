import "../style/review.css";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { download, get, type Page, post } from "../api.js";
import { type Case, decider } from "../ledger.js";
import { route } from "../route.js";
import { CaseView } from "../review/case.js";
import type { Judgement } from "../review/judgement.js";
import { MergeForm } from "../review/merge.js";
import { percent } from "../text/words.js";
import { DeciderField, NAMELESS } from "../ui/decider.js";
import { Decisions } from "../ui/decisions.js";
import { Waiting } from "../ui/load.js";
import type { Loaded } from "../ui/load.js";
import { Empty } from "../ui/states.js";

/** Statements fetched at once; more come when these are decided. */
const BATCH = 20;

/** A decision that can be taken back, and what it was about. */
interface Done {
  readonly event: number;
  readonly one: Case;
}

/** What the program was least sure of, one at a time, decided with the keyboard or the pointer. */
export default function Review() {
  const asked = route.value.query.get("statement");
  const [cases, setCases] = useState<readonly Case[]>([]);
  const [state, setState] = useState<Loaded<null>>({ kind: "busy" });
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState("");
  const busy = useRef(false);
  const one = cases[at] ?? null;

  const load = useCallback(async (): Promise<void> => {
    setState({ kind: "busy" });
    try {
      const [named, { items }] = await Promise.all([
        asked === null ? null : get<Case>(`statements/${encodeURIComponent(asked)}`),
        get<Page<Case>>("review", { limit: BATCH }),
      ]);
      const rest = items.filter(({ hit }) => hit.statement !== named?.hit.statement);
      setCases(named ? [named, ...rest] : rest);
      setAt(0);
      setState({ kind: "there", value: null });
    } catch (error) {
      setState({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
    }
  }, [asked]);
  useEffect(() => void load(), [load]);

  /** One thing at a time: a key held down decides once. */
  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work();
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    } finally {
      busy.current = false;
    }
  };
  const judge = (judgement: Judgement): void =>
    void alone(async () => {
      if (!one) return;
      if (decider.value === "") {
        setSaid(NAMELESS);
        document.querySelector<HTMLElement>(".decider input")?.focus();
        return;
      }
      const { event } = await post<{ event: number }>(`statements/${one.hit.statement}/decision`, {
        ...judgement,
        who: decider.value,
      });
      setDone([...done, { event, one }]);
      setTurn((turn) => turn + 1);
      setSaid(`${PAST[judgement.verdict]}. Z takes it back.`);
      const left = cases.filter((other) => other !== one);
      setCases(left);
      setAt(Math.min(at, Math.max(0, left.length - 1)));
      if (left.length === 0) await load();
    });
  const takeBack = (): void =>
    void alone(async () => {
      const last = done.at(-1);
      if (!last) return setSaid("There is nothing to take back from this sitting.");
      await post(`events/${last.event}/undo`, { who: decider.value });
      setDone(done.slice(0, -1));
      setTurn((turn) => turn + 1);
      setCases([last.one, ...cases.filter(({ hit }) => hit.statement !== last.one.hit.statement)]);
      setAt(0);
      setSaid("Taken back.");
    });

  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (target?.closest("input, textarea, select")) return;
    if (event.key === "z") takeBack();
    else if (event.key === "j") setAt(Math.min(cases.length - 1, at + 1));
    else if (event.key === "k") setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  // Before the page is drawn: a key may come as soon as the statement is seen.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => keys.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  return (
    <>
      <div class="byline">
        <h1 class="serif">Review</h1>
        <DeciderField />
      </div>
      <p class="lead quiet">
        What the program was least sure of comes first: the words, who said them, or both. Each
        decision is kept with your name and can be taken back.
      </p>
      <p role="status" class="told">
        {said}
      </p>
      <Waiting state={state} what="what is left to decide" again={() => void load()} />
      {state.kind === "there" && !one && (
        <Empty title="Nothing left to decide">
          <p>
            Put more on record: in <a href="#/read">Read</a>, or with <code>onrecord add</code>.
            What the program is unsure of then comes here.
          </p>
        </Empty>
      )}
      {one && (
        <div class="reviewing">
          <CaseView
            key={one.hit.statement}
            one={one}
            judge={judge}
            merged={() => setTurn(turn + 1)}
          />
          <nav class="queue" aria-label="Next">
            <h2>Next</h2>
            <ol class="plain">
              {cases.map((next, index) => (
                <li key={next.hit.statement}>
                  <button
                    type="button"
                    class="next"
                    aria-current={index === at ? "true" : undefined}
                    onClick={() => setAt(index)}
                  >
                    <span class="number">{percent(next.hit.score * next.speakerScore)}</span>
                    <span class="serif words">{next.hit.words}</span>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        </div>
      )}
      <div class="columns">
        <section>
          <h2>Decided</h2>
          <Decisions
            turn={turn}
            none="Nothing yet. What is decided stands here and can be taken back."
            onUndone={() => void load()}
          />
        </section>
        <aside>
          <h2>Two names, one person</h2>
          <MergeForm done={() => setTurn(turn + 1)} />
          <h2>Corrections as training data</h2>
          <p class="quiet">
            The documents decided on, with their statements as they stand now, in brat’s format as
            PolNeAR has it.
          </p>
          <p>
            <button
              type="button"
              onClick={() =>
                void alone(() => download("review/export", "onrecord-corrections.zip"))
              }
            >
              Download the corrections
            </button>
          </p>
        </aside>
      </div>
    </>
  );
}

const PAST = { accept: "Accepted", reject: "Rejected", correct: "Corrected" } as const;
