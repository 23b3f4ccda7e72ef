import type { MiddlewareHandler } from "hono";
import type { Env } from "./env.js";

const asked = ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID", "X-File-Name"].join(
  ", ",
);
const shown = ["ETag", "Location", "Link", "Idempotent-Replayed", "Retry-After", "Content-Disposition"].join(", ");

/** Headers of every answer: it is data, for its reader alone, and never a page. */
const always = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;

/**
 * Lets pages of other origins call (Fetch standard, CORS protocol), and sets the headers that every answer has. No
 * credentials are ever allowed: there are no cookies.
 * @param origins Absent: every origin.
 */
export function crossOrigin(origins: readonly string[] | undefined): MiddlewareHandler<Env> {
  return async (c, next) => {
    for (const [name, value] of Object.entries(always)) c.header(name, value);
    const origin = c.req.header("origin") ?? "";
    if (origins === undefined) c.header("Access-Control-Allow-Origin", "*");
    else {
      c.header("Vary", "Origin", { append: true });
      if (origins.includes(origin)) c.header("Access-Control-Allow-Origin", origin);
    }
    c.header("Access-Control-Expose-Headers", shown);
    if (c.req.method !== "OPTIONS") return next();
    c.header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, OPTIONS");
    c.header("Access-Control-Allow-Headers", asked);
    c.header("Access-Control-Max-Age", "86400");
    return c.body(null, 204);
  };
}
