import { computed, effect, signal } from "@preact/signals";
import { memo } from "preact/compat";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CheckReport, QuoteCheck } from "../../../src/quotecheck/index.js";
import { COUNTED, findingsOf } from "../../../src/quotecheck/finding.js";
import { parseText } from "../../../src/ingest/plain.js";
import { positions } from "../../../src/text/segment.js";
import type { Span } from "../../../src/text/span.js";
import type { TextDocument } from "../../../src/text/document.js";
import { ApiError, get, health, type Page } from "../api.js";
import { checkDraft, engineState, loadEngine, parseFile } from "../engine/engine.js";
import { moveSpan } from "../text/edit.js";
import { Failed } from "../ui/states.js";
import { Marked, Proof } from "../ui/wording.js";
import { DropZone, FileButton } from "./read.js";

/** Milliseconds without a key before a draft is checked again. */
const PAUSE = 400;

const draft = signal("");
const sources = signal<readonly TextDocument[]>([]);
const report = signal<CheckReport | null>(null);
const trouble = signal<string | null>(null);
const busy = signal(false);
const chosen = signal<number | null>(null);

/** The report's checks with their places in the draft as it stands now, not as it was checked. */
const placed = computed(() => {
  const done = report.value;
  if (!done) return [];
  return done.checks.flatMap((check, index) => {
    const place = moveSpan(check.quotation, done.draft.text, draft.value);
    return place ? [{ check, index, place }] : [];
  });
});

let timer = 0;
let asked = 0;
effect(() => {
  const text = draft.value;
  const against = sources.value;
  clearTimeout(timer);
  if (text.trim() === "" || against.length === 0) {
    report.value = null;
    asked++;
    return;
  }
  timer = window.setTimeout(() => void check(text, against), PAUSE);
});

async function check(text: string, against: readonly TextDocument[]): Promise<void> {
  const mine = ++asked;
  busy.value = true;
  try {
    const found = await checkDraft(text, against);
    if (mine !== asked) return;
    report.value = found;
    trouble.value = null;
    if (chosen.peek() !== null && !found.checks[chosen.peek()!]) chosen.value = null;
  } catch (error) {
    if (mine === asked) trouble.value = error instanceof Error ? error.message : String(error);
  } finally {
    if (mine === asked) busy.value = false;
  }
}

function addSource(document: TextDocument): void {
  if (!sources.peek().some(({ id }) => id === document.id))
    sources.value = [...sources.peek(), document];
}

async function trying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    trouble.value = null;
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : String(error);
  }
}

const parse = async (file: File): Promise<TextDocument> =>
  parseFile(new Uint8Array(await file.arrayBuffer()), file.name);

const addFile = (file: File): Promise<void> => trying(async () => addSource(await parse(file)));

/** The documents of the ledger that the draft's quotations share words with. */
const addLedger = (): Promise<void> =>
  trying(async () => {
    const quotations = [...draft.peek().matchAll(/[“"]([^“”"]{12,400})[”"]/gu)].slice(0, 50);
    if (quotations.length === 0)
      throw new ApiError(0, "Write or paste a draft with quotations first.");
    const ids = new Set<string>();
    for (const [, words] of quotations) {
      const rare = words!
        .match(/[\p{L}\p{N}]{5,}/gu)
        ?.slice(0, 4)
        .join(" ");
      if (!rare) continue;
      const { items } = await get<Page<{ document: string }>>("search", { q: rare, limit: 5 });
      for (const { document } of items) ids.add(document);
    }
    if (ids.size === 0)
      throw new ApiError(0, "No document on record has words of this draft's quotations.");
    for (const id of [...ids].slice(0, 20)) {
      const { text, title, path, url, published } = await get<TextDocument>(
        `documents/${encodeURIComponent(id)}`,
      );
      addSource({ ...parseText(text, { path, url, published }), title });
    }
  });

const example = (): Promise<void> =>
  trying(async () => {
    const [text, article, briefing] = await Promise.all([
      import("../../../examples/draft.md?raw"),
      import("../../../examples/2024-05-14-harbour-tunnel.txt?raw"),
      import("../../../examples/2024-05-13-briefing.md?raw"),
    ]);
    draft.value = text.default;
    const bytes = new TextEncoder().encode(briefing.default);
    addSource(parseText(article.default, { path: "2024-05-14-harbour-tunnel.txt" }));
    addSource(await parseFile(bytes, "2024-05-13-briefing.md"));
  });

export default function Check() {
  useEffect(() => {
    // The reader is needed at the first quotation: it comes while one writes.
    loadEngine().catch(() => undefined); // told by the state below
  }, []);
  const state = engineState.value;
  return (
    <DropZone onFile={(file) => void addFile(file)}>
      <div class="check">
        <section class="desk" aria-label="Draft">
          <div class="byline">
            <h1 class="serif">Check a draft</h1>
            <span class="row">
              <FileButton
                onFile={(file) =>
                  void trying(async () => {
                    draft.value = (await parse(file)).text;
                  })
                }
              >
                Open a draft
              </FileButton>
            </span>
          </div>
          <p class="quiet">
            Every quotation is compared with the sources, here in your browser. Neither the draft
            nor a file you drop leaves this machine
            {SERVED
              ? "; only the ledger is asked of your own server, for some words of the quotations."
              : "."}
          </p>
          {trouble.value && <Failed what="That did not work" why={trouble.value} />}
          {state.kind === "failed" && (
            <Failed
              what="The reader could not be loaded"
              why={state.message}
              again={() => void trying(loadEngine)}
            />
          )}
          <Editor />
        </section>
        <Sources />
      </div>
    </DropZone>
  );
}

function Editor() {
  const text = draft.value;
  const box = useRef<HTMLDivElement>(null);
  const marks = placed.value;
  const counted = marks.filter(({ check }) => findingsOf(check).some((one) => COUNTED.has(one)));
  return (
    <>
      <p class="tally" role="status">
        {busy.value
          ? "Checking …"
          : text.trim() === ""
            ? "Write or paste the draft."
            : sources.value.length === 0
              ? "Add a source to compare with."
              : report.value
                ? `${marks.length} quotation${marks.length === 1 ? "" : "s"}, ${counted.length} to look at.`
                : ""}
      </p>
      <div class="editor">
        <div class="sheet serif" ref={box}>
          <Mirror text={text} marks={marks} />
          <textarea
            aria-label="Draft"
            spellcheck={false}
            placeholder="“Quote what was said,” a reporter wrote …"
            value={text}
            onInput={(event) => {
              draft.value = event.currentTarget.value;
            }}
            onClick={(event) => {
              const at = event.currentTarget.selectionStart;
              const hit = marks.find(({ place }) => place.start <= at && at <= place.end);
              if (hit) chosen.value = hit.index;
            }}
          />
        </div>
        <Margin sheet={box} text={text} marks={marks} />
      </div>
    </>
  );
}

type Placed = { readonly check: QuoteCheck; readonly index: number; readonly place: Span };

/** The draft once more, under the text field, with its quotations marked. */
function Mirror({ text, marks }: { text: string; marks: readonly Placed[] }) {
  const lines = useMemo(() => {
    const out: { start: number; words: string; marks: Placed[] }[] = [];
    let start = 0;
    let next = 0;
    for (const words of text.split("\n")) {
      const end = start + words.length;
      while (next > 0 && marks[next - 1]!.place.end > start) next--;
      const here: Placed[] = [];
      while (next < marks.length && marks[next]!.place.start < end) here.push(marks[next++]!);
      out.push({ start, words, marks: here.filter(({ place }) => place.end > start) });
      start = end + 1;
    }
    return out;
  }, [text, marks]);
  return (
    <div class="mirror" aria-hidden="true">
      {lines.map(({ start, words, marks: here }, index) => (
        <Line
          key={index}
          words={words}
          marks={here
            .map(
              ({ place, index: number, check }) =>
                `${Math.max(0, place.start - start)} ${Math.min(words.length, place.end - start)} ${number} ${gravity(check)}`,
            )
            .join(",")}
        />
      ))}
    </div>
  );
}

/** One line; its marks as a string, so that unchanged lines are left alone while one types. */
const Line = memo(function Line({ words, marks }: { words: string; marks: string }) {
  const out: preact.ComponentChild[] = [];
  let at = 0;
  for (const mark of marks === "" ? [] : marks.split(",")) {
    const [from, to, index, kind] = mark.split(" ");
    const start = Math.max(at, Number(from));
    out.push(words.slice(at, start));
    at = Math.max(start, Number(to));
    out.push(
      <span class={`quoted ${kind}`} data-check={index}>
        {words.slice(start, at)}
      </span>,
    );
  }
  out.push(words.slice(at));
  return <div>{words === "" ? "\u200b" : out}</div>;
});

type Gravity = "wrong" | "minor" | "fine" | "open";

function gravity(check: QuoteCheck): Gravity {
  const findings = findingsOf(check);
  if (findings.some((one) => COUNTED.has(one) && one !== "altered-minor")) return "wrong";
  if (findings.includes("altered-minor")) return "minor";
  return check.wording === "unchecked" || findings.includes("unknown-speaker") ? "open" : "fine";
}

const SIGNS: Readonly<Record<Gravity, string>> = { wrong: "✕", minor: "~", fine: "✓", open: "?" };

/** The findings beside the lines they belong to; the chosen one in full. */
function Margin({
  sheet,
  text,
  marks,
}: {
  sheet: { readonly current: HTMLDivElement | null };
  text: string;
  marks: readonly Placed[];
}) {
  const list = useRef<HTMLOListElement>(null);
  const open = chosen.value;
  useLayoutEffect(() => {
    const paper = sheet.current;
    const beside = list.current;
    if (!paper || !beside) return;
    const arrange = (): void => {
      const wide = getComputedStyle(beside).position === "relative";
      const above = paper.getBoundingClientRect().top;
      const children = [...beside.children] as HTMLElement[];
      // All measured first, then all moved: the page is laid out once.
      const measured = children.map((child) => ({
        height: child.offsetHeight,
        top: paper
          .querySelector(`[data-check="${child.dataset["index"]}"]`)
          ?.getBoundingClientRect().top,
      }));
      let free = 0;
      for (const [index, child] of children.entries()) {
        const { top, height } = measured[index]!;
        const at = Math.max(free, (top ?? above) - above);
        child.style.top = wide ? `${at}px` : "";
        free = at + height + 6;
      }
      beside.style.minHeight = wide ? `${free}px` : "";
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(paper);
    return () => observer.disconnect();
  }, [marks, open]);
  const at = useMemo(() => positions(text), [text]);
  return (
    <ol class="margin" ref={list} aria-label="Findings">
      {marks.map(({ check, index, place }) => {
        const kind = gravity(check);
        return (
          <li key={index} data-index={index} class={kind}>
            <button
              type="button"
              class="finding"
              aria-expanded={index === open}
              onClick={() => {
                chosen.value = index === open ? null : index;
              }}
            >
              <span class="sign" aria-hidden="true">
                {SIGNS[kind]}
              </span>
              <span class="line">line {at(Math.min(place.start, text.length)).line}</span>{" "}
              {verdict(check)}
            </button>
            {index === open && <Detail check={check} />}
          </li>
        );
      })}
    </ol>
  );
}

/** A check's outcome in a few words. */
function verdict(check: QuoteCheck): string {
  const kinds = new Set(
    check.differences.filter(({ severity }) => severity !== "none").map(({ kind }) => kind),
  );
  const wording =
    check.wording === "altered"
      ? `altered, ${check.severity}: ${[...kinds].join(", ")}`
      : check.wording === "not-found"
        ? "not found"
        : check.wording;
  if (check.speaker === "contradicted") return `${wording}; said by ${check.saidBy ?? "another"}`;
  if (check.speaker === "confirmed") return `${wording}, by ${check.saidBy}`;
  return check.found ? `${wording}; speaker not known` : wording;
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function Detail({ check }: { check: QuoteCheck }) {
  const done = report.value;
  if (!done) return null;
  const documents = new Map(done.searched.map(({ document }) => [document.id, document]));
  const { found } = check;
  const source = found && documents.get(found.document);
  const places = check.wording === "stitched" ? check.parts : found ? [found] : [];
  return (
    <div class="detail">
      {check.by && <p class="quiet">The draft gives these words to {check.by}.</p>}
      {source && check.wording !== "stitched" && (
        <>
          <h2 class="small">Draft, corrected</h2>
          <Proof
            draft={done.draft.text}
            quotation={check.quotation}
            source={source.text}
            differences={check.differences}
          />
        </>
      )}
      {places.map((place) => {
        const document = documents.get(place.document)!;
        const { line } = positions(document.text)(place.span.start);
        const turn = place.turn === null ? null : document.turns[place.turn];
        const around = surroundings(document, place.span);
        return (
          <div key={place.span.start}>
            <h2 class="small">{turn ? `In the transcript, ${turn.speaker}` : "In the source"}</h2>
            <p class="serif found">
              <span class="quiet">{document.text.slice(around.start, place.span.start)}</span>
              <Marked
                text={document.text}
                span={place.span}
                changed={check.differences
                  .filter(({ kind }) => kind !== "typography")
                  .map((one) => one.source)}
              />
              <span class="quiet">{document.text.slice(place.span.end, around.end)}</span>
            </p>
            <p class="facts">
              {[
                document.title ?? document.path ?? document.url,
                `line ${line}`,
                place.turn !== null && `turn ${place.turn + 1}`,
                place.time !== null && `at ${clock(place.time)}`,
                check.others > 0 && `and ${check.others} more`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
        );
      })}
      {check.leftOut.map((span) => (
        <p key={span.start} class="serif">
          <span class="quiet">Left out: </span>
          {source?.text.slice(span.start, span.end)}
        </p>
      ))}
      {check.wording === "not-found" && (
        <p class="quiet">
          Searched: {done.searched.map(({ document }) => nameOf(document)).join(", ")}.
        </p>
      )}
      {check.nearest.length > 0 && <h2 class="small">Nearest</h2>}
      {check.nearest.map(({ document, span, saidBy }) => (
        <p key={`${document} ${span.start}`} class="serif">
          {documents.get(document)?.text.slice(span.start, span.end)}
          <span class="facts">{saidBy ?? "speaker not known"}</span>
        </p>
      ))}
      {check.reason && <p class="quiet">{check.reason}</p>}
    </div>
  );
}

/** Up to 160 characters either side, cut at spaces and kept in the paragraph. */
function surroundings({ text }: TextDocument, { start, end }: Span): Span {
  const before = text.slice(Math.max(0, start - 160), start);
  const after = text.slice(end, end + 160);
  const gapBefore = before.lastIndexOf("\n\n");
  const gapAfter = after.indexOf("\n\n");
  return {
    start:
      start -
      (gapBefore < 0 ? before.length - before.indexOf(" ") - 1 : before.length - gapBefore - 2),
    end: end + (gapAfter < 0 ? Math.max(0, after.lastIndexOf(" ")) : gapAfter),
  };
}

const nameOf = (document: TextDocument): string =>
  document.path ?? document.url ?? document.title ?? "pasted text";

function Sources() {
  const [text, setText] = useState("");
  const list = sources.value;
  return (
    <aside class="sources" aria-label="Sources">
      <h2>Sources</h2>
      {list.length === 0 && (
        <p class="quiet">
          Drop transcripts or articles anywhere on this page, or paste one.{" "}
          <button type="button" onClick={() => void example()}>
            Try the example
          </button>
        </p>
      )}
      <ul class="plain">
        {list.map((document) => (
          <li key={document.id} class="source-item">
            <span>
              {document.title ?? nameOf(document)}
              <span class="facts">
                {document.kind}
                {document.published ? ` · ${document.published}` : ""} ·{" "}
                {document.text.length.toLocaleString("en")} characters
              </span>
            </span>
            <button
              type="button"
              aria-label={`Remove ${nameOf(document)}`}
              onClick={() => {
                sources.value = list.filter((one) => one !== document);
              }}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <div class="row">
        <FileButton onFile={(file) => void addFile(file)}>Add files</FileButton>
        {health.value?.ledger && (
          <button type="button" onClick={() => void addLedger()}>
            Add from the ledger
          </button>
        )}
      </div>
      <details>
        <summary>Paste a source</summary>
        <label for="source-text">Its text</label>
        <textarea
          id="source-text"
          rows={6}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button
          type="button"
          disabled={text.trim() === ""}
          onClick={() => {
            addSource(parseText(text));
            setText("");
          }}
        >
          Add
        </button>
      </details>
    </aside>
  );
}
