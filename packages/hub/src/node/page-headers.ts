/**
 * The Content-Security-Policy under which pages with Linli's tags work: scripts, styles and requests of this origin
 * only, no eval, no inline code, and markup only through lit's own Trusted Types policy.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

/** Headers of every page. */
export function pageHeaders(policy: string = pagePolicy): { readonly [name: string]: string } {
  return {
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
}
