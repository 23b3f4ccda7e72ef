import { every } from "@linli/contracts";
import type { Caller, Engine, Kind } from "../engine.js";
import type { PersonRow, ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { sightOf } from "./sight.js";

/** A thing, of its kind, and who asks. */
export interface Asking {
  readonly caller: Caller;
  readonly row: ResourceRow;
  readonly kind: Kind;
}

/** Whether somebody is the thing itself, or works on it. */
export function worksAsThing(
  look: { readonly engine: Engine; readonly street: Street },
  person: PersonRow | undefined,
  asking: Asking,
): boolean {
  return isThing(person, asking) || sightOf(look, asking.caller, person).worksOn(asking.row);
}

/** A member with the role `device` whose id or unit is the thing's, or whom the thing names. */
function isThing(person: PersonRow | undefined, { row, kind }: Asking): boolean {
  const named = kind.fields.actors
    .flatMap((pointer) => every(row.value, pointer))
    .some(({ value }) => value === person?.id);
  return (person?.roles ?? []).some(
    ({ role, unit }) => role === "device" && (person?.id === row.id || unit === row.id || named),
  );
}
