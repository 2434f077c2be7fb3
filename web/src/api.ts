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

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
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

const TOKEN = "onrecord-token";

/** Whether the server wants a bearer token, which the reader has to give. */
export const tokenWanted = signal(false);

/** Keeps the token until the tab is closed, and asks the server again. */
export async function giveToken(token: string): Promise<void> {
  sessionStorage.setItem(TOKEN, token.trim());
  tokenWanted.value = false;
  await askHealth();
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  return (await (await ask(url, init)).json()) as T;
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  const token = sessionStorage.getItem(TOKEN);
  const headers = { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  try {
    response = await fetch(url, { ...init, headers });
  } catch (cause) {
    throw new ApiError(
      0,
      navigator.onLine
        ? "The Onrecord server does not answer; is `onrecord serve` still running?"
        : "There is no network. Read and Check work without one; this room needs the server.",
      { cause },
    );
  }
  if (response.status === 401) tokenWanted.value = true;
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  return response;
}

/** Lets the reader keep an answer as a file of this name. */
export async function download(path: string, name: string): Promise<void> {
  const blob = await (await ask(address(path, {}), {})).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
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
