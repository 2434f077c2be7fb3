import "../style/record.css";
import { ACTS } from "../../../src/attribution/attribution.js";
import { health } from "../api.js";
import type { FoundStatement } from "../ledger.js";
import { PersonView } from "../record/person.js";
import { PositionView } from "../record/position.js";
import { SaidView } from "../record/said.js";
import { goTo, linkTo, route } from "../route.js";
import { counted } from "../text/words.js";
import { HitView } from "../ui/hit.js";
import { More, useList, Waiting } from "../ui/load.js";
import { Empty } from "../ui/states.js";

const FIELDS = [
  "q",
  "speaker",
  "kind",
  "act",
  "publisher",
  "in",
  "since",
  "until",
  "direct",
] as const;

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
  const { items, state, more, again } = useList<FoundStatement>(any ? "search" : null, {
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
          goTo(linkTo("record", [], given(event.currentTarget)));
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
          Publisher
          <input name="publisher" defaultValue={asked["publisher"]} />
        </label>
        <Choice label="Kind" name="act" value={asked["act"]} options={ACTS} />
        <Choice
          label="Said by"
          name="kind"
          value={asked["kind"]}
          options={["person", "organization", "group", "unnamed", "document"]}
        />
        <Choice label="In" name="in" value={asked["in"]} options={["article", "transcript"]} />
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
          {health.value?.ledger?.documents === 0 ? (
            <p>
              Nothing is on record yet. <a href={linkTo("read")}>Read</a> a text and put it on
              record, or use <code>onrecord add</code>.
            </p>
          ) : (
            <p>
              Words that must all stand in a statement, “words together” in quotation marks, a
              speaker, a day.
            </p>
          )}
        </Empty>
      )}
      {any && <Waiting state={state} what="statements" again={again} />}
      {any && state.kind === "there" && items.length === 0 && (
        <Empty title="Nothing on record says that">
          <p>
            Searched:{" "}
            {health.value?.ledger
              ? `${counted(health.value.ledger.statements, "statement")} of ${counted(health.value.ledger.documents, "document")}`
              : "the ledger"}
            . Fewer words, or another speaker, may find it.
          </p>
        </Empty>
      )}
      <ol class="plain">
        {items.map((hit) => (
          <li key={hit.statement}>
            <HitView hit={hit} sentence={hit.sentence} asked={asked["q"]!} />
          </li>
        ))}
      </ol>
      <More more={more} />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly options: readonly string[];
}

const Choice = ({ label, name, value, options }: ChoiceProps) => (
  <label>
    {label}
    <select name={name}>
      <option value="">all</option>
      {options.map((option) => (
        <option key={option} selected={option === value}>
          {option}
        </option>
      ))}
    </select>
  </label>
);
