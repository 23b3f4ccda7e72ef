import type { Engine } from "../engine.js";
import { openApiDocument } from "../openapi/document.js";
import { readCertificate } from "../operations/read-certificate.js";
import { readStreet } from "../operations/read-street.js";
import { anybody } from "./env.js";
import type { App } from "./env.js";

/** What anybody may read, without a token: health, the description of this interface, a street's head, a certificate's code. */
export function publicRoutes(app: App, engine: Engine): void {
  let description: string | undefined;

  app.get("/health", (c) => {
    const { process } = globalThis as { process?: { versions?: { tz?: string } } };
    return c.json({
      status: "ok",
      database: engine.database.kind,
      scenarios: engine.scenarios.size,
      timeZones: process?.versions?.tz,
    });
  });

  app.get("/v1/openapi.json", (c) => {
    description ??= JSON.stringify(openApiDocument(engine.bundle));
    return c.body(description, 200, { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" });
  });

  app.get("/v1/streets/:street", async (c) =>
    c.json(await readStreet(engine, anybody, { street: c.req.param("street") })),
  );

  app.get("/v1/streets/:street/certificates/:code", async (c) =>
    c.json(await readCertificate(engine, anybody, { street: c.req.param("street"), code: c.req.param("code") })),
  );
}
