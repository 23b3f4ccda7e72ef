import type { Json, JsonObject, JsonSchema, Pointer } from "@linli/contracts";
import { fits } from "./check.js";

/** One field of a form: what may stand there, and whether something must. */
export interface Field {
  readonly at: Pointer;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/**
 * The fields of an object that are asked now, in the schema's order. What a `then`, an `else` or a `dependentRequired`
 * only requires is asked when its condition holds, or when something already stands there; what a branch also describes
 * is asked anyway, and only its bounds change. A street's own fields (`ext`) are asked like all others.
 */
export function fieldsOf(schema: JsonSchema, at: Pointer, value: Json | undefined): readonly Field[] {
  const object = (value ?? {}) as JsonObject;
  const properties: { [name: string]: JsonSchema } = {};
  const required = new Set<string>();
  const shy = new Set<string>();
  const visit = (one: Json | undefined, isTaken: boolean): void => {
    if (typeof one !== "object") return;
    const {
      required: needed = [],
      properties: own = {},
      allOf = [],
      dependentRequired = {},
      ...rest
    } = one as JsonSchema;
    for (const name of needed as readonly string[]) {
      if (isTaken) required.add(name);
      else if (!(name in (own as JsonObject))) shy.add(name);
    }
    for (const [name, field] of Object.entries(own as JsonObject)) {
      if (isTaken && field === false) shy.add(name);
      else if (isTaken) properties[name] = { ...properties[name], ...(field as JsonSchema) };
    }
    for (const [name, others] of Object.entries(dependentRequired as { readonly [name: string]: readonly string[] })) {
      for (const other of others) (object[name] === undefined ? shy : required).add(other);
    }
    for (const part of allOf as readonly Json[]) visit(part, isTaken);
    const holds = fits(rest.if, object);
    visit(rest.then, isTaken && holds);
    visit(rest.else, isTaken && !holds);
  };
  visit(schema, true);
  return Object.entries(properties)
    .filter(([name]) => required.has(name) || object[name] !== undefined || !shy.has(name))
    .flatMap(([name, field]) =>
      name === "ext"
        ? fieldsOf(field, "/ext", object.ext)
        : { at: `${at}/${name}`, schema: field, required: required.has(name) },
    );
}

/** Which fields are asked now, as text: when it changes, others are. Of objects and lists inside, all that they hold. */
export function branchesTaken(schema: JsonSchema, value: Json | undefined): string {
  if (/"(?:if|allOf)":/.test(JSON.stringify(schema.properties))) return JSON.stringify(value);
  return fieldsOf(schema, "", value)
    .map(({ at, required }) => at + String(required))
    .join();
}
