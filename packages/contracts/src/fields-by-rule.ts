import { withAt, type Json, type JsonObject } from "./json.js";
import type { Rule } from "./model.js";
import { evaluate, type Context } from "./rules.js";
import type { Time } from "./time.js";

/**
 * The fields of a record, each by a rule; a name is a field, a pointer (`/contact/phone`) a field inside of one: objects are built
 * from the pointers that lead into them. What a rule has no answer for is left out.
 */
export function fieldsByRule(rules: { readonly [field: string]: Rule }, context: Context, time: Time): JsonObject {
  return Object.entries(rules).reduce<JsonObject>((fields, [name, rule]) => {
    const said = evaluate(rule, context, time) as Json | undefined;
    if (said === undefined || said === null) return fields;
    return withAt(fields, name.startsWith("/") ? name : `/${name}`, said) as JsonObject;
  }, {});
}
