import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { StatementSpans } from "../../../src/ledger/standing.js";
import type { Span } from "../../../src/text/span.js";
import { between, edgeTo, type Edge, moveEdge, reach, tokensOf, withPiece } from "./spans.js";

export type Role = keyof StatementSpans;
export const ROLES: readonly Role[] = ["source", "cue", "content"];

interface Props {
  readonly text: string;
  /** Where its paragraphs begin. */
  readonly starts: readonly number[];
  /** Spans into `text`. */
  readonly spans: StatementSpans;
  /** The part whose edges can be moved. */
  readonly role: Role;
  readonly onChange: (pieces: readonly Span[]) => void;
}

/** What the pointer is doing: moving an edge, or drawing a piece from a word on. */
type Drag =
  | { readonly kind: "edge"; readonly index: number; readonly edge: Edge }
  | { readonly kind: "draw"; readonly anchor: number; readonly add: boolean; moved: boolean };

/**
 * A passage with a statement's parts, the edges of one of them to be moved: by dragging them, by
 * drawing over the words anew (Alt adds a piece), or, as sliders, with the arrow keys.
 */
export function Passage({ text, starts, spans, role, onChange }: Props) {
  const tokens = useMemo(() => tokensOf(text), [text]);
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const focused = useRef<string | null>(null);
  const pieces = spans[role];
  const latest = useRef({ pieces, onChange });
  latest.current = { pieces, onChange };

  useLayoutEffect(() => {
    // A handle that was moved in the page has lost the focus.
    const id = focused.current;
    if (id !== null) box.current?.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus();
  });

  const tokenUnder = ({ clientX, clientY }: PointerEvent): number | null => {
    const under = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-t]");
    return under && box.current?.contains(under) ? Number(under.dataset["t"]) : null;
  };
  const move = (event: PointerEvent): void => {
    const now = drag.current;
    const token = now && tokenUnder(event);
    if (!now || token === null) return;
    const { pieces, onChange } = latest.current;
    if (now.kind === "edge") onChange(edgeTo(pieces, tokens, now.index, now.edge, token));
    else if (token !== now.anchor || now.moved) {
      const piece = between(tokens, now.anchor, token);
      const kept = now.add && !now.moved ? pieces : now.add ? pieces.slice(0, -1) : [];
      now.moved = true;
      onChange(now.add ? withPiece(kept, piece) : [piece]);
    }
  };
  const stop = (): void => {
    const now = drag.current;
    drag.current = null;
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", stop);
    removeEventListener("pointercancel", stop);
    if (now?.kind !== "draw" || now.moved) return;
    const { pieces, onChange } = latest.current;
    onChange(
      now.add
        ? withPiece(pieces, between(tokens, now.anchor, now.anchor))
        : reach(pieces, tokens, now.anchor),
    );
  };
  const begin = (event: PointerEvent, next: Drag): void => {
    event.preventDefault(); // no selection of text beside ours
    drag.current = next;
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  };

  const handle = (index: number, edge: Edge) => {
    const piece = pieces[index]!;
    const id = `${index}-${edge}`;
    const words = text.slice(piece.start, piece.end);
    return (
      <span
        key={`${role} ${id}`}
        class={`handle ${edge}`}
        data-handle={id}
        role="slider"
        tabIndex={0}
        aria-label={`${edge === "start" ? "Start" : "End"} of the ${role}${pieces.length > 1 ? `, piece ${index + 1}` : ""}`}
        aria-valuemin={0}
        aria-valuemax={text.length}
        aria-valuenow={edge === "start" ? piece.start : piece.end}
        aria-valuetext={words}
        onFocus={() => (focused.current = id)}
        onBlur={(event) => {
          // Taken out of the page it loses the focus too, and is to have it back.
          if (event.currentTarget.isConnected) focused.current = null;
        }}
        onPointerDown={(event) => begin(event, { kind: "edge", index, edge })}
        onKeyDown={(event) => {
          const step =
            event.key === "ArrowRight" || event.key === "ArrowUp"
              ? 1
              : event.key === "ArrowLeft" || event.key === "ArrowDown"
                ? -1
                : 0;
          if (step !== 0)
            onChange(moveEdge(pieces, tokens, index, edge, event.ctrlKey ? 5 * step : step));
          else if (event.key === "Home" || event.key === "End")
            onChange(
              edgeTo(pieces, tokens, index, edge, event.key === "Home" ? 0 : tokens.length - 1),
            );
          else if (event.key === "Delete" || event.key === "Backspace") {
            focused.current = null;
            onChange(pieces.filter((_, i) => i !== index));
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    );
  };

  return (
    <div
      class="passage serif"
      ref={box}
      lang="en"
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === "touch") return;
        const token = tokenUnder(event);
        if (token !== null)
          begin(event, { kind: "draw", anchor: token, add: event.altKey, moved: false });
      }}
      onClick={(event) => {
        // A finger scrolls by moving and marks by tapping.
        const target = event.target instanceof Element ? event.target.closest("[data-t]") : null;
        const touched = (event as unknown as PointerEvent).pointerType === "touch";
        if (touched && target instanceof HTMLElement)
          onChange(reach(pieces, tokens, Number(target.dataset["t"])));
      }}
    >
      {segments(text, starts, tokens, spans).map(({ start, roles, words }) => {
        const from = pieces.findIndex((piece) => piece.start === start);
        const to = pieces.findIndex((piece) => piece.end === start);
        return (
          <>
            {to >= 0 && handle(to, "end")}
            {from >= 0 && handle(from, "start")}
            <span
              key={start}
              class={roles.map((one) => (one === role ? `${one} current` : one)).join(" ")}
            >
              {words}
            </span>
          </>
        );
      })}
      {pieces.some(({ end }) => end === text.length) && handle(pieces.length - 1, "end")}
    </div>
  );
}

interface Segment {
  readonly start: number;
  readonly roles: readonly Role[];
  readonly words: readonly preact.ComponentChild[];
}

/** Cuts the text at every border of a part; within, each word knows its token. */
function segments(
  text: string,
  starts: readonly number[],
  tokens: readonly Span[],
  spans: StatementSpans,
): readonly Segment[] {
  // A line break inside a paragraph is wrapping; between two it is a gap.
  const plain = (from: number, to: number): preact.ComponentChild =>
    starts.some((start) => from < start && start <= to) ? (
      <span class="gap">{"\n\n"}</span>
    ) : (
      text.slice(from, to)
    );
  const cuts = new Set([0, text.length]);
  for (const role of ROLES) for (const { start, end } of spans[role]) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  let next = 0;
  return places.slice(0, -1).map((start, index): Segment => {
    const end = places[index + 1]!;
    const words: preact.ComponentChild[] = [];
    let at = start;
    while (next > 0 && tokens[next - 1]!.end > start) next--;
    for (; next < tokens.length && tokens[next]!.start < end; next++) {
      const from = Math.max(at, tokens[next]!.start);
      const to = Math.min(end, tokens[next]!.end);
      if (from > at) words.push(plain(at, from));
      words.push(<span data-t={next}>{text.slice(from, to)}</span>);
      at = to;
    }
    if (at < end) words.push(plain(at, end));
    const roles = ROLES.filter((role) =>
      spans[role].some((piece) => piece.start <= start && end <= piece.end),
    );
    return { start, roles, words };
  });
}
