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
  /** What the request says it comes from. */
  readonly agent?: string;
  /** What is known of the page from the last time: it is sent only if it has changed. */
  readonly known?: Validators;
  /** Media types that are read, where others than those of articles are. */
  readonly readable?: RegExp;
  /**
   * Awaited before every request, redirects too, and the function it gives is called when the
   * request is over; it may throw to forbid the request. Its time does not count as `seconds`.
   */
  readonly turn?: (at: URL) => Promise<() => void>;
}

/** What tells a server which form of a page one has (RFC 9110, 8.8). */
export interface Validators {
  readonly etag: string | null;
  readonly modified: string | null;
}

export interface Page extends Validators {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** The address after all redirects. */
  readonly url: string;
}

/** Why a page could not be had, and whether it may be had later. */
export class FetchFailure extends InputError {
  /** What went wrong, without the address. */
  readonly problem: string;
  /** Whether trying again later may help: the server was busy, broken or out of reach. */
  readonly passing: boolean;
  /** The server's status, or null where none came. */
  readonly status: number | null;
  /** The server's `Retry-After` as it stands, or null. */
  readonly retryAfter: string | null;

  constructor(
    url: string,
    problem: string,
    about: {
      readonly passing: boolean;
      readonly status?: number;
      readonly retryAfter?: string | null;
      readonly cause?: unknown;
    },
  ) {
    super(url, problem, { cause: about.cause });
    this.problem = problem;
    this.passing = about.passing;
    this.status = about.status ?? null;
    this.retryAfter = about.retryAfter ?? null;
  }
}

const READABLE = /^(?:text\/|application\/(?:xhtml\+xml|json|x-ndjson|pdf|vnd\.openxmlformats))/u;

/**
 * Fetches a page. Every address that is connected to is checked, on every redirect: one in a
 * private, loopback, link-local or otherwise special range is refused unless allowed. Throws
 * `InputError` for what cannot be had within the bounds, a `FetchFailure` where the network or the
 * server is the reason.
 */
export async function fetchPage(
  url: string,
  options: Omit<FetchOptions, "known"> = {},
): Promise<Page> {
  const page = await fetchIfChanged(url, options);
  if (page) return page;
  throw new FetchFailure(url, "answered 304 to who had nothing of it", { passing: true });
}

/** Milliseconds until a page that could not be had is asked for again. */
const PAUSE = 500;

/**
 * Fetches a page as `fetchPage` does, and once more where the server was busy, broken or out of
 * reach and did not say for how long.
 */
export async function fetchPageTwice(
  url: string,
  options: Omit<FetchOptions, "known"> = {},
): Promise<Page> {
  try {
    return await fetchPage(url, options);
  } catch (error) {
    if (!(error instanceof FetchFailure && error.passing && error.retryAfter === null)) throw error;
  }
  await new Promise((resume) => setTimeout(resume, PAUSE));
  try {
    return await fetchPage(url, options);
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    const { passing, status, retryAfter, cause } = error;
    throw new FetchFailure(url, `${error.problem}, asked twice`, {
      passing,
      retryAfter,
      cause,
      ...(status !== null && { status }),
    });
  }
}

/** Fetches a page as `fetchPage` does; null where it is still what `known` tells of. */
export async function fetchIfChanged(
  url: string,
  options: FetchOptions = {},
): Promise<Page | null> {
  const seconds = options.seconds ?? MOST_SECONDS;
  const { known, turn } = options;
  const agent = new Agent({
    connect: options.allowPrivate ? {} : { lookup: publicLookup },
  });
  try {
    let at = addressOf(url, url);
    let left = seconds * 1000;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      if (!options.allowPrivate) refuseLiteral(at, url);
      const over = await turn?.(at);
      const started = performance.now();
      try {
        const response = await fetch(at, {
          dispatcher: agent,
          signal: AbortSignal.timeout(Math.max(Math.ceil(left), 1)),
          redirect: "manual",
          headers: {
            "user-agent": options.agent ?? "onrecord",
            accept: "text/html, text/plain, text/markdown;q=0.9, */*;q=0.1",
            ...(known?.etag && { "if-none-match": known.etag }),
            ...(known?.modified && { "if-modified-since": known.modified }),
          },
        });
        const next = response.headers.get("location");
        if (response.status === 304) return null;
        if (response.status < 300 || response.status >= 400 || next === null)
          return await pageOf(response, at, url, options);
        await response.body?.cancel();
        at = addressOf(next, url, at);
      } finally {
        left -= performance.now() - started;
        over?.();
      }
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

async function pageOf(
  response: Response,
  at: URL,
  url: string,
  { bytes: most = MOST_BYTES, readable = READABLE }: FetchOptions,
): Promise<Page> {
  const { status, headers } = response;
  if (!response.ok)
    throw new FetchFailure(url, `answered ${status} ${response.statusText}`.trim(), {
      passing: status >= 500 || PASSING.has(status),
      status,
      retryAfter: headers.get("retry-after"),
    });
  const mediaType = headers.get("content-type") ?? "";
  if (mediaType !== "" && !readable.test(mediaType))
    throw new InputError(url, `is ${mediaType}, which is not read; give a page, a text or a PDF`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most)
      throw new InputError(url, `is larger than ${most} bytes; at most that is read`);
    parts.push(part);
  }
  return {
    bytes: Buffer.concat(parts),
    mediaType,
    url: at.href,
    etag: headers.get("etag"),
    modified: headers.get("last-modified"),
  };
}

/** Request Timeout, Too Early, Too Many Requests. */
const PASSING = new Set([408, 425, 429]);

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
      return new FetchFailure(url, `did not answer within ${seconds} seconds`, {
        passing: true,
        cause,
      });
  }
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const problem = inner instanceof Error ? inner.message : String(inner);
  return new FetchFailure(url, `cannot be fetched (${problem})`, { passing: true, cause });
}
