import { fieldsByRule } from "./fields-by-rule.js";
import type { Json, JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { FollowRule } from "./model.js";
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
    .flatMap((rule) => {
      if (rule.each?.["registry"] !== undefined) return [{ rule, value: {}, context }];
      if (rule.each === undefined) return [followFrom(rule, context, time)];
      const items = evaluate(rule.each["items"] ?? null, context, time);
      const each = { rule, value: {}, context };
      return followEach(each, Array.isArray(items) ? items.map((item) => ({ item })) : [], time).map(({ due }) => due);
    });
}

/**
 * A follow-up that is said once for each record of a registry, or for each item of a list, for some of them: each that its
 * `where` fits, as `item` in the rules. A record as an item is its own fields beside `id`, `subject` and `derived`.
 */
export function followEach<T extends { readonly item: Json }>(
  due: DueFollow,
  items: readonly T[],
  time: Time,
): readonly (T & { readonly due: DueFollow })[] {
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
