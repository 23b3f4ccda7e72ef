/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; a member that is absent is `undefined`. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A JSON Schema 2020-12 of the keywords that contracts use. */
export type JsonSchema = JsonObject;

/** A JSON pointer (RFC 6901), for example `/dishes/0/portions`. In contracts `*` stands for every item of a list. */
export type Pointer = string;

/** Reads what a pointer points at; `undefined` where there is nothing. */
export function at(value: unknown, pointer: Pointer): unknown {
  let here = value;
  for (const key of segments(pointer)) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

/** Reads all that a pointer with `*` points at, in order, each with its concrete pointer. */
export function every(value: unknown, pointer: Pointer): readonly { readonly at: Pointer; readonly value: unknown }[] {
  let found: { at: Pointer; value: unknown }[] = [{ at: "", value }];
  for (const key of segments(pointer)) {
    found = found.flatMap((here) => {
      if (typeof here.value !== "object" || here.value === null) return [];
      const members = here.value as Record<string, unknown>;
      const keys = key === "*" ? Object.keys(members) : key in members ? [key] : [];
      return keys.map((k) => ({ at: `${here.at}/${escapeSegment(k)}`, value: members[k] }));
    });
  }
  return found;
}

/** A copy of `value` with `next` at the pointer; objects on the way are made where they are missing. */
export function withAt(value: Json | undefined, pointer: Pointer, next: Json | undefined): Json {
  const [key, ...rest] = segments(pointer);
  if (key === undefined) return next ?? null;
  const base: Record<string, Json | undefined> | Json[] = Array.isArray(value)
    ? [...(value as readonly Json[])]
    : { ...(value as JsonObject | undefined) };
  const members = base as Record<string, Json | undefined>;
  const inner = rest.length === 0 ? next : withAt(members[key], `/${rest.map(escapeSegment).join("/")}`, next);
  if (inner === undefined) delete members[key];
  else members[key] = inner;
  return base as Json;
}

/** Applies a JSON merge patch (RFC 7396): `null` takes a member away. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const merged: Record<string, Json | undefined> =
    typeof target === "object" && target !== null && !Array.isArray(target) ? { ...(target as JsonObject) } : {};
  for (const [key, value] of Object.entries(patch as JsonObject)) {
    if (value === null || value === undefined) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/** Whether two JSON values are the same, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(x);
  return keys.length === Object.keys(y).length && keys.every((k) => Object.hasOwn(y, k) && sameJson(x[k], y[k]));
}

/** The unescaped parts of a pointer. */
export function segments(pointer: Pointer): string[] {
  const parts = pointer.split("/").slice(1);
  return pointer.includes("~") ? parts.map((s) => s.replaceAll("~1", "/").replaceAll("~0", "~")) : parts;
}

/** One part of a pointer, escaped. */
export function escapeSegment(segment: string): string {
  // Names of fields hold neither sign: the search costs a tenth of what replacing does.
  if (!segment.includes("/") && !segment.includes("~")) return segment;
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
