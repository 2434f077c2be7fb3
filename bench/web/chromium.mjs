// Debian's Chromium and a host of plain files, for the benches of the page.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** No sandbox (benches run as root, too), no graphics, and nothing asked of anybody in the background. */
const FLAGS = new URL("../../web/chromium-flags.json", import.meta.url);

export async function openChromium(executablePath = CHROMIUM) {
  if (!existsSync(executablePath)) {
    console.error(
      `There is no Chromium at ${executablePath}; apt-get install chromium, or name one with CHROMIUM=….`,
    );
    process.exit(2);
  }
  return chromium.launch({ executablePath, args: JSON.parse(await readFile(FLAGS, "utf8")) });
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Serves a folder on loopback, and at `/` a page of the given markup. */
export async function serveFolder(folder, markup) {
  const answer = async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      const bytes = path === "/" ? Buffer.from(markup) : await readFile(join(folder, path));
      const type = TYPES[path === "/" ? ".html" : extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": bytes.length });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
