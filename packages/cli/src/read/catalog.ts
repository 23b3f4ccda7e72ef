/** The names of one thing in the three locales. */
interface Titles {
  readonly "zh-CN": string;
  readonly en: string;
  readonly ko: string;
}

/** A scenario's place in the catalog. */
export interface CatalogScenario {
  readonly id: string;
  readonly titles: Titles;
  readonly pattern: string;
}

/** A group of scenarios inside a field. */
interface CatalogGroup {
  readonly id: string;
  readonly titles: Titles;
  readonly children: readonly CatalogScenario[];
}

/** A field of community life: the first level of the catalog, and a folder of contracts. */
interface CatalogField {
  readonly id: string;
  readonly titles: Titles;
  /** Id of `units`. */
  readonly unit: string;
  /** Id of `campaigns`. */
  readonly campaign: string;
  /** Ids of `communityTypes`, where it matters most first. */
  readonly communityTypes: readonly string[];
  readonly children: readonly CatalogGroup[];
}

/** What people come for: some of the fields, under one title. */
interface Need {
  readonly id: string;
  readonly titles: Titles;
  readonly fields: readonly string[];
}

/** A named choice of scenarios: by pattern, or by nodes of the tree (everything below them). */
interface Collection {
  readonly titles: Titles;
  readonly pattern?: string;
  readonly nodes?: readonly string[];
}

/** The tree of all scenarios in its order, and the collections. */
export interface Catalog {
  readonly note: string;
  readonly units: { readonly [unit: string]: Titles };
  readonly campaigns: { readonly [campaign: string]: Titles };
  readonly communityTypes: { readonly [type: string]: Titles };
  /** In the order of a menu; each field belongs to one. */
  readonly needs: readonly Need[];
  readonly tree: readonly CatalogField[];
  readonly collections: { readonly [collection: string]: Collection };
}

/** The prefix of ids that a street gives to scenarios of its own. */
export const ownPrefix = "own.";

/** The scenarios of a catalog, in its order. */
export function catalogScenarios(catalog: Catalog): readonly CatalogScenario[] {
  return catalog.tree.flatMap((field) => field.children.flatMap((group) => group.children));
}
