import { memo } from "preact/compat";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Attribution } from "../../../src/attribution/attribution.js";
import type { Reading } from "../../../src/read.js";
import type { TextDocument } from "../../../src/text/document.js";
import { paragraphs } from "../../../src/text/segment.js";
import type { Span } from "../../../src/text/span.js";
import { type Segment, segmentsOf } from "../text/marks.js";
import { KINDS, percent } from "../text/words.js";
import { whenIdle } from "./idle.js";

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
  const shown = useMemo(
    () => attributions.filter(({ id }) => marked.has(id)),
    [attributions, marked],
  );
  const segments = useMemo(() => segmentsOf(blocks, shown), [blocks, shown]);
  const stretches = useMemo(() => stretchesOf(blocks, segments), [blocks, segments]);
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
          first={index === 0}
          labels={labels}
          linkOf={linkOf}
          names={names}
          selected={selected !== null && stretch.ids.has(selected) ? selected : null}
        />
      ))}
      {card && about && (
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
      about.hearsay && "second-hand",
      about.negated && "not said",
      `sure ${percent(about.score)}`,
    ]
      .filter(Boolean)
      .join(" · ")}
  </span>
);

interface Named {
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

const isTitle = (text: string, { start, end }: Span, title: string | null): boolean =>
  title !== null &&
  text
    .slice(start, end)
    .replace(/^[#\s\ufeff]+/u, "")
    .startsWith(title);

/** Blocks that are drawn together. */
interface Stretch {
  readonly blocks: readonly Span[];
  readonly segments: readonly (readonly Segment[])[];
  /** The statements marked in them. */
  readonly ids: ReadonlySet<string>;
  /** About how high they are, in rem. */
  readonly height: number;
}

/** Blocks of a stretch: a screen or two, drawn in a few milliseconds. */
const TOGETHER = 40;
/** Characters of a line, its height and that of the space below a block in rem: see read.css. */
const [LINE, LINE_HEIGHT, SPACE] = [70, 1.95, 1.28];

function stretchesOf(
  blocks: readonly Span[],
  segments: readonly (readonly Segment[])[],
): readonly Stretch[] {
  const out: Stretch[] = [];
  for (let from = 0; from < blocks.length; from += TOGETHER) {
    const mine = blocks.slice(from, from + TOGETHER);
    const cut = segments.slice(from, from + TOGETHER);
    const height = mine.reduce(
      (sum, { start, end }) => sum + Math.ceil((end - start) / LINE) * LINE_HEIGHT + SPACE,
      0,
    );
    const ids = new Set(cut.flatMap((of) => of.flatMap(({ over }) => over)));
    out.push({ blocks: mine, segments: cut, ids, height: Math.round(height) });
  }
  return out;
}

interface StretchProps {
  readonly document: TextDocument;
  readonly stretch: Stretch;
  /** Whether the article begins with it. */
  readonly first: boolean;
  /** Where the speaker lines end, by where they begin. */
  readonly labels: ReadonlyMap<number, number>;
  readonly linkOf: (id: string) => string;
  readonly names: ReadonlyMap<string, Named>;
  /** The chosen statement, where it stands here. */
  readonly selected: string | null;
}

/**
 * The first stretch and the one with the chosen statement are drawn at once, the others when the
 * page rests. All of them stay in the page, for the browser's own search and for screen readers.
 */
const Stretch = memo(function Stretch(props: StretchProps) {
  const { document, stretch, first, labels, linkOf, names, selected } = props;
  const { blocks, segments, height } = stretch;
  const [drawn, setDrawn] = useState(first);
  const now = drawn || selected !== null;
  useEffect(() => {
    if (drawn) return;
    if (now) return setDrawn(true);
    return whenIdle(() => setDrawn(true));
  }, [drawn, now]);
  if (!now) return <div class="stretch" style={{ height: `${height}rem` }} />;
  return (
    <div class="stretch" style={{ containIntrinsicSize: `auto ${height}rem` }}>
      {blocks.map((block, index) => (
        <Block
          key={block.start}
          text={document.text}
          title={first && index === 0 && isTitle(document.text, block, document.title)}
          label={labels.get(block.start) ?? null}
          segments={segments[index]!}
          linkOf={linkOf}
          names={names}
          selected={
            selected !== null && segments[index]!.some(({ over }) => over.includes(selected))
              ? selected
              : null
          }
        />
      ))}
    </div>
  );
});

interface BlockProps {
  readonly text: string;
  readonly title: boolean;
  /** Where the speaker line ends that this block begins with, or null. */
  readonly label: number | null;
  readonly segments: readonly Segment[];
  readonly linkOf: (id: string) => string;
  readonly names: ReadonlyMap<string, Named>;
  readonly selected: string | null;
}

const Block = memo(function Block(props: BlockProps) {
  const { text, title, label, segments, linkOf, names, selected } = props;
  const inner = segments.map((segment) => {
    const { start, end, role, over, depth, ends } = segment;
    const classes = [
      role,
      depth > 0 && "said",
      depth > 1 && "nested",
      label !== null && end <= label && "label",
      selected !== null && over.includes(selected) && "selected",
    ].filter(Boolean);
    const words = text.slice(start, end);
    return (
      <>
        {classes.length === 0 ? (
          words
        ) : (
          <span key={start} class={classes.join(" ")} data-a={over.join(" ") || undefined}>
            {words}
          </span>
        )}
        {ends.map((id) => (
          <a
            key={id}
            id={`s-${id}`}
            class="note"
            href={linkOf(id)}
            data-a={id}
            aria-label={names.get(id)?.label}
            aria-current={id === selected ? "true" : undefined}
          >
            {names.get(id)?.number}
          </a>
        ))}
      </>
    );
  });
  return title ? <h1 class="block">{inner}</h1> : <p class="block">{inner}</p>;
});
