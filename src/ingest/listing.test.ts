import { describe, expect, it } from "vitest";
import { parseListing } from "./listing.js";

const parse = (body: string | Uint8Array, mediaType = "") =>
  parseListing(
    {
      bytes: typeof body === "string" ? new TextEncoder().encode(body) : body,
      mediaType,
      url: "https://example.org/feeds/all",
      etag: null,
      modified: null,
    },
    "feed",
  );

describe("a listing", () => {
  it("is read from JSON, RDF and plain lines", () => {
    expect(
      parse(
        JSON.stringify({
          version: "https://jsonfeed.org/version/1.1",
          title: "Selwyn",
          items: [
            { id: "1", url: "/1", title: "A\n b", date_published: "2024-05-14T23:00:00-05:00" },
            { id: "2", external_url: "https://example.net/2#x" },
            { id: "3" },
          ],
        }),
      ),
    ).toEqual({
      kind: "json",
      title: "Selwyn",
      items: [
        { url: "https://example.org/1", title: "A b", published: "2024-05-14", stamp: null },
        { url: "https://example.net/2", title: null, published: null, stamp: null },
      ],
      sitemaps: [],
    });
    expect(
      parse(
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>R</title></channel><item rdf:about="y"><title>t</title><link>https://example.org/1</link><dc:date>2024-05-14</dc:date></item></rdf:RDF>`,
      ).items,
    ).toMatchObject([{ url: "https://example.org/1", published: "2024-05-14" }]);
    expect(parse("https://example.org/a\nhttps://example.org/b\n\n").items).toHaveLength(2);
  });

  it("takes a news sitemap's own fields, and no picture's address", () => {
    expect(
      parse(`<urlset xmlns="s" xmlns:news="n" xmlns:image="i"><url><loc>/a</loc>
        <image:image><image:loc>/a.png</image:loc></image:image>
        <news:news><news:publication><news:name>Gazette</news:name></news:publication>
        <news:publication_date>2024-05-14</news:publication_date><news:title>Tunnel &amp; wall</news:title></news:news></url></urlset>`)
        .items,
    ).toEqual([
      { url: "https://example.org/a", title: "Tunnel & wall", published: "2024-05-14", stamp: null },
    ]); // prettier-ignore
  });

  it("resolves addresses as the feed says, leaves out what is none, names each once", () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.net/news/"><title>G</title>
      <entry><title>1</title><link rel="self" href="s"/><link href="one"/></entry>
      <entry><title>2</title><link href="javascript:alert(1)"/></entry>
      <entry><title>3</title><link href="https://["/></entry>
      <entry><title>4</title><link rel="alternate" href="one#again"/></entry></feed>`;
    expect(parse(atom).items.map(({ url, title }) => [url, title])).toEqual([
      ["https://example.net/news/one", "1"],
    ]);
  });

  it("knows encodings by the server's word or the document's own", () => {
    const rss = `<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Caf\u00e9</title><item><link>/a</link></item></channel></rss>`;
    const latin = Uint8Array.from(rss, (letter) => letter.charCodeAt(0));
    expect(parse(latin).title).toBe("Café");
    expect(parse(latin, "text/xml; charset=latin1").title).toBe("Café");
    expect(() => parse(latin, "text/xml; charset=klingon")).toThrow("is not known (klingon)");
  });

  it.each([
    ["", "neither a feed"],
    ["{}", "neither a feed"],
    ["<rss><channel>", "neither a feed"],
    ["https://example.org/a and words", "neither a feed"],
    ["<!doctype html><html><p>x", "is a web page, not a feed, and names none"],
  ])("is not made of %j", (body, problem) => {
    expect(() => parse(body)).toThrow(problem);
  });

  it("is not made of a damaged archive", () => {
    expect(() => parse(Uint8Array.of(0x1f, 0x8b, 8, 0, 1))).toThrow("is compressed, and damaged");
  });
});
