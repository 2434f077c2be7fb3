import { memo } from "preact/compat";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Attribution } from "../../../src/attribution/attribution.js";
import type { TextDocument } from "../../../src/text/document.js";
import { hull, type Span } from "../../../src/text/span.js";
import { type Segment, segmentsOf } from "../text/marks.js";
import type { Named } from "./article.js";
import { whenIdle } from "./idle.js";
import { isNear, watchNear } from "./near.js";

/** Blocks of a text that are drawn together. */
export interface StretchOf {
  readonly blocks: readonly Span[];
  /** The statements of which a part stands in them. */
  readonly its: readonly Attribution[];
  /** Their ids. */
  readonly ids: ReadonlySet<string>;
  /** About how high they are, in rem. */
  readonly height: number;
}

/** Blocks of a stretch: a screen or two, drawn in a few milliseconds. */
const TOGETHER = 40;
/** Characters of a line, its height and that of the space below a block in rem: see read.css. */
const [LINE, LINE_HEIGHT, SPACE] = [70, 1.95, 1.28];

export function stretchesOf(
  blocks: readonly Span[],
  attributions: readonly Attribution[],
): readonly StretchOf[] {
  const placed = attributions.map((one) => ({
    one,
    place: hull([...one.source, ...one.cue, ...one.content]),
  }));
  placed.sort((a, b) => a.place.start - b.place.start);
  const out: StretchOf[] = [];
  let next = 0;
  let open: typeof placed = [];
  for (let from = 0; from < blocks.length; from += TOGETHER) {
    const mine = blocks.slice(from, from + TOGETHER);
    const [start, end] = [mine[0]!.start, mine.at(-1)!.end];
    while (next < placed.length && placed[next]!.place.start < end) open.push(placed[next++]!);
    open = open.filter(({ place }) => place.end > start);
    const its = open.map(({ one }) => one);
    const height = mine.reduce(
      (sum, block) => sum + Math.ceil((block.end - block.start) / LINE) * LINE_HEIGHT + SPACE,
      0,
    );
    const ids = new Set(its.map(({ id }) => id));
    out.push({ blocks: mine, its, ids, height: Math.round(height) });
  }
  return out;
}

interface Drawn {
  readonly document: TextDocument;
  readonly stretch: StretchOf;
  /** The statements of it that are marked. */
  readonly shown: readonly Attribution[];
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
 * The first stretch, those near the window and the one with the chosen statement are drawn at once,
 * the others when the page rests: at the beginning, and when other statements are marked. All of
 * them stay in the page, for the browser's own search and for screen readers.
 */
export const Stretch = memo(function Stretch(props: Drawn) {
  const { stretch, shown, first, selected } = props;
  const [drawn, setDrawn] = useState(first ? shown : null);
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(shown);
  latest.current = shown;
  const atOnce = selected !== null || (box.current !== null && isNear(box.current));
  const now = atOnce ? shown : drawn;
  useEffect(() => {
    if (drawn === shown) return;
    if (now === shown) return setDrawn(shown);
    return whenIdle(() => setDrawn(shown));
  }, [drawn, shown, now]);
  useEffect(() => watchNear(box.current!, () => setDrawn(latest.current)), []);
  const style = now
    ? { containIntrinsicSize: `auto ${stretch.height}rem` }
    : { height: `${stretch.height}rem` };
  return (
    <div class="stretch" ref={box} style={style}>
      {now && <Blocks {...props} shown={now} />}
    </div>
  );
});

const Blocks = memo(function Blocks(props: Drawn) {
  const { document, stretch, shown, first, labels, linkOf, names, selected } = props;
  const segments = useMemo(() => segmentsOf(stretch.blocks, shown), [stretch, shown]);
  return (
    <>
      {stretch.blocks.map((block, index) => (
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
    </>
  );
});

const isTitle = (text: string, { start, end }: Span, title: string | null): boolean =>
  title !== null &&
  text
    .slice(start, end)
    .replace(/^[#\s\ufeff]+/u, "")
    .startsWith(title);

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
