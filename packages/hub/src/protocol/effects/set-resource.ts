import { at, mergePatch, withAt, type DueFollow, type Json, type JsonObject } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { ResourceRow, WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { bringResources, type Plan } from "../plan.js";
import { noteThingTerms } from "../searched-text.js";
import { noteSchedule } from "../scheduling.js";

/**
 * Writes what the record proposes (`settings.proposal`, else its own fields of the same names) into the resource that it
 * points at, or into a new one.
 * @throws invalid
 */
export async function setResource(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const { row } = after;
  const rule = machine.contract.uses?.[0];
  const kindId = rule?.kind ?? machine.settings["kind"];
  const kind = typeof kindId === "string" ? plan.engine.kinds.get(kindId) : undefined;
  if (kind === undefined) throw new ProblemError("unknown-resource");
  const pointed = rule === undefined ? undefined : at(row.data, rule.at);
  if (typeof pointed === "string") await bringResources(plan, [pointed]);
  const before = typeof pointed === "string" ? plan.resources.get(pointed) : undefined;
  const fields = (kind.kind.schema["properties"] ?? {}) as JsonObject;
  const where = machine.settings["proposal"];
  const said = (typeof where === "string" ? at(row.data, where) : undefined) ?? row.data;
  const proposed = Object.fromEntries(
    Object.entries(said as JsonObject).filter(([name]) => name in fields),
  ) as JsonObject;
  const value = mergePatch(before?.value ?? {}, proposed as Json) as JsonObject;
  const faults = kind.validate(value);
  const under = typeof where === "string" ? where : "";
  if (faults.length > 0)
    throw new ProblemError("invalid", { faults: faults.map((fault) => ({ ...fault, at: under + fault.at })) });
  const name = row.data["name"] ?? row.data["title"];
  writeNext(plan, before, {
    id: before?.id ?? row.id,
    kind: kind.kind.kind,
    name: before?.name ?? (typeof name === "string" ? name : row.id),
    community: before?.community ?? row.community,
    parent: before?.parent ?? null,
    lat: before?.lat ?? row.lat,
    lon: before?.lon ?? row.lon,
    address: before?.address ?? null,
    life: before?.life ?? "published",
    value,
    revision: (before?.revision ?? 0) + 1,
  });
  return after;
}

/**
 * Writes values into fields of a resource, because of something that happened to a record.
 * @throws unknown-resource, invalid
 */
export async function setFields(plan: Plan, set: NonNullable<DueFollow["set"]>): Promise<void> {
  await bringResources(plan, [set.id]);
  const [before, kind] = [plan.resources.get(set.id), plan.engine.kinds.get(set.kind)];
  if (before === undefined || kind === undefined || before.kind !== set.kind)
    throw new ProblemError("unknown-resource");
  const value = Object.entries(set.value).reduce<JsonObject>(
    (next, [pointer, one]) => withAt(next, pointer, one) as JsonObject,
    before.value,
  );
  const faults = kind.validate(value);
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  writeNext(plan, before, { ...before, value, revision: before.revision + 1 });
}

function writeNext(plan: Plan, before: ResourceRow | undefined, next: ResourceRow): void {
  plan.changes.resources.push(next);
  noteSchedule(plan, next);
  noteThingTerms(plan, next);
  plan.resources.set(next.id, next);
  if (before) plan.expects.resources.push({ id: before.id, revision: before.revision });
}
