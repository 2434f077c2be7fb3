import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { engineState } from "../engine/engine.js";

/** What is there to do where there is nothing yet. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state">
    <h2>{title}</h2>
    {children}
  </div>
);

/** What failed, why, and what to do. */
export const Failed = ({ what, why, again }: { what: string; why: string; again?: () => void }) => (
  <div class="state failed" role="alert">
    <h2>{what}</h2>
    <p>{why}</p>
    {again && (
      <button type="button" onClick={again}>
        Try again
      </button>
    )}
  </div>
);

export const Busy = ({ children }: { children: ComponentChildren }) => (
  <p class="busy" role="status">
    {children}
  </p>
);

/** Comes into the window by itself: what is told below a long form would not be seen on a phone. */
export function Seen({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), []);
  return <div ref={box}>{children}</div>;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** How far the model has come; nothing while there is nothing to wait for. */
export function EngineProgress() {
  const state = engineState.value;
  if (state.kind !== "loading") return null;
  const { progress } = state;
  return (
    <div class="progress" role="status">
      <span>
        {progress && progress.loaded !== progress.total
          ? `Fetching the reader, once: ${megabytes(progress.loaded)} MB${progress.total === null ? "" : ` of ${megabytes(progress.total)} MB`}`
          : "Starting the reader"}
      </span>
      {progress?.total ? (
        <progress aria-label="Fetching the reader" value={progress.loaded} max={progress.total} />
      ) : (
        <progress aria-label="Starting the reader" />
      )}
    </div>
  );
}
