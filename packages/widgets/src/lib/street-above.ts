import type { CommunityStreet } from "../street/community-street.js";

/** The nearest `<community-street>` above an element, through all shadow roots. */
export function streetAbove(element: Element): CommunityStreet | undefined {
  for (let here: Element | undefined = element; here !== undefined;) {
    const found = here.closest("community-street");
    if (found !== null) return found;
    here = (here.getRootNode() as Partial<ShadowRoot>).host;
  }
  return undefined;
}
