import type { Fault, Json, JsonObject, JsonSchema, Pointer } from "@linli/contracts";

type Formats = { readonly [format: string]: ((text: string) => boolean) | undefined };

let formats: Formats = {};

/**
 * Loads the formats that people write by hand, if these schemas name any. Dates and times come from native controls,
 * and the hub checks all.
 */
export async function loadFormats(schemas: object): Promise<void> {
  if (!/"format":"(?:credit-code|email|national-id|uri)"/.test(JSON.stringify(schemas))) return;
  const { creditCode, email, nationalId, uri } = await import("@linli/contracts/rare-formats");
  formats = { "credit-code": creditCode, "national-id": nationalId, email, uri };
}

/** Whether a value fits a schema. */
export const fits = (schema: Json | undefined, value: unknown): boolean => check(schema, value).length === 0;

/**
 * All faults of a value, as the hub's compiled validators find them: small enough for a page, and fast enough for a
 * form. Of `anyOf` and `oneOf` only that none or too many fit.
 */
export function check(schema: Json | undefined, value: unknown, at: Pointer = "", faults: Fault[] = []): readonly Fault[] {
  const refuse = (keyword: string, limit?: Json, where = at) => {
    faults.push({ at: where, keyword, limit: limit as number });
  };
  if (typeof schema !== "object" || schema === null) {
    if (schema === false) refuse("false");
    return faults;
  }
  const s = schema as JsonSchema;
  const list = (keyword: string) => (s[keyword] ?? []) as readonly Json[];
  if (s.type !== undefined && ![s.type].flat().some((type) => isOf(type as string, value))) {
    refuse("type", s.type);
    return faults;
  }
  if (s.enum !== undefined && !list("enum").some((one) => same(one, value))) refuse("enum");
  if (s.const !== undefined && !same(s.const, value)) refuse("const");
  const size = sizeOf(value);
  if (size !== undefined) {
    const [kind, n] = size;
    if (n < (s[`min${kind}`] as number)) refuse(`min${kind}`, s[`min${kind}`]);
    if (n > (s[`max${kind}`] as number)) refuse(`max${kind}`, s[`max${kind}`]);
  }
  if (typeof value === "number") {
    if (value <= (s.exclusiveMinimum as number)) refuse("exclusiveMinimum", s.exclusiveMinimum);
    if (value >= (s.exclusiveMaximum as number)) refuse("exclusiveMaximum", s.exclusiveMaximum);
    if (value % ((s.multipleOf as number | undefined) ?? value) !== 0) refuse("multipleOf", s.multipleOf);
  } else if (typeof value === "string") {
    if (s.pattern !== undefined && !new RegExp(s.pattern as string, "u").test(value)) refuse("pattern");
    if (formats[s.format as string]?.(value) === false) refuse("format", s.format);
  } else if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (s.uniqueItems === true && items.some((one, i) => items.findIndex((other) => same(one, other)) < i)) refuse("uniqueItems");
    if (s.contains !== undefined && !items.some((one) => fits(s.contains, one))) refuse("contains");
    items.forEach((one, i) => check(s.items, one, `${at}/${i}`, faults));
  } else if (isObject(value)) {
    const properties = (s.properties ?? {}) as JsonObject;
    const needed = Object.entries((s.dependentRequired ?? {}) as JsonObject).filter(([name]) => name in value);
    for (const name of [...list("required"), ...needed.flatMap(([, names]) => names as readonly Json[])]) {
      if (value[name as string] === undefined) refuse("required", undefined, `${at}/${name as string}`);
    }
    for (const [name, member] of Object.entries(value)) {
      const here = `${at}/${name}`;
      if (member === undefined) continue;
      if (name in properties) check(properties[name], member, here, faults);
      else if (s.additionalProperties === false) refuse("additionalProperties", undefined, here);
      else check(s.additionalProperties, member, here, faults);
    }
  }
  for (const one of list("allOf")) check(one, value, at, faults);
  if (s.anyOf !== undefined && !list("anyOf").some((one) => fits(one, value))) refuse("anyOf");
  if (s.oneOf !== undefined && list("oneOf").filter((one) => fits(one, value)).length !== 1) refuse("oneOf");
  if (s.not !== undefined && fits(s.not, value)) refuse("not");
  if (s.if !== undefined) check(fits(s.if, value) ? s.then : s.else, value, at, faults);
  return faults;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isOf(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  return type === "object" ? isObject(value) : typeof value === type;
}

/** What `min…` and `max…` count of a value, and how much of it there is. */
function sizeOf(value: unknown): readonly [kind: string, size: number] | undefined {
  if (typeof value === "number") return ["imum", value];
  if (typeof value === "string") return ["Length", [...value].length];
  if (Array.isArray(value)) return ["Items", value.length];
  return isObject(value) ? ["Properties", Object.keys(value).length] : undefined;
}
