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
export function check(
  schema: Json | undefined,
  value: unknown,
  at: Pointer = "",
  faults: Fault[] = [],
): readonly Fault[] {
  const refuse = (keyword: string, limit?: Json, where = at) =>
    faults.push({ at: where, keyword, limit: limit as number });
  if (schema === false) refuse("false schema");
  if (typeof schema !== "object" || schema === null) return faults;
  const s = schema as JsonSchema;
  const list = (keyword: string) => (s[keyword] ?? []) as readonly Json[];
  const fitting = (keyword: string) => list(keyword).filter((one) => fits(one, value)).length;
  const unless = (good: boolean, keyword: string) => good || s[keyword] === undefined || refuse(keyword, s[keyword]);
  if (s.type !== undefined && ![s.type].flat().some((type) => isOf(type as string, value))) {
    refuse("type", s.type);
    return faults;
  }
  unless(
    list("enum").some((one) => same(one, value)),
    "enum",
  );
  unless(same(s.const, value), "const");
  const [kind, size] = sizeOf(value);
  unless(!(size < (s[`min${kind}`] as number)), `min${kind}`);
  unless(!(size > (s[`max${kind}`] as number)), `max${kind}`);
  if (typeof value === "number") {
    unless(value > (s.exclusiveMinimum as number), "exclusiveMinimum");
    unless(value < (s.exclusiveMaximum as number), "exclusiveMaximum");
    // 19.99 is a multiple of 0.01, whatever binary fractions say.
    unless((Math.abs(value / (s.multipleOf as number)) + 1e-9) % 1 < 2e-9, "multipleOf");
  }
  if (typeof value === "string") {
    unless(new RegExp((s.pattern as string | undefined) ?? "", "u").test(value), "pattern");
    unless(formats[s.format as string]?.(value) ?? true, "format");
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    unless(new Set(items.map((one) => JSON.stringify(one))).size === size, "uniqueItems");
    unless(
      items.some((one) => fits(s.contains, one)),
      "contains",
    );
    items.forEach((one, i) => check(s.items, one, `${at}/${i}`, faults));
  } else if (isOf("object", value)) {
    const object = value as JsonObject;
    const properties = (s.properties ?? {}) as JsonObject;
    const needed = Object.entries((s.dependentRequired ?? {}) as { readonly [name: string]: readonly Json[] });
    for (const name of [list("required"), needed.filter(([one]) => one in object).map(([, names]) => names)].flat(2)) {
      if (object[String(name)] === undefined) refuse("required", undefined, `${at}/${String(name)}`);
    }
    for (const [name, member] of Object.entries(object)) {
      const here = `${at}/${name}`;
      if (name in properties) check(properties[name], member, here, faults);
      else if (s.additionalProperties === false) refuse("additionalProperties", undefined, here);
      else check(s.additionalProperties, member, here, faults);
    }
  }
  for (const one of list("allOf")) check(one, value, at, faults);
  unless(fitting("anyOf") > 0, "anyOf");
  unless(fitting("oneOf") === 1, "oneOf");
  unless(!fits(s.not, value), "not");
  if (s.if !== undefined) check(fits(s.if, value) ? s.then : s.else, value, at, faults);
  return faults;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function isOf(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  return typeof value === type && (type !== "object" || (value !== null && !Array.isArray(value)));
}

/** What `min…` and `max…` count of a value, and how much of it there is. */
function sizeOf(value: unknown): readonly [kind: string, size: number] {
  if (typeof value === "number") return ["imum", value];
  if (typeof value === "string") return ["Length", [...value].length];
  return Array.isArray(value) ? ["Items", value.length] : ["Properties", Object.keys(value ?? {}).length];
}
