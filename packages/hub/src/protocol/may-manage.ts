import type { PersonRow, ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { unitsAbove } from "./units-of.js";

/** Roles that look after what a community has and who lives there. */
const offices: ReadonlySet<string> = new Set(["community-staff", "street-official", "district-official"]);

/** Whether somebody holds an office that covers a community (without: any). */
export function holdsOffice(person: PersonRow | undefined, street: Street, community?: string): boolean {
  const units = community === undefined ? undefined : unitsAbove(street, community);
  return (person?.roles ?? []).some(
    ({ role, unit }) =>
      offices.has(role) && (unit === undefined || unit === "" || units === undefined || units.includes(unit)),
  );
}

/** Whether somebody is an official of the whole street, or of the district above it. */
export function governs(person: PersonRow | undefined, street: string): boolean {
  return (person?.roles ?? []).some(
    ({ role, unit }) =>
      (role === "street-official" || role === "district-official") &&
      (unit === undefined || unit === "" || unit === street),
  );
}

/** Whether somebody looks after a thing: an office, or a role in that very thing or in what it is part of. */
export function mayManage(
  person: PersonRow | undefined,
  street: Street,
  thing: Pick<ResourceRow, "id" | "parent" | "community">,
): boolean {
  if (holdsOffice(person, street, thing.community)) return true;
  return (person?.roles ?? []).some(
    ({ role, unit }) =>
      role !== "resident" && unit !== undefined && unit !== "" && (unit === thing.id || unit === thing.parent),
  );
}
