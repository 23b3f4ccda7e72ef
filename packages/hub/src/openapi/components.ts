import type { Contract, Json, JsonObject, JsonSchema, Pattern } from "@linli/contracts";

/** A reference to a component. */
export function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** One of these; where there is only one, that one. */
export function oneOfThese(how: "oneOf" | "anyOf", names: readonly string[]): JsonObject {
  const [first, ...others] = names.map(reference);
  return first !== undefined && others.length === 0 ? first : { [how]: names.map(reference) };
}

/** The shared definitions of `common.json` as components named `common.<definition>`. */
export function componentsOfDefinitions(common: JsonObject): { readonly [name: string]: JsonObject } {
  return definitionsOf(common, "common");
}

/** A contract's record, inputs and opening request as components named `<scenario>.<what>`. */
export function componentsOfContract(contract: Contract, pattern: Pattern): { readonly [name: string]: JsonObject } {
  const { id } = contract;
  const inputs = Object.entries(pattern.actions)
    .map(([action, { input }]) => [action, contract.inputs?.[action] ?? input] as const)
    .filter((pair): pair is readonly [string, JsonSchema] => pair[1] !== undefined);
  return {
    ...component(`${id}.Record`, { ...contract.record, ...extended(contract.record) }),
    ...(pattern.options === undefined ? {} : component(`${id}.Options`, pattern.options)),
    ...Object.assign({}, ...inputs.map(([action, input]) => component(`${id}.${action}`, input))),
    [`${id}.Open`]: {
      type: "object",
      title: contract.labels.en["title"] ?? id,
      required: ["scenario", "record"],
      additionalProperties: false,
      properties: {
        scenario: { const: id },
        version: { type: "string", description: "The contract's version that the form was made from." },
        subject: { type: "string", description: "Whom it is for; absent: the caller." },
        community: { type: "string" },
        record: reference(`${id}.Record`),
        ...(pattern.options === undefined ? {} : { options: reference(`${id}.Options`) }),
        consent: {
          type: "array",
          items: { enum: (contract.consent ?? []).map((consent) => consent.id) },
          maxItems: 20,
        },
      },
    },
  };
}

/** Every record has an `ext`, where a street's profile adds fields. */
function extended(record: JsonSchema): JsonObject {
  const properties = (record["properties"] ?? {}) as JsonObject;
  return "ext" in properties
    ? {}
    : { properties: { ...properties, ext: { type: "object", description: "What a street asks beside." } } };
}

function component(name: string, schema: JsonSchema): { readonly [name: string]: JsonObject } {
  const { $defs, ...bare } = schema;
  return { [name]: nameRequired(pointed(bare, name)) as JsonObject, ...definitionsOf({ $defs }, name) };
}

function definitionsOf(schema: JsonObject, prefix: string): { readonly [name: string]: JsonObject } {
  const definitions = (schema["$defs"] ?? {}) as { readonly [name: string]: JsonSchema };
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      `${prefix}.${name}`,
      pointed(definition, prefix) as JsonObject,
    ]),
  );
}

/**
 * The same schema, with every member that a branch requires named in that branch (as anything), as linters and
 * generators expect: `then: { required: ["coach"] }` says the same with `properties: { coach: {} }`.
 */
function nameRequired(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => nameRequired(item) as Json);
  if (typeof value !== "object" || value === null) return value;
  const schema = Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, member]) => [key, nameRequired(member)]),
  );
  const { required, properties = {} } = schema;
  if (!Array.isArray(required) || "additionalProperties" in schema) return schema;
  const missing = (required as readonly string[]).filter((name) => !Object.hasOwn(properties as JsonObject, name));
  if (missing.length === 0) return schema;
  return {
    ...schema,
    properties: { ...(properties as JsonObject), ...Object.fromEntries(missing.map((name) => [name, {}])) },
  };
}

/** The same schema, its references pointing at components. */
function pointed(value: Json | undefined, prefix: string): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => pointed(item, prefix) as Json);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, member]) => {
      if (key !== "$ref" || typeof member !== "string") return [key, pointed(member, prefix)];
      const [file = "", pointer = ""] = member.split("#");
      const name = pointer.split("/").at(-1) ?? "";
      return [key, reference(`${file === "" ? prefix : "common"}.${name}`).$ref];
    }),
  );
}
