import { memo } from "preact/compat";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
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
  useLayoutEffect(() => {
    const paper = sheet.current;
    const beside = list.current;
    if (!paper || !beside) return;
    const arrange = (): void => {
      const wide = getComputedStyle(beside).position === "relative";
      const above = paper.getBoundingClientRect().top;
      const children = [...beside.children] as HTMLElement[];
      // All measured first, then all moved: the page is laid out once.
      const measured = children.map((child) => ({
        height: child.offsetHeight,
        top: paper
          .querySelector(`[data-check="${child.dataset["index"]}"]`)
          ?.getBoundingClientRect().top,
      }));
      let free = 0;
      for (const [index, child] of children.entries()) {
        const { top, height } = measured[index]!;
        const at = Math.max(free, (top ?? above) - above);
        child.style.top = wide ? `${at}px` : "";
        free = at + height + 6;
      }
      beside.style.minHeight = wide ? `${free}px` : "";
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(paper);
    return () => observer.disconnect();
  }, [marks, open]);
  const at = useMemo(() => positions(text), [text]);
  return (
    <ol class="margin" ref={list} aria-label="Findings">
      {marks.map(({ check, index, place }) => {
        const kind = gravity(check);
        return (
          <li key={index} data-index={index} class={kind}>
            <button
              type="button"
              class="finding"
              aria-expanded={index === open}
              onClick={() => {
                chosen.value = index === open ? null : index;
              }}
            >
              <span class="sign" aria-hidden="true">
                {SIGNS[kind]}
              </span>
              <span class="line">line {at(Math.min(place.start, text.length)).line}</span>{" "}
              {verdict(check)}
            </button>
            {index === open && report.value && <Detail check={check} done={report.value} />}
          </li>
        );
      })}
    </ol>
  );
}
