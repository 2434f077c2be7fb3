/**
 * What a document is a revision of: its address on the web; else the path it was read from, but for
 * standard input and lines of a larger file, whose numbers say nothing of what stands in them.
 */
export function addressOf(document: { url: string | null; path: string | null }): string | null {
  const { url, path } = document;
  if (url !== null) return url;
  return path === null || path === "-" || /#\d+$/u.test(path) ? null : path;
}
