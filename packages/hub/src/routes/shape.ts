import { escapeSegment, runtime } from "@linli/contracts";
import type { Fault, Json, Pointer, Validate } from "@linli/contracts";

/**
 * A JSON Schema of the few keywords that the hub's own bodies and queries need. What contracts say is checked by their
 * compiled validators; this is for what surrounds it.
 */
export interface Shape {
  /** Absent: anything. */
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Shape };
  /** An object without `additionalProperties: true` takes no member that it does not name. */
  readonly additionalProperties?: true | Shape;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: "date" | "date-time";
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: Json;
}

/** Makes the check of a shape: gives every fault of a value. */
export function validateShape(shape: Shape): Validate {
  return (value) => faultsAt(shape, value, "");
}

function faultsAt(shape: Shape, value: unknown, at: Pointer): readonly Fault[] {
  if (shape.type === undefined) return [];
  if (!isOfType(shape.type, value)) return [{ at, keyword: "type", limit: shape.type }];
  if (typeof value === "string") return ofText(shape, value, at);
  if (typeof value === "number") return ofNumber(shape, value, at);
  if (Array.isArray(value)) return ofList(shape, value, at);
  return typeof value === "object" ? ofObject(shape, value as { readonly [key: string]: unknown }, at) : [];
}

function isOfType(type: NonNullable<Shape["type"]>, value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return type === "integer" ? Number.isSafeInteger(value) : typeof value === type;
}

function ofObject(shape: Shape, value: { readonly [key: string]: unknown }, at: Pointer): readonly Fault[] {
  const { properties = {}, additionalProperties: others } = shape;
  const missing = (shape.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ at: `${at}/${name}`, keyword: "required" }));
  const members = Object.entries(value).flatMap(([key, member]) => {
    const here = `${at}/${escapeSegment(key)}`;
    const known = Object.hasOwn(properties, key) ? properties[key] : others;
    if (known === undefined) return [{ at: here, keyword: "additionalProperties" }];
    return known === true ? [] : faultsAt(known, member, here);
  });
  return [...missing, ...members];
}

function ofList(shape: Shape, value: readonly unknown[], at: Pointer): readonly Fault[] {
  const { items, minItems = 0, maxItems = Infinity } = shape;
  if (value.length < minItems) return [{ at, keyword: "minItems", limit: minItems }];
  if (value.length > maxItems) return [{ at, keyword: "maxItems", limit: maxItems }];
  return items === undefined ? [] : value.flatMap((item, i) => faultsAt(items, item, `${at}/${i}`));
}

function ofText(shape: Shape, value: string, at: Pointer): readonly Fault[] {
  const { minLength = 0, maxLength = Infinity, pattern, format, enum: values } = shape;
  if (values && !values.includes(value)) return [{ at, keyword: "enum" }];
  const length = runtime.len(value);
  if (length < minLength) return [{ at, keyword: "minLength", limit: minLength }];
  if (length > maxLength) return [{ at, keyword: "maxLength", limit: maxLength }];
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return [{ at, keyword: "pattern" }];
  const isOf = format === "date" ? runtime.date : format === "date-time" ? runtime.dateTime : undefined;
  return isOf === undefined || isOf(value) ? [] : [{ at, keyword: "format", limit: format as string }];
}

function ofNumber(shape: Shape, value: number, at: Pointer): readonly Fault[] {
  const { minimum = -Infinity, maximum = Infinity } = shape;
  if (value < minimum) return [{ at, keyword: "minimum", limit: minimum }];
  return value > maximum ? [{ at, keyword: "maximum", limit: maximum }] : [];
}
