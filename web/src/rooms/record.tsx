import { ACTS } from "../../../src/attribution/attribution.js";
import type { Hit, Person, PersonPage, Position, Said } from "../ledger.js";
import { linkTo, replaceRoute, route } from "../route.js";
import { dayOf } from "../text/words.js";
import { HitView } from "../ui/hit.js";
import { More, useAnswer, useList, Waiting } from "../ui/load.js";
import { Empty } from "../ui/states.js";

const FIELDS = ["q", "speaker", "act", "since", "until", "publisher", "direct"] as const;

/** Search, a speaker's page, an utterance's page, a position's page. */
export default function Record() {
  const { path, query } = route.value;
  const [page, id] = path;
  if (page === "person" && id) return <PersonView id={id} />;
  if (page === "said") return <SaidView words={query.get("words") ?? ""} />;
  if (page === "position")
    return <PositionView speaker={query.get("speaker") ?? ""} topic={query.get("topic") ?? ""} />;
  return <Search query={query} />;
}

const given = (form: HTMLFormElement): Readonly<{ [field: string]: string }> =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()]] : [],
    ),
  );

function Search({ query }: { query: URLSearchParams }) {
  const asked = Object.fromEntries(FIELDS.map((name) => [name, query.get(name) ?? ""]));
  const any = Object.values(asked).some((value) => value !== "");
  const { items, state, more, again } = useList<Hit>(any ? "search" : null, {
    ...asked,
    limit: 20,
  });
  const people = useList<Person>(asked["speaker"] ? "people" : null, {
    name: asked["speaker"],
    limit: 5,
  });
  return (
    <>
      <h1 class="serif">The record</h1>
      <form
        class="searchform"
        role="search"
        key={String(query)}
        onSubmit={(event) => {
          event.preventDefault();
          replaceRoute(linkTo("record", [], given(event.currentTarget)));
        }}
      >
        <label class="wide">
          Words
          <input type="search" name="q" defaultValue={asked["q"]} />
        </label>
        <label>
          Speaker
          <input name="speaker" defaultValue={asked["speaker"]} />
        </label>
        <label>
          Kind
          <select name="act" defaultValue={asked["act"]}>
            <option value="">all</option>
            {ACTS.map((act) => (
              <option key={act} selected={act === asked["act"]}>
                {act}
              </option>
            ))}
          </select>
        </label>
        <label>
          Publisher
          <input name="publisher" defaultValue={asked["publisher"]} />
        </label>
        <label>
          From
          <input type="date" name="since" defaultValue={asked["since"]} />
        </label>
        <label>
          To
          <input type="date" name="until" defaultValue={asked["until"]} />
        </label>
        <label>
          Wording
          <select name="direct">
            <option value="">all</option>
            <option value="1" selected={asked["direct"] === "1"}>
              quoted words only
            </option>
          </select>
        </label>
        <button type="submit" class="primary">
          Search
        </button>
      </form>
      {people.items.length > 0 && (
        <p>
          People:{" "}
          {people.items.map(({ id, name, statements }) => (
            <span key={id}>
              <a href={linkTo("record", ["person", id])}>{name}</a>{" "}
              <span class="quiet">({statements}) </span>
            </span>
          ))}
        </p>
      )}
      {!any && (
        <Empty title="Search what was said">
          <p>
            Words that must all stand in a statement, "words together", a speaker, a day. What is on
            record comes from <code>onrecord add</code>, or from “Put on record” in the{" "}
            <a href={linkTo("read")}>Read</a> room.
          </p>
        </Empty>
      )}
      {any && <Waiting state={state} what="statements" again={again} />}
      {any && state.kind === "there" && items.length === 0 && (
        <Empty title="Nothing on record says that">
          <p>Fewer words, or another speaker, may find it.</p>
        </Empty>
      )}
      <ol class="plain">
        {items.map((hit) => (
          <li key={hit.statement} class="hit">
            <HitView hit={hit} />
          </li>
        ))}
      </ol>
      <More more={more} />
    </>
  );
}

const Line = ({ hits }: { hits: readonly Hit[] }) => (
  <ol class="timeline">
    {[...hits]
      .sort((a, b) => (a.published ?? "").localeCompare(b.published ?? ""))
      .map((hit) => (
        <li key={hit.statement}>
          <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>
          <HitView hit={hit} />
        </li>
      ))}
  </ol>
);

const years = (since: string | null, until: string | null): string =>
  since === until ? dayOf(since) : `${dayOf(since)} to ${dayOf(until)}`;

function PersonView({ id }: { id: string }) {
  const state = useAnswer<PersonPage>(`people/${encodeURIComponent(id)}`);
  if (state.kind !== "there") return <Waiting state={state} what="this speaker" />;
  const { name, titles, names, quotedBy, statements } = state.value;
  return (
    <>
      <h1 class="serif">{name}</h1>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const { topic = "" } = given(event.currentTarget);
          location.hash = linkTo("record", ["position"], { speaker: name, topic });
        }}
      >
        <label for="topic">Their position on</label>
        <input id="topic" name="topic" type="search" required />
        <button type="submit">Follow it</button>
      </form>
      <div class="columns">
        <section aria-label="Statements in order of time">
          {statements.length > 0 ? <Line hits={statements} /> : <p>No statement on record.</p>}
          <a href={linkTo("record", [], { speaker: name })}>Search their statements</a>
        </section>
        <aside aria-label="About them">
          <h2>Titles</h2>
          <ul class="plain">
            {titles.map(({ title, since, until, documents }) => (
              <li key={title}>
                {title}
                <span class="facts">
                  {years(since, until)} · {documents} documents
                </span>
              </li>
            ))}
          </ul>
          <h2>Named</h2>
          <ul class="plain">
            {names.map((one) => (
              <li key={one.name}>
                {one.name} <span class="quiet">{one.documents}</span>
              </li>
            ))}
          </ul>
          <h2>Quoted by</h2>
          <ul class="plain">
            {quotedBy.map((one) => (
              <li key={one.publisher}>
                {one.publisher ?? "unnamed publisher"} <span class="quiet">{one.statements}</span>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </>
  );
}

function SaidView({ words }: { words: string }) {
  const { items, state, again } = useList<Said>("said", { words });
  return (
    <>
      <h1 class="serif">All printings</h1>
      <p class="serif lead">{words}</p>
      <Waiting state={state} what="these words" again={again} />
      {state.kind === "there" && items.length === 0 && <p>These words are not on record.</p>}
      {items.map(({ first, printings }) => (
        <section key={first.statement}>
          <h2>First printed {dayOf(first.published)}</h2>
          <HitView hit={first} />
          <ol class="timeline">
            {printings.map(({ hit, wording, severity, differences, copyOf }) => (
              <li key={hit.statement}>
                <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>{" "}
                <span class="quiet">
                  {wording}
                  {severity ? `, ${severity}` : ""}
                  {copyOf ? ", a copy" : ""}
                </span>
                <HitView hit={hit} />
                {differences.map(({ kind, a, b }, index) => (
                  <p key={index} class="facts">
                    {kind}: {a && <del>{a}</del>} {b && <ins>{b}</ins>}
                  </p>
                ))}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function PositionView({ speaker, topic }: { speaker: string; topic: string }) {
  const { items, state, more, again } = useList<Position>("position", { speaker, topic });
  return (
    <>
      <h1 class="serif">
        {speaker} on {topic}
      </h1>
      <Waiting state={state} what="this position" again={again} />
      {state.kind === "there" && items.length === 0 && (
        <p>Nothing of theirs on record holds these words.</p>
      )}
      <ol class="timeline">
        {items.map(({ hit, changes }) => (
          <li key={hit.statement}>
            <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>
            <HitView hit={hit} />
            {changes.map(({ kind, before, after }, index) => (
              <p key={index} class="facts">
                changed, {kind}: {before && <del>{before}</del>} {after && <ins>{after}</ins>}
              </p>
            ))}
          </li>
        ))}
      </ol>
      <More more={more} />
    </>
  );
}
