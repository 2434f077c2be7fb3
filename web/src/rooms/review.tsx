import { useEffect, useRef, useState } from "preact/hooks";
import type { Span } from "../../../src/text/span.js";
import type { Attribution } from "../../../src/attribution/attribution.js";
import { get, post } from "../api.js";
import { deciderName, type Hit, type LedgerEvent, setDeciderName } from "../ledger.js";
import { statementLink } from "../route.js";
import { dayOf, percent } from "../text/words.js";
import { More, useList, Waiting } from "../ui/load.js";
import { Empty } from "../ui/states.js";

type Role = "source" | "cue" | "content";
type Spans = Readonly<Pick<Attribution, Role>>;
type Decision = "accept" | "reject" | "change";

/** What the program was least sure of, one at a time, decided with the keyboard or the pointer. */
export default function Review() {
  const { items, state, again } = useList<Hit>("review", { limit: 50 });
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState("");
  const [done, setDone] = useState(0);
  const [undo, setUndo] = useState<{ event: number | null; at: number } | null>(null);
  const hit = items[at] ?? null;

  const decide = (decision: Decision, change: { speaker?: string; spans?: Spans } = {}): void => {
    if (!hit) return;
    post<LedgerEvent>(`statements/${hit.statement}/decision`, {
      decision,
      ...change,
      who: deciderName() || "desk",
    })
      .then((event) => {
        setUndo({ event: event.id, at });
        setDone((count) => count + 1);
        setSaid(`${decision === "change" ? "Changed" : `${decision}ed`}. Z takes it back.`);
        if (at + 1 < items.length) setAt(at + 1);
        else {
          setAt(0);
          again();
        }
      })
      .catch((error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  };
  const takeBack = (): void => {
    if (!undo || undo.event === null) return;
    post(`events/${undo.event}/undo`, { who: deciderName() || "desk" })
      .then(() => {
        setAt(undo.at);
        setUndo(null);
        setDone((count) => count + 1);
        setSaid("Taken back.");
      })
      .catch((error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  };
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target?.closest("input, textarea, select")) return;
    if (event.key === "a") decide("accept");
    else if (event.key === "r") decide("reject");
    else if (event.key === "z") takeBack();
    else if (event.key === "j") setAt(Math.min(items.length - 1, at + 1));
    else if (event.key === "k") setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => keys.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <div class="byline">
        <h1 class="serif">Review</h1>
        <a href="./api/review/export" download>
          Corrections as training data (brat)
        </a>
      </div>
      <p class="quiet">
        <kbd>a</kbd> accept <kbd>r</kbd> reject <kbd>j</kbd> <kbd>k</kbd> next and last <kbd>z</kbd>{" "}
        take back. To mend a part, mark words in the passage with the pointer or with Shift and the
        arrows, then choose what they are.
      </p>
      <p role="status">{said}</p>
      <Waiting state={state} what="what is left to decide" again={again} />
      {state.kind === "there" && !hit && (
        <Empty title="Nothing left to decide">
          <p>
            Put more on record with <code>onrecord add</code>; what the program is unsure of then
            comes here.
          </p>
        </Empty>
      )}
      {hit && (
        <Case key={hit.statement} hit={hit} decide={decide} number={at + 1} of={items.length} />
      )}
      <Merge done={() => setDone((count) => count + 1)} />
      <Events key={done} />
    </>
  );
}

interface CaseProps {
  readonly hit: Hit;
  readonly number: number;
  readonly of: number;
  readonly decide: (decision: Decision, change?: { speaker?: string; spans?: Spans }) => void;
}

/** What the API's document gives of a statement: its parts' spans too. */
type Placed = Hit & Partial<Record<"sourceSpans" | "cueSpans", readonly Span[]>>;

function Case({ hit, number, of, decide }: CaseProps) {
  const [speaker, setSpeaker] = useState(hit.speaker ?? "");
  const [text, setText] = useState<string | null>(null);
  const [spans, setSpans] = useState<Spans>({ source: [], cue: [], content: hit.content });
  const [failure, setFailure] = useState<string | null>(null);
  const passage = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    let current = true;
    get<{ text: string; statements?: readonly Placed[] }>(
      `documents/${encodeURIComponent(hit.document)}`,
    )
      .then((document) => {
        if (!current) return;
        setText(document.text);
        const own = document.statements?.find(({ statement }) => statement === hit.statement);
        setSpans({
          source: own?.sourceSpans ?? around(document.text, hit.source, hit.content),
          cue: own?.cueSpans ?? around(document.text, hit.cue, hit.content),
          content: hit.content,
        });
      })
      .catch((error: unknown) => {
        if (current) setFailure(error instanceof Error ? error.message : String(error));
      });
    return () => {
      current = false;
    };
  }, [hit.document, hit.statement]);
  const window = text === null ? null : windowOf(text, spans);
  const mark = (role: Role): void => {
    const field = passage.current;
    if (!field || !window || field.selectionStart === field.selectionEnd) return;
    const start = window.start + field.selectionStart;
    const end = window.start + field.selectionEnd;
    setSpans({ ...spans, [role]: [{ start, end }] });
  };
  const words = (role: Role): string =>
    text === null ? "" : spans[role].map(({ start, end }) => text.slice(start, end)).join(" … ");
  return (
    <section class="case" aria-label={`Statement ${number} of ${of}`}>
      <p class="facts">
        {number} of {of} · sure {percent(hit.score)} · {hit.act} ·{" "}
        <a href={statementLink(hit.attribution, hit.document)}>
          {hit.title ?? hit.path ?? "the document"}
        </a>
        , {dayOf(hit.published)}
      </p>
      {failure && <p role="alert">{failure}</p>}
      {text !== null && window && (
        <label>
          The passage
          <textarea
            class="passage serif"
            readOnly
            rows={6}
            ref={passage}
            value={text.slice(window.start, window.end)}
          />
        </label>
      )}
      <dl class="parts">
        {(["source", "cue", "content"] as const).map((role) => (
          <div key={role} class="row">
            <dt>
              <button type="button" onClick={() => mark(role)}>
                The marked words are the {role}
              </button>
            </dt>
            <dd class="serif">{words(role) || "none"}</dd>
          </div>
        ))}
      </dl>
      <label>
        Speaker
        <input value={speaker} onInput={(event) => setSpeaker(event.currentTarget.value)} />
      </label>
      <div class="row">
        <button type="button" class="primary" onClick={() => decide("accept")}>
          Accept
        </button>
        <button type="button" onClick={() => decide("reject")}>
          Reject
        </button>
        <button
          type="button"
          disabled={text === null}
          onClick={() =>
            decide("change", { spans, ...(speaker === (hit.speaker ?? "") ? {} : { speaker }) })
          }
        >
          Save the changes
        </button>
      </div>
    </section>
  );
}

/** The place of a part's words nearest to the content; none where they do not stand in the text. */
function around(text: string, words: string, content: readonly Span[]): readonly Span[] {
  const at = content[0]?.start ?? 0;
  if (words === "") return [];
  const before = text.lastIndexOf(words, at);
  const after = text.indexOf(words, at);
  const start = before < 0 || (after >= 0 && after - at < at - before) ? after : before;
  return start < 0 ? [] : [{ start, end: start + words.length }];
}

/** The paragraphs that hold the statement, at most 2,000 characters. */
function windowOf(text: string, spans: Spans): Span {
  const all = [...spans.source, ...spans.cue, ...spans.content];
  const from = Math.min(...all.map(({ start }) => start));
  const to = Math.max(...all.map(({ end }) => end));
  const gap = text.lastIndexOf("\n\n", from);
  const next = text.indexOf("\n\n", to);
  const start = Math.max(gap < 0 ? 0 : gap + 2, from - 1000);
  return { start, end: Math.min(next < 0 ? text.length : next, to + 1000) };
}

/** Declares names to be one person's. */
function Merge({ done }: { done: () => void }) {
  const [said, setSaid] = useState("");
  return (
    <details>
      <summary>Two names are one person’s</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const data = new FormData(form);
          const text = (name: string): string => {
            const value = data.get(name);
            return typeof value === "string" ? value.trim() : "";
          };
          setDeciderName(text("who"));
          const others = [text("other")];
          post("people/merge", { name: text("name"), others, who: text("who"), why: text("why") })
            .then(() => {
              setSaid("Merged.");
              form.reset();
              done();
            })
            .catch((error: unknown) =>
              setSaid(error instanceof Error ? error.message : String(error)),
            );
        }}
      >
        <label>
          The name they go under
          <input name="name" required />
        </label>
        <label>
          Their other name
          <input name="other" required />
        </label>
        <label>
          Why
          <input name="why" required />
        </label>
        <label>
          Your name
          <input name="who" required defaultValue={deciderName()} />
        </label>
        <button type="submit">Merge</button>
      </form>
      <p role="status">{said}</p>
    </details>
  );
}

function Events() {
  const { items, state, more, again } = useList<LedgerEvent>("events", { limit: 10 });
  const [failure, setFailure] = useState("");
  if (state.kind !== "there" || items.length === 0) return null;
  return (
    <section>
      <h2>Decided</h2>
      {failure && <p role="alert">{failure}</p>}
      <ul class="plain">
        {items.map(({ id, at, who, what, subject, why, undone }) => (
          <li key={id} class="row">
            <time dateTime={at}>{dayOf(at)}</time>
            <span>
              {what} {subject}
              {who ? `, by ${who}` : ""}
              {why ? `: ${why}` : ""}
            </span>
            {undone ? (
              <span class="quiet">taken back</span>
            ) : (
              <button
                type="button"
                onClick={() =>
                  void post(`events/${id}/undo`, { who: deciderName() || "desk" })
                    .then(again)
                    .catch((error: unknown) => setFailure(String(error)))
                }
              >
                Take back
                <span class="hidden-label">
                  {" "}
                  {what} {subject}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <More more={more} />
    </section>
  );
}
