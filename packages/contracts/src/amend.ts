import { at, mergePatch, withAt, type Json, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Effect, Period, Rule } from "./model.js";
import { evaluate, type Context } from "./rules.js";
import type { Act, RecordState } from "./state.js";
import type { Time } from "./time.js";

/** A record's data as an act would leave it. */
export interface DataAfter {
  readonly data: JsonObject;
  readonly derived: JsonObject;
  readonly period?: Period | undefined;
}

/** The name of an effect, whether it has arguments or not. */
export function effectName(effect: Effect): string {
  return typeof effect === "string" ? effect : (Object.keys(effect)[0] ?? "");
}

/** The argument of an effect. */
export function effectArgument(effect: Effect): Json | undefined {
  return typeof effect === "string" ? undefined : Object.values(effect)[0];
}

/**
 * What `amend` effects make of a record: the input's `changes` (a merge patch) or its own members; what was proposed;
 * or values by rule. A period moves where the record has it; members that the record does not declare are kept in
 * `derived` (a score, a reported value).
 */
export function amended(
  machine: Machine,
  record: RecordState,
  act: Act,
  effects: readonly Effect[],
  context: Context,
  time: Time,
): DataAfter {
  let after: DataAfter = { data: record.data, derived: record.derived, period: record.period };
  for (const effect of effects) {
    if (effectName(effect) !== "amend") continue;
    const how = effectArgument(effect);
    if (how === undefined)
      after = patched(machine, after, (act.input?.["changes"] as Json | undefined) ?? act.input ?? {});
    else if (how === "proposed") after = patched(machine, after, record.proposed ?? {});
    else
      for (const [pointer, rule] of Object.entries(how as { readonly [pointer: string]: Rule }))
        after = written(machine, after, pointer, evaluate(rule, context, time) as Json);
  }
  return after;
}

/** Where in the record its period stands, if it does. */
export function periodPointer(machine: Machine): string | undefined {
  const use = (machine.contract.uses ?? []).find((rule) => rule.period !== undefined);
  return typeof use?.period === "string" ? use.period : undefined;
}

function patched(machine: Machine, before: DataAfter, patch: Json): DataAfter {
  const members = patch as JsonObject;
  const declared = (machine.contract.record["properties"] ?? {}) as JsonObject;
  let after = before;
  for (const [name, value] of Object.entries(members)) {
    if (name in declared) after = { ...after, data: mergePatch(after.data, { [name]: value as Json }) as JsonObject };
    else if (name === "period") after = written(machine, after, "/period", value as Json);
    else after = { ...after, derived: mergePatch(after.derived, { [name]: value as Json }) as JsonObject };
  }
  return after;
}

function written(machine: Machine, before: DataAfter, pointer: string, value: Json): DataAfter {
  if (pointer !== "/period" && !pointer.startsWith("/period/"))
    return { ...before, data: withAt(before.data, pointer, value) as JsonObject };
  const where = periodPointer(machine);
  const rest = pointer.slice("/period".length);
  const period = withAt(before.period as unknown as Json | undefined, rest, value) as unknown as Period;
  if (where === undefined) return { ...before, period };
  const data = withAt(before.data, where + rest, value) as JsonObject;
  return { ...before, data, period: at(data, where) as Period };
}
