import "../style/promises.css";
import "../style/record.css";
import { useState } from "preact/hooks";
import { Calendar } from "../promises/calendar.js";
import { PromiseView } from "../promises/promise.js";
import { type Registered, REGISTER_STATES, type RegisterState } from "../ledger.js";
import { goTo, linkTo, route } from "../route.js";
import { dayOf } from "../text/words.js";
import { More, useList, Waiting } from "../ui/load.js";
import { Empty } from "../ui/states.js";

const TITLES: Readonly<Record<RegisterState, string>> = {
  overdue: "overdue",
  soon: "due within 30 days",
  open: "open, later or without a day",
  settled: "settled",
};

/** The register of promises, as a table and as a calendar. */
export default function Promises() {
  const { query } = route.value;
  const view = query.get("view") ?? "table";
  const by = query.get("by") ?? "";
  const [turn, setTurn] = useState(0);
  const changed = (): void => setTurn(turn + 1);
  const lists = REGISTER_STATES.map((state) => ({
    state,
    // The four are asked for in the same order at every drawing.
    list: useList<Registered>("commitments", { by, state, limit: 50 }, turn),
  }));
  const nothing = lists.every(({ list }) => list.state.kind === "there" && list.items.length === 0);
  return (
    <>
      <h1 class="serif">Promises</h1>
      <form
        class="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const name = new FormData(event.currentTarget).get("by");
          goTo(linkTo("promises", [], { view, by: typeof name === "string" ? name.trim() : "" }));
        }}
      >
        <label for="by">Made by</label>
        <input id="by" name="by" type="search" defaultValue={by} />
        <button type="submit">Show</button>
        <span class="views">
          {(["table", "calendar"] as const).map((name) => (
            <a
              key={name}
              href={linkTo("promises", [], { by, view: name })}
              aria-current={view === name ? "page" : undefined}
            >
              {name === "table" ? "Table" : "Calendar"}
            </a>
          ))}
        </span>
      </form>
      {view === "calendar" ? (
        <Calendar
          by={by}
          month={query.get("month")}
          chosen={Number(query.get("c")) || null}
          turn={turn}
          changed={changed}
        />
      ) : nothing ? (
        <Empty title={by === "" ? "No promise on record" : `No promise by ${by} on record`}>
          <p>
            Promises are found in what is put on record, in <a href={linkTo("read")}>Read</a> or
            with <code>onrecord add</code>. What became of one, only people say.
          </p>
        </Empty>
      ) : (
        lists.map(({ state, list }) => (
          <Table key={state} title={TITLES[state]} {...list} changed={changed} />
        ))
      )}
    </>
  );
}

interface TableProps extends ReturnType<typeof useList<Registered>> {
  readonly title: string;
  readonly changed: () => void;
}

function Table({ title, items, state, more, again, changed }: TableProps) {
  const [open, setOpen] = useState<number | null>(null);
  if (state.kind === "there" && items.length === 0) return null;
  return (
    <section class="register">
      <h2>
        {title}{" "}
        <span class="count">
          {items.length}
          {more ? " or more" : ""}
        </span>
      </h2>
      <Waiting state={state} what={`promises, ${title}`} again={again} />
      {items.length > 0 && (
        <table>
          <caption class="hidden-label">Promises, {title}</caption>
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">By</th>
              <th scope="col">What</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <>
                <tr key={one.id} id={`c-${one.id}`}>
                  <td class={one.overdue ? "due overdue" : "due"}>
                    {one.deadline ? dayOf(one.deadline.date ?? one.deadline.text) : "no day"}
                  </td>
                  <td>{one.by}</td>
                  <td class="what serif">
                    {one.action}
                    {one.condition && <span class="facts">on condition: {one.condition}</span>}
                  </td>
                  <td>
                    <button
                      type="button"
                      aria-expanded={open === one.id}
                      onClick={() => setOpen(open === one.id ? null : one.id)}
                    >
                      {one.status}
                      <span class="hidden-label">: {one.action}</span>
                    </button>
                    {!one.looked && <span class="facts">nobody has looked</span>}
                  </td>
                </tr>
                {open === one.id && (
                  <tr key={`${one.id} more`}>
                    <td colSpan={4}>
                      <PromiseView one={one} changed={changed} />
                    </td>
                  </tr>
                )}
              </>
            ))}
          </tbody>
        </table>
      )}
      <More more={more} />
    </section>
  );
}
