import { ProblemError, type Caller } from "../engine.js";
import type { PersonRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/**
 * Refuses whoever does not speak for the whole street: its officials do, and operators.
 * @throws not-permitted
 */
export function refuseOthers(caller: Caller, person: PersonRow | undefined, street: Street): void {
  const speaks = person?.roles.some(
    ({ role, unit }) => role === "street-official" && (unit === undefined || unit === "" || unit === street.id),
  );
  if (caller.operator !== true && speaks !== true) throw new ProblemError("not-permitted");
}
