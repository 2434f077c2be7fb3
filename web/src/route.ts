import { signal } from "@preact/signals";

export const ROOMS = ["read", "check", "record", "promises", "review"] as const;
export type RoomName = (typeof ROOMS)[number];

/** Where the reader is: a room, the rest of its path, and what stands after the question mark. */
export interface Route {
  readonly room: RoomName;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/**
 * Reads an address's hash: `#/record/person/12?q=tunnel`, or a statement's own link `#s=a3&d=sha256:…`,
 * which is the Read room's.
 */
export function parseRoute(hash: string): Route {
  if (hash.startsWith("#s="))
    return { room: "read", path: [], query: new URLSearchParams(hash.slice(1)) };
  const [path = "", query = ""] = hash.replace(/^#\/?/u, "").split("?", 2);
  const [name = "", ...rest] = path.split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part; // a link cut off inside an escape still opens its room
    }
  });
  const room = ROOMS.find((one) => one === name) ?? "read";
  return { room, path: rest, query: new URLSearchParams(query) };
}

export const route = signal<Route>(parseRoute(location.hash));

addEventListener("hashchange", () => {
  route.value = parseRoute(location.hash);
});

/** The link to a room, a path in it and a query; parts that are empty are left out. */
export function linkTo(
  room: RoomName,
  path: readonly (string | number)[] = [],
  query: Readonly<Record<string, string>> = {},
): string {
  const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  const tail = words.size > 0 ? `?${words}` : "";
  return `#/${[room, ...path].map((part) => encodeURIComponent(part)).join("/")}${tail}`;
}

/** A statement's own link: in a text read in this browser or, `recorded`, in one of the ledger. */
export const statementLink = (id: string, document: string, recorded = false): string =>
  `#s=${encodeURIComponent(id)}&d=${encodeURIComponent(document)}${recorded ? "&r=1" : ""}`;

/** A document of the ledger, as it stands on record. */
export const documentLink = (document: string): string =>
  linkTo("read", [], { d: document, r: "1" });

/** Goes to a link, as a step in the browser's history. */
export function goTo(link: string): void {
  history.pushState(null, "", link);
  route.value = parseRoute(link);
}

/** Changes the address without a step in the browser's history. */
export function replaceRoute(link: string): void {
  history.replaceState(null, "", link);
  route.value = parseRoute(link);
}
