import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

interface Props<T> {
  readonly items: readonly T[];
  /** Height of a row in rem, so that it grows with the reader's text size. */
  readonly heightOf: (item: T) => number;
  readonly label: string;
  readonly keyOf: (item: T) => string;
  readonly render: (item: T, index: number) => ComponentChildren;
  /** Index of the row to keep in view, or -1. */
  readonly shown?: number;
}

/** Rem beyond the edges in which rows are made, so that scrolling shows no white. */
const SPARE = 30;
/** Rem that are scrolled before other rows are made. */
const STEP = 10;

const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** A list of any length of which only the rows in view are in the page. */
export function VirtualList<T>({ items, heightOf, label, keyOf, render, shown = -1 }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 50 });
  /** Where each row begins, in rem; one more for the end. */
  const tops = useMemo(() => {
    const out = new Float64Array(items.length + 1);
    for (const [index, item] of items.entries()) out[index + 1] = out[index]! + heightOf(item);
    return out;
  }, [items, heightOf]);
  /** Pixels of a rem and of the box, asked for when they change and not at every scroll step. */
  const size = useRef({ unit: 16, height: 0 });
  const look = (): void => {
    const { unit, height } = size.current;
    const next = {
      top: Math.floor(box.current!.scrollTop / unit / STEP) * STEP,
      height: height / unit + STEP,
    };
    setView((now) => (now.top === next.top && now.height === next.height ? now : next));
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      size.current = { unit: rem(), height: box.current!.clientHeight };
      look();
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = box.current!;
    if (shown < 0) return;
    const unit = rem();
    const [from, to] = [tops[shown]! * unit, tops[shown + 1]! * unit];
    if (from < element.scrollTop || to > element.scrollTop + element.clientHeight)
      element.scrollTop = Math.max(0, from - element.clientHeight / 3);
  }, [shown, tops]);
  const first = rowAt(tops, view.top - SPARE);
  const last = Math.min(items.length, rowAt(tops, view.top + view.height + SPARE) + 1);
  return (
    <div class="virtual" ref={box} tabIndex={0} role="region" aria-label={label} onScroll={look}>
      <ul style={{ height: `${tops[items.length]}rem` }}>
        {items.slice(first, last).map((item, index) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + index + 1}
            style={{
              top: `${tops[first + index]}rem`,
              height: `${tops[first + index + 1]! - tops[first + index]!}rem`,
            }}
          >
            {render(item, first + index)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Index of the row that holds a height; the first or last beyond the ends. */
function rowAt(tops: Float64Array, at: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
