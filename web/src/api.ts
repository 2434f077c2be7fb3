import { signal } from "@preact/signals";

/** Whether there is a server, and a ledger behind it; null until it has been asked. */
export interface Health {
  readonly version: string;
  readonly ledger: { readonly documents: number; readonly statements: number } | null;
}
export const health = signal<Health | null>(null);

/** What the server answered that is no answer, in words for the reader. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status, or 0 where no server answered. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the page after, or null. */
  readonly next: number | null;
}

type Query = Readonly<Record<string, string | number | null | undefined>>;

function address(path: string, query: Query): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "") words.set(name, String(value));
  return `./api/${path}${words.size > 0 ? `?${words}` : ""}`;
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    throw new ApiError(
      0,
      navigator.onLine
        ? `The Onrecord server does not answer; is \`onrecord serve\` still running? (${String(cause)})`
        : "There is no network. Read and Check work without one; this room needs the server.",
    );
  }
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<string> {
  const kind = response.headers.get("content-type") ?? "";
  if (kind.includes("json")) {
    const { title, detail } = (await response.json()) as { title?: string; detail?: string };
    const words = detail ?? title;
    if (words) return words;
  }
  return `The server answered ${response.status} ${response.statusText}`.trim();
}

export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  call<T>(address(path, query), signal ? { signal } : {});

export const post = <T>(path: string, body: object = {}): Promise<T> =>
  call<T>(address(path, {}), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Asks the server how it is; leaves `health` as null where there is none. */
export async function askHealth(): Promise<void> {
  if (!SERVED) return;
  try {
    health.value = await get<Health>("health");
  } catch (error) {
    health.value = null;
    if (!(error instanceof ApiError)) throw error;
  }
}
