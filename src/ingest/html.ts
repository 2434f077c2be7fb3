import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { InputError } from "../errors.js";
import { createDocument, type TextDocument } from "../text/document.js";
import { isoDay } from "./day.js";
import { findTurns } from "./transcript.js";
import { dateInName, type Origin, originName } from "./plain.js";

/** Fewest words of main text that make a page an article. */
const FEWEST_WORDS = 25;
/** Elements whose text is a paragraph of its own. */
const BLOCKS = new Set(
  "P DIV SECTION ARTICLE H1 H2 H3 H4 H5 H6 LI BLOCKQUOTE PRE FIGCAPTION TD TH DT DD".split(" "),
);

/**
 * The article of a web page (found by Readability) as a document of its own text: paragraphs apart
 * by blank lines. Title, publisher, author and date come from the page's metadata.
 * Throws `InputError` where the page holds no article.
 */
export function parseHtml(html: string, origin: Origin = {}): TextDocument {
  const { document } = parseHTML(html);
  const meta = metadata(document);
  const article = new Readability(document, { charThreshold: 100 }).parse();
  const text = article?.content ? blocksOf(article.content) : "";
  const words = text.match(/\S+/gu)?.length ?? 0;
  if (words < FEWEST_WORDS)
    throw new InputError(
      originName(origin),
      `holds no article (${words} words of main text); give the page of one article`,
    );
  const url = origin.url ?? meta.url;
  const turns = findTurns(text, { start: 0, end: text.length });
  return createDocument({
    text,
    kind: turns.length > 0 ? "transcript" : "article",
    turns,
    title: meta.title ?? (article?.title || null),
    publisher: meta.publisher ?? article?.siteName ?? null,
    author: meta.author ?? article?.byline ?? null,
    published:
      meta.published ?? isoDay(article?.publishedTime) ?? dateInName(url ?? origin.path ?? ""),
    path: origin.path ?? null,
    url,
    partial: "the page’s main text",
  });
}

interface Metadata {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly url: string | null;
}

function metadata(document: Document): Metadata {
  const named = new Map<string, string>();
  for (const tag of document.querySelectorAll("meta")) {
    const key = (
      tag.getAttribute("property") ??
      tag.getAttribute("name") ??
      tag.getAttribute("itemprop") ??
      ""
    ).toLowerCase();
    const value = clean(tag.getAttribute("content"));
    if (key && value && !named.has(key)) named.set(key, value);
  }
  const first = (...keys: readonly string[]): string | null => {
    for (const key of keys) if (named.has(key)) return named.get(key)!;
    return null;
  };
  const linked = linkedData(document);
  const author = first("author", "article:author", "parsely-author", "byl", "dc.creator");
  return {
    title: first("og:title", "parsely-title", "dc.title") ?? linked.title,
    publisher: first("og:site_name", "application-name", "dc.publisher") ?? linked.publisher,
    author: (author?.startsWith("http") ? null : author) ?? linked.author,
    published:
      isoDay(
        first(
          "article:published_time",
          "datepublished",
          "parsely-pub-date",
          "pubdate",
          "date",
          "dc.date",
          "dc.date.issued",
        ),
      ) ??
      isoDay(linked.published) ??
      isoDay(document.querySelector("time[datetime]")?.getAttribute("datetime")),
    url:
      clean(document.querySelector('link[rel="canonical"]')?.getAttribute("href")) ??
      first("og:url"),
  };
}

/** What schema.org data in JSON-LD says of the article; broken data counts as none. */
function linkedData(document: Document): Omit<Metadata, "url"> {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const nodes = jsonNodes(script.textContent ?? "");
    const article = nodes.find((node) => /Article|Posting|Report/u.test(String(node["@type"])));
    if (article)
      return {
        title: nameOf(article["headline"]),
        publisher: nameOf(article["publisher"]),
        author: nameOf(article["author"]),
        published: nameOf(article["datePublished"]),
      };
  }
  return { title: null, publisher: null, author: null, published: null };
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function jsonNodes(source: string): readonly Node[] {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return []; // pages carry broken JSON-LD; their other metadata still counts
  }
  const top = Array.isArray(value) ? value : [value];
  return top.filter(isNode).flatMap((node) => {
    const graph = node["@graph"];
    return Array.isArray(graph) ? [node, ...graph.filter(isNode)] : [node];
  });
}

function nameOf(value: unknown): string | null {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map(nameOf).filter(Boolean).join(", ") || null;
  return isNode(value) ? nameOf(value["name"]) : null;
}

function clean(value: string | null | undefined): string | null {
  const words = (value ?? "").replace(/[\s\u00a0]+/gu, " ").trim();
  return words === "" ? null : words;
}

/** The text of the article's blocks, in order, a blank line between them. */
function blocksOf(content: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${content}</body></html>`);
  const blocks: string[] = [];
  let inline = "";
  const flush = (): void => {
    const words = clean(inline);
    if (words) blocks.push(words);
    inline = "";
  };
  const walk = (node: ChildNode): void => {
    if (node.nodeType === 3) inline += node.textContent ?? "";
    else if (node.nodeType === 1) {
      const name = node.nodeName.toUpperCase();
      if (name === "SCRIPT" || name === "STYLE") return;
      if (name === "BR") {
        flush();
        return;
      }
      const apart = BLOCKS.has(name);
      if (apart) flush();
      for (const child of node.childNodes) walk(child);
      if (apart) flush();
    }
  };
  for (const child of document.body.childNodes) walk(child);
  flush();
  return blocks.join("\n\n") + "\n";
}
