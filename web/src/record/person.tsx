import { useState } from "preact/hooks";
import { post } from "../api.js";
import { decider, type Hit, type Person } from "../ledger.js";
import { MergeButton } from "../review/merge.js";
import { goTo, linkTo } from "../route.js";
import { counted, dayOf } from "../text/words.js";
import { DeciderField, NAMELESS } from "../ui/decider.js";
import { HitView } from "../ui/hit.js";
import { More, useList, Waiting } from "../ui/load.js";

const years = (since: string | null, until: string | null): string =>
  since === until ? dayOf(since) : `${dayOf(since)} to ${dayOf(until)}`;

/** A speaker across documents: statements in order of time, titles by date, who quotes them. */
export function PersonView({ name: asked }: { name: string }) {
  const [turn, setTurn] = useState(0);
  const { head, items, state, more, again } = useList<Hit>(
    "speaker",
    { name: asked, limit: 50 },
    turn,
  );
  if (!head)
    return (
      <>
        <h1 class="serif">{asked}</h1>
        <Waiting state={state} what="this speaker" again={again} />
      </>
    );
  const person = head as unknown as Person;
  const { name, kind, titles, statements, since, until } = person;
  return (
    <>
      <h1 class="serif">{name}</h1>
      <p class="quiet">
        {[kind, counted(statements, "statement"), years(since, until)].filter(Boolean).join(" · ")}
      </p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const topic = new FormData(event.currentTarget).get("topic");
          if (typeof topic === "string")
            goTo(linkTo("record", ["position"], { speaker: name, topic: topic.trim() }));
        }}
      >
        <label for="topic">Their position on</label>
        <input id="topic" name="topic" type="search" required />
        <button type="submit">Follow it</button>
      </form>
      <div class="columns">
        <section aria-label="Statements, the newest first">
          <TimeLine hits={items} />
          <Waiting state={state} what="more of them" again={again} />
          <More more={more} />
        </section>
        <aside aria-label="About them">
          <h2>Titles</h2>
          {titles.length === 0 && <p class="quiet">No document gives one.</p>}
          <Titles titles={titles} since={since} until={until} />
          {person.affiliations.length > 0 && (
            <>
              <h2>Affiliations</h2>
              <Titles titles={person.affiliations} since={since} until={until} />
            </>
          )}
          <Names person={person} changed={() => setTurn(turn + 1)} />
          <h2>Quoted by</h2>
          <ul class="plain">
            {person.quotedBy.map((one) => (
              <li key={one.publisher}>
                {one.publisher ?? "unnamed publisher"} <span class="count">{one.statements}</span>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </>
  );
}

/** Statements down a line of time; a day is told once. */
const TimeLine = ({ hits }: { hits: readonly Hit[] }) => (
  <ol class="timeline">
    {hits.map((hit, index) => {
      const same = index > 0 && hits[index - 1]!.published === hit.published;
      return (
        <li key={hit.statement} class={same ? "same" : undefined}>
          {!same && <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>}
          <HitView hit={hit} bare />
        </li>
      );
    })}
  </ol>
);

const dayNumber = (date: string): number =>
  Date.parse(`${date}${"-01-01".slice(0, 10 - date.length)}`) / 86_400_000;

/** Titles and the days between which documents give them, drawn on one scale. */
function Titles({ titles, since, until }: Pick<Person, "titles" | "since" | "until">) {
  const from = since === null ? 0 : dayNumber(since);
  const length = until === null ? 0 : dayNumber(until) - from;
  return (
    <ul class="borne">
      {titles.map((one) => {
        const start = one.since === null ? 0 : (dayNumber(one.since) - from) / length;
        const end = one.until === null ? 1 : (dayNumber(one.until) - from) / length;
        return (
          <li key={one.title}>
            {one.title}
            <span class="facts">
              {years(one.since, one.until)} · {counted(one.documents, "document")}
            </span>
            {length > 0 && (
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="all" x="0" y="2.5" width="100" height="1" />
                <rect
                  class="span"
                  x={Math.min(98.5, 100 * start)}
                  y="0"
                  width={Math.max(1.5, 100 * (end - start))}
                  height="6"
                />
              </svg>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The names documents use, those that may be the same person's, and what people say of them. */
function Names({ person, changed }: { person: Person; changed: () => void }) {
  const { name, names, perhaps, apart } = person;
  const [failure, setFailure] = useState("");
  const part = (other: string): void => {
    if (decider.value === "") return setFailure(NAMELESS);
    post("people/split", { name, others: [other], who: decider.value })
      .then(changed)
      .catch((error: unknown) =>
        setFailure(error instanceof Error ? error.message : String(error)),
      );
  };
  return (
    <>
      <h2>Named</h2>
      {failure && <p role="alert">{failure}</p>}
      <ul class="plain">
        {names.map((one) => (
          <li key={one.name}>
            {one.name}{" "}
            <span class="count">
              {one.documents}
              <span class="hidden-label"> documents</span>
            </span>{" "}
            {one.name !== name && (
              <button type="button" class="small" onClick={() => part(one.name)}>
                Not them<span class="hidden-label">: {one.name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {perhaps.length > 0 && (
        <>
          <h2>Perhaps the same</h2>
          <ul class="plain">
            {perhaps.map((one) => (
              <li key={one}>
                <a href={linkTo("record", ["speaker"], { name: one })}>{one}</a>{" "}
                <MergeButton name={name} other={one} done={changed} />
              </li>
            ))}
          </ul>
        </>
      )}
      {apart.length > 0 && (
        <>
          <h2>Kept apart</h2>
          <ul class="plain">
            {apart.map((one) => (
              <li key={one.name}>
                <a href={linkTo("record", ["speaker"], { name: one.name })}>{one.name}</a>
                <span class="facts">{one.titles.join(", ")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {(perhaps.length > 0 || names.length > 1) && <DeciderField />}
    </>
  );
}
