import type { JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import { evaluate, truthy, type Context } from "./rules.js";
import type { DueFollow } from "./state.js";
import type { Time } from "./time.js";

/** What follow-ups of an act are named by: the action, and the state that it led to. */
export function followNames(action: string, from: string | undefined, to: string): readonly string[] {
  return from === to ? [action] : [action, `enter:${to}`];
}

/** The contract's follow-ups on one of these names whose `when` holds, each with all that it says evaluated. */
export function dueFollows(
  machine: Machine,
  on: readonly string[],
  context: Context,
  time: Time,
): readonly DueFollow[] {
  return (machine.contract.follow ?? [])
    .filter((rule) => on.includes(rule.on) && (rule.when === undefined || truthy(evaluate(rule.when, context, time))))
    .map((rule) => {
      const evaluated = (said: JsonObject): JsonObject =>
        Object.fromEntries(
          Object.entries(said).flatMap(([name, value]) => {
            const found = evaluate(value ?? null, context, time);
            return found === undefined || found === null ? [] : [[name, found as JsonObject]];
          }),
        );
      const { set } = rule;
      return {
        rule,
        value: evaluated(rule.with ?? {}),
        ...(rule.post === undefined || rule.each !== undefined ? {} : { post: evaluated(rule.post) }),
        ...(set === undefined
          ? {}
          : {
              set: {
                kind: String(set["kind"]),
                id: String(evaluate(set["id"] ?? null, context, time)),
                value: evaluated((set["value"] ?? {}) as JsonObject),
              },
            }),
      };
    });
}
