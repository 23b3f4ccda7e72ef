import { evaluate, timeIn, truthy, type Context, type Json, type JsonObject, type Rule } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";

/** One part of a figure: records of a scenario, which of them count, and how they are put together. */
interface Part {
  readonly over: string;
  readonly where?: Rule;
  readonly value?: Rule;
  readonly fold: "count" | "sum" | "average" | "share";
}

interface Measure extends Partial<Part> {
  readonly parts?: { readonly [name: string]: Part };
  readonly figure?: Rule;
}

/** Computes a figure over records, and keeps which records it came from. */
export async function measure(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const said = machine.settings["measure"] as Measure | undefined;
  if (said === undefined) return after;
  const { row } = after;
  if (said.parts === undefined) {
    const { value, records } = await partOf(plan, after, said as Part);
    return withDerived(after, { value, records });
  }
  const parts: { [name: string]: number } = {};
  const records = new Set<string>();
  for (const [name, part] of Object.entries(said.parts)) {
    const found = await partOf(plan, after, part);
    parts[name] = found.value;
    for (const id of found.records) records.add(id);
  }
  const context: Context = {
    record: row.data,
    derived: row.derived,
    facts: parts,
    now: plan.now,
    settings: machine.settings,
    parameters: machine.parameters,
  };
  const value = evaluate(said.figure ?? null, context, timeIn(plan.street.zone)) as Json;
  return withDerived(after, { parts, value, records: [...records] });
}

function withDerived(after: WholeRecord, derived: JsonObject): WholeRecord {
  return { ...after, row: { ...after.row, derived: { ...after.row.derived, ...derived } } };
}

async function partOf(
  plan: Plan,
  { row }: WholeRecord,
  part: Part,
): Promise<{ readonly value: number; readonly records: readonly string[] }> {
  const time = timeIn(plan.street.zone);
  const asked = { scenario: part.over, living: false, children: JSON.stringify(part).includes('"children') };
  const all = ((await loadInto(plan, { recordsOf: asked })).recordsOf ?? []).filter((one) => one.id !== row.id);
  const contexts = all.map((one): Context => ({ ...one, record: one.data, now: plan.now, figure: row.data }));
  const chosen = contexts.filter((context) => part.where === undefined || truthy(evaluate(part.where, context, time)));
  const values = chosen.map((context) => (part.value === undefined ? 1 : Number(evaluate(part.value, context, time))));
  const sum = values.reduce((total, value) => total + value, 0);
  const value = {
    count: chosen.length,
    sum,
    average: chosen.length === 0 ? 0 : sum / chosen.length,
    share: contexts.length === 0 ? 0 : (chosen.length * 100) / contexts.length,
  }[part.fold];
  return { value, records: chosen.map((context) => String(context["id"])) };
}
