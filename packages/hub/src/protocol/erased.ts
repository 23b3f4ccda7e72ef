import {
  every,
  pointersWhere,
  resolveSchema,
  withAt,
  type JsonObject,
  type JsonSchema,
  type Machine,
  type Pointer,
} from "@linli/contracts";
import type { Engine } from "../engine.js";
import type { ErasableRow } from "../store/erasing.js";
import type { ChildRow } from "../store/records.js";
import type { Street } from "../store/streets.js";
import { machineIn } from "./street-at-hand.js";

/** Whose name stands where somebody was erased. */
export const erasedPerson = "erased";

/** How much is erased: what is sensitive, or all that is personal. */
export type Depth = "sensitive" | "all";

/** What is left of a record. */
export function erasedRow(engine: Engine, street: Street, row: ErasableRow, depth: Depth): ErasableRow {
  const scenario = engine.scenarios.get(row.scenario);
  // What a contract that is gone said of privacy is not known any more: nothing of it may stay.
  if (scenario === undefined) return { ...row, data: {}, derived: {}, stages: {}, erased: depth, lat: null, lon: null };
  const machine = machineIn(engine, street, scenario);
  const { contract } = scenario;
  const inRecord = machine.personal.filter(({ privacy }) => depth === "all" || privacy === "sensitive");
  const derived = Object.entries(contract.derived ?? {}).flatMap(([name, { schema }]) =>
    within(engine, schema, depth).length > 0 || isSuch(schema, depth) ? [name] : [],
  );
  const fromInputs = Object.keys(machine.pattern.actions).flatMap((action) =>
    pointersOf(engine, machine, action, depth),
  );
  const named = new Set([...derived, ...fromInputs.map((pointer) => pointer.split("/")[1] ?? "")]);
  const stages = Object.entries(row.stages).map(([id, input]) => {
    const stage = (contract.stages ?? []).find((one) => one.id === id);
    return [id, stage === undefined ? {} : without(input, within(engine, stage.input, depth))] as const;
  });
  const places = pointersWhere(
    resolveSchema(contract.record, engine.bundle.common),
    (one) => one["x-type"] === "place",
  );
  const isPlaced = inRecord.some(({ at }) => places.includes(at));
  return {
    ...row,
    data: without(
      row.data,
      inRecord.map(({ at }) => at),
    ),
    derived: Object.fromEntries(Object.entries(row.derived).filter(([name]) => !named.has(name))),
    stages: Object.fromEntries(stages),
    erased: row.erased === "all" ? "all" : depth,
    ...(isPlaced ? { lat: null, lon: null } : {}),
  };
}

/** What is left of what was given to a record. */
export function erasedInput(
  engine: Engine,
  street: Street,
  scenario: string,
  { action, input }: Pick<ChildRow, "action" | "input">,
  depth: Depth,
): JsonObject {
  const found = engine.scenarios.get(scenario);
  return found === undefined ? {} : without(input, pointersOf(engine, machineIn(engine, street, found), action, depth));
}

/** A value without what stands at these pointers. */
export function without(value: JsonObject, pointers: readonly Pointer[]): JsonObject {
  const found = pointers.flatMap((pointer) => every(value, pointer)).toReversed();
  return found.reduce<JsonObject>((left, { at }) => withAt(left, at, undefined) as JsonObject, value);
}

function pointersOf(engine: Engine, { contract, pattern }: Machine, action: string, depth: Depth): readonly Pointer[] {
  return within(engine, contract.inputs?.[action] ?? pattern.actions[action]?.input, depth);
}

function within(engine: Engine, schema: JsonSchema | undefined, depth: Depth): readonly Pointer[] {
  if (schema === undefined) return [];
  const resolved = resolveSchema(schema, engine.bundle.common);
  return pointersWhere(resolved, (one) => isSuch(one, depth)).filter((pointer) => pointer !== "");
}

function isSuch(schema: JsonSchema, depth: Depth): boolean {
  const privacy = schema["x-privacy"];
  return privacy === "sensitive" || (depth === "all" && privacy === "personal");
}
