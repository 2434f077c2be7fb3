import { memo } from "preact/compat";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { CheckReport, QuoteCheck } from "../../../src/quotecheck/index.js";
import { positions } from "../../../src/text/segment.js";
import { counted } from "../text/words.js";
import { Detail, verdict } from "./detail.js";
import {
  busy,
  chosen,
  draft,
  gravity,
  isCounted,
  type Placed,
  placed,
  report,
  SIGNS,
  sources,
} from "./state.js";

/** The draft, its quotations marked, with the findings beside their lines. */
export function Editor() {
  const text = draft.value;
  const box = useRef<HTMLDivElement>(null);
  const marks = placed.value;
  const grave = marks.filter(({ check }) => isCounted(check)).length;
  const step = (field: HTMLTextAreaElement, by: 1 | -1): void => {
    if (marks.length === 0) return;
    const at = field.selectionStart;
    const next =
      by === 1
        ? (marks.find(({ place }) => place.start > at) ?? marks[0]!)
        : (marks.findLast(({ place }) => place.start < at) ?? marks.at(-1)!);
    field.setSelectionRange(next.place.start, next.place.start);
    chosen.value = next.index;
  };
  return (
    <>
      <p class="tally" role="status">
        {busy.value
          ? "Checking …"
          : text.trim() === ""
            ? "Write or paste the draft."
            : sources.value.length === 0
              ? "Nothing is checked yet: add a source to compare with."
              : report.value
                ? `${counted(marks.length, "quotation")} compared with ${counted(sources.value.length, "source")}: ${grave === 0 ? "none" : grave} to look at.`
                : ""}
      </p>
      <div class="editor">
        <div class="sheet serif" ref={box}>
          <Mirror text={text} marks={marks} />
          <textarea
            aria-label="Draft"
            spellcheck={false}
            placeholder="“Quote what was said,” a reporter wrote …"
            value={text}
            onInput={(event) => {
              draft.value = event.currentTarget.value;
            }}
            onKeyDown={(event) => {
              if (event.key !== "F8") return;
              event.preventDefault();
              step(event.currentTarget, event.shiftKey ? -1 : 1);
            }}
            onClick={(event) => {
              const at = event.currentTarget.selectionStart;
              const hit = marks.find(({ place }) => place.start <= at && at <= place.end);
              if (hit) chosen.value = hit.index;
            }}
          />
        </div>
        <Margin sheet={box} text={text} marks={marks} />
      </div>
    </>
  );
}

/** The draft once more, under the text field, with its quotations marked. */
function Mirror({ text, marks }: { text: string; marks: readonly Placed[] }) {
  const open = chosen.value;
  const lines = useMemo(() => {
    const out: { start: number; words: string; marks: Placed[] }[] = [];
    let start = 0;
    let next = 0;
    for (const words of text.split("\n")) {
      const end = start + words.length;
      while (next > 0 && marks[next - 1]!.place.end > start) next--;
      const here: Placed[] = [];
      while (next < marks.length && marks[next]!.place.start < end) here.push(marks[next++]!);
      out.push({ start, words, marks: here.filter(({ place }) => place.end > start) });
      start = end + 1;
    }
    return out;
  }, [text, marks]);
  return (
    <div class="mirror" aria-hidden="true">
      {lines.map(({ start, words, marks: here }, index) => (
        <Line
          key={index}
          words={words}
          marks={here
            .map(
              ({ place, index: number, check }) =>
                `${Math.max(0, place.start - start)} ${Math.min(words.length, place.end - start)} ${number} ${gravity(check)}${number === open ? " chosen-mark" : ""}`,
            )
            .join(",")}
        />
      ))}
    </div>
  );
}

/** One line; its marks as a string, so that unchanged lines are left alone while one types. */
const Line = memo(function Line({ words, marks }: { words: string; marks: string }) {
  const out: preact.ComponentChild[] = [];
  let at = 0;
  for (const mark of marks === "" ? [] : marks.split(",")) {
    const [from, to, index, ...kinds] = mark.split(" ");
    const start = Math.max(at, Number(from));
    out.push(words.slice(at, start));
    at = Math.max(start, Number(to));
    out.push(
      <span class={`quoted ${kinds.join(" ")}`} data-check={index}>
        {words.slice(start, at)}
      </span>,
    );
  }
  out.push(words.slice(at));
  return <div>{words === "" ? "\u200b" : out}</div>;
});

/** Milliseconds without a key before the findings move to their lines. */
const SETTLED = 150;

/** The findings beside the lines they belong to; the chosen one in full. */
function Margin({
  sheet,
  text,
  marks,
}: {
  sheet: { readonly current: HTMLDivElement | null };
  text: string;
  marks: readonly Placed[];
}) {
  const list = useRef<HTMLOListElement>(null);
  const open = chosen.value;
  const done = report.value;
  // Measuring lays the whole draft out: at once for new findings, after a pause while one types.
  const settle = useMemo(() => {
    let timer = 0;
    return {
      now: () => {
        clearTimeout(timer);
        if (sheet.current && list.current) arrange(sheet.current, list.current);
      },
      soon: () => {
        clearTimeout(timer);
        timer = window.setTimeout(() => settle.now(), SETTLED);
      },
      never: () => clearTimeout(timer),
    };
  }, []);
  useLayoutEffect(settle.now, [done, open]);
  useLayoutEffect(settle.soon, [marks]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(settle.soon);
    observer.observe(sheet.current!);
    return () => {
      observer.disconnect();
      settle.never();
    };
  }, []);
  const at = useMemo(() => positions(text), [text]);
  return (
    <ol class="margin" ref={list} aria-label="Findings">
      {marks.map(({ check, index, place }) => (
        <Finding
          key={index}
          check={check}
          index={index}
          line={at(place.start).line}
          done={index === open ? done : null}
        />
      ))}
    </ol>
  );
}

/** Moves each finding to its line, or below the finding before it. */
function arrange(paper: HTMLElement, beside: HTMLElement): void {
  const wide = getComputedStyle(beside).position === "relative";
  const above = paper.getBoundingClientRect().top;
  const children = [...beside.children] as HTMLElement[];
  // All measured first, then all moved: the page is laid out once.
  const tops = new Map<string | undefined, number>();
  for (const mark of paper.querySelectorAll<HTMLElement>("[data-check]")) {
    const number = mark.dataset["check"];
    if (!tops.has(number)) tops.set(number, mark.getBoundingClientRect().top - above);
  }
  const heights = children.map((child) => child.offsetHeight);
  let free = 0;
  for (const [index, child] of children.entries()) {
    const at = Math.max(free, tops.get(child.dataset["index"]) ?? 0);
    child.style.top = wide ? `${at}px` : "";
    free = at + heights[index]! + 6;
  }
  beside.style.minHeight = wide ? `${free}px` : "";
}

/** One finding; those whose line and outcome stay are left alone while one types. */
const Finding = memo(function Finding({
  check,
  index,
  line,
  done,
}: {
  check: QuoteCheck;
  index: number;
  line: number;
  /** The report, where this is the chosen finding. */
  done: CheckReport | null;
}) {
  const kind = gravity(check);
  return (
    <li data-index={index} class={kind}>
      <button
        type="button"
        class="finding"
        aria-expanded={done !== null}
        onClick={() => {
          chosen.value = done ? null : index;
        }}
      >
        <span class="sign" aria-hidden="true">
          {SIGNS[kind]}
        </span>
        <span class="line">line {line}</span> {verdict(check)}
      </button>
      {done && <Detail check={check} done={done} />}
    </li>
  );
});
