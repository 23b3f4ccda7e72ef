import { evaluate, timeIn, truthy, type Json, type Rule } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";

interface Measure {
  readonly over: string;
  readonly where?: Rule;
  readonly value?: Rule;
  readonly fold: "count" | "sum" | "average" | "share";
}

/** Computes a figure over the records of a scenario, and keeps which records it came from. */
export async function measure(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const said = machine.settings["measure"] as Measure | undefined;
  if (said === undefined) return after;
  const time = timeIn(plan.street.zone);
  const all = (await loadInto(plan, { recordsOf: said.over })).recordsOf ?? [];
  const within = after.row.period;
  const dated = within === null ? all : all.filter((one) => Date.parse(within.start) <= Date.parse(one.opened) && Date.parse(one.opened) < Date.parse(within.end));
  const contexts = dated.map((one) => ({ ...one, record: one.data, now: plan.now, settings: machine.settings }));
  const chosen = contexts.filter((context) => said.where === undefined || truthy(evaluate(said.where, context, time)));
  const values = chosen.map((context) => (said.value === undefined ? 1 : Number(evaluate(said.value, context, time))));
  const sum = values.reduce((total, value) => total + value, 0);
  const value = { count: chosen.length, sum, average: chosen.length === 0 ? 0 : sum / chosen.length, share: contexts.length === 0 ? 0 : (chosen.length * 100) / contexts.length }[said.fold];
  const derived = { ...after.row.derived, value, records: chosen.map((context) => context.id) as Json };
  return { ...after, row: { ...after.row, derived } };
}
