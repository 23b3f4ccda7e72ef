import { every, withAt, type JsonObject, type Pointer } from "./json.js";
import type { Machine } from "./machine.js";
import type { Relation } from "./model.js";

/** Who sees a field of a record if the contract says nothing else. */
const insiders: readonly string[] = ["opener", "subject", "handler", "assignee", "hub"];

/** Whether somebody who stands so to a record may see what a pointer points at. */
export function canSee(machine: Machine, pointer: Pointer, as: readonly Relation[], roles: readonly string[]): boolean {
  const said = machine.contract.people.see?.[pointer];
  const personal = machine.personal.some((field) => field.at === pointer);
  const who = said ?? (personal ? insiders : undefined);
  return who === undefined || who.includes("public") || [...as, ...roles].some((one) => who.includes(one));
}

/** The record's data without what this reader may not see. */
export function visible(machine: Machine, data: JsonObject, as: readonly Relation[], roles: readonly string[]): JsonObject {
  const pointers = new Set([...Object.keys(machine.contract.people.see ?? {}), ...machine.personal.map((field) => field.at)]);
  let shown = data;
  for (const pointer of pointers) {
    if (canSee(machine, pointer, as, roles)) continue;
    for (const found of every(shown, pointer).toReversed()) shown = withAt(shown, found.at, undefined) as JsonObject;
  }
  return shown;
}
