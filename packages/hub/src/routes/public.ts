import type { Engine } from "../engine.js";
import { openApiDocument } from "../openapi/document.js";
import { readCertificate, verifyCertificate } from "../operations/read-certificate.js";
import { readStreet } from "../operations/read-street.js";
import { certificatePage } from "./certificate-page.js";
import { anybody } from "./env.js";
import type { App } from "./env.js";

/** What anybody may read, without a token: the description of this interface, a street's head, a certificate's code. */
export function publicRoutes(app: App, engine: Engine): void {
  let description: string | undefined;

  app.get("/v1/openapi.json", (c) => {
    description ??= JSON.stringify(openApiDocument(engine.bundle));
    return c.body(description, 200, { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" });
  });

  app.get("/v1/streets/:street", async (c) => {
    const locale = c.get("locale");
    c.header("Vary", "Accept-Language", { append: true });
    return c.json(await readStreet(engine, anybody, { street: c.req.param("street"), locale }));
  });

  app.get("/v1/verify/:code", async (c) => {
    const view = await verifyCertificate(engine, anybody, c.req.param("code"));
    c.header("Cache-Control", "no-store");
    c.header("Vary", "Accept", { append: true });
    const isPage = /^text\/html\b/.test(c.req.header("accept") ?? "");
    if (!isPage) return c.json(view);
    return c.body(certificatePage(engine, view, c.get("locale")), 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": c.get("locale"),
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    });
  });

  app.get("/v1/streets/:street/certificates/:code", async (c) =>
    c.json(await readCertificate(engine, anybody, { street: c.req.param("street"), code: c.req.param("code") })),
  );
}
