import { at, mergePatch, type JsonObject, type Json } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { ResourceRow, WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { bringResources, type Plan } from "../plan.js";

/**
 * Writes what the record proposes into the resource that it points at, or into a new one: its fields of the same names.
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
  const proposed = Object.fromEntries(Object.entries(row.data).filter(([name]) => name in fields)) as JsonObject;
  const value = mergePatch(before?.value ?? {}, proposed as Json) as JsonObject;
  const faults = kind.validate(value);
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  const name = row.data["name"] ?? row.data["title"];
  const next: ResourceRow = {
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
  };
  plan.changes.resources.push(next);
  if (before) plan.expects.resources.push({ id: before.id, revision: before.revision });
  return after;
}
