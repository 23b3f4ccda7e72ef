import type { JsonObject } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";

/** What becomes of a settlement, from each of its states. */
export const settlementMoves: { readonly [state: string]: readonly string[] } = {
  due: ["asked", "settled", "failed"],
  asked: ["settled", "failed"],
  settled: ["refunded"],
  failed: [],
  refunded: [],
};

/**
 * Asks the street's payment service: a child row with a life of its own, and a message to the service. An amount that is
 * absent or zero asks for nothing.
 */
export function settle(plan: Plan, after: WholeRecord, argument: JsonObject): WholeRecord {
  const amount = argument["amount"];
  if (typeof amount !== "number" || !Number.isFinite(amount) || Math.trunc(amount) === 0) return after;
  const moment = Date.parse(plan.now);
  const id = uuid7(plan.engine, moment);
  const { row } = after;
  const parties: { readonly [name: string]: string | undefined } = {
    opener: row.opener,
    subject: row.subject,
    assignee: row.assignees[0],
  };
  const said = String(argument["to"] ?? "subject");
  const asked: JsonObject = { ...argument, amount: Math.trunc(amount), to: parties[said] ?? said };
  plan.changes.children.push({
    id,
    record: row.id,
    kind: "settlements",
    action: "settle",
    author: "hub",
    input: { ...asked, state: "due" },
    at: plan.now,
  });
  plan.changes.outbox.push({
    id: uuid7(plan.engine, moment),
    topic: "settle",
    record: row.id,
    body: { settlement: id, record: row.id, scenario: row.scenario, ...asked },
  });
  return { ...after, children: { ...after.children, settlements: (after.children?.["settlements"] ?? 0) + 1 } };
}
