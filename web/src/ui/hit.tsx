import { useState } from "preact/hooks";
import { linkTo, statementLink } from "../route.js";
import type { Hit } from "../ledger.js";
import { citation, dayOf } from "../text/words.js";

/** A statement on record: the words, who, where, and ways on. */
export function HitView({ hit }: { hit: Hit }) {
  const [copied, setCopied] = useState("");
  return (
    <>
      <p class="serif">{hit.words}</p>
      <p class="facts">
        {hit.speaker === null ? (
          "speaker not named"
        ) : (
          <a href={linkTo("record", ["speaker"], { name: hit.speaker })}>{hit.speaker}</a>
        )}
        {["", hit.act, hit.quotation, hit.publisher, dayOf(hit.published)]
          .filter((one) => one !== null)
          .join(" · ")}
      </p>
      <p class="facts">
        <a href={statementLink(hit.attribution, hit.document)}>
          {hit.title ?? hit.path ?? hit.url ?? "the document"}, line {hit.line}
        </a>
        {" · "}
        <a href={linkTo("record", ["said"], { words: hit.words })}>all printings</a>
        {" · "}
        <button
          type="button"
          class="plain-button"
          onClick={() =>
            void navigator.clipboard
              .writeText(citation(hit))
              .then(() => setCopied(" Copied."))
              .catch(() => setCopied(" This browser did not let it be copied."))
          }
        >
          copy with citation
        </button>
        <span role="status">{copied}</span>
      </p>
    </>
  );
}
