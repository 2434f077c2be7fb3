import type { Signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { ACTS, type Attribution } from "../../../src/attribution/attribution.js";
import type { Reading } from "../../../src/read.js";
import { roleOf } from "../../../src/speaker/speaker.js";
import { linkTo } from "../route.js";
import { citation, dayOf, filterStatements, KINDS, lineOf, wordsOf } from "../text/words.js";
import { Facts, namesOf } from "./article.js";
import { VirtualList } from "./virtual-list.js";

/** Which statements are shown, in the article and beside it. */
export class Filter {
  readonly speaker: string | null;
  readonly quotation: string;
  readonly act: string;
  readonly words: string;

  constructor(speaker: string | null, quotation: string, act: string, words: string) {
    this.speaker = speaker;
    this.quotation = quotation;
    this.act = act;
    this.words = words;
  }

  with(change: Partial<Pick<Filter, "speaker" | "quotation" | "act" | "words">>): Filter {
    const { speaker, quotation, act, words } = { ...this, ...change };
    return new Filter(speaker, quotation, act, words);
  }

  apply({ attributions, document: { text } }: Reading): readonly Attribution[] {
    return filterStatements(attributions, this, (one) => lineOf(text, one));
  }
}

export const NO_FILTER = new Filter(null, "", "", "");

type Tab = "statements" | "exchanges" | "commitments";
const TABS: readonly Tab[] = ["statements", "exchanges", "commitments"];

interface Props {
  readonly reading: Reading;
  readonly shown: readonly Attribution[];
  readonly selected: string | null;
  readonly filter: Signal<Filter>;
  readonly linkOf: (id: string) => string;
  /** The statements' numbers in the ledger; null where the text is not from there. */
  readonly statements: Readonly<Record<string, number>> | null;
  /** Chooses none. */
  readonly onClose: () => void;
}

/** The list beside the article: by speaker, the exchanges, the commitments. */
export function SidePanel(props: Props) {
  const { reading, shown, selected, linkOf, statements, onClose } = props;
  const [tab, setTab] = useState<Tab>("statements");
  const count: Readonly<Record<Tab, number>> = {
    statements: shown.length,
    exchanges: reading.exchanges.length,
    commitments: reading.commitments.length,
  };
  return (
    <aside class="side" aria-label="Found in this text">
      <div class="tabs" role="tablist" aria-label="What to list">
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="tab-panel"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => setTab(name)}
            onKeyDown={(event) => {
              const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
              if (step === 0) return;
              const next = TABS[(TABS.indexOf(name) + step + TABS.length) % TABS.length]!;
              setTab(next);
              document.getElementById(`tab-${next}`)?.focus();
            }}
          >
            {name} <span class="count">{count[name]}</span>
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "statements" && <Statements {...props} />}
        {tab === "exchanges" && <Exchanges reading={reading} linkOf={linkOf} />}
        {tab === "commitments" && <Commitments reading={reading} linkOf={linkOf} />}
      </div>
      {selected !== null && (
        <Selected
          key={selected}
          reading={reading}
          id={selected}
          number={statements?.[selected] ?? null}
          onClose={onClose}
        />
      )}
    </aside>
  );
}

type Row =
  | {
      readonly kind: "speaker";
      readonly key: string;
      readonly name: string;
      readonly role: string;
      readonly count: number;
    }
  | { readonly kind: "statement"; readonly key: string; readonly one: Attribution };

function Statements({ reading, shown, selected, filter, linkOf }: Props) {
  const { document } = reading;
  const names = useMemo(() => namesOf(reading), [reading]);
  const rows = useMemo(() => rowsOf(reading, shown), [reading, shown]);
  const height = useMemo(() => heightOf(document.text), [document]);
  const now = filter.value;
  const set = (change: Partial<Filter>): void => {
    filter.value = now.with(change);
  };
  if (reading.attributions.length === 0) return <p class="quiet">No statement in this text.</p>;
  return (
    <>
      <div class="filters">
        <label>
          <span>Speaker</span>
          <select
            value={now.speaker ?? ""}
            onChange={(event) => set({ speaker: event.currentTarget.value || null })}
          >
            <option value="">all</option>
            {reading.speakers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Words</span>
          <select
            value={now.quotation}
            onChange={(event) => set({ quotation: event.currentTarget.value })}
          >
            <option value="">all</option>
            {Object.entries(KINDS).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Kind</span>
          <select value={now.act} onChange={(event) => set({ act: event.currentTarget.value })}>
            <option value="">all</option>
            {ACTS.map((act) => (
              <option key={act}>{act}</option>
            ))}
          </select>
        </label>
        <label>
          <span>Holding</span>
          <input
            type="search"
            value={now.words}
            onInput={(event) => set({ words: event.currentTarget.value })}
          />
        </label>
      </div>
      {shown.length === 0 ? (
        <p class="quiet">No statement like that. Loosen the filters.</p>
      ) : (
        <VirtualList
          items={rows}
          heightOf={height}
          label="Statements by speaker"
          keyOf={(row) => row.key}
          shown={rows.findIndex((row) => row.key === selected)}
          render={(row) =>
            row.kind === "speaker" ? (
              <div class="speaker">
                <h2>{row.name}</h2>
                <span class="quiet">
                  {row.role === "" ? "" : `${row.role} · `}
                  {row.count}
                </span>
              </div>
            ) : (
              <a
                class="item"
                href={linkOf(row.one.id)}
                aria-current={row.one.id === selected ? "true" : undefined}
              >
                <span class="number">{names.get(row.one.id)?.number}</span>
                <span class={`words serif ${row.one.quotation}`}>
                  {lineOf(document.text, row.one)}
                </span>
              </a>
            )
          }
        />
      )}
    </>
  );
}

/** Characters on a line of the list, a little fewer than fit. */
const LINE = 42;

/** A row's height in rem: a heading, or one to three lines of words. */
const heightOf =
  (text: string) =>
  (row: Row): number =>
    row.kind === "speaker"
      ? 3.6
      : 0.9 + 1.35 * Math.min(3, Math.ceil(lineOf(text, row.one).length / LINE));

function rowsOf(reading: Reading, shown: readonly Attribution[]): readonly Row[] {
  const groups = new Map<string | null, Attribution[]>();
  for (const one of shown) {
    const group = groups.get(one.speaker);
    if (group) group.push(one);
    else groups.set(one.speaker, [one]);
  }
  const speakers = new Map(reading.speakers.map((speaker) => [speaker.id, speaker]));
  return [...groups].flatMap(([id, list]): Row[] => {
    const speaker = id === null ? undefined : speakers.get(id);
    return [
      {
        kind: "speaker",
        key: `speaker ${id}`,
        name: speaker?.name ?? "Not named, or not sure who",
        role: speaker ? roleOf(speaker) : "",
        count: list.length,
      },
      ...list.map((one): Row => ({ kind: "statement", key: one.id, one })),
    ];
  });
}

type Listing = Pick<Props, "reading" | "linkOf">;

function Exchanges({ reading, linkOf }: Listing) {
  const { document, exchanges } = reading;
  const byId = useMemo(() => new Map(reading.attributions.map((a) => [a.id, a])), [reading]);
  if (exchanges.length === 0) return <p class="quiet">No question and answer in this text.</p>;
  const line = (id: string) => {
    const one = byId.get(id);
    return (
      one && (
        <a key={id} class="serif" href={linkOf(id)}>
          {wordsOf(document.text, one.content)}
        </a>
      )
    );
  };
  return (
    <ol class="plain scroll" tabIndex={0} aria-label="Exchanges">
      {exchanges.map(({ question, answer, reply }, index) => (
        <li key={index} class="exchange">
          <span class="who">asked</span>
          {question.map(line)}
          <span class="who">{answer.length > 0 ? `answered: ${reply}` : "no answer found"}</span>
          {answer.map(line)}
        </li>
      ))}
    </ol>
  );
}

function Commitments({ reading, linkOf }: Listing) {
  const { document, commitments } = reading;
  if (commitments.length === 0)
    return <p class="quiet">Nobody commits to anything in this text.</p>;
  return (
    <ol class="plain scroll" tabIndex={0} aria-label="Commitments">
      {commitments.map((one) => (
        <li key={one.id}>
          <a href={linkOf(one.attribution)}>
            <strong>{one.by}</strong>{" "}
            <span class="serif">{wordsOf(document.text, [one.action])}</span>
          </a>
          <span class="facts">
            {one.deadline
              ? `by ${one.deadline.text}${one.deadline.date ? ` (${dayOf(one.deadline.date)})` : ""}`
              : "no date"}
            {one.condition ? ` · ${wordsOf(document.text, [one.condition])}` : ""}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Selected({
  reading,
  id,
  number,
  onClose,
}: {
  reading: Reading;
  id: string;
  number: number | null;
  onClose: () => void;
}) {
  const [copied, setCopied] = useState("");
  const { document } = reading;
  const one = reading.attributions.find((attribution) => attribution.id === id);
  if (!one) return null;
  const speaker = reading.speakers.find((party) => party.id === one.speaker);
  const words = wordsOf(document.text, one.content);
  return (
    <section class="chosen" aria-label="The chosen statement">
      <strong>{speaker?.name ?? "Speaker not named"}</strong>
      {speaker && roleOf(speaker) !== "" && <span class="quiet">{roleOf(speaker)}</span>}
      <Facts about={one} />
      <div class="row">
        <button
          type="button"
          onClick={() => {
            const { quotation } = one;
            const text = citation({
              ...document,
              words,
              quotation,
              speaker: speaker?.name ?? null,
            });
            navigator.clipboard
              .writeText(text)
              .then(() => setCopied("Copied."))
              .catch(() => setCopied(`This browser did not let it be copied: ${text}`));
          }}
        >
          Copy with citation
        </button>
        {number !== null && (
          <a href={linkTo("review", [], { statement: String(number) })}>Correct it</a>
        )}
        <span role="status">{copied}</span>
      </div>
      <button type="button" class="small close" aria-label="Close" onClick={onClose}>
        <span aria-hidden="true">✕</span>
      </button>
    </section>
  );
}
