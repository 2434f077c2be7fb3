/**
 * The page's content security policy, directive by directive: for the header that the server sends
 * and, as far as a `meta` element may say it, for the page itself. Nothing of any other host.
 */
export const POLICY: Readonly<Record<string, readonly string[]>> = {
  "default-src": ["'none'"],
  // WebAssembly has to be compiled; no other code is made from strings.
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "worker-src": ["'self'"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["onrecord"],
};

/** What a browser ignores, with a warning, in a `meta` element. */
const HEADER_ONLY: ReadonlySet<string> = new Set(["frame-ancestors"]);

/** The policy as one line: for a `Content-Security-Policy` header, or for a `meta` element. */
export function policyLine(where: "header" | "meta"): string {
  return Object.entries(POLICY)
    .filter(([directive]) => where === "header" || !HEADER_ONLY.has(directive))
    .map(([directive, values]) => `${directive} ${values.join(" ")}`)
    .join("; ");
}
