import "../style/read.css";
import { computed, effect, signal } from "@preact/signals";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Attribution } from "../../../src/attribution/attribution.js";
import { parseText } from "../../../src/ingest/plain.js";
import type { Reading } from "../../../src/read.js";
import type { TextDocument } from "../../../src/text/document.js";
import { askHealth, get, health, post } from "../api.js";
import { parseFile, readDocument } from "../engine/engine.js";
import type { RecordedReading } from "../ledger.js";
import { documentLink, goTo, linkTo, replaceRoute, route, statementLink } from "../route.js";
import { forgetReadings, keepReading, keptReadings } from "../store.js";
import { counted, dayOf } from "../text/words.js";
import { Article } from "../ui/article.js";
import { DropZone, FileButton } from "../ui/files.js";
import { SidePanel, type Filter, NO_FILTER } from "../ui/side-panel.js";
import { Busy, Failed, Seen } from "../ui/states.js";
import { UrlForm } from "../ui/url-form.js";

/** What the room shows. */
type View =
  | { readonly kind: "empty" }
  | { readonly kind: "reading"; readonly what: string }
  | { readonly kind: "failed"; readonly why: string; readonly again: (() => void) | null }
  | { readonly kind: "read"; readonly reading: Reading; readonly recorded: false }
  | { readonly kind: "read"; readonly reading: RecordedReading; readonly recorded: true };

const view = signal<View>({ kind: "empty" });
const filter = signal<Filter>(NO_FILTER);
const selected = computed(() => route.value.query.get("s"));
const wanted = computed(() => route.value.query.get("d"));
/** Whether the address means the document as it stands in the ledger. */
const fromLedger = computed(() => route.value.query.get("r") === "1");

/** A failure to keep costs the link after a reload, nothing else. */
const notKept = (error: unknown): void => console.warn("This reading is not kept:", error);

async function show(what: string, make: () => Promise<TextDocument | Reading>): Promise<void> {
  view.value = { kind: "reading", what };
  try {
    const made = await make();
    const reading = "document" in made ? made : await readDocument(made);
    filter.value = NO_FILTER;
    view.value = { kind: "read", reading, recorded: false };
    if (wanted.value !== reading.document.id) goTo(linkTo("read", [], { d: reading.document.id }));
    await keepReading(reading).catch(notKept);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    view.value = { kind: "failed", why, again: () => void show(what, make) };
  }
}

const showText = (text: string): Promise<void> =>
  show("your text", () => Promise.resolve(parseText(text)));
const showFile = (file: File): Promise<void> =>
  show(file.name, async () => parseFile(new Uint8Array(await file.arrayBuffer()), file.name));
/** One file is shown; of several the list of what was read, with those that could not be. */
async function showFiles(files: readonly File[]): Promise<void> {
  const failed: string[] = [];
  for (const file of files) {
    await showFile(file);
    const now = view.peek();
    if (now.kind === "failed") failed.push(now.why);
  }
  if (files.length === 1) return;
  goTo(linkTo("read"));
  if (failed.length > 0) view.value = { kind: "failed", why: failed.join("\n"), again: null };
}

/** A page that the reader's own server fetches: this page asks nothing of others. */
const showUrl = (url: string): Promise<void> =>
  show(url, () => post<TextDocument>("fetch", { url }));
const showExample = (): Promise<void> =>
  show("the example", async () => {
    const { default: text } = await import("../../../examples/2024-05-14-harbour-tunnel.txt?raw");
    return parseText(text, { path: "2024-05-14-harbour-tunnel.txt" });
  });

/** Opens what the address names: a document of the ledger, or a reading of this browser. */
effect(() => {
  const id = wanted.value;
  const recorded = fromLedger.value;
  const shown = view.peek();
  if (id === null) {
    if (shown.kind === "read" && route.value.room === "read") view.value = { kind: "empty" };
    return;
  }
  if (shown.kind === "reading") return;
  if (shown.kind === "read" && shown.reading.document.id === id && shown.recorded === recorded)
    return;
  void (recorded ? openRecorded(id) : openKept(id));
});

async function openRecorded(id: string): Promise<void> {
  view.value = { kind: "reading", what: "the record" };
  try {
    const reading = await get<RecordedReading>(`documents/${encodeURIComponent(id)}/reading`);
    filter.value = NO_FILTER;
    if (wanted.value === id) view.value = { kind: "read", reading, recorded: true };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    view.value = { kind: "failed", why, again: () => void openRecorded(id) };
  }
}

async function openKept(id: string): Promise<void> {
  const [kept] = await keptReadings(id).catch(() => []);
  if (wanted.value !== id) return;
  filter.value = NO_FILTER;
  if (kept) view.value = { kind: "read", reading: kept, recorded: false };
  else if (SERVED) replaceRoute(statementLink(selected.value ?? "", id, true));
  else
    view.value = {
      kind: "failed",
      why: "The link names a text that was not read in this browser, or long ago. Open the text again; its links then work.",
      again: null,
    };
}

export default function Read() {
  const now = view.value;
  useEffect(() => {
    if (wanted.value === null && view.value.kind === "failed") view.value = { kind: "empty" };
  }, []);
  return (
    <DropZone onFiles={(files) => void showFiles(files)}>
      {now.kind === "read" ? (
        <ReadingView {...now} />
      ) : (
        <div class="opening">
          <Intake busy={now.kind === "reading"} />
          {now.kind === "reading" && (
            <Seen>
              <Busy>Reading {now.what} …</Busy>
            </Seen>
          )}
          {now.kind === "failed" && (
            <Seen>
              <Failed
                what="That could not be read"
                why={now.why}
                {...(now.again ? { again: now.again } : {})}
              />
            </Seen>
          )}
        </div>
      )}
    </DropZone>
  );
}

function Intake({ busy }: { busy: boolean }) {
  const [text, setText] = useState("");
  const [kept, setKept] = useState<readonly Reading[]>([]);
  useEffect(() => {
    keptReadings().then(setKept).catch(notKept);
  }, []);
  return (
    <>
      <h1 class="serif">Who said what</h1>
      <p class="lead">
        Paste an article or a transcript, or drop a file anywhere on this page. It is read here, in
        your browser; nothing is sent anywhere. Every statement is then marked where it stands: who,
        in which words, how sure.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") void showText(text);
        }}
      >
        <label for="text">Text</label>
        <textarea
          id="text"
          class="serif"
          rows={10}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="row">
          <button type="submit" class="primary" disabled={busy || text.trim() === ""}>
            Read it
          </button>
          <FileButton multiple onFiles={(files) => void showFiles(files)}>
            Open a file
          </FileButton>
          <button type="button" disabled={busy} onClick={() => void showExample()}>
            Try the example
          </button>
        </div>
      </form>
      {SERVED && (
        <UrlForm
          label="Or the address of a page, which your own Onrecord server fetches"
          action="Fetch and read"
          onUrl={showUrl}
        />
      )}
      {kept.length > 0 && (
        <section class="recent">
          <h2>Read before in this browser</h2>
          <ul>
            {kept.map(({ document, attributions }) => (
              <li key={document.id}>
                <a href={linkTo("read", [], { d: document.id })}>
                  {document.title ?? document.path ?? document.text.slice(0, 60)}
                </a>{" "}
                <span class="quiet">{counted(attributions.length, "statement")}</span>
              </li>
            ))}
          </ul>
          <button
            type="button"
            onClick={() =>
              void forgetReadings()
                .then(() => setKept([]))
                .catch(notKept)
            }
          >
            Forget them
          </button>
        </section>
      )}
    </>
  );
}

function ReadingView({
  reading,
  recorded,
}: {
  reading: Reading | RecordedReading;
  recorded: boolean;
}) {
  const { document, attributions } = reading;
  const statements = "statements" in reading ? reading.statements : null;
  // The same function at every drawing: it is the article's sign that its stretches may stay.
  const linkOf = useCallback(
    (id: string): string => statementLink(id, document.id, recorded),
    [document.id, recorded],
  );
  const chosen = selected.value;
  const shown = useMemo(() => filter.value.apply(reading), [reading, filter.value]);
  const marked = useMemo(() => new Set(shown.map(({ id }: Attribution) => id)), [shown]);
  const first = useRef(true);
  useEffect(() => {
    if (chosen === null) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || first.current;
    first.current = false;
    const note = window.document.getElementById(`s-${chosen}`);
    if (!note) return;
    // Far off it jumps: on a long way stretches get their true heights and the place moves.
    const far = Math.abs(note.getBoundingClientRect().top) > 3 * innerHeight;
    note.scrollIntoView({ block: "center", behavior: still || far ? "auto" : "smooth" });
  }, [chosen, reading]);
  const about = [
    document.publisher,
    document.author,
    document.published && dayOf(document.published),
  ];
  return (
    <div class="reading">
      <div class="paper">
        <div class="byline">
          <span>{about.filter(Boolean).join(" · ")}</span>
          <span class="row">
            {recorded ? (
              <span class="quiet">As it stands on record</span>
            ) : (
              health.value?.ledger && <Recorder document={document} />
            )}
            <button type="button" onClick={() => goTo(linkTo("read"))}>
              Read another
            </button>
          </span>
        </div>
        {reading.language !== "en" && (
          <p class="notice" role="status">
            This seems not to be English, which is all Onrecord reads; nothing is marked.
          </p>
        )}
        {reading.language === "en" && attributions.length === 0 && (
          <p class="notice" role="status">
            Nobody is quoted in this text. Articles and transcripts in which people speak are what
            this is for.
          </p>
        )}
        <Article
          key={document.id}
          reading={reading}
          marked={marked}
          selected={chosen}
          linkOf={linkOf}
          onSelect={(id) => replaceRoute(linkOf(id))}
        />
      </div>
      <SidePanel
        reading={reading}
        shown={shown}
        selected={chosen}
        filter={filter}
        linkOf={linkOf}
        statements={statements}
        onClose={() =>
          replaceRoute(
            recorded ? documentLink(document.id) : linkTo("read", [], { d: document.id }),
          )
        }
      />
    </div>
  );
}

/** Puts the text on record; what is there already stays as it is. */
function Recorder({ document }: { document: TextDocument }) {
  const [state, setState] = useState<"" | "busy" | "done">("");
  const [failure, setFailure] = useState("");
  const put = async (): Promise<void> => {
    setState("busy");
    setFailure("");
    try {
      const { text, path, title, publisher, published, url } = document;
      await post("documents", { text, name: path, title, publisher, published, url });
      setState("done");
      void askHealth();
    } catch (error) {
      setState("");
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  if (state === "done") return <a href={documentLink(document.id)}>On record</a>;
  return (
    <>
      {failure && <span role="alert">{failure}</span>}
      <button type="button" disabled={state === "busy"} onClick={() => void put()}>
        {state === "busy" ? "Recording …" : "Put on record"}
      </button>
    </>
  );
}
