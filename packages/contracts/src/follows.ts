import type { JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import { evaluate, truthy, type Context } from "./rules.js";
import type { DueFollow } from "./state.js";
import type { Time } from "./time.js";

/** What follow-ups of an act are named by: the action, and the state that it led to. */
export function followNames(action: string, from: string | undefined, to: string): readonly string[] {
  return from === to ? [action] : [action, `enter:${to}`];
}

/** The contract's follow-ups on one of these names whose `when` holds, each with its `with` evaluated. */
export function dueFollows(machine: Machine, on: readonly string[], context: Context, time: Time): readonly DueFollow[] {
  return (machine.contract.follow ?? [])
    .filter((rule) => on.includes(rule.on) && (rule.when === undefined || truthy(evaluate(rule.when, context, time))))
    .map((rule) => ({
      rule,
      value: Object.fromEntries(
        Object.entries(rule.with ?? {}).flatMap(([field, value]) => {
          const found = evaluate(value, context, time);
          return found === undefined || found === null ? [] : [[field, found as JsonObject]];
        }),
      ),
    }));
}
