import type { JsonObject, JsonSchema } from "@linli/contracts";

/** The schema of a member, wherever in an object's schema it is described: below `allOf`, `then` and `else`, too. */
export function schemaAt(schema: JsonSchema, name: string): JsonSchema {
  const branches = [schema.then, schema.else, ...((schema.allOf ?? []) as readonly JsonSchema[])].filter(
    (one): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one),
  );
  const own = (schema.properties as JsonObject | undefined)?.[name];
  const found = branches.map((one) => schemaAt(one, name));
  return Object.assign({}, ...found, typeof own === "object" ? own : {}) as JsonSchema;
}
