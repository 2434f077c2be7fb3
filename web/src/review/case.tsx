import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Span } from "../../../src/text/span.js";
import type { Case, PersonPage, StatementSpans } from "../ledger.js";
import { linkTo, statementLink } from "../route.js";
import { dayOf, percent } from "../text/words.js";
import { useAnswer } from "../ui/load.js";
import type { Judgement } from "./judgement.js";
import { MergeButton } from "./merge.js";
import { Passage, type Role, ROLES } from "./passage.js";

interface Props {
  readonly one: Case;
  readonly judge: (judgement: Judgement) => void;
  readonly merged: () => void;
}

const shifted = (spans: StatementSpans, by: number): StatementSpans => {
  const move = (list: readonly Span[]): readonly Span[] =>
    list.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { source: move(spans.source), cue: move(spans.cue), content: move(spans.content) };
};

const same = (a: StatementSpans, b: StatementSpans): boolean =>
  JSON.stringify(ROLES.map((role) => a[role])) === JSON.stringify(ROLES.map((role) => b[role]));

/** How sure the program was, of the words and of who said them. */
const sureOf = ({ hit, speakerScore }: Case): string =>
  `${percent(hit.score)} sure of the words` +
  (hit.speaker === null ? "" : `, ${percent(speakerScore)} of the speaker`);

/** One statement to be decided on: its passage with movable parts, its speaker, what may be done. */
export function CaseView({ one, judge, merged }: Props) {
  const { hit, passage, kind } = one;
  const starts = useMemo(
    () => passage.paragraphs.map(({ start }) => start - passage.start),
    [passage],
  );
  const read = useMemo(() => shifted(one.spans, -passage.start), [one]);
  const [spans, setSpans] = useState(read);
  const [role, setRole] = useState<Role>("content");
  const [speaker, setSpeaker] = useState(hit.speaker ?? "");
  const changedSpans = !same(spans, read);
  const changedSpeaker = speaker.trim() !== (hit.speaker ?? "");
  const changed = changedSpans || changedSpeaker;
  const save = (): void => {
    if (!changed) return;
    judge({
      verdict: "correct",
      ...(changedSpans ? { spans: shifted(spans, passage.start) } : {}),
      ...(changedSpeaker ? { speaker: speaker.trim() || null } : {}),
    });
  };
  const reset = (): void => {
    setSpans(read);
    setSpeaker(hit.speaker ?? "");
  };
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    const typing =
      event.target instanceof Element && event.target.closest("input, textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") reset();
    else if (typing) return;
    // With a correction begun, neither of the plain answers is meant.
    else if (event.key === "a" && !changed) judge({ verdict: "accept" });
    else if (event.key === "r" && !changed) judge({ verdict: "reject" });
    else if (event.key === "s") save();
    else if (event.key === "1" || event.key === "2" || event.key === "3")
      setRole(ROLES[Number(event.key) - 1]!);
    else if (event.key === "p") document.getElementById("speaker")?.focus();
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
    <section class="case" aria-label={`Statement ${hit.statement}`}>
      <p class="facts">
        <strong>{sureOf(one)}</strong> · {hit.act} · {hit.quotation} ·{" "}
        <a href={statementLink(hit.attribution, hit.document)}>
          {hit.title ?? hit.path ?? "the document"}
        </a>
        , {dayOf(hit.published)}
      </p>
      <fieldset class="roles">
        <legend class="hidden-label">The part to correct</legend>
        {ROLES.map((name, index) => (
          <label key={name} class={name}>
            <input
              type="radio"
              name="role"
              checked={role === name}
              onChange={() => setRole(name)}
            />
            <span>
              {name} <kbd>{index + 1}</kbd>
            </span>
          </label>
        ))}
        <button
          type="button"
          class="small"
          disabled={spans[role].length === 0 || role === "content"}
          onClick={() => setSpans({ ...spans, [role]: [] })}
        >
          No {role}
        </button>
      </fieldset>
      <Passage
        text={passage.text}
        starts={starts}
        spans={spans}
        role={role}
        onChange={(pieces) => setSpans((now) => ({ ...now, [role]: pieces }))}
      />
      <p class="facts">
        Draw over the words with the pointer, drag an end, or Tab to it and use the arrow keys. Alt
        adds a piece; Delete takes one away.
      </p>
      <div class="row speaker-row">
        <label for="speaker">
          Said by {kind && kind !== "person" ? `(${kind}) ` : ""}
          <kbd>p</kbd>
        </label>
        <input
          id="speaker"
          list="speakers"
          value={speaker}
          placeholder="nobody that the text names"
          onInput={(event) => setSpeaker(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
        <datalist id="speakers">
          {one.speakers.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {hit.speaker !== null && (
          <a href={linkTo("record", ["speaker"], { name: hit.speaker })}>On record</a>
        )}
      </div>
      {hit.speaker !== null && <Perhaps name={hit.speaker} merged={merged} />}
      <div class="row verdicts">
        {changed ? (
          <>
            <button type="button" class="primary" onClick={save}>
              Save the correction <kbd>s</kbd>
            </button>
            <button type="button" onClick={reset}>
              As it was <kbd>Esc</kbd>
            </button>
          </>
        ) : (
          <>
            <button type="button" class="primary" onClick={() => judge({ verdict: "accept" })}>
              Accept <kbd>a</kbd>
            </button>
            <button type="button" onClick={() => judge({ verdict: "reject" })}>
              Reject <kbd>r</kbd>
            </button>
          </>
        )}
        <span class="quiet keys">
          <kbd>j</kbd> next · <kbd>k</kbd> the one before · <kbd>z</kbd> take back
        </span>
      </div>
    </section>
  );
}

/** Other names on record that may be the same person's. */
function Perhaps({ name, merged }: { name: string; merged: () => void }) {
  const [turn, setTurn] = useState(0);
  const state = useAnswer<PersonPage>("speaker", { name, limit: 1 }, turn);
  if (state.kind !== "there" || state.value.perhaps.length === 0) return null;
  return (
    <p class="facts perhaps">
      On record too:{" "}
      {state.value.perhaps.slice(0, 4).map((other) => (
        <span key={other}>
          {other}{" "}
          <MergeButton
            name={state.value.name}
            other={other}
            done={() => {
              setTurn(turn + 1);
              merged();
            }}
          />{" "}
        </span>
      ))}
    </p>
  );
}
