import { computed, effect, signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Attribution } from "../../../src/attribution/attribution.js";
import { parseText } from "../../../src/ingest/plain.js";
import type { Reading } from "../../../src/read.js";
import type { TextDocument } from "../../../src/text/document.js";
import { get } from "../api.js";
import { parseFile, readDocument } from "../engine/engine.js";
import { linkTo, replaceRoute, route, statementLink } from "../route.js";
import { forgetReadings, keepReading, keptReadings } from "../store.js";
import { dayOf } from "../text/words.js";
import { Article } from "../ui/article.js";
import { SidePanel, type Filter, NO_FILTER } from "../ui/side-panel.js";
import { Busy, Failed } from "../ui/states.js";

/** What the room shows. */
type View =
  | { readonly kind: "empty" }
  | { readonly kind: "reading"; readonly what: string }
  | { readonly kind: "failed"; readonly why: string; readonly again: (() => void) | null }
  | { readonly kind: "read"; readonly reading: Reading };

const view = signal<View>({ kind: "empty" });
const filter = signal<Filter>(NO_FILTER);
const selected = computed(() => route.value.query.get("s"));
const wanted = computed(() => route.value.query.get("d"));

/** A failure to keep costs the link after a reload, nothing else. */
const notKept = (error: unknown): void => console.warn("This reading is not kept:", error);

async function show(what: string, make: () => Promise<TextDocument | Reading>): Promise<void> {
  view.value = { kind: "reading", what };
  try {
    const made = await make();
    const reading = "document" in made ? made : await readDocument(made);
    filter.value = NO_FILTER;
    view.value = { kind: "read", reading };
    if (wanted.value !== reading.document.id)
      replaceRoute(linkTo("read", [], { d: reading.document.id }));
    keepReading(reading).catch(notKept);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    view.value = { kind: "failed", why, again: () => void show(what, make) };
  }
}

const showText = (text: string): Promise<void> =>
  show("your text", () => Promise.resolve(parseText(text)));
const showFile = (file: File): Promise<void> =>
  show(file.name, async () => parseFile(new Uint8Array(await file.arrayBuffer()), file.name));
const showExample = (): Promise<void> =>
  show("the example", async () => {
    const { default: text } = await import("../../../examples/2024-05-14-harbour-tunnel.txt?raw");
    return parseText(text, { path: "2024-05-14-harbour-tunnel.txt" });
  });

/** Opens what the address names: a reading of this browser, or a document of the ledger. */
effect(() => {
  const id = wanted.value;
  const shown = view.peek();
  if (id === null || shown.kind === "reading") return;
  if (shown.kind === "read" && shown.reading.document.id === id) return;
  void openKept(id);
});

async function openKept(id: string): Promise<void> {
  const [kept] = await keptReadings(id).catch(() => []);
  if (wanted.value !== id) return;
  if (kept) {
    view.value = { kind: "read", reading: kept };
    return;
  }
  if (!SERVED) {
    view.value = {
      kind: "failed",
      why: "The link names a text that was not read in this browser, or long ago. Open the text again; its links then work.",
      again: null,
    };
    return;
  }
  await show("the document", async () => {
    const { text, title, publisher, published, url, path } = await get<TextDocument>(
      `documents/${encodeURIComponent(id)}`,
    );
    // Only Markdown's front matter has to be told from prose; the text itself stays as it is.
    const name = text.startsWith("---") ? "document.md" : "document.txt";
    const parsed = await parseFile(new TextEncoder().encode(text), name);
    return { ...parsed, title, publisher, published, url, path };
  });
}

export default function Read() {
  const now = view.value;
  useEffect(() => {
    if (wanted.value === null && view.value.kind === "failed") view.value = { kind: "empty" };
  }, []);
  return (
    <DropZone onFile={(file) => void showFile(file)}>
      {now.kind === "read" ? (
        <ReadingView reading={now.reading} />
      ) : (
        <div class="opening">
          <Intake busy={now.kind === "reading"} />
          {now.kind === "reading" && <Busy>Reading {now.what} …</Busy>}
          {now.kind === "failed" && (
            <Failed
              what="That could not be read"
              why={now.why}
              {...(now.again ? { again: now.again } : {})}
            />
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
        your browser; nothing is sent anywhere.
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
          <button type="button" disabled={busy} onClick={() => void showExample()}>
            Try the example
          </button>
          <FileButton onFile={(file) => void showFile(file)}>Open a file</FileButton>
        </div>
      </form>
      {kept.length > 0 && (
        <section class="recent">
          <h2>Read before in this browser</h2>
          <ul>
            {kept.map(({ document, attributions }) => (
              <li key={document.id}>
                <a href={linkTo("read", [], { d: document.id })}>
                  {document.title ?? document.path ?? document.text.slice(0, 60)}
                </a>{" "}
                <span class="quiet">{attributions.length} statements</span>
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

function ReadingView({ reading }: { reading: Reading }) {
  const { document, attributions } = reading;
  const chosen = selected.value;
  const shown = useMemo(() => filter.value.apply(reading), [reading, filter.value]);
  const marked = useMemo(() => new Set(shown.map(({ id }: Attribution) => id)), [shown]);
  const first = useRef(true);
  useEffect(() => {
    if (chosen === null) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || first.current;
    first.current = false;
    window.document
      .getElementById(`s-${chosen}`)
      ?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
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
            <button
              type="button"
              onClick={() => {
                view.value = { kind: "empty" };
                replaceRoute(linkTo("read"));
              }}
            >
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
          reading={reading}
          marked={marked}
          selected={chosen}
          onSelect={(id) => replaceRoute(statementLink(id, document.id))}
        />
      </div>
      <SidePanel reading={reading} shown={shown} selected={chosen} filter={filter} />
    </div>
  );
}

/** A button that opens the machine's own file chooser. */
export function FileButton({
  onFile,
  children,
}: {
  onFile: (file: File) => void;
  children: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current!.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".txt,.md,.markdown,.html,.htm,text/*"
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Takes files dropped anywhere on it. */
export function DropZone({
  onFile,
  children,
}: {
  onFile: (file: File) => void;
  children: preact.ComponentChildren;
}) {
  const [over, setOver] = useState(false);
  return (
    <div
      class={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        for (const file of event.dataTransfer?.files ?? []) onFile(file);
      }}
    >
      {children}
    </div>
  );
}
