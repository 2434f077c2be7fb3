import { useState } from "preact/hooks";
import { post } from "../api.js";
import { deciderName, type Registered, setDeciderName, STATUSES } from "../ledger.js";
import { linkTo, replaceRoute, route } from "../route.js";
import { dayOf } from "../text/words.js";
import { HitView } from "../ui/hit.js";
import { More, useList, Waiting } from "../ui/load.js";
import { Empty } from "../ui/states.js";

/** Days within which something falls due soon. */
const SOON = 30;

type Group = "overdue" | "due soon" | "open" | "settled";
const GROUPS: readonly Group[] = ["overdue", "due soon", "open", "settled"];

/** Where a commitment stands on a day (`YYYY-MM-DD`). */
export function groupOf(one: Registered, today: string): Group {
  if (one.status !== "open") return "settled";
  if (one.overdue) return "overdue";
  const date = one.deadline?.date;
  if (!date || date.length < 10) return "open";
  const days = (Date.parse(date) - Date.parse(today)) / 86_400_000;
  return days >= 0 && days <= SOON ? "due soon" : "open";
}

export default function Promises() {
  const { query } = route.value;
  const view = query.get("view") ?? "table";
  const by = query.get("by") ?? "";
  const { items, state, more, again } = useList<Registered>("commitments", { by, limit: 200 });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <h1 class="serif">Promises</h1>
      <form
        class="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const name = new FormData(event.currentTarget).get("by");
          replaceRoute(linkTo("promises", [], { view, by: typeof name === "string" ? name : "" }));
        }}
      >
        <label for="by">Made by</label>
        <input id="by" name="by" type="search" defaultValue={by} />
        <button type="submit">Show</button>
        <a
          href={linkTo("promises", [], { by })}
          aria-current={view === "table" ? "page" : undefined}
        >
          Table
        </a>
        <a
          href={linkTo("promises", [], { by, view: "calendar" })}
          aria-current={view === "calendar" ? "page" : undefined}
        >
          Calendar
        </a>
      </form>
      <Waiting state={state} what="promises" again={again} />
      {state.kind === "there" && items.length === 0 && (
        <Empty title="No promise on record">
          <p>
            Promises are found in what is put on record with <code>onrecord add</code>.
          </p>
        </Empty>
      )}
      {view === "calendar" ? (
        <Calendar items={items} today={today} month={query.get("month")} by={by} />
      ) : (
        GROUPS.map((group) => {
          const list = items.filter((one) => groupOf(one, today) === group);
          return list.length > 0 && <Table key={group} group={group} list={list} again={again} />;
        })
      )}
      <More more={more} />
    </>
  );
}

function Table({
  group,
  list,
  again,
}: {
  group: Group;
  list: readonly Registered[];
  again: () => void;
}) {
  const [open, setOpen] = useState<Registered["id"] | null>(null);
  return (
    <div class="wide-table" tabIndex={0} role="region" aria-label={`Promises, ${group}`}>
      <table>
        <caption>
          <h2>
            {group} <span class="count">{list.length}</span>
          </h2>
        </caption>
        <thead>
          <tr>
            <th scope="col">Due</th>
            <th scope="col">By</th>
            <th scope="col">What</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <>
              <tr key={one.id} id={`c-${one.id}`}>
                <td class={one.overdue ? "overdue" : undefined}>
                  {one.deadline ? dayOf(one.deadline.date ?? one.deadline.text) : "—"}
                </td>
                <td>{one.by}</td>
                <td class="serif">
                  {one.action}
                  {one.condition && <span class="facts">{one.condition}</span>}
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
                    <History one={one} done={again} />
                  </td>
                </tr>
              )}
            </>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function History({ one, done }: { one: Registered; done: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <div class="columns">
      <div>
        <h3>Where it was printed</h3>
        <HitView hit={one.hit} />
        <h3>Evidence</h3>
        {one.evidence ? (
          <p>
            {dayOf(one.evidence.date)}: {one.evidence.url ?? `statement ${one.evidence.statement}`}
          </p>
        ) : (
          <p class="quiet">None yet.</p>
        )}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const text = (name: string): string => {
            const value = data.get(name);
            return typeof value === "string" ? value.trim() : "";
          };
          const url = text("url");
          const evidence = /^\d+$/u.test(url) ? { statement: Number(url) } : { url };
          setDeciderName(text("who"));
          post(`commitments/${one.id}/status`, {
            status: text("status"),
            evidence: { ...evidence, date: text("date") },
            who: text("who"),
            why: text("why"),
          })
            .then(done)
            .catch((error: unknown) => setFailure(String(error)));
        }}
      >
        <h3>Set what became of it</h3>
        <label>
          Status
          <select name="status">
            {STATUSES.map((status) => (
              <option key={status} selected={status === one.status}>
                {status}
              </option>
            ))}
          </select>
        </label>
        <label>
          Evidence: an address or a statement’s number
          <input name="url" required />
        </label>
        <label>
          Its date
          <input type="date" name="date" required />
        </label>
        <label>
          Why
          <textarea name="why" rows={2} required />
        </label>
        <label>
          Your name
          <input name="who" required defaultValue={deciderName()} />
        </label>
        <button type="submit">Set it</button>
        {failure && <p role="alert">{failure}</p>}
      </form>
    </div>
  );
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function Calendar({
  items,
  today,
  month,
  by,
}: {
  items: readonly Registered[];
  today: string;
  month: string | null;
  by: string;
}) {
  const shown = /^\d{4}-\d{2}$/u.test(month ?? "") ? month! : today.slice(0, 7);
  const first = new Date(`${shown}-01T00:00:00Z`);
  const step = (by: number): string =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + by, 1))
      .toISOString()
      .slice(0, 7);
  const length = new Date(
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0),
  ).getUTCDate();
  const lead = (first.getUTCDay() + 6) % 7;
  const due = new Map<string, Registered[]>();
  for (const one of items) {
    const date = one.deadline?.date;
    if (date) due.set(date, [...(due.get(date) ?? []), one]);
  }
  return (
    <>
      <p class="row">
        <a href={linkTo("promises", [], { by, view: "calendar", month: step(-1) })}>Earlier</a>
        <strong>{MONTH.format(first)}</strong>
        <a href={linkTo("promises", [], { by, view: "calendar", month: step(1) })}>Later</a>
      </p>
      <div class="calendar">
        {DAYS.map((day) => (
          <div key={day} class="head">
            {day}
          </div>
        ))}
        {Array.from({ length: lead }, (_, index) => (
          <div key={`lead ${index}`} />
        ))}
        {Array.from({ length }, (_, index) => {
          const date = `${shown}-${String(index + 1).padStart(2, "0")}`;
          return (
            <div key={date} aria-current={date === today ? "date" : undefined}>
              {index + 1}
              {due.get(date)?.map((one) => (
                <div key={one.id} class={one.overdue ? "overdue" : undefined}>
                  {one.by}: <span class="serif">{one.action}</span> ({one.status})
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </>
  );
}
