import "../style/check.css";
import { useEffect } from "preact/hooks";
import { Editor } from "../check/editor.js";
import { Sources } from "../check/sources.js";
import { addFiles, openDraft, trouble, trying } from "../check/state.js";
import { engineState, loadEngine } from "../engine/engine.js";
import { DropZone, FileButton } from "../ui/files.js";
import { Failed } from "../ui/states.js";

export default function Check() {
  useEffect(() => {
    // The reader is needed at the first quotation: it comes while one writes.
    loadEngine().catch(() => undefined); // told by the state below
  }, []);
  const state = engineState.value;
  return (
    <DropZone onFiles={(files) => void addFiles(files)}>
      <div class="check">
        <section class="desk" aria-label="Draft">
          <div class="byline">
            <h1 class="serif">Check a draft</h1>
            <span class="row">
              <FileButton onFiles={([file]) => file && void openDraft(file)}>
                Open a draft
              </FileButton>
            </span>
          </div>
          <p class="lead quiet">
            Every quotation is compared with the sources here, in your browser: neither the draft
            nor a file you drop leaves this machine, and once this page has been opened it works
            without a network.
            {SERVED &&
              " Your own Onrecord server is asked only for what you add from the ledger, by a few words of the quotations, or by address."}{" "}
            <kbd>F8</kbd> in the draft goes to the next finding.
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
