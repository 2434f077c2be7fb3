import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props<T> {
  readonly items: readonly T[];
  /** Height of every row in CSS pixels. */
  readonly row: number;
  readonly label: string;
  readonly keyOf: (item: T) => string;
  readonly render: (item: T, index: number) => ComponentChildren;
  /** Index of the row to keep in view, or -1. */
  readonly shown?: number;
}

/** Rows beyond the edges, so that scrolling shows no white. */
const SPARE = 8;

/** A list of any length of which only the rows in view are in the page. */
export function VirtualList<T>({ items, row, label, keyOf, render, shown = -1 }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  useLayoutEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = box.current!;
    if (shown < 0) return;
    const at = shown * row;
    if (at < element.scrollTop || at + row > element.scrollTop + element.clientHeight)
      element.scrollTop = Math.max(0, at - element.clientHeight / 3);
  }, [shown, row]);
  const first = Math.max(0, Math.floor(top / row) - SPARE);
  const last = Math.min(items.length, Math.ceil((top + height) / row) + SPARE);
  return (
    <div
      class="virtual"
      ref={box}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul style={{ height: `${items.length * row}px` }}>
        {items.slice(first, last).map((item, index) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + index + 1}
            style={{ top: `${(first + index) * row}px`, height: `${row}px` }}
          >
            {render(item, first + index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
