import { at, sameJson, segments, withAt, type Json, type JsonObject, type JsonSchema, type Pointer } from "./json.js";
import { withOwn } from "./own-fields.js";
import type { ExtField, OwnFields, Tighter } from "./profile.js";
import { sampleValue } from "./sample-value.js";
import { fieldAt } from "./tightening.js";
import type { Fault, Validators } from "./validate.js";

/** What a search for a record found. */
export interface Room {
  /** A record that contract and street accept; absent: none was found. */
  readonly record?: JsonObject;
  /** The record of the contract's own that comes nearest, and what the street has against it. */
  readonly nearest: JsonObject;
  readonly faults: readonly Fault[];
  /** How many records were looked at. */
  readonly tried: number;
}

/** What is searched from. */
export interface RoomSource {
  readonly validators: Validators;
  /** Of the record, references resolved. */
  readonly schema: JsonSchema;
  /** Records that the contract accepts. */
  readonly valid: readonly JsonObject[];
  /** Whether rules across fields let a record pass, as far as that is known without more. */
  readonly holds?: (record: JsonObject) => boolean;
}

const most = 5_000;
const deepest = 8;

/**
 * Looks for a record that a contract and a street's own say both accept: from the contract's own records, by mending what is
 * refused with values at the bounds, from lists and from other records, in the field itself and in those that conditions read.
 */
export function roomFor(own: OwnFields, source: RoomSource): Room {
  const { validators, schema, valid } = source;
  const whole = withOwn(validators, own).record;
  const conditions = conditionsIn(schema);
  const spoken = Object.keys(own.fields ?? {}).filter((pointer) => !pointer.includes("*"));
  // At how many changes a record was looked at before.
  const seen = new Map<string, number>();
  let tried = 0;
  let nearest: { readonly record: JsonObject; readonly faults: readonly Fault[] } | undefined;
  const search = (record: JsonObject, depth: number): JsonObject | undefined => {
    const text = JSON.stringify(record);
    if ((seen.get(text) ?? Infinity) <= depth || tried >= most) return undefined;
    seen.set(text, depth);
    tried++;
    const faults = whole(record);
    const [first] = faults;
    if (first === undefined && source.holds?.(record) !== false) return record;
    if (depth === deepest) return undefined;
    // Where only a rule across fields stands in the way, what the street speaks of may be what it reads.
    const places = [...(first === undefined ? spoken : [first.at]), ...conditions];
    for (const place of places)
      for (const value of valuesFor(place, record, { own, schema, valid })) {
        const found = search(withAt(record, place, value) as JsonObject, depth + 1);
        if (found !== undefined) return found;
      }
    return undefined;
  };
  for (const example of valid) {
    const faults = whole(example);
    if (nearest === undefined || faults.length < nearest.faults.length) nearest = { record: example, faults };
  }
  const said = { nearest: nearest?.record ?? {}, faults: nearest?.faults ?? [] };
  for (let depth = deepest - 3; depth >= 0; depth -= 1) {
    // What needs few changes is found before what needs many.
    seen.clear();
    for (const example of valid) {
      const record = search(example, depth);
      if (record !== undefined) return { ...said, record, tried };
    }
  }
  return { ...said, tried };
}

/** Fields that conditions of a schema read: what is asked elsewhere may depend on them. */
function conditionsIn(schema: JsonSchema): readonly Pointer[] {
  const found = new Set<Pointer>();
  const look = (here: Json | undefined): void => {
    if (typeof here !== "object" || here === null) return;
    if (Array.isArray(here)) return here.forEach((one: Json) => look(one));
    const { if: condition, dependentRequired } = here as JsonSchema;
    for (const part of [condition, dependentRequired]) if (part !== undefined) namesIn(part, found);
    Object.values(here as JsonObject).forEach(look);
  };
  // Only conditions of the record itself: those inside lists and objects are mended where they refuse.
  look(Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "properties")));
  const fields = (schema["properties"] ?? {}) as JsonObject;
  return [...found].filter((pointer) => (segments(pointer)[0] ?? "") in fields);
}

function namesIn(condition: Json, found: Set<Pointer>): void {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return;
  const { properties, required, allOf, anyOf, not } = condition as JsonSchema;
  for (const name of [...Object.keys((properties ?? {}) as JsonObject), ...((required ?? []) as readonly string[])])
    found.add(`/${name}`);
  for (const inner of [...((allOf ?? []) as readonly Json[]), ...((anyOf ?? []) as readonly Json[]), not ?? null])
    namesIn(inner, found);
}

interface Sources {
  readonly own: OwnFields;
  readonly schema: JsonSchema;
  readonly valid: readonly JsonObject[];
}

/** What could stand at a place: at the bounds, from lists, from other records, or nothing at all. */
function valuesFor(place: Pointer, record: JsonObject, { own, schema, valid }: Sources): readonly (Json | undefined)[] {
  const now = at(record, place) as Json | undefined;
  const [root, name = ""] = segments(place);
  const ext = root === "ext" ? own.ext?.[name] : undefined;
  if (root === "ext") return ext === undefined ? [undefined] : [...extValues(ext), undefined];
  const general = place.replaceAll(/\/\d+(?=\/|$)/g, "/*");
  const field = fieldAt(schema, general) ?? {};
  const tighter = own.fields?.[general] ?? own.fields?.[place] ?? {};
  const others = valid.map((one) => at(one, place) as Json | undefined).filter((one) => one !== undefined);
  const stands = now ?? others[0] ?? sampleValue(field);
  const all = [...boundValues(field, tighter, stands), ...others, stands, ...(now === undefined ? [] : [undefined])];
  return all.filter(
    (one, i) =>
      (one !== undefined || now !== undefined) && !same(one, now) && all.findIndex((other) => same(other, one)) === i,
  );
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined ? one === other : sameJson(one, other);
}

function boundValues(field: JsonSchema, tighter: Tighter, now: Json | undefined): readonly (Json | undefined)[] {
  const number = (keyword: "minimum" | "maximum" | "minLength" | "maxLength" | "minItems" | "maxItems") =>
    [tighter[keyword], field[keyword]].find((one) => typeof one === "number");
  const items = field["items"] as JsonSchema | undefined;
  const listed = (tighter.enum ?? items?.["enum"] ?? field["enum"]) as readonly Json[] | undefined;
  if (field["const"] !== undefined) return [field["const"]];
  if (field["type"] === "boolean") return [true, false];
  if (items !== undefined) {
    const held = (Array.isArray(now) ? now : []) as readonly Json[];
    const pool = listed ?? held;
    const least = number("minItems") ?? 0;
    const longest = number("maxItems") ?? Math.max(least, 1);
    return [pool.slice(0, least), pool.slice(0, longest), pool.slice(0, 1), held.slice(0, longest)];
  }
  if (listed !== undefined) return listed;
  if (field["type"] === "integer" || field["type"] === "number") {
    const step = typeof field["multipleOf"] === "number" ? field["multipleOf"] : 1;
    const [low, high] = [number("minimum"), number("maximum")];
    return [
      ...(low === undefined ? [] : [Math.ceil(low / step) * step, low]),
      ...(high === undefined ? [] : [Math.floor(high / step) * step, high]),
    ];
  }
  if (typeof now !== "string") return [];
  const [shortest, longest] = [number("minLength") ?? 0, number("maxLength")];
  const signs = [...now];
  const padded = signs.length === 0 ? "一".repeat(shortest) : now.repeat(Math.ceil(shortest / signs.length) || 1);
  return [[...padded].slice(0, Math.max(shortest, 1)).join(""), signs.slice(0, longest).join("")];
}

function extValues({ type, minimum, maximum, maxLength, options }: ExtField): readonly Json[] {
  const values = Object.keys(options ?? {});
  if (type === "text") return ["一".repeat(Math.min(2, maxLength ?? 2))];
  if (type === "date") return ["2026-12-01"];
  if (type === "photo") return ["0190a000-0000-7000-8000-000000000001"];
  if (type === "yes-no") return [true];
  if (type === "choices") return [values.slice(0, 1)];
  if (type === "choice") return values;
  const whole = (value: number) => (type === "integer" ? Math.ceil(value) : value);
  return [whole(minimum ?? Math.min(1, maximum ?? 1)), ...(maximum === undefined ? [] : [whole(maximum)])];
}
