import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { extname, join } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { policyLine } from "./csp.js";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".ort": "application/octet-stream",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/** Where `npm run build:web` puts the page, or null where it has not been built. */
export function builtPage(): string | null {
  const folder = fileURLToPath(new URL("../../web/dist/", import.meta.url));
  return existsSync(join(folder, "index.html")) ? folder : null;
}

/** The model's own file for one that the page's build names; the package holds the model once. */
function shippedModel(asset: string): string | null {
  const [, name, ending] = /^(tagger|vocabulary|model)-[\w-]+(\.\w+)$/u.exec(asset) ?? [];
  return name
    ? fileURLToPath(new URL(`../../models/default/${name}${ending}`, import.meta.url))
    : null;
}

/**
 * Serves the built page at `/`. To be added before the API's middleware: the page has a policy of
 * its own, and holds nothing that a token would have to guard.
 */
export function addWeb(app: OpenAPIHono, folder: string): void {
  const send = async (file: string, cache: string): Promise<Response> => {
    const bytes = await readFile(file);
    return new Response(bytes, {
      headers: {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-length": String(bytes.length),
        "cache-control": cache,
        "content-security-policy": policyLine("header"),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
      },
    });
  };
  app.get("/", () => send(join(folder, "index.html"), "no-cache"));
  for (const file of ["sw.js", "icon.svg", "manifest.webmanifest"])
    app.get(`/${file}`, () => send(join(folder, file), "no-cache"));
  // Names of one part and of these letters only: no way out of the folder.
  app.get("/assets/:file{[\\w.-]+}", async (c, next) => {
    const name = c.req.param("file");
    const file = [join(folder, "assets", name), shippedModel(name)].find(
      (path) => path !== null && existsSync(path),
    );
    return file ? send(file, "public, max-age=31536000, immutable") : next(); // named by its content
  });
}
