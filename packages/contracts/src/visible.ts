import { every, withAt, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Relation, Seer } from "./model.js";

/** Who sees a field that is personal or sensitive, if the contract says nothing else. */
const insiders: readonly string[] = ["opener", "subject", "handler", "assignee", "hub"];

/** Somebody who reads a record: how she stands to it, and the roles that she holds where it is. */
export interface Onlooker {
  readonly as: readonly Relation[];
  readonly roles: readonly string[];
  /** The state of the record; absent: what is shown in some states only is not shown. */
  readonly state?: string;
}

/** Whether somebody is among those who see something, in the state in which the record is. */
export function isAmong(who: readonly Seer[], { as, roles, state }: Onlooker): boolean {
  const named = who.flatMap((one) =>
    typeof one === "string" ? [one] : state !== undefined && one.while.includes(state) ? one.who : [],
  );
  return named.includes("public") || [...as, ...roles].some((one) => named.includes(one));
}

/** Whether an onlooker may see what `people.see` names: a pointer into the record, or `derived/<name>`. */
export function canSee(machine: Machine, what: string, onlooker: Onlooker): boolean {
  const who = machine.contract.people.see?.[what] ?? (isPersonal(machine, what) ? insiders : undefined);
  return who === undefined || isAmong(who, onlooker);
}

/** The record's data without what this onlooker may not see. */
export function visible(machine: Machine, data: JsonObject, onlooker: Onlooker): JsonObject {
  const named = Object.keys(machine.contract.people.see ?? {}).filter((what) => what.startsWith("/"));
  const pointers = new Set([...named, ...machine.personal.map((field) => field.at)]);
  let shown = data;
  for (const pointer of pointers) {
    if (canSee(machine, pointer, onlooker)) continue;
    for (const found of every(shown, pointer).toReversed()) shown = withAt(shown, found.at, undefined) as JsonObject;
  }
  return shown;
}

/** What was computed, without what this onlooker may not see. */
export function visibleDerived(machine: Machine, derived: JsonObject, onlooker: Onlooker): JsonObject {
  return Object.fromEntries(Object.entries(derived).filter(([name]) => canSee(machine, `derived/${name}`, onlooker)));
}

function isPersonal(machine: Machine, what: string): boolean {
  if (!what.startsWith("derived/")) return machine.personal.some((field) => field.at === what);
  return machine.contract.derived?.[what.slice("derived/".length)]?.schema["x-privacy"] !== undefined;
}
