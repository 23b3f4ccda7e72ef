import type { Json, JsonObject, JsonSchema, Pointer } from "@linli/contracts";
import { fits } from "./check.js";

/** One field of a form: what may stand there, and whether something must. */
export interface Field {
  readonly at: Pointer;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/**
 * The fields of an object that are asked now, in the schema's order. What only a `then`, an `else` or a
 * `dependentRequired` asks for is asked when its condition holds, or when something already stands there.
 */
export function fieldsOf(schema: JsonSchema, at: Pointer, value: Json | undefined): readonly Field[] {
  const object = (value ?? {}) as JsonObject;
  const taken = branches(schema, object);
  const required = new Set([schema, ...taken].flatMap((one) => names(one.required)));
  for (const [key, others] of Object.entries((schema.dependentRequired ?? {}) as JsonObject)) {
    if (object[key] !== undefined) names(others).forEach((name) => required.add(name));
  }
  const shy = new Set(conditional(schema).filter((name) => !names(schema.required).includes(name)));
  const properties: { [name: string]: JsonObject } = {};
  for (const one of [schema, ...taken]) {
    for (const [name, extra] of Object.entries((one.properties ?? {}) as JsonObject)) {
      if (extra === false) shy.add(name);
      else properties[name] = { ...properties[name], ...(extra === true ? {} : (extra as JsonObject)) };
      if (one !== schema && extra !== false) shy.delete(name);
    }
  }
  return Object.entries(properties)
    .filter(([name]) => required.has(name) || object[name] !== undefined || !shy.has(name))
    .map(([name, field]) => ({ at: `${at}/${name}`, schema: field, required: required.has(name) }));
}

/** Which fields are asked now, as text: when it changes, others are. Of objects and lists inside, all that they hold. */
export function branchesTaken(schema: JsonSchema, value: Json | undefined): string {
  const here = fieldsOf(schema, "", value).map(({ at, required }) => at + String(required));
  const inside = Object.values((schema.properties ?? {}) as JsonObject).some((one) => /"(?:if|allOf)":/.test(JSON.stringify(one)));
  return inside ? JSON.stringify(value) : here.join();
}

const names = (x: Json | undefined) => (x ?? []) as readonly string[];

function branches(schema: JsonSchema, value: JsonObject): readonly JsonSchema[] {
  const parts = (schema.allOf ?? []) as readonly JsonSchema[];
  const chosen = schema.if === undefined ? undefined : fits(schema.if, value) ? schema.then : schema.else;
  return [
    ...parts.flatMap((part) => [part, ...branches(part, value)]),
    ...(typeof chosen === "object" && chosen !== null ? [chosen as JsonSchema, ...branches(chosen as JsonSchema, value)] : []),
  ];
}

/** Names that a branch requires or declares: not asked until it is taken. */
function conditional(schema: JsonSchema): readonly string[] {
  const outcomes = [schema, ...((schema.allOf ?? []) as readonly JsonSchema[])].flatMap((one) => [one.then, one.else]);
  return [
    ...Object.values((schema.dependentRequired ?? {}) as JsonObject).flatMap(names),
    ...outcomes.flatMap((branch) =>
      typeof branch === "object" && branch !== null
        ? [
            ...names((branch as JsonSchema).required),
            ...Object.keys(((branch as JsonSchema).properties ?? {}) as JsonObject),
            ...conditional(branch as JsonSchema),
          ]
        : [],
    ),
  ];
}
