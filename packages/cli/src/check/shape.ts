import type { JsonObject, JsonSchema } from "@linli/contracts";
import { memberNames, memberOf, resolved } from "../read/schema-fields.js";

/** What a path of a rule can lead through: named members, a JSON Schema, a list, or anything. */
export type Shape =
  | { readonly members: { readonly [name: string]: Shape } }
  | { readonly schema: JsonSchema }
  | { readonly items: Shape }
  | { readonly oneOf: readonly Shape[] }
  | { readonly values: readonly string[] }
  | "any"
  | "leaf";

/** The shape of a member; `undefined`: there is none of that name. */
export function shapeOf(shape: Shape, name: string, common: JsonObject): Shape | undefined {
  if (shape === "any") return "any";
  if (shape === "leaf" || "values" in shape) return undefined;
  if ("members" in shape) return shape.members[name];
  if ("items" in shape) return /^[0-9]+$/.test(name) ? shape.items : undefined;
  if ("oneOf" in shape) {
    const found = shape.oneOf.flatMap((one) => shapeOf(one, name, common) ?? []);
    return found.length === 0 ? undefined : found.length === 1 ? found[0] : { oneOf: found };
  }
  const member = memberOf(shape.schema, name, common);
  if (member !== undefined) return { schema: member };
  // A merge patch, a reading's value: what is inside is not declared.
  return isOpen(shape.schema, common) ? "any" : undefined;
}

/** The shape of one item of a list. */
export function itemOf(shape: Shape, common: JsonObject): Shape {
  if (shape === "any" || shape === "leaf") return "any";
  if ("items" in shape) return shape.items;
  if ("members" in shape || "values" in shape) return "any";
  if ("oneOf" in shape) return { oneOf: shape.oneOf.map((one) => itemOf(one, common)) };
  const item = memberOf(shape.schema, "*", common);
  return item === undefined ? "any" : { schema: item };
}

/** The names of a shape's members. */
export function namesOf(shape: Shape, common: JsonObject): readonly string[] {
  if (shape === "any" || shape === "leaf" || "values" in shape) return [];
  if ("members" in shape) return Object.keys(shape.members);
  if ("items" in shape) return ["0"];
  if ("oneOf" in shape) return shape.oneOf.flatMap((one) => namesOf(one, common));
  return memberNames(shape.schema, common);
}

/** The words that a shape's value can be; `undefined`: any. */
export function valuesOf(shape: Shape, common: JsonObject): readonly string[] | undefined {
  if (shape === "any" || shape === "leaf" || "members" in shape || "items" in shape) return undefined;
  if ("values" in shape) return shape.values;
  if ("oneOf" in shape) {
    const all = shape.oneOf.map((one) => valuesOf(one, common));
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  const whole = resolved(shape.schema, common);
  const listed = whole["const"] === undefined ? whole["enum"] : [whole["const"]];
  return Array.isArray(listed) && listed.every((one) => typeof one === "string")
    ? (listed as readonly string[])
    : undefined;
}

function isOpen(schema: JsonSchema, common: JsonObject): boolean {
  const name = typeof schema["$ref"] === "string" ? schema["$ref"].split("/").at(-1) : undefined;
  const whole =
    name === undefined
      ? schema
      : (((common["$defs"] ?? {}) as { readonly [name: string]: JsonSchema })[name] ?? schema);
  const type = whole["type"];
  return (
    (type === "object" || type === undefined) &&
    whole["properties"] === undefined &&
    whole["enum"] === undefined &&
    whole["const"] === undefined &&
    !("additionalProperties" in whole)
  );
}
