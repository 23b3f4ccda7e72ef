import type { Json, JsonObject, JsonSchema } from "@linli/contracts";

/**
 * Whether a value fits a schema. For conditions only (`if`, a consent's `when`): it says yes or no and knows no
 * formats; whole records are validated by the contract's compiled validator.
 */
export function holds(schema: Json | undefined, value: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return schema !== false;
  const s = schema as JsonSchema;
  const list = (key: string) => (s[key] ?? []) as readonly Json[];
  return (
    (s.type === undefined || [s.type].flat().some((type) => isOf(type as string, value))) &&
    (s.enum === undefined || list("enum").some((one) => same(one, value))) &&
    (s.const === undefined || same(s.const, value)) &&
    sizeFits(s, value) &&
    membersFit(s, value) &&
    list("allOf").every((one) => holds(one, value)) &&
    (s.anyOf === undefined || list("anyOf").some((one) => holds(one, value))) &&
    (s.oneOf === undefined || list("oneOf").filter((one) => holds(one, value)).length === 1) &&
    (s.not === undefined || !holds(s.not, value)) &&
    (s.if === undefined || holds(holds(s.if, value) ? s.then : s.else, value))
  );
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function isOf(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "object") return isObject(value);
  return typeof value === type;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function sizeFits(s: JsonSchema, value: unknown): boolean {
  const within = (size: number, least: string, most: string) =>
    size >= ((s[least] as number | undefined) ?? -Infinity) && size <= ((s[most] as number | undefined) ?? Infinity);
  if (typeof value === "number") {
    return (
      within(value, "minimum", "maximum") &&
      !(value <= (s.exclusiveMinimum as number)) &&
      !(value >= (s.exclusiveMaximum as number))
    );
  }
  if (typeof value === "string") {
    return within([...value].length, "minLength", "maxLength") && (s.pattern === undefined || new RegExp(s.pattern as string, "u").test(value));
  }
  return !Array.isArray(value) || within(value.length, "minItems", "maxItems");
}

function membersFit(s: JsonSchema, value: unknown): boolean {
  if (Array.isArray(value)) {
    return (
      value.every((item) => holds(s.items, item)) && (s.contains === undefined || value.some((item) => holds(s.contains, item)))
    );
  }
  if (!isObject(value)) return true;
  const properties = (s.properties ?? {}) as JsonObject;
  return (
    ((s.required ?? []) as readonly string[]).every((key) => value[key] !== undefined) &&
    Object.keys(value).every((key) =>
      key in properties ? holds(properties[key], value[key]) : holds(s.additionalProperties, value[key]),
    )
  );
}
