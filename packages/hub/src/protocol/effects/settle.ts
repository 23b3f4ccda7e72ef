import type { JsonObject } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";

/** Asks the street's payment service: a child row with a life of its own, and a message to the service. */
export function settle(plan: Plan, after: WholeRecord, argument: JsonObject): WholeRecord {
  const moment = Date.parse(plan.now);
  const id = uuid7(plan.engine, moment);
  const input: JsonObject = { ...argument, state: "due" };
  plan.changes.children.push({
    id,
    record: after.row.id,
    kind: "settlements",
    action: "settle",
    author: "hub",
    input,
    at: plan.now,
  });
  plan.changes.outbox.push({
    id: uuid7(plan.engine, moment),
    topic: "settle",
    record: after.row.id,
    body: { settlement: id, ...argument },
  });
  return { ...after, children: { ...after.children, settlements: (after.children?.["settlements"] ?? 0) + 1 } };
}
