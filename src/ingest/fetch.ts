import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, fetch, type Response } from "undici";
import { InputError } from "../errors.js";

/** Bounds on one page: time over all redirects, hops, and bytes once decompressed. */
export const MOST_SECONDS = 20;
export const MOST_REDIRECTS = 5;
export const MOST_BYTES = 20e6;

export interface FetchOptions {
  /** Allow addresses of private networks and of this machine. */
  readonly allowPrivate?: boolean;
  /** Instead of `MOST_SECONDS`, `MOST_BYTES`; for tests and the patient. */
  readonly seconds?: number;
  readonly bytes?: number;
}

export interface Page {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** The address after all redirects. */
  readonly url: string;
}

const READABLE = /^(?:text\/|application\/(?:xhtml\+xml|json|x-ndjson|pdf|vnd\.openxmlformats))/u;

/**
 * Fetches a page. Every address that is connected to is checked, on every redirect: one in a
 * private, loopback, link-local or otherwise special range is refused unless allowed. Throws
 * `InputError` for what cannot be had within the bounds.
 */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<Page> {
  const seconds = options.seconds ?? MOST_SECONDS;
  const signal = AbortSignal.timeout(seconds * 1000);
  const agent = new Agent({
    connect: options.allowPrivate ? {} : { lookup: publicLookup },
  });
  try {
    let at = addressOf(url, url);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      if (!options.allowPrivate) refuseLiteral(at, url);
      const response = await fetch(at, {
        dispatcher: agent,
        signal,
        redirect: "manual",
        headers: {
          "user-agent": "onrecord",
          accept: "text/html, text/plain, text/markdown;q=0.9, */*;q=0.1",
        },
      });
      const next = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        at = addressOf(next, url, at);
        continue;
      }
      return await pageOf(response, at, url, options.bytes ?? MOST_BYTES);
    }
    throw new InputError(
      url,
      `redirects more than ${MOST_REDIRECTS} times; give the final address`,
    );
  } catch (cause) {
    throw asInputError(cause, url, seconds);
  } finally {
    await agent.destroy();
  }
}

async function pageOf(response: Response, at: URL, url: string, most: number): Promise<Page> {
  if (!response.ok)
    throw new InputError(url, `answered ${response.status} ${response.statusText}`.trim());
  const mediaType = response.headers.get("content-type") ?? "";
  if (mediaType !== "" && !READABLE.test(mediaType))
    throw new InputError(url, `is ${mediaType}, which is not read; give a page, a text or a PDF`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most)
      throw new InputError(url, `is larger than ${most} bytes; at most that is read`);
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts), mediaType, url: at.href };
}

function addressOf(address: string, url: string, base?: URL): URL {
  let at: URL;
  try {
    at = new URL(address, base);
  } catch (cause) {
    throw new InputError(url, `is no address (${address})`, { cause });
  }
  if (at.protocol !== "http:" && at.protocol !== "https:")
    throw new InputError(url, `leads to ${at.protocol}//, and only http and https are read`);
  return at;
}

const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";

/** An address that is written as numbers never comes to the look-up. */
function refuseLiteral(at: URL, url: string): void {
  const host = at.hostname.replace(/^\[|\]$/gu, "");
  if (ipaddr.isValid(host) && !isPublic(host)) throw refusal(host, url);
}

function refusal(address: string, url: string): InputError {
  return new InputError(
    url,
    `leads to ${address}, which is not a public address; --allow-private reads it all the same`,
  );
}

class PrivateAddress extends Error {
  readonly address: string;
  constructor(address: string) {
    super(`${address} is not a public address`);
    this.address = address;
  }
}

/** Resolves a host and hands on its public addresses only, so that what is checked is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const open = addresses.filter(({ address }) => isPublic(address));
    if (open.length === 0)
      return callback(new PrivateAddress(addresses[0]?.address ?? hostname), []);
    if (options.all) return callback(null, open);
    return callback(null, open[0]!.address, open[0]!.family);
  });
};

function asInputError(cause: unknown, url: string, seconds: number): InputError {
  if (cause instanceof InputError) return cause;
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    if (at instanceof PrivateAddress) return refusal(at.address, url);
    if (at.name === "TimeoutError")
      return new InputError(url, `did not answer within ${seconds} seconds`, { cause });
  }
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const problem = inner instanceof Error ? inner.message : String(inner);
  return new InputError(url, `cannot be fetched (${problem})`, { cause });
}
