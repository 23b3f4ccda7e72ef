import { evaluate, type Context, type Json, type JsonObject, type Rule, type Time } from "@linli/contracts";

/** The fields of a record, each by a rule; what a rule has no answer for is left out. */
export function fieldsByRule(rules: { readonly [field: string]: Rule }, context: Context, time: Time): JsonObject {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([field, rule]) => {
      const said = evaluate(rule, context, time) as Json | undefined;
      return said === undefined || said === null ? [] : [[field, said]];
    }),
  );
}
