import type { ScheduleView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { scheduleOf, scheduleRuleOf } from "../protocol/schedule-of.js";
import { sightOf } from "../protocol/sight.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { readResource } from "../store/resources.js";

/**
 * Reads when a resource gets commands by itself.
 * @throws not-found (no such resource, or its kind has no schedule)
 */
export async function readSchedule(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string },
): Promise<{ readonly schedule: ScheduleView; readonly revision: number }> {
  const street = await streetToRead(engine, input.street);
  return inStreet(engine.database, street.id, async (query) => {
    const row = await readResource(query, street.id, input.id);
    const rule = row === undefined ? undefined : scheduleRuleOf(engine.kinds.get(row.kind)?.kind);
    if (row === undefined || rule === undefined) throw new ProblemError("not-found");
    const { [caller.id]: person } = await readPeople(query, street.id, [caller.id]);
    const sight = sightOf({ engine, street }, caller, person);
    if (row.life === "draft" && !sight.worksOn(row)) throw new ProblemError("not-found");
    const now = nowIn(engine, street);
    return { schedule: scheduleOf(rule, sight.shown(row), { now, zone: street.zone }), revision: row.revision };
  });
}
