import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { OpenLedger } from "../ledger/open.js";
import { tokenHolder } from "../ledger/tokens.js";

/** Who may ask a server. */
export type Access =
  /** Whoever reaches it: for loopback. It answers to these host names only, whatever points at it. */
  | { readonly kind: "local"; readonly hosts: ReadonlySet<string> }
  /** Who shows a token of the ledger. */
  | { readonly kind: "tokens" };

/** The names of this machine, as addresses write them. */
export const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Methods that change nothing, and the requests that only compute: everything else needs `write`. */
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const COMPUTES = new Set(["/api/read", "/api/check", "/api/fetch", "/read", "/check"]);

/**
 * Refuses whom the server is not for. On loopback nobody needs a token, so what browsers can be made
 * to do is refused: to ask by a name that somebody else's page bears (DNS rebinding), and to post
 * from another page. Elsewhere a bearer token is needed (RFC 6750).
 */
export function guard(access: Access, ledger: OpenLedger): MiddlewareHandler {
  return async (c, next) => {
    const at = new URL(c.req.url);
    if (access.kind === "local" && !access.hosts.has(at.hostname))
      throw new HTTPException(421, {
        message: `${at.hostname} is not this server's name; ask by ${[...access.hosts].join(", ")}`,
      });
    const safe = SAFE.has(c.req.method);
    if (!safe && isForeign(c.req.header("origin"), c.req.header("sec-fetch-site"), at))
      throw new HTTPException(403, { message: "a page of another site may not post here" });
    if (access.kind === "tokens") {
      const token = /^Bearer +(\S+) *$/iu.exec(c.req.header("authorization") ?? "")?.[1];
      const holder = token === undefined ? null : await tokenHolder(ledger, token);
      if (!holder) {
        c.header("WWW-Authenticate", 'Bearer realm="onrecord"');
        throw new HTTPException(401, {
          message: "a bearer token is needed (Authorization: Bearer …); `onrecord token make` makes one", // prettier-ignore
        });
      }
      if (holder.scope === "read" && !safe && !COMPUTES.has(at.pathname))
        throw new HTTPException(403, { message: "this token may read only" });
    }
    return next();
  };
}

/** Whether a browser says that the request comes from another site's page. Programs say nothing. */
function isForeign(origin: string | undefined, site: string | undefined, at: URL): boolean {
  // A page that tells nobody where one comes from posts its own forms with the origin "null".
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  // By host: behind a proxy that ends TLS the schemes differ.
  return !URL.canParse(origin) || new URL(origin).host !== at.host;
}
