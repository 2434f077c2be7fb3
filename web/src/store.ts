import type { Reading } from "../../src/read.js";

/** Readings kept in this browser, so that a link to a statement survives a reload. */
const KEPT = 20;
const NAME = "onrecord";
const STORE = "readings";

interface Kept {
  readonly id: string;
  readonly at: number;
  readonly reading: Reading;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("at", "at");
    });
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("This browser keeps nothing")),
    );
  });
}

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("Not kept")));
  });

/** Keeps a reading; the oldest beyond twenty go. */
export async function keepReading(reading: Reading): Promise<void> {
  const database = await open();
  try {
    const store = database.transaction(STORE, "readwrite").objectStore(STORE);
    const kept: Kept = { id: reading.document.id, at: Date.now(), reading };
    await result(store.put(kept));
    const keys = await result(store.index("at").getAllKeys());
    for (const key of keys.slice(0, Math.max(0, keys.length - KEPT))) store.delete(key);
  } finally {
    database.close();
  }
}

/** The readings of this browser, the last first; of one document if its id is given. */
export async function keptReadings(id?: string): Promise<readonly Reading[]> {
  const database = await open();
  try {
    const store = database.transaction(STORE).objectStore(STORE);
    const all = (await result(id === undefined ? store.getAll() : store.getAll(id))) as Kept[];
    return all.sort((a, b) => b.at - a.at).map(({ reading }) => reading);
  } finally {
    database.close();
  }
}

/** Forgets all of them. */
export async function forgetReadings(): Promise<void> {
  const database = await open();
  try {
    await result(database.transaction(STORE, "readwrite").objectStore(STORE).clear());
  } finally {
    database.close();
  }
}
