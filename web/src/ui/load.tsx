import { useCallback, useEffect, useState } from "preact/hooks";
import { get, type Page } from "../api.js";
import { Busy, Failed } from "./states.js";

type Query = Readonly<Record<string, string | number | null | undefined>>;

/** What is known of an answer: waited for, failed, or there. */
export type Loaded<T> =
  | { readonly kind: "busy" }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "there"; readonly value: T };

/** One answer of the API, asked anew when path, query or `turn` change; nothing if path is null. */
export function useAnswer<T>(path: string | null, query: Query = {}, turn = 0): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ kind: "busy" });
  const key = JSON.stringify(query);
  useEffect(() => {
    if (path === null) return;
    const aborter = new AbortController();
    setState({ kind: "busy" });
    get<T>(path, JSON.parse(key) as Query, aborter.signal)
      .then((value) => setState({ kind: "there", value }))
      .catch((error: unknown) => {
        if (aborter.signal.aborted) return;
        setState({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
      });
    return () => aborter.abort();
  }, [path, key, turn]);
  return state;
}

export interface List<T> {
  /** The first page as it came, with what stands beside its items; null while there is none. */
  readonly head: Page<T> | null;
  readonly items: readonly T[];
  readonly state: Loaded<null>;
  readonly more: (() => void) | null;
  readonly again: () => void;
}

/** A list of the API, page by page; asked anew when path, query or `turn` change. */
export function useList<T>(path: string | null, query: Query = {}, turn = 0): List<T> {
  const [own, setOwn] = useState(0);
  const first = useAnswer<Page<T>>(path, query, turn + own);
  const [rest, setRest] = useState<{ of: object; items: readonly T[]; next: number | null } | null>(
    null,
  );
  const [failure, setFailure] = useState<string | null>(null);
  const value = first.kind === "there" ? first.value : null;
  const further = rest && rest.of === value ? rest : null;
  const next = further ? further.next : (value?.next ?? null);
  const items = value ? [...value.items, ...(further?.items ?? [])] : [];
  const again = useCallback(() => setOwn((own) => own + 1), []);
  const more = (): void => {
    if (!value || path === null) return;
    setFailure(null);
    get<Page<T>>(path, { ...query, cursor: next })
      .then((page) =>
        setRest({
          of: value,
          items: [...(further?.items ?? []), ...page.items],
          next: page.next,
        }),
      )
      .catch((error: unknown) =>
        setFailure(error instanceof Error ? error.message : String(error)),
      );
  };
  const state: Loaded<null> =
    failure !== null
      ? { kind: "failed", why: failure }
      : first.kind === "there"
        ? { kind: "there", value: null }
        : first;
  return { head: value, items, state, more: next === null ? null : more, again };
}

/** What to show while there is no answer; null once there is one. */
export const Waiting = ({
  state,
  what,
  again,
}: {
  state: Loaded<unknown>;
  what: string;
  again?: () => void;
}) =>
  state.kind === "busy" ? (
    <Busy>Looking up {what} …</Busy>
  ) : state.kind === "failed" ? (
    <Failed what={`No answer about ${what}`} why={state.why} {...(again ? { again } : {})} />
  ) : null;

export const More = ({ more }: { more: (() => void) | null }) =>
  more && (
    <button type="button" onClick={more}>
      More
    </button>
  );
