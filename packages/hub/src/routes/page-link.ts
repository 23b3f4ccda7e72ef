import type { Page } from "@linli/contracts";

/** The `Link` of the next page (RFC 8288), as a reference relative to the request; empty: this is the last. */
export function pageLink(url: string, page: Page<unknown>): { readonly [header: string]: string } {
  if (page.next === undefined) return {};
  const next = new URL(url);
  next.searchParams.set("after", page.next);
  return { Link: `<${next.pathname}${next.search}>; rel="next"` };
}
