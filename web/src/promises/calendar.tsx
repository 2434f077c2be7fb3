import type { Registered } from "../ledger.js";
import { linkTo } from "../route.js";
import { useList, Waiting } from "../ui/load.js";
import { PromiseView } from "./promise.js";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The weeks of a month (`YYYY-MM`), Monday first: days as `YYYY-MM-DD`, null outside the month. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const length = new Date(
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0),
  ).getUTCDate();
  const lead = (first.getUTCDay() + 6) % 7;
  return Array.from({ length: Math.ceil((lead + length) / 7) }, (_, week) =>
    DAYS.map((_, day) => {
      const number = week * 7 + day - lead + 1;
      return number < 1 || number > length ? null : `${month}-${String(number).padStart(2, "0")}`;
    }),
  );
}

interface Props {
  readonly by: string;
  /** `YYYY-MM`; the present month where it is none. */
  readonly month: string | null;
  /** Number of the promise shown in full, or null. */
  readonly chosen: number | null;
  readonly turn: number;
  readonly changed: () => void;
}

/** What falls due in a month, day by day; beside it what is due in the month without a day. */
export function Calendar({ by, month, chosen, turn, changed }: Props) {
  const today = new Date().toISOString().slice(0, 10);
  const shown =
    month !== null && /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month) ? month : today.slice(0, 7);
  const first = new Date(`${shown}-01T00:00:00Z`);
  const step = (by: number): string =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + by, 1))
      .toISOString()
      .slice(0, 7);
  const { items, state, again } = useList<Registered>(
    "commitments",
    {
      by,
      from: `${shown}-01`,
      due: `${shown}-31`,
      limit: 200,
    },
    turn,
  );
  const vague = items.filter(({ deadline }) => deadline?.date && deadline.date.length < 10);
  const one = items.find(({ id }) => id === chosen);
  const linkOf = (id: number): string =>
    linkTo("promises", [], { by, view: "calendar", month: shown, c: String(id) });
  const link = (to: string): string => linkTo("promises", [], { by, view: "calendar", month: to });
  return (
    <>
      <p class="row">
        <a href={link(step(-12))}>Year before</a>
        <a href={link(step(-1))}>Month before</a>
        <strong>{MONTH.format(first)}</strong>
        <a href={link(step(1))}>Month after</a>
        <a href={link(step(12))}>Year after</a>
      </p>
      <Waiting state={state} what="promises of this month" again={again} />
      <table class="calendar">
        <caption class="hidden-label">Promises due in {MONTH.format(first)}</caption>
        <thead>
          <tr>
            {DAYS.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(shown).map((week, index) => (
            <tr key={index}>
              {week.map((date, day) => {
                const list =
                  date === null ? [] : items.filter(({ deadline }) => deadline?.date === date);
                return (
                  <td
                    key={date ?? day}
                    class={list.length > 0 ? "filled" : undefined}
                    aria-current={date === today ? "date" : undefined}
                  >
                    {date && <time dateTime={date}>{Number(date.slice(8))}</time>}
                    {list.length > 0 && <Due list={list} chosen={chosen} linkOf={linkOf} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {state.kind === "there" && items.length === 0 && (
        <p class="quiet">Nothing on record falls due in this month.</p>
      )}
      {one && (
        <section class="register" aria-label="The chosen promise">
          <h2>
            {one.by}: <span class="serif">{one.action}</span>
          </h2>
          <PromiseView key={one.id} one={one} changed={changed} />
        </section>
      )}
      {vague.length > 0 && (
        <section class="calendar-rest">
          <h2>Some day in {MONTH.format(first)}</h2>
          <Due list={vague} chosen={chosen} linkOf={linkOf} />
        </section>
      )}
    </>
  );
}

interface DueProps {
  readonly list: readonly Registered[];
  readonly chosen: number | null;
  readonly linkOf: (id: number) => string;
}

const Due = ({ list, chosen, linkOf }: DueProps) => (
  <ul>
    {list.map((one) => (
      <li key={one.id} class={one.overdue ? "overdue" : undefined}>
        <a href={linkOf(one.id)} aria-current={one.id === chosen ? "true" : undefined}>
          {one.by}: <span class="serif">{one.action}</span>
          {one.overdue ? " (overdue)" : ` (${one.status})`}
        </a>
      </li>
    ))}
  </ul>
);
