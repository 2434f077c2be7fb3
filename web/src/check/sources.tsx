import { useState } from "preact/hooks";
import { parseText } from "../../../src/ingest/plain.js";
import { health } from "../api.js";
import { FileButton } from "../ui/files.js";
import { UrlForm } from "../ui/url-form.js";
import { nameOf } from "./detail.js";
import { addFiles, addLedger, addSource, addUrl, example, sources } from "./state.js";

/** What the draft is compared with. */
export function Sources() {
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
        <FileButton multiple onFiles={(files) => void addFiles(files)}>
          Add files
        </FileButton>
        {health.value?.ledger && (
          <button type="button" onClick={() => void addLedger()}>
            Add from the ledger
          </button>
        )}
      </div>
      {SERVED && <UrlForm label="A source’s address" action="Fetch" onUrl={addUrl} />}
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
