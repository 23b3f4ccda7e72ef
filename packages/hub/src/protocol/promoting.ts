import { placeOf, usesOf, type Act, type Actor, type Facts } from "@linli/contracts";
import type { Loaded } from "../store/load.js";
import { apply } from "./apply.js";
import { decideSafely } from "./decide-safely.js";
import { factsOf } from "./people.js";
import { finder, stateOf, type Plan } from "./plan.js";
import { isFree, learn, wishesOf } from "./room.js";
import { calendarOf, machineIn } from "./street-at-hand.js";
import { scenarioOf } from "./kept-contracts.js";

const hub: Actor = { id: "hub", roles: [], kind: "hub" };

/**
 * Promotes those who wait for what an act has given back, in order: each for whom everything that she wants is free now.
 * `queues` says who was waiting when it was loaded: somebody who joins or leaves meanwhile makes the act be decided again.
 */
export async function promoteWaiters(plan: Plan, loaded: Pick<Loaded, "waiters" | "queues">): Promise<void> {
  for (const [resource, [count, last]] of Object.entries(loaded.queues ?? {}))
    plan.expects.queues.push({ resource, count, last });
  const { zone } = plan.street;
  for (const waiter of loaded.waiters ?? []) {
    if (plan.records.has(waiter.row.id)) continue;
    const scenario = scenarioOf(plan.engine, waiter.row);
    if (scenario === undefined) continue;
    const machine = machineIn(plan.engine, plan.street, scenario);
    const record = stateOf(waiter, zone);
    const find = finder(plan);
    const uses = usesOf(machine, record.data, find, { now: plan.now, zone, period: record.period });
    const wishes = wishesOf(machine, uses);
    if (!isFree(plan.room, wishes)) continue;
    const act: Act = { do: "promote", actor: hub };
    const facts: Facts = {
      now: plan.now,
      zone,
      ...calendarOf(plan.street),
      resources: find,
      uses: { free: true, waiting: 0 },
      subject: factsOf(plan.people.get(record.subject), record.subject, plan.now),
      opener: factsOf(plan.people.get(record.opener), record.opener, plan.now),
      relation: waiter.row.relation,
    };
    const decision = decideSafely(machine, record, act, facts);
    if (!decision.ok) continue;
    await apply(plan, {
      scenario,
      machine,
      before: waiter,
      outcome: decision.changes,
      act,
      facts,
      uses,
      context: () => ({
        now: plan.now,
        record: record.data,
        derived: decision.changes.derived,
        settings: machine.settings,
        has: machine.has,
      }),
      place: placeOf(machine, record.data, uses, { resources: find }),
    });
  }
}

/** Takes in what is in the way of each who waits, before anything is given back. */
export function learnWaiters(plan: Plan, loaded: Pick<Loaded, "waiters">): void {
  for (const waiter of loaded.waiters ?? []) {
    const wishes = waiter.queued ?? [];
    learn(plan.room, wishes, waiter.taken);
  }
}
