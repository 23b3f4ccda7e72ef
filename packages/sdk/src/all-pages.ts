import type { Page } from "@linli/contracts";

/** The items of all pages of a list, each page asked for when it is reached. */
export async function* allPages<T>(
  page: (after: { readonly after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  for (let after = {}; ;) {
    const { items, next } = await page(after);
    yield* items;
    if (next === undefined) return;
    after = { after: next };
  }
}
