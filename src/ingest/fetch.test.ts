import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPage, fetchPageTwice } from "./fetch.js";

let server: Server;
let base: string;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    switch (request.url) {
      case "/page":
        response.setHeader("content-type", "text/html; charset=utf-8").end("<p>words</p>");
        break;
      case "/once":
        response.writeHead(302, { location: "/page" }).end();
        break;
      case "/round":
        response.writeHead(302, { location: "/round" }).end();
        break;
      case "/away":
        response.writeHead(302, { location: "file:///etc/passwd" }).end();
        break;
      case "/slow":
        break; // never answers
      case "/endless": {
        response.setHeader("content-type", "text/plain");
        const more = (): void => {
          while (response.write("x".repeat(65_536)));
          response.once("drain", more);
        };
        more();
        break;
      }
      case "/busy":
        asked++;
        if (asked % 2 === 1) response.writeHead(503).end();
        else response.setHeader("content-type", "text/plain").end("words");
        break;
      case "/broken":
        asked++;
        response.writeHead(500).end();
        break;
      case "/image":
        response.setHeader("content-type", "image/png").end("x");
        break;
      default:
        response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = { allowPrivate: true, bytes: 1_000_000 };

describe("fetchPage", () => {
  it("gives the page, over redirects", async () => {
    const page = await fetchPage(`${base}/once`, open);
    expect(new TextDecoder().decode(page.bytes)).toBe("<p>words</p>");
    expect(page.url).toBe(`${base}/page`);
  });
  it.each([
    ["/round", "redirects more than 5 times"],
    ["/away", "leads to file://"],
    ["/slow", "did not answer within 0.5 seconds"],
    ["/endless", "is larger than 1000000 bytes"],
    ["/image", "is image/png"],
    ["/none", "answered 404"],
  ])("refuses %s", async (path, message) => {
    // A short bound only where it is to be met: a busy machine is slow to answer.
    const bounds = path === "/slow" ? { ...open, seconds: 0.5 } : open;
    await expect(fetchPage(base + path, bounds)).rejects.toThrow(`${base}${path}: ${message}`);
  });
  it.each([
    "http://127.0.0.1/",
    "http://localhost/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "http://0x7f.1/",
  ])("refuses the private address %s", async (url) => {
    await expect(fetchPage(url)).rejects.toThrow("not a public address");
  });
});

describe("fetchPageTwice", () => {
  it.each([
    ["/busy", 2],
    ["/page", 0],
  ])("gives %s", async (path, times) => {
    asked = 0;
    expect((await fetchPageTwice(base + path, open)).bytes.length).toBeGreaterThan(0);
    expect(asked).toBe(times);
  });
  it("gives up after the second time, and says so", async () => {
    asked = 0;
    await expect(fetchPageTwice(`${base}/broken`, open)).rejects.toThrow(
      "answered 500 Internal Server Error, asked twice",
    );
    expect(asked).toBe(2);
  });
  it("does not ask again for what is not there", async () => {
    await expect(fetchPageTwice(`${base}/none`, open)).rejects.toThrow(/answered 404 Not Found$/u);
  });
});
