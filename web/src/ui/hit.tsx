import { useState } from "preact/hooks";
import { excerpt, MOST_SHOWN } from "../../../src/render/excerpt.js";
import type { FoundStatement, Hit } from "../ledger.js";
import { linkTo, statementLink } from "../route.js";
import { citation, dayOf } from "../text/words.js";
import { piecesOf } from "./wording.js";

interface Props {
  readonly hit: Hit;
  /** Leave speaker and day out, where the page around it tells them. */
  readonly bare?: boolean;
  /** The sentence around, in which the words are set off. */
  readonly sentence?: FoundStatement["sentence"];
  /** What was asked for: of long statements the words around it are shown first. */
  readonly asked?: string;
}

/** A statement on record: the words, who, where, and ways on. */
export function HitView({ hit, bare = false, sentence, asked }: Props) {
  const [copied, setCopied] = useState("");
  const [whole, setWhole] = useState(hit.words.length <= MOST_SHOWN);
  const day = bare ? null : dayOf(hit.published);
  const facts = [hit.act, hit.quotation, hit.publisher, day];
  return (
    <div class="hit">
      <p class="serif words">
        {!whole ? (
          <>
            <span class="said">{excerpt(hit.words, asked)}</span>{" "}
            <button type="button" class="plain-button" onClick={() => setWhole(true)}>
              all of it
            </button>
          </>
        ) : sentence ? (
          <Around hit={hit} sentence={sentence} />
        ) : (
          hit.words
        )}
      </p>
      <p class="facts">
        {!bare && (
          <>
            {hit.speaker === null ? (
              "speaker not named"
            ) : (
              <a href={linkTo("record", ["speaker"], { name: hit.speaker })}>{hit.speaker}</a>
            )}
            {" · "}
          </>
        )}
        {facts.filter((one) => one !== null).join(" · ")}
      </p>
      <p class="facts">
        <a href={statementLink(hit.attribution, hit.document, true)}>
          {hit.title ?? hit.path ?? hit.url ?? "the document"}, line {hit.line}
        </a>
        {" · "}
        <a href={linkTo("record", ["said"], { words: hit.words })}>all printings</a>
        {" · "}
        <a href={linkTo("review", [], { statement: String(hit.statement) })}>correct</a>
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
    </div>
  );
}

/** A sentence, the statement's words on a tint in it. */
const Around = ({ hit, sentence }: { hit: Hit; sentence: FoundStatement["sentence"] }) => (
  <>
    {piecesOf(sentence, hit.content).map(({ start, end, changed: said }) => {
      const words = sentence.text.slice(start - sentence.start, end - sentence.start);
      return said ? (
        <span key={start} class="said">
          {words}
        </span>
      ) : (
        words
      );
    })}
  </>
);
