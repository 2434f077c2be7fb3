import { gunzipSync } from "node:zlib";
import { DetectError, MalformedError, ParseError, parseFeed } from "feedsmith";
import { InputError } from "../errors.js";
import { isoDay } from "./day.js";
import type { Page } from "./fetch.js";
import { walkXml } from "./xml.js";

/** An article that a feed or a sitemap tells of. */
export interface Listed {
  readonly url: string;
  readonly title: string | null;
  /** The day of publication as printed (`2024-05-14`), or null. */
  readonly published: string | null;
  /** When it was changed, as printed, or null: another stamp means another text. */
  readonly stamp: string | null;
}

/** What a feed or a sitemap lists, in its order. */
export interface Listing {
  readonly kind: "rss" | "atom" | "json" | "rdf" | "sitemap";
  readonly title: string | null;
  readonly items: readonly Listed[];
  /** Sitemaps that a sitemap index names. */
  readonly sitemaps: readonly Listed[];
}

/** Media types under which feeds and sitemaps are served. */
export const FEED_TYPES =
  /^(?:text\/|application\/(?:[a-z.+-]*xml|[a-z.+-]*json|gzip|x-gzip|octet-stream))/iu;
/** Entries of one listing that are looked at, and bytes once decompressed: what sitemaps may have. */
const MOST_LISTED = 50_000;
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Reads an RSS, Atom, RDF or JSON feed, a sitemap, a sitemap index or a sitemap of plain lines, also
 * compressed. Addresses come whole and without fragment; what is no web address is left out. Throws
 * `InputError` where it is none of these; a page is said to be one, with the feeds that it names.
 */
export function parseListing(page: Page, name: string): Listing {
  const text = textOf(page, name);
  const root = /<(?:\w+:)?(urlset|sitemapindex)\b/iu.exec(text.slice(0, 5000))?.[1];
  if (root) return sitemap(text, page.url);
  const lines = text.trim().split(/\s*\n\s*/u, MOST_LISTED);
  if (lines[0] !== "" && lines.every((line) => /^https?:\/\/\S+$/u.test(line)))
    return {
      kind: "sitemap",
      title: null,
      items: listed(lines.map((url) => ({ url })), page.url),
      sitemaps: [],
    }; // prettier-ignore
  if (/<html\b/iu.test(text.slice(0, 5000))) throw pageProblem(text, page.url, name);
  try {
    return feed(text, page.url);
  } catch (cause) {
    if (
      cause instanceof DetectError ||
      cause instanceof MalformedError ||
      cause instanceof ParseError
    )
      throw new InputError(name, "is neither a feed (RSS, Atom, JSON) nor a sitemap", { cause });
    throw cause;
  }
}

interface Entry {
  readonly url: string | undefined;
  readonly title?: string | undefined;
  readonly published?: string | undefined;
  readonly stamp?: string | undefined;
}

function feed(text: string, base: string): Listing {
  const { format, feed: it } = parseFeed(text);
  switch (format) {
    case "rss":
      return {
        kind: "rss",
        title: it.title ?? null,
        items: listed(
          (it.items ?? []).map(({ link, guid, title, pubDate, dc }) => ({
            url: link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
            title,
            published: pubDate ?? dc?.dates?.[0],
          })),
          base,
        ),
        sitemaps: [],
      };
    case "atom":
      return {
        kind: "atom",
        title: it.title?.value ?? null,
        items: listed(
          (it.entries ?? []).map(({ links, title, published, updated, xml }) => ({
            url: resolved(
              (links ?? []).find(({ rel }) => rel === undefined || rel === "alternate")?.href,
              xml?.base ?? it.xml?.base,
              base,
            ),
            title: title?.value,
            published: published ?? updated,
            stamp: updated,
          })),
          base,
        ),
        sitemaps: [],
      };
    case "json":
      return {
        kind: "json",
        title: it.title ?? null,
        items: listed(
          (it.items ?? []).map((item) => ({
            url: item.url ?? item.external_url,
            title: item.title,
            published: item.date_published,
            stamp: item.date_modified,
          })),
          base,
        ),
        sitemaps: [],
      };
    case "rdf":
      return {
        kind: "rdf",
        title: it.title ?? null,
        items: listed(
          (it.items ?? []).map(({ link, title, dc }) => ({
            url: link,
            title,
            published: dc?.dates?.[0],
          })),
          base,
        ),
        sitemaps: [],
      };
  }
}

/** Sitemaps (sitemaps.org) with what news sitemaps add. */
function sitemap(text: string, base: string): Listing {
  const pages: Entry[] = [];
  const sitemaps: Entry[] = [];
  let fields: Record<string, string> = {};
  let inside = "";
  let words = "";
  walkXml(text, {
    open(name) {
      const local = name.replace(/^.*:/u, "").toLowerCase();
      if (local === "url" || local === "sitemap") {
        inside = local;
        fields = {};
      }
      words = "";
    },
    text: (part) => (words += part),
    close(name) {
      const local = name.replace(/^.*:/u, "").toLowerCase();
      if (local === inside && inside !== "") {
        const all = inside === "url" ? pages : sitemaps;
        if (all.length < MOST_LISTED)
          all.push({
            url: fields["loc"],
            title: fields["title"],
            published: fields["publication_date"],
            stamp: fields["lastmod"],
          });
        inside = "";
        // `image:loc`, `video:title` and the like are not the page's own.
      } else if (inside !== "" && (!name.includes(":") || name.startsWith("news:")))
        fields[local] = words.trim();
    },
  });
  return {
    kind: "sitemap",
    title: null,
    items: listed(pages, base),
    sitemaps: listed(sitemaps, base),
  };
}

function listed(entries: readonly Entry[], base: string): readonly Listed[] {
  const out = new Map<string, Listed>();
  for (const { url, title, published, stamp } of entries.slice(0, MOST_LISTED)) {
    const whole = resolved(url, undefined, base);
    if (whole !== undefined && !out.has(whole))
      out.set(whole, {
        url: whole,
        title: title?.replaceAll(/\s+/gu, " ").trim() || null,
        published: isoDay(published),
        stamp: stamp ?? null,
      });
  }
  return [...out.values()];
}

/** An address made whole, without fragment; undefined where it is none of the web. */
function resolved(
  url: string | undefined,
  between: string | undefined,
  base: string,
): string | undefined {
  if (url === undefined || url.trim() === "") return undefined;
  try {
    const at = new URL(url.trim(), between === undefined ? base : new URL(between, base));
    at.hash = "";
    return at.protocol === "http:" || at.protocol === "https:" ? at.href : undefined;
  } catch {
    return undefined; // a broken address in a feed is no article; the others still count
  }
}

function textOf({ bytes, mediaType }: Page, name: string): string {
  let raw = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    try {
      raw = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
    } catch (cause) {
      throw new InputError(name, "is compressed, and damaged or larger than sitemaps may be", {
        cause,
      });
    }
  const head = new TextDecoder("latin1").decode(raw.subarray(0, 200));
  const label =
    /charset=["']?([\w-]+)/iu.exec(mediaType)?.[1] ??
    /^\s*<\?xml[^>]*\bencoding=["']([\w-]+)/iu.exec(head)?.[1] ??
    "utf-8";
  try {
    return new TextDecoder(label).decode(raw);
  } catch (cause) {
    throw new InputError(name, `is in an encoding that is not known (${label})`, { cause });
  }
}

/** A web page where a feed was to be: which feeds does it name? */
function pageProblem(html: string, base: string, name: string): InputError {
  const feeds: string[] = [];
  for (const [tag] of html.matchAll(/<link\b[^>]*>/giu)) {
    if (!/\btype\s*=\s*["']?application\/(?:rss\+xml|atom\+xml|feed\+json)/iu.test(tag)) continue;
    const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/iu.exec(tag);
    const url = resolved((href?.[1] ?? href?.[2] ?? href?.[3])?.replaceAll("&amp;", "&"), undefined, base); // prettier-ignore
    if (url !== undefined) feeds.push(url);
  }
  return new InputError(
    name,
    feeds.length > 0
      ? `is a web page, not a feed; it names ${feeds.slice(0, 5).join(", ")}`
      : "is a web page, not a feed, and names none; give the address of a feed or a sitemap",
  );
}
