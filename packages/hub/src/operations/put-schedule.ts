import { withAt, type Fault, type JsonObject, type Pointer, type ScheduleView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine, type Kind } from "../engine.js";
import { scheduleOf, scheduleRuleOf } from "../protocol/schedule-of.js";
import { streetAtHand, nowIn } from "../protocol/street-at-hand.js";
import { thingFaults } from "../protocol/thing-faults.js";
import { writeResource } from "../protocol/write-resource.js";
import type { ResourceRow } from "../store/rows.js";

/**
 * Says anew when a resource gets commands by itself: the hours that its schedule follows.
 * @throws not-found (no such resource, or its kind has no schedule), not-permitted, invalid, stale-revision, busy
 */
export async function putSchedule(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string; readonly hours: JsonObject; readonly ifMatch?: number },
): Promise<{ readonly schedule: ScheduleView; readonly revision: number }> {
  const { street, id, hours, ifMatch } = input;
  const { body } = await writeResource(engine, caller, {
    street,
    id,
    do: "scheduled",
    request: hours,
    key: undefined,
    ifMatch,
    next: (_, before) => {
      const row = before as ResourceRow;
      const kind = engine.kinds.get(row.kind);
      const rule = scheduleRuleOf(kind?.kind);
      if (kind === undefined || rule === undefined) throw new ProblemError("not-found");
      const value = withAt(row.value, rule.at, hours) as JsonObject;
      const faults = faultsOf(kind, value, rule.at);
      if (faults.length > 0) throw new ProblemError("invalid", { faults });
      return { ...row, value, revision: row.revision + 1 };
    },
  });
  const rule = scheduleRuleOf(engine.kinds.get(body.kind)?.kind);
  if (rule === undefined) throw new ProblemError("not-found");
  const there = await streetAtHand(engine, street);
  return { schedule: scheduleOf(rule, body, { now: nowIn(engine, there), zone: there.zone }), revision: body.revision };
}

/** What is wrong with the hours of a thing, as seen from them. */
function faultsOf(kind: Kind, value: JsonObject, where: Pointer): readonly Fault[] {
  const faults = thingFaults(kind, value).filter(({ at }) => at === where || at.startsWith(`${where}/`));
  return faults.map((fault) => ({ ...fault, at: fault.at.slice(where.length) }));
}
