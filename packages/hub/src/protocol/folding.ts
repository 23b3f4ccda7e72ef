import type { Act } from "@linli/contracts";
import type { WholeRecord } from "../store/rows.js";
import { addEvent, loadInto, type Plan } from "./plan.js";
import { uuid7 } from "./uuid.js";

/** Adds an occurrence to a living record, in place of opening another. */
export async function foldInto(
  plan: Plan,
  { record, act }: { readonly record: string; readonly act: Act },
): Promise<WholeRecord> {
  const fresh = plan.changes.insert.some((row) => row.id === record);
  const whole = fresh
    ? (plan.records.get(record) as WholeRecord)
    : ((await loadInto(plan, { record, actor: act.actor.id, people: [act.actor.id] })).record as WholeRecord);
  plan.changes.children.push({
    id: uuid7(plan.engine, Date.parse(plan.now)),
    record,
    kind: "occurrences",
    action: "fold",
    author: act.actor.id,
    input: act.input ?? {},
    at: plan.now,
  });
  addEvent(plan, {
    type: "record.noted",
    record,
    payload: {
      scenario: whole.row.scenario,
      action: "fold",
      to: whole.row.state,
      flags: whole.row.flags,
      by: act.actor.id,
      as: ["opener"],
      input: act.input ?? {},
      now: plan.now,
    },
  });
  if (!fresh) plan.expects.shared.push({ id: record, revision: whole.row.revision });
  const after = { ...whole, children: { ...whole.children, occurrences: (whole.children?.["occurrences"] ?? 0) + 1 } };
  plan.records.set(record, after);
  return after;
}
