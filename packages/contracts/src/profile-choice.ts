import type { Contract, Locale } from "./model.js";
import type { Profile } from "./profile.js";

/** A title in each language. */
type Titles = { readonly [locale in Locale]: string };

/** What the catalog says of needs, of collections and of the order of scenarios. */
export interface CatalogChoices {
  /** What people come for, in the order of a menu, and the fields that serve it. */
  readonly needs: readonly { readonly id: string; readonly titles: Titles; readonly fields: readonly string[] }[];
  readonly tree: readonly {
    readonly id: string;
    readonly titles: Titles;
    readonly children: readonly { readonly children: readonly { readonly id: string }[] }[];
  }[];
  readonly collections: {
    readonly [collection: string]: { readonly pattern?: string; readonly nodes?: readonly string[] };
  };
}

/** What a choice looks at of a contract. */
type Chosen = Pick<Contract, "id" | "pattern">;

/** Whether a scenario is what a name stands for: itself, a branch of the catalog above it, or a collection that it is in. */
export function isNamedBy({ id, pattern }: Chosen, name: string, catalog: CatalogChoices | undefined): boolean {
  if (isBelow(id, name)) return true;
  const collection = catalog?.collections[name];
  return (
    collection !== undefined &&
    (collection.pattern === pattern || collection.nodes?.some((node) => isBelow(id, node)) === true)
  );
}

/** Whether a street offers a scenario. Without a selection it offers all. */
export function selects(
  profile: Pick<Profile, "select"> | null | undefined,
  contract: Chosen,
  catalog?: CatalogChoices,
): boolean {
  return profile?.select?.some((name) => isNamedBy(contract, name, catalog)) ?? true;
}

/**
 * Scenarios in a street's order: what it names first comes first, the rest in the order of needs, and what is in no
 * catalog last. `collection`: only those of it, in the street's order, then in the collection's.
 */
export function inOrder<T>(
  all: readonly T[],
  contractOf: (one: T) => Chosen,
  {
    profile,
    catalog,
    collection,
  }: {
    readonly profile: Pick<Profile, "order"> | null | undefined;
    readonly catalog: CatalogChoices | undefined;
    readonly collection?: string | undefined;
  },
): readonly T[] {
  const fields = new Map(catalog?.tree.map((field) => [field.id, field]));
  const byNeed = catalog?.needs.flatMap((need) => need.fields.map((id) => fields.get(id))) ?? [];
  const leaves = byNeed.flatMap((field) => field?.children.flatMap((group) => group.children) ?? []);
  const places = new Map(leaves.map(({ id }, i) => [id, i]));
  const nodes = (collection === undefined ? undefined : catalog?.collections[collection]?.nodes) ?? [];
  const order = profile?.order ?? [];
  const first = (index: number, length: number) => (index === -1 ? length : index);
  const rank = (one: Chosen): readonly number[] => [
    first(
      order.findIndex((name) => isNamedBy(one, name, catalog)),
      order.length,
    ),
    first(
      nodes.findIndex((node) => isBelow(one.id, node)),
      nodes.length,
    ),
    places.get(one.id) ?? places.size,
  ];
  return all
    .map((one) => ({ one, contract: contractOf(one) }))
    .filter(({ contract }) => collection === undefined || isNamedBy(contract, collection, catalog))
    .map(({ one, contract }) => ({ one, id: contract.id, ranks: rank(contract) }))
    .sort((a, b) => {
      const differs = a.ranks.findIndex((place, i) => place !== b.ranks[i]);
      return differs === -1 ? (a.id < b.id ? -1 : 1) : (a.ranks[differs] ?? 0) - (b.ranks[differs] ?? 0);
    })
    .map(({ one }) => one);
}

function isBelow(id: string, node: string): boolean {
  return id === node || id.startsWith(`${node}.`);
}
