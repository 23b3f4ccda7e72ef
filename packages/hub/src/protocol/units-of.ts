import type { RecordUse, ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/** The units that answer for a place in the tree: itself and all above it, and the street. */
export function unitsAbove(street: Street, unit: string): readonly string[] {
  const found: string[] = [];
  for (let here: string | null | undefined = unit; here !== null && here !== undefined && !found.includes(here);) {
    found.push(here);
    here = street.jurisdictions.find((one) => one.id === here)?.parent;
  }
  return [...found, street.id];
}

/** Places of the tree with all that lies below them. */
export function placesBelow(street: Street, places: readonly string[]): readonly string[] {
  const found = new Set(places);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { id, parent } of street.jurisdictions) if (found.has(parent ?? street.id)) found.add(id);
  }
  return [...found];
}

/**
 * The units whose people answer for a record: its community and all above, the resources that it uses and what these
 * are part of. Where it was handed over, that unit and all above.
 */
export function unitsOf(
  street: Street,
  record: {
    readonly community: string;
    readonly handler?: string | null;
    readonly uses: readonly Pick<RecordUse, "id">[];
  },
  resources: ReadonlyMap<string, ResourceRow>,
): ReadonlySet<string> {
  if (record.handler !== null && record.handler !== undefined) return new Set(unitsAbove(street, record.handler));
  const things = record.uses.flatMap((use) => {
    const parent = resources.get(use.id)?.parent;
    return parent === null || parent === undefined ? [use.id] : [use.id, parent];
  });
  return new Set([...unitsAbove(street, record.community), ...things]);
}
