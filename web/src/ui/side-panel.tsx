import type { Signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { ACTS, type Attribution } from "../../../src/attribution/attribution.js";
import type { Reading } from "../../../src/read.js";
import { statementLink } from "../route.js";
import { citation, dayOf, filterStatements, KINDS, wordsOf } from "../text/words.js";
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
    return filterStatements(attributions, this, (one) => wordsOf(text, one.content));
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
}

/** The list beside the article: by speaker, the exchanges, the commitments. */
export function SidePanel({ reading, shown, selected, filter }: Props) {
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
        {tab === "statements" && (
          <Statements reading={reading} shown={shown} selected={selected} filter={filter} />
        )}
        {tab === "exchanges" && <Exchanges reading={reading} />}
        {tab === "commitments" && <Commitments reading={reading} />}
      </div>
      {selected !== null && <Selected reading={reading} id={selected} />}
    </aside>
  );
}

type Row =
  | {
      readonly kind: "speaker";
      readonly key: string;
      readonly name: string;
      readonly title: string | null;
      readonly count: number;
    }
  | { readonly kind: "statement"; readonly key: string; readonly one: Attribution };

function Statements({ reading, shown, selected, filter }: Props) {
  const { document } = reading;
  const names = useMemo(() => namesOf(reading), [reading]);
  const rows = useMemo(() => rowsOf(reading, shown), [reading, shown]);
  const now = filter.value;
  const set = (change: Partial<Filter>): void => {
    filter.value = now.with(change);
  };
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
          row={76}
          label="Statements by speaker"
          keyOf={(row) => row.key}
          shown={rows.findIndex((row) => row.key === selected)}
          render={(row) =>
            row.kind === "speaker" ? (
              <div class="speaker">
                <h2>{row.name}</h2>
                <span class="quiet">
                  {row.title ? `${row.title} · ` : ""}
                  {row.count}
                </span>
              </div>
            ) : (
              <a
                class="item"
                href={statementLink(row.one.id, document.id)}
                aria-current={row.one.id === selected ? "true" : undefined}
              >
                <span class="number">{names.get(row.one.id)?.number}</span>
                <span class={`words serif ${row.one.quotation}`}>
                  {wordsOf(document.text, row.one.content)}
                </span>
              </a>
            )
          }
        />
      )}
    </>
  );
}

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
        title: speaker?.title ?? null,
        count: list.length,
      },
      ...list.map((one): Row => ({ kind: "statement", key: one.id, one })),
    ];
  });
}

function Exchanges({ reading }: { reading: Reading }) {
  const { document, exchanges } = reading;
  const byId = useMemo(() => new Map(reading.attributions.map((a) => [a.id, a])), [reading]);
  if (exchanges.length === 0) return <p class="quiet">No question and answer in this text.</p>;
  const line = (id: string) => {
    const one = byId.get(id);
    return (
      one && (
        <a key={id} class="serif" href={statementLink(id, document.id)}>
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

function Commitments({ reading }: { reading: Reading }) {
  const { document, commitments } = reading;
  if (commitments.length === 0)
    return <p class="quiet">Nobody commits to anything in this text.</p>;
  return (
    <ol class="plain scroll" tabIndex={0} aria-label="Commitments">
      {commitments.map((one) => (
        <li key={one.id}>
          <a href={statementLink(one.attribution, document.id)}>
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

function Selected({ reading, id }: { reading: Reading; id: string }) {
  const [copied, setCopied] = useState("");
  const { document } = reading;
  const one = reading.attributions.find((attribution) => attribution.id === id);
  if (!one) return null;
  const speaker = reading.speakers.find((party) => party.id === one.speaker);
  const words = wordsOf(document.text, one.content);
  return (
    <section class="chosen" aria-label="The chosen statement">
      <strong>{speaker?.name ?? "Speaker not named"}</strong>
      {speaker?.title && <span class="quiet">{speaker.title}</span>}
      <Facts about={one} />
      <div class="row">
        <button
          type="button"
          onClick={() => {
            const text = citation({ ...document, words, speaker: speaker?.name ?? null });
            navigator.clipboard
              .writeText(text)
              .then(() => setCopied("Copied."))
              .catch(() => setCopied(`This browser did not let it be copied: ${text}`));
          }}
        >
          Copy with citation
        </button>
        <span role="status">{copied}</span>
      </div>
    </section>
  );
}
