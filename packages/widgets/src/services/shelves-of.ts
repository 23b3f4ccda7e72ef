import type { Branch, ScenarioView } from "@linli/contracts";

/** The services of one field of the catalog. */
export interface Shelf {
  readonly title: string;
  readonly services: readonly ScenarioView[];
}

/** What people come for, with the fields that serve it. */
export interface Need extends Branch {
  readonly shelves: readonly Shelf[];
}

/** The need of what a street has made for itself. */
export const ownNeed = "?own";

/**
 * Sorts what a street offers by need, then by field; both stand where the first of their services stands, so that the
 * street's own order holds. What stands in no catalog comes first, under `own`.
 */
export function needsOf(offers: readonly ScenarioView[], own: string): readonly Need[] {
  const needs = new Map<string, { readonly branch: Branch; readonly shelves: Map<string, ScenarioView[]> }>();
  const byOwn = [...offers].sort((a, b) => Number(a.need !== undefined) - Number(b.need !== undefined));
  for (const one of byOwn) {
    const branch = one.need ?? { id: ownNeed, title: own };
    const { shelves } = needs.get(branch.id) ?? { shelves: new Map<string, ScenarioView[]>() };
    const field = one.field?.title ?? "";
    shelves.set(field, [...(shelves.get(field) ?? []), one]);
    needs.set(branch.id, { branch, shelves });
  }
  return [...needs.values()].map(({ branch, shelves }) => ({
    ...branch,
    shelves: [...shelves].map(([title, services]) => ({ title, services })),
  }));
}
