import { segments, type Json, type JsonObject, type JsonSchema, type Labels, type Pointer } from "@linli/contracts";

/** Something of a schema that has a name for people: a field, or one of its values. */
export interface NamedPart {
  /** Path of its label inside the schema: `purpose`, `purpose=training`, `dishes/portions`; items of a list add nothing. */
  readonly path: string;
  /** Where in the schema it stands. */
  readonly at: Pointer;
  readonly kind: "field" | "value";
  /** Path of its label in common.json, where a shared definition words it. */
  readonly common?: string;
  /** A value that needs no words: a number written as a text. */
  readonly plain?: true;
}

const REF = /^(?:(?:\.\.\/)?common\.json)?#\/\$defs\/([A-Za-z]+)$/;

/** The name of the shared definition that a schema refers to; `undefined`: none. */
export function definitionOf(schema: JsonSchema): string | undefined {
  const ref = schema["$ref"];
  return typeof ref === "string" ? REF.exec(ref)?.[1] : undefined;
}

/** A schema with its reference to a shared definition resolved; what stands beside the reference wins. */
export function resolved(schema: JsonSchema, common: JsonObject): JsonSchema {
  const name = definitionOf(schema);
  const definition =
    name === undefined ? undefined : ((common["$defs"] ?? {}) as { readonly [name: string]: JsonSchema })[name];
  if (definition === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  return resolved({ ...definition, ...beside }, common);
}

/**
 * All parts of a schema that need a label, in order: fields of nested objects and of list items too, and every value of
 * an `enum` or `const` that is a word. What a shared definition has inside is worded by common.json (`common`).
 */
export function namedParts(schema: JsonSchema, common: JsonObject): readonly NamedPart[] {
  const found = new Map<string, NamedPart>();
  const add = (part: NamedPart): void => {
    if (!found.has(part.path)) found.set(part.path, part);
  };
  const walk = (here: JsonSchema, path: string, at: Pointer, from: string | undefined, depth: number): void => {
    if (depth > 12) return;
    const name = definitionOf(here);
    if (name !== undefined) {
      const definition = ((common["$defs"] ?? {}) as { readonly [name: string]: JsonSchema })[name];
      if (definition !== undefined) walk(definition, path, at, name, depth + 1);
    }
    const wordedBy = (rest: string): Pick<NamedPart, "common"> => (from === undefined ? {} : { common: from + rest });
    for (const value of words(here))
      add({
        path: `${path}=${value}`,
        at,
        kind: "value",
        ...wordedBy(`=${value}`),
        ...(/^[0-9.:-]*$/.test(value) ? { plain: true } : {}),
      });
    for (const [field, member] of Object.entries(objects(here["properties"]))) {
      const inner = path === "" ? field : `${path}/${field}`;
      const where = `${at}/properties/${field}`;
      add({ path: inner, at: where, kind: "field", ...wordedBy(`/${field}`) });
      walk(member, inner, where, from === undefined ? undefined : `${from}/${field}`, depth + 1);
    }
    for (const keyword of ["items", "contains", "then", "else", "additionalProperties"]) {
      const inner = here[keyword];
      if (isObject(inner)) walk(inner, path, `${at}/${keyword}`, from, depth + 1);
    }
    for (const keyword of ["allOf", "anyOf", "oneOf", "prefixItems"]) {
      const branches = here[keyword];
      if (Array.isArray(branches))
        branches.forEach(
          (branch: Json, i) => isObject(branch) && walk(branch, path, `${at}/${keyword}/${i}`, from, depth + 1),
        );
    }
  };
  walk(schema, "", "", undefined, 0);
  return [...found.values()];
}

/** The labels that common.json gives to the parts of a schema, each under `prefix`, for example `record/`. */
export function commonLabelsOf(schema: JsonSchema, common: JsonObject, texts: Labels, prefix: string): Labels {
  return Object.fromEntries(
    namedParts(schema, common).flatMap((part) => {
      const text = part.common === undefined ? undefined : texts[part.common];
      return text === undefined ? [] : [[prefix + part.path, text]];
    }),
  );
}

/** The schema of what a pointer points at (`*` or a number: an item); `undefined`: the schema has no such member. */
export function schemaAt(schema: JsonSchema, pointer: Pointer, common: JsonObject): JsonSchema | undefined {
  let here: JsonSchema | undefined = schema;
  for (const segment of segments(pointer)) {
    here = here === undefined ? undefined : memberOf(here, segment, common);
    if (here === undefined) return undefined;
  }
  return here;
}

/** The schema of one member or item; members that only a branch declares are found too. */
export function memberOf(schema: JsonSchema, name: string, common: JsonObject): JsonSchema | undefined {
  const whole = resolved(schema, common);
  const own = objects(whole["properties"])[name];
  if (own !== undefined) return own;
  if (name === "*" || /^[0-9]+$/.test(name)) {
    const first: Json | undefined = Array.isArray(whole["prefixItems"])
      ? (whole["prefixItems"] as readonly Json[])[name === "*" ? 0 : Number(name)]
      : undefined;
    if (isObject(first)) return first;
    if (isObject(whole["items"])) return whole["items"];
  }
  for (const keyword of ["then", "else"]) {
    const found = isObject(whole[keyword]) ? memberOf(whole[keyword], name, common) : undefined;
    if (found !== undefined) return found;
  }
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    for (const branch of Array.isArray(whole[keyword]) ? (whole[keyword] as readonly Json[]) : []) {
      const found = isObject(branch) ? memberOf(branch, name, common) : undefined;
      if (found !== undefined) return found;
    }
  }
  return isObject(whole["additionalProperties"]) ? whole["additionalProperties"] : undefined;
}

/** Names of the members that a schema declares. */
export function memberNames(schema: JsonSchema, common: JsonObject): readonly string[] {
  return Object.keys(objects(resolved(schema, common)["properties"]));
}

function words(schema: JsonSchema): readonly string[] {
  const values = [...(Array.isArray(schema["enum"]) ? (schema["enum"] as readonly Json[]) : []), schema["const"]];
  return values.filter((value): value is string => typeof value === "string");
}

function objects(value: Json | undefined): { readonly [name: string]: JsonSchema } {
  return isObject(value)
    ? (Object.fromEntries(Object.entries(value).filter(([, member]) => isObject(member))) as Record<string, JsonSchema>)
    : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
