import { existsSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import FLAGS from "../chromium-flags.json" with { type: "json" };
import { policyLine } from "../csp.js";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium)
  console.warn(
    `The page's tests are skipped: there is no Chromium at ${CHROMIUM}; apt-get install chromium, or name one with CHROMIUM=….`,
  );

/** Flags: no sandbox (CI runs as root), no graphics, and nothing asked of anybody in the background. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** A folder of the host, as a newsroom's site may have one for it: nothing is asked from outside of it. */
const FOLDER = "/onrecord/";

/** Serves the static build as any host of plain files would, with the page's policy in the header. */
export async function serveStatic(): Promise<Site> {
  const root = fileURLToPath(new URL("../static-dist/", import.meta.url));
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const path = normalize(decodeURIComponent(url.pathname));
      const file = join(root, path.slice(FOLDER.length), path.endsWith("/") ? "index.html" : "");
      try {
        if (!path.startsWith(FOLDER)) throw new Error(`${path} is outside of ${FOLDER}`);
        const bytes = await readFile(file);
        response.writeHead(200, {
          "content-type": TYPES[extname(file)] ?? "application/octet-stream",
          "content-length": bytes.length,
          "content-security-policy": policyLine("header"),
        });
        response.end(bytes);
      } catch {
        response.writeHead(404).end(); // as any static host answers
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Gathers what a page complains of: refused by its policy, thrown, or asked of another host. */
export function complaintsOf(page: Page, site: Site): string[] {
  const out: string[] = [];
  page.on("pageerror", (error) => out.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") out.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, href } = new URL(request.url());
    if (protocol.startsWith("http") && !href.startsWith(site.url)) out.push(`asked of ${href}`);
  });
  return out;
}

const axe = readFile(
  fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);

/** What axe finds against WCAG 2.2 AA, one line a fault. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const client = await page.context().newCDPSession(page);
  await client.send("Runtime.evaluate", { expression: await axe });
  await client.detach();
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await checker.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  });
}

/** Where screenshots go, if they are wanted: `npm run shots`. */
const SHOTS = process.env["SHOTS"];
if (SHOTS) mkdirSync(SHOTS, { recursive: true });

/** Takes a picture of the page as it stands, if pictures are wanted. */
export async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: "disabled" });
}
