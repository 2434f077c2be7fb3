import { FetchFailure, fetchIfChanged, fetchPage, type Page, type Validators } from "./fetch.js";
import { MOST_ROBOTS, NO_ROBOTS, parseRobots, type Robots } from "./robots.js";

/** The name that `robots.txt` may call us by. */
export const PRODUCT = "onrecord";
/** How long a host's `robots.txt` is taken to hold (RFC 9309 allows a day). */
const ROBOTS_HOLD = 24 * 3600e3;
/** Hosts remembered at once; those not asked for longest are forgotten. */
const MOST_HOSTS = 5000;
/** No wait is longer than this, whatever a host asks for: it is then asked an hour later. */
const LONGEST_DELAY = 3600e3;

export interface PoliteOptions {
  /** Milliseconds between the end of a request and the next to the same host; more if it asks for it. */
  readonly delay: number;
  /** What requests say they come from; begins with the product's name. */
  readonly agent: string;
  readonly allowPrivate: boolean;
  /** Milliseconds of any clock that does not go back. */
  readonly now: () => number;
  /** Waits; throws where it is cut short. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Bounds of one request (`FetchOptions`). */
  readonly seconds?: number;
}

interface Host {
  /** Resolved when the request in hand is over. */
  last: Promise<void>;
  /** Before this no request is made. */
  next: number;
  robots: { readonly rules: Robots; readonly until: number } | null;
}

export interface PoliteFetch {
  /** The page, or null where it is still what `known` tells of; throws as `fetchPage` does. */
  (
    url: string,
    options?: { readonly known?: Validators; readonly readable?: RegExp },
  ): Promise<Page | null>;
}

/**
 * Fetches as a guest: `robots.txt` is obeyed, on every redirect too, a host gets one request at a
 * time and is left alone between two. What `robots.txt` forbids is an error that does not pass;
 * where it cannot be had although the host has one, nothing is fetched (RFC 9309, 2.3.1.4).
 */
export function createPoliteFetch(options: PoliteOptions): PoliteFetch {
  const { delay, agent, allowPrivate, now, wait } = options;
  const hosts = new Map<string, Host>();
  const bounds = {
    agent,
    allowPrivate,
    ...(options.seconds !== undefined && { seconds: options.seconds }),
  };
  const hostOf = (name: string): Host => {
    const host = hosts.get(name) ?? { last: Promise.resolve(), next: 0, robots: null };
    hosts.delete(name);
    hosts.set(name, host); // now the last in order
    if (hosts.size > MOST_HOSTS) hosts.delete(hosts.keys().next().value!);
    return host;
  };
  const rest = (host: Host): void => {
    const asked = (host.robots?.rules.delay ?? 0) * 1000;
    host.next = now() + Math.min(Math.max(delay, asked), LONGEST_DELAY);
  };
  const untilNext = async (host: Host): Promise<void> => {
    const left = host.next - now();
    if (left > 0) await wait(left);
  };

  /** The host's rules; fetched in the turn of whoever asks. */
  const rulesOf = async (host: Host, at: URL): Promise<Robots> => {
    if (host.robots && host.robots.until > now()) return host.robots.rules;
    await untilNext(host);
    const url = new URL("/robots.txt", at).href;
    let rules: Robots;
    try {
      const { bytes } = await fetchPage(url, { ...bounds, readable: /./u, bytes: 4 * MOST_ROBOTS });
      rules = parseRobots(new TextDecoder().decode(bytes), PRODUCT);
    } catch (cause) {
      const status = cause instanceof FetchFailure ? cause.status : null;
      // 4xx: there is none. Too Many Requests is no such answer.
      if (status === null || status < 400 || status >= 500 || status === 429) {
        const why = cause instanceof Error ? cause.message : String(cause);
        const busy = cause instanceof FetchFailure ? cause : null;
        throw new FetchFailure(at.href, `is not fetched while robots.txt cannot be had (${why})`, {
          passing: busy?.passing ?? false,
          ...(status !== null && { status }),
          retryAfter: busy?.retryAfter ?? null,
          cause,
        });
      }
      rules = NO_ROBOTS;
    }
    host.robots = { rules, until: now() + ROBOTS_HOLD };
    rest(host);
    return rules;
  };

  const turn = async (at: URL): Promise<() => void> => {
    const host = hostOf(at.host);
    const before = host.last;
    let leave!: () => void;
    host.last = new Promise<void>((left) => (leave = left));
    await before;
    try {
      const rules = await rulesOf(host, at);
      if (!rules.allows(at.pathname + at.search))
        throw new FetchFailure(at.href, `is not for programs to read: ${at.host}/robots.txt`, {
          passing: false,
        });
      await untilNext(host);
    } catch (error) {
      leave();
      throw error;
    }
    return () => {
      rest(host);
      leave();
    };
  };
  return (url, { known, readable } = {}) =>
    fetchIfChanged(url, {
      ...bounds,
      turn,
      ...(known && { known }),
      ...(readable && { readable }),
    });
}
