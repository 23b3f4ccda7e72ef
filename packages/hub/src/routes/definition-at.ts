import { segments } from "@linli/contracts";
import type { Json, JsonObject, JsonSchema, Pointer } from "@linli/contracts";

/**
 * The name of the shared definition that a field is made from, for example `mobile` for `{ "$ref":
 * "../common.json#/$defs/mobile" }`; `undefined` where it is made from none.
 * @param schema With references, or resolved (`x-type` keeps the name).
 */
export function definitionAt(schema: JsonSchema, pointer: Pointer): string | undefined {
  let here: Json | undefined = schema;
  for (const key of segments(pointer)) {
    if (!isObject(here)) return undefined;
    const properties: Json | undefined = here["properties"];
    here = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : here["items"];
  }
  const name = isObject(here) ? (here["x-type"] ?? here["$ref"]) : undefined;
  return typeof name === "string" ? name.split("/").at(-1) : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
