import { fieldsByRule } from "./fields-by-rule.js";
import type { JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { FollowRule } from "./model.js";
import { evaluate, truthy, type Context } from "./rules.js";
import type { DueFollow } from "./state.js";
import { timeIn, type Time } from "./time.js";

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
    .map((rule) => (rule.each === undefined ? followFrom(rule, context, time) : { rule, value: {}, context }));
}

/**
 * A follow-up that is said once for each record of a registry, for some of them: each that its `where` fits, as `item`
 * in the rules. An item is the record's own fields beside `id`, `subject` and `derived`.
 */
export function followEach<T extends { readonly item: JsonObject }>(
  due: DueFollow,
  items: readonly T[],
  zone: string,
): readonly (T & { readonly due: DueFollow })[] {
  const time = timeIn(zone);
  const where = due.rule.each?.["where"];
  return items.flatMap((one) => {
    const context: Context = { ...due.context, item: one.item };
    if (where !== undefined && !truthy(evaluate(where, context, time))) return [];
    return [{ ...one, due: followFrom(due.rule, context, time) }];
  });
}

function followFrom(rule: FollowRule, context: Context, time: Time): DueFollow {
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
    value: fieldsByRule(rule.with ?? {}, context, time),
    ...(rule.post === undefined ? {} : { post: evaluated(rule.post) }),
    ...(rule.settle === undefined ? {} : { settle: evaluated(rule.settle) }),
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
}
