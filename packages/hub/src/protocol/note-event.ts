import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import type { Engine } from "../engine.js";
import { commit } from "../store/commit.js";
import type { Street } from "../store/streets.js";
import { addEvent, newPlan } from "./plan.js";
import { nowIn } from "./street-at-hand.js";

/**
 * Writes an event of no record into a street's chain, in a transaction that has written what happened: last, since the
 * chain's head is locked from then on.
 */
export async function noteEvent(
  engine: Engine,
  query: Query,
  street: Street,
  event: { readonly type: string; readonly payload: JsonObject },
): Promise<void> {
  const plan = newPlan(engine, query, street, nowIn(engine, street));
  addEvent(plan, { ...event, record: null });
  await commit(query, street.id, plan.changes, plan.expects);
}
