import type { AvailabilityView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import { daysAsked, readAvailable, type Counting } from "../protocol/availability.js";
import { sightOf } from "../protocol/sight.js";
import { machineIn, ownSay, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { listResourceRows } from "../store/resources.js";

/** How many resources one answer names at most. */
const most = 500;

/**
 * Says in one answer what can be had: opening hours, taken spans, units left. Times are the street's.
 * @throws not-found, invalid (from)
 */
export async function readAvailability(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly scenario: string; readonly from?: string; readonly days?: number },
): Promise<AvailabilityView> {
  const street = await streetToRead(engine, input.street);
  const scenario = scenarioIn(engine, street, input.scenario);
  const machine = machineIn(engine, street, scenario);
  const days = daysAsked(engine, street, input);
  const rules = machine.contract.uses ?? [];
  const countingOf = (kind: string): readonly Counting[] => {
    const counted = rules.filter((one) => one.kind === kind && one.capacity !== undefined);
    return counted.map((rule) => ({ machine, rule }));
  };
  return inStreet(engine.database, street.id, async (query) => {
    const kinds = [...new Set(rules.map((rule) => rule.kind))];
    const rows = kinds.length === 0 ? [] : await listResourceRows(query, street.id, { kinds, limit: most });
    const { [caller.id]: person } = await readPeople(query, street.id, [caller.id]);
    const { shown } = sightOf({ engine, street }, caller, person);
    const free = await readAvailable(
      query,
      { ...days, engine, show: shown },
      rows.map((row) => ({ row, by: countingOf(row.kind) })),
    );
    const profile = ownSay(engine, street, scenario);
    return profile === undefined ? free : { ...free, profile };
  });
}
