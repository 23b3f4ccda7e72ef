import { sameJson, segments } from "./json.js";
import type { Json, JsonObject, JsonSchema } from "./json.js";

/** Keywords whose value is a schema (or, for some, a boolean). */
const one = new Set(["items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else"]);
/** Keywords whose value is a list of schemas. */
const list = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
/** Keywords whose value maps names to schemas. */
const named = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** Keywords that say something to people or programs and refuse nothing. */
const annotations = new Set([
  "$schema",
  "$id",
  "$comment",
  "title",
  "description",
  "examples",
  "default",
  "deprecated",
]);

/** A copy of a schema in which `change` was applied to every schema directly inside it. */
export function mapSchema(schema: JsonSchema, change: (inner: JsonSchema) => JsonSchema): JsonSchema {
  const inner = (value: Json | undefined): Json => (isSchema(value) ? change(value) : (value ?? null));
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (one.has(keyword)) return [keyword, inner(value)];
      if (list.has(keyword) && Array.isArray(value)) return [keyword, (value as readonly Json[]).map(inner)];
      if (named.has(keyword) && isSchema(value)) {
        return [keyword, Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inner(member)]))];
      }
      return [keyword, value];
    }),
  );
}

/**
 * A schema with every `$ref` replaced by what it points at: `…common.json#/$defs/<name>`, or `#/$defs/<name>` of the
 * schema itself. `x-type` keeps the name of the shared definition. What stands beside a `$ref` still holds, too.
 * Throws where a reference leads nowhere or back to itself.
 */
export function resolveSchema(schema: JsonSchema, common: JsonObject): JsonSchema {
  return resolveIn(schema, { root: schema, common, path: [] });
}

/** A resolved schema without its texts: what a screen needs. Keeps `default` and every `x-…`. */
export function slimSchema(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([keyword]) => keyword === "default" || !annotations.has(keyword));
  return mapSchema(Object.fromEntries(kept), slimSchema);
}

/** A resolved schema with nothing left but what can refuse a value: what a validator needs. */
export function bareSchema(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([keyword]) => !annotations.has(keyword) && !keyword.startsWith("x-"));
  return mapSchema(Object.fromEntries(kept), bareSchema);
}

interface Where {
  /** What `#/…` points into. */
  readonly root: JsonObject;
  readonly common: JsonObject;
  /** References that led here. */
  readonly path: readonly string[];
}

function resolveIn(schema: JsonSchema, where: Where): JsonSchema {
  const { $ref: ref, $defs: _definitions, ...beside } = schema;
  if (typeof ref !== "string") return mapSchema(beside, (inner) => resolveIn(inner, where));
  const [file = "", pointer = ""] = ref.split("#");
  const shared = file !== "" || where.root === where.common;
  if (file !== "" && !file.endsWith("common.json"))
    throw new Error(`"${ref}" points at neither common.json nor this schema`);
  const root = shared ? where.common : where.root;
  const id = `${shared ? "common.json" : ""}#${pointer}`;
  if (where.path.includes(id)) throw new Error(`"${ref}" leads back to itself`);
  const target = find(root, pointer);
  if (!isSchema(target)) throw new Error(`"${ref}" points into nothing`);
  const found = resolveIn(target, { ...where, root, path: [...where.path, id] });
  const type = shared ? { "x-type": segments(pointer).at(-1) ?? "" } : {};
  return both(
    { ...found, ...type },
    mapSchema(beside, (inner) => resolveIn(inner, where)),
  );
}

/** A schema that holds what two schemas hold: merged where that says the same, else by `allOf`. */
function both(first: JsonSchema, second: JsonSchema): JsonSchema {
  const merged: Record<string, Json | undefined> = { ...first };
  const rest: Record<string, Json | undefined> = {};
  const closed = "additionalProperties" in first || "additionalProperties" in second;
  for (const [keyword, value] of Object.entries(second)) {
    const before = merged[keyword];
    if (annotations.has(keyword) || keyword.startsWith("x-")) merged[keyword] = value;
    else if (named.has(keyword) || one.has(keyword) ? !closed && before === undefined : before === undefined)
      merged[keyword] = value;
    else if (sameJson(before, value)) continue;
    else if (/^min/.test(keyword)) merged[keyword] = Math.max(Number(before), Number(value));
    else if (/^max/.test(keyword)) merged[keyword] = Math.min(Number(before), Number(value));
    else rest[keyword] = value;
  }
  if (Object.keys(rest).length === 0) return merged;
  return { ...merged, allOf: [...((merged["allOf"] ?? []) as readonly Json[]), rest] };
}

function find(root: JsonObject, pointer: string): Json | undefined {
  let here: Json | undefined = root;
  for (const key of segments(pointer)) here = isSchema(here) ? here[key] : undefined;
  return here;
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
