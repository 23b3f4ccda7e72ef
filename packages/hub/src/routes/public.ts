import { ProblemError, type Engine } from "../engine.js";
import { openApiDocument } from "../openapi/document.js";
import { readCertificate, verifyCertificate } from "../operations/read-certificate.js";
import { readStreet } from "../operations/read-street.js";
import { askForCodePage, certificatePage } from "./certificate-page.js";
import { anybody } from "./env.js";
import type { App, Ask } from "./env.js";

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

  const page = (c: Ask, body: string, status: 200 | 404) =>
    c.body(body, status, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": c.get("locale"),
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    });

  // For whoever has the code on paper: it is typed.
  app.get("/v1/verify", (c) => {
    const code = c.req.query("code")?.trim() ?? "";
    if (code === "") return page(c, askForCodePage(c.get("locale")), 200);
    return c.redirect(`/v1/verify/${encodeURIComponent(code)}`, 303);
  });

  app.get("/v1/verify/:code", async (c) => {
    c.header("Vary", "Accept", { append: true });
    const isPage = /^text\/html\b/.test(c.req.header("accept") ?? "");
    const typed = c.req.param("code");
    const view = await verifyCertificate(engine, anybody, typed).catch((error: unknown) => {
      if (isPage && error instanceof ProblemError && error.code === "not-found") return undefined;
      throw error;
    });
    if (view === undefined) return page(c, askForCodePage(c.get("locale"), typed), 404);
    if (isPage) return page(c, certificatePage(engine, view, c.get("locale")), 200);
    c.header("Cache-Control", "no-store");
    return c.json(view);
  });

  app.get("/v1/streets/:street/certificates/:code", async (c) =>
    c.json(await readCertificate(engine, anybody, { street: c.req.param("street"), code: c.req.param("code") })),
  );
}
