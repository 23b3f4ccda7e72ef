import type { WholeRecord } from "../store/rows.js";
import type { Decided } from "./apply.js";
import { addEvent, type Plan } from "./plan.js";

/**
 * A record goes into another that is the same matter: linked both ways, and whoever reported the one follows the other from
 * now on, sees how it stands and is told what its opener is told, without seeing what is personal in it.
 */
export function mergeInto(plan: Plan, { act, machine }: Decided, after: WholeRecord, into: WholeRecord): WholeRecord {
  const { row } = after;
  const link = {
    record: row.id,
    rel: "merged-into" as const,
    other: into.row.id,
    scenario: into.row.scenario,
    kind: null,
  };
  const back = { record: into.row.id, rel: "merged-from", other: row.id, scenario: row.scenario, kind: null };
  plan.changes.links.push(link, back);
  const persons = machine.contract.people.subject === "person" ? [row.subject] : [];
  const parties = new Set([into.row.opener, into.row.subject]);
  for (const person of new Set([row.opener, ...persons, ...(after.followers ?? [])]))
    if (!parties.has(person)) plan.changes.followers.push({ record: into.row.id, person });
  // It must still live when this is written, and whoever merges it meanwhile must take along who follows it now.
  plan.expects.records.push({ id: into.row.id, revision: into.row.revision });
  plan.changes.update.push({ ...into.row, revision: into.row.revision + 1 });
  addEvent(plan, {
    type: "record.noted",
    record: into.row.id,
    payload: {
      scenario: into.row.scenario,
      action: "merge-from",
      to: into.row.state,
      flags: into.row.flags,
      by: act.actor.id,
      as: ["hub"],
      merged: row.id,
      notify: ["handler"],
      now: plan.now,
    },
  });
  return { ...after, links: [...(after.links ?? []), { ...link, ended: into.row.ended }] };
}
