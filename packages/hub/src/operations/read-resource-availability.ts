import type { AvailabilityView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { daysAsked, readAvailable, type Counting } from "../protocol/availability.js";
import { sightOf } from "../protocol/sight.js";
import { machineIn, scenariosIn, streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { readResource } from "../store/resources.js";
import type { Street } from "../store/streets.js";

/**
 * Says what can be had of one resource, whatever it is used for: opening hours, taken spans, units left in every pool in
 * which the street's scenarios count it.
 * @throws not-found (none of that id that is published), invalid (from)
 */
export async function readResourceAvailability(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string; readonly from?: string; readonly days?: number },
): Promise<AvailabilityView> {
  const street = await streetToRead(engine, input.street);
  const days = daysAsked(engine, street, input);
  return inStreet(engine.database, street.id, async (query) => {
    const row = await readResource(query, street.id, input.id);
    if (row === undefined || row.life !== "published") throw new ProblemError("not-found");
    const { [caller.id]: person } = await readPeople(query, street.id, [caller.id]);
    const { shown } = sightOf({ engine, street }, caller, person);
    return readAvailable(query, { ...days, engine, show: shown }, [{ row, by: countingsOf(engine, street, row.kind) }]);
  });
}

/** All ways in which the scenarios of a street count things of a kind. */
function countingsOf(engine: Engine, street: Street, kind: string): readonly Counting[] {
  return scenariosIn(engine, street).flatMap((scenario) => {
    const machine = machineIn(engine, street, scenario);
    return (machine.contract.uses ?? [])
      .filter((rule) => rule.kind === kind && rule.capacity !== undefined)
      .map((rule) => ({ machine, rule }));
  });
}
