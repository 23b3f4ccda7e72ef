import type { JsonObject, JsonSchema } from "@linli/contracts";
import { fieldsOf } from "../../packages/widgets/src/form/fields.js";

/**
 * What of a value a form asks for. What is only required under a condition is asked only where that holds; a record may
 * still say it, if it is opened in another way.
 */
export function whatIsAsked(schema: JsonSchema, value: JsonObject, at = ""): JsonObject {
  const asked: { [name: string]: JsonObject[string] } = {};
  for (const [name, own] of Object.entries(value)) {
    const { [name]: _, ...others } = value;
    const field = fieldsOf(schema, at, others).find((one) => one.at === `${at}/${name}`);
    if (field === undefined) continue;
    const isObject = typeof own === "object" && own !== null && !Array.isArray(own);
    asked[name] = isObject && field.schema.properties ? whatIsAsked(field.schema, own as JsonObject, field.at) : own;
  }
  return asked;
}

/** Whether a form asks for all of a value. */
export const isAllAsked = (schema: JsonSchema, value: JsonObject): boolean =>
  JSON.stringify(whatIsAsked(schema, value)) === JSON.stringify(value);
