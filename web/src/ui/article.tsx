import { useMemo, useRef, useState } from "preact/hooks";
import type { Attribution } from "../../../src/attribution/attribution.js";
import { deadlineWords } from "../../../src/render/deadline.js";
import type { Reading } from "../../../src/read.js";
import { paragraphs } from "../../../src/text/segment.js";
import { KINDS, percent } from "../text/words.js";
import { Stretch, stretchesOf } from "./stretch.js";

interface Props {
  readonly reading: Reading;
  /** Ids of the statements that are marked; the others stand unmarked. */
  readonly marked: ReadonlySet<string>;
  readonly selected: string | null;
  readonly linkOf: (id: string) => string;
  readonly onSelect: (id: string) => void;
}

/** The article with every statement marked where it stands. */
export function Article({ reading, marked, selected, linkOf, onSelect }: Props) {
  const { document, attributions } = reading;
  const blocks = useMemo(() => paragraphs(document.text, document.body), [document]);
  const stretches = useMemo(() => stretchesOf(blocks, attributions), [blocks, attributions]);
  const before = useRef<readonly (readonly Attribution[])[]>([]);
  /** Those marked of each stretch: the same list while they are the same, so that it stays as drawn. */
  const shown = useMemo(() => {
    before.current = stretches.map(({ its }, index) => {
      const now = its.filter(({ id }) => marked.has(id));
      const last = before.current[index];
      return last?.length === now.length && now.every((one, i) => one === last[i]) ? last : now;
    });
    return before.current;
  }, [stretches, marked]);
  const names = useMemo(() => namesOf(reading), [reading]);
  const labels = useMemo(
    () => new Map(document.turns.flatMap(({ label }) => (label ? [[label.start, label.end]] : []))),
    [document],
  );
  const [card, setCard] = useState<{ id: string; x: number; y: number } | null>(null);
  const box = useRef<HTMLElement>(null);

  const point = (target: EventTarget | null): void => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-a]") : null;
    const id = element?.dataset["a"]?.split(" ")[0];
    if (!element || !id) {
      setCard(null);
      return;
    }
    const place = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const around = box.current!.getBoundingClientRect();
    const x = Math.min(Math.max(0, place.left - around.left), Math.max(0, around.width - 300));
    setCard({ id, x, y: place.bottom - around.top + 4 });
  };
  const about = card && attributions.find(({ id }) => id === card.id);
  return (
    // What the pointer does here the numbered links do for the keyboard.
    <article
      class="article serif"
      ref={box}
      lang="en"
      onPointerOver={(event) => event.pointerType === "mouse" && point(event.target)}
      onPointerLeave={() => setCard(null)}
      onFocusIn={(event) => point(event.target)}
      onFocusOut={() => setCard(null)}
      onKeyDown={(event) => event.key === "Escape" && setCard(null)}
      onClick={(event) => {
        const target = event.target instanceof Element ? event.target : null;
        const ids = target?.closest<HTMLElement>("[data-a]")?.dataset["a"]?.split(" ");
        if (!ids || String(getSelection()) !== "") return;
        // A further click on the same place goes outwards, from the nested to what holds it.
        onSelect(ids[(ids.indexOf(selected ?? "") + 1) % ids.length]!);
      }}
    >
      {stretches.map((stretch, index) => (
        <Stretch
          key={stretch.blocks[0]!.start}
          document={document}
          stretch={stretch}
          shown={shown[index]!}
          first={index === 0}
          labels={labels}
          linkOf={linkOf}
          names={names}
          selected={selected !== null && stretch.ids.has(selected) ? selected : null}
        />
      ))}
      {card && about && card.id !== selected && (
        <div class="card" role="tooltip" style={{ left: `${card.x}px`, top: `${card.y}px` }}>
          <strong>{names.get(about.id)?.speaker ?? "Speaker not named"}</strong>
          <Facts about={about} />
        </div>
      )}
    </article>
  );
}

/** Kind, addressee, reservations and score of a statement, in one line. */
export const Facts = ({ about }: { about: Attribution }) => (
  <span class="facts">
    {[
      about.act,
      KINDS[about.quotation],
      about.to && `to ${about.to}`,
      about.deadline && deadlineWords(about.deadline),
      about.hearsay && "second-hand",
      about.negated && "not said",
      `sure ${percent(about.score)}`,
    ]
      .filter(Boolean)
      .join(" · ")}
  </span>
);

/** How a statement is called in its article. */
export interface Named {
  readonly number: number;
  readonly speaker: string | null;
  readonly label: string;
}

/** Each statement's number in the article and what a screen reader calls it. */
export function namesOf(reading: Reading): ReadonlyMap<string, Named> {
  const speakers = new Map(reading.speakers.map(({ id, name }) => [id, name]));
  return new Map(
    reading.attributions.map((one, index): [string, Named] => {
      const speaker = one.speaker === null ? null : (speakers.get(one.speaker) ?? null);
      const label = `Statement ${index + 1}: ${speaker ?? "speaker not named"}, ${one.act}, ${KINDS[one.quotation]}`;
      return [one.id, { number: index + 1, speaker, label }];
    }),
  );
}
