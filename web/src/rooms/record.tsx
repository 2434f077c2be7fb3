import { ACTS } from "../../../src/attribution/attribution.js";
import type { Hit, PersonPage, Printing, Stand } from "../ledger.js";
import { linkTo, replaceRoute, route } from "../route.js";
import { dayOf } from "../text/words.js";
import { HitView } from "../ui/hit.js";
import { More, useAnswer, useList, Waiting } from "../ui/load.js";
import { Empty } from "../ui/states.js";
import { Proof } from "../ui/wording.js";

const FIELDS = ["q", "speaker", "act", "since", "until", "direct"] as const;

/** Search, a speaker's page, an utterance's page, a position's page. */
export default function Record() {
  const { path, query } = route.value;
  const [page] = path;
  if (page === "speaker") return <PersonView name={query.get("name") ?? ""} />;
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
  const any = asked["q"] !== "";
  const { items, state, more, again } = useList<Hit>(any ? "search" : null, {
    ...asked,
    limit: 20,
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
          <input type="search" name="q" required defaultValue={asked["q"]} />
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
      {asked["speaker"] && (
        <p>
          <a href={linkTo("record", ["speaker"], { name: asked["speaker"] })}>
            All about {asked["speaker"]}
          </a>
        </p>
      )}
      {!any && (
        <Empty title="Search what was said">
          <p>
            Words that must all stand in a statement, "words together", a speaker, a day. What is on
            record was put there with <code>onrecord add</code>.
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

function PersonView({ name: asked }: { name: string }) {
  const state = useAnswer<PersonPage>("speaker", { name: asked, limit: 100 });
  if (state.kind !== "there") return <Waiting state={state} what="this speaker" />;
  const { name, titles, names, quotedBy, perhaps, items, statements, since, until } = state.value;
  return (
    <>
      <h1 class="serif">{name}</h1>
      <p class="quiet">
        {statements} statements, {years(since, until)}
        {items.length < statements ? `; the newest ${items.length} are here` : ""}
      </p>
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
          <Line hits={items} />
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
          {perhaps.length > 0 && <h2>Perhaps the same</h2>}
          <ul class="plain">
            {perhaps.map((one) => (
              <li key={one}>
                <a href={linkTo("record", ["speaker"], { name: one })}>{one}</a>
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
  const { items, state, again } = useList<Printing>("said", { words });
  return (
    <>
      <h1 class="serif">All printings</h1>
      <p class="serif lead">{words}</p>
      <Waiting state={state} what="these words" again={again} />
      {state.kind === "there" && items.length === 0 && <p>These words are not on record.</p>}
      <ol class="timeline">
        {items.map(({ hit, wording, severity, differences, copyOf }, index) => (
          <li key={hit.statement}>
            <time dateTime={hit.published ?? undefined}>{dayOf(hit.published)}</time>{" "}
            <span class="quiet">
              {index === 0 ? "first printed, " : ""}
              {wording}
              {severity ? `, ${severity}` : ""}
              {copyOf ? ", a copy" : ""}
            </span>
            {differences.length > 0 && (
              <Proof
                draft={words}
                quotation={{ start: 0, end: words.length }}
                source={hit.words}
                differences={differences}
              />
            )}
            <HitView hit={hit} />
          </li>
        ))}
      </ol>
    </>
  );
}

function PositionView({ speaker, topic }: { speaker: string; topic: string }) {
  const { items, state, again } = useList<Stand>("position", { speaker, topic, limit: 100 });
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
