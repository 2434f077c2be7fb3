import type { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { Asking } from "../ledger/asking.js";
import type { OpenLedger } from "../ledger/open.js";
import type { Tagger } from "../tagger/tagger.js";
import { tagged } from "./answers.js";
import { addAsking } from "./ask.js";
import { addDeciding } from "./decide.js";
import { addDesk } from "./desk.js";
import { addExport } from "./export.js";
import { type Access, guard } from "./guard.js";
import { addPages } from "./pages.js";
import { createProblemApp } from "./problems.js";
import { addReading } from "./reading.js";
import { addWatching } from "./watch.js";
import { addWeb } from "./web.js";

/** What the server answers from; it owns none of it. */
export interface Services {
  readonly ledger: OpenLedger;
  /** Where questions are answered: here (`askHere`) or by threads (`askInThreads`). */
  readonly asking: Asking;
  readonly tagger: Tagger;
  readonly version: string;
  /** The time of a request, ISO 8601 in UTC. */
  readonly now: () => string;
  readonly access: Access;
  /** Fetch addresses of private networks and of this machine too. */
  readonly allowPrivate?: boolean;
  /** Aborted when the server is told to end: a round of watching ends with it. */
  readonly stopping?: AbortSignal;
  /** The folder of the built page (`builtPage`); without it, a page without script stands at `/`. */
  readonly web?: string | null;
}

const LARGEST_BODY = 25_000_000;

/** The HTTP API and the page over it; to be served, or asked without a socket (`app.request`). */
export function createApp(services: Services): OpenAPIHono {
  const app = createProblemApp();
  if (services.web) addWeb(app, services.web);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
  );
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new HTTPException(413, {
          message: `the request is larger than ${LARGEST_BODY} bytes; split it`,
        });
      },
    }),
  );
  app.use(guard(services.access, services.ledger));
  app.get("/api/*", tagged);

  addAsking(app, services);
  addDeciding(app, services);
  addReading(app, services);
  addDesk(app, services);
  addWatching(app, services);
  addExport(app, services);
  addPages(app, services);
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "made by `onrecord token make`; none is needed on loopback",
  });
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    security: [{}, { bearer: [] }],
    info: {
      title: "Onrecord",
      version: services.version,
      description: "The public record of who said what.",
    },
  });
  return app;
}
