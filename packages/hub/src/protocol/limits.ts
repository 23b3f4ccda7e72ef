import type { LimitCount, Machine } from "@linli/contracts";
import { ProblemError } from "../engine.js";
import type { RecordRow } from "../store/rows.js";
import type { Plan } from "./plan.js";

/** What a load asks about limits. */
export function countersOf(
  limits: readonly LimitCount[],
): readonly { readonly key: string; readonly after?: string | undefined; readonly before?: string | undefined }[] {
  return limits.map(({ key, after, before }) => ({ key, after, before }));
}

/**
 * Counts a record against its limits.
 * @throws limit-reached
 */
export function countLimits(
  plan: Plan,
  record: string,
  limits: readonly LimitCount[],
  counts: { readonly [key: string]: number },
): void {
  for (const limit of limits) {
    const { key, after, before, atMost, at, lasts } = limit;
    // Others that the same act opens (dates of a series) count too, and are not written yet.
    const beside = plan.changes.use.filter((one) => one.key === key && isBetween(one.at, after, before)).length;
    if ((counts[key] ?? 0) + beside >= atMost) throw new ProblemError("limit-reached");
    plan.expects.counters.push(key);
    plan.expects.below.push({ key, after, before, most: atMost - 1 - beside });
    plan.changes.use.push({ key, record, at, lasts });
  }
}

function isBetween(moment: string, after: string | undefined, before: string | undefined): boolean {
  const at = Date.parse(moment);
  return (after === undefined || at > Date.parse(after)) && (before === undefined || at < Date.parse(before));
}

/** A record has ended: it counts no longer towards limits on living records, nor, if it was given up, towards those of a window. */
export function endLimits(plan: Plan, row: RecordRow, machine: Machine): void {
  plan.changes.unuse.push({ record: row.id, lasts: "living" });
  if (machine.pattern.states[row.state]?.givenUp === "free")
    plan.changes.unuse.push({ record: row.id, lasts: "window" });
}
