// Keeps the page for when there is no network. Everything under assets/ is named by its content and
// so never changes; the page itself is asked for anew while there is a network.
const CACHE = "onrecord-__VERSION__";
const FILES = ["__FILES__"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      for (const name of await caches.keys()) {
        if (!name.startsWith("onrecord-") || name === CACHE) continue;
        // The model outlives a new version of the page: its name says whether it is the same.
        const old = await caches.open(name);
        for (const request of await old.keys())
          if (/\.(?:ort|wasm|txt)$/u.test(new URL(request.url).pathname)) {
            const response = await old.match(request);
            if (response) await cache.put(request, response);
          }
        await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.includes("/api/")) return;
  event.respondWith(url.pathname.includes("/assets/") ? kept(request) : fresh(request));
});

async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const found =
      (await cache.match(request)) ??
      (request.mode === "navigate" ? await cache.match("./") : undefined);
    if (found) return found;
    throw error;
  }
}
