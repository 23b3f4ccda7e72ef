import {
  pointersWhere,
  resolveSchema,
  type Contract,
  type JsonObject,
  type JsonSchema,
  type Pattern,
  type Pointer,
} from "@linli/contracts";

/** What of a scenario's inputs and results is sensitive; of its record, the machine says it. */
export interface SealedFields {
  readonly stages: { readonly [stage: string]: readonly Pointer[] };
  readonly inputs: { readonly [action: string]: readonly Pointer[] };
  readonly derived: readonly Pointer[];
  /** Whether anything of it is, beside the record. */
  readonly any: boolean;
}

/** Finds what of a scenario is sensitive. */
export function sealedFieldsOf(contract: Contract, pattern: Pattern, common: JsonObject): SealedFields {
  const within = (schema: JsonSchema | undefined) =>
    schema === undefined ? [] : sensitiveIn(resolveSchema(schema, common));
  const stages = Object.fromEntries((contract.stages ?? []).map(({ id, input }) => [id, within(input)]));
  const inputs = Object.fromEntries(
    Object.entries(pattern.actions).map(([name, { input }]) => [name, within(contract.inputs?.[name] ?? input)]),
  );
  const said = [...Object.values(stages), ...Object.values(inputs)].flat();
  const derived = Object.entries(contract.derived ?? {}).flatMap(([name, { schema }]) =>
    within(schema).length > 0 ? [`/${name}`] : [],
  );
  return {
    stages,
    inputs,
    // What an action takes in and the record does not declare is kept among the results.
    derived: [...new Set([...derived, ...said.map((pointer) => `/${pointer.split("/")[1] ?? ""}`)])],
    any: said.length + derived.length > 0,
  };
}

/** Where in a value stand sensitive fields; of a list of them the whole list. */
export function sensitiveIn(schema: JsonSchema): readonly Pointer[] {
  return pointersWhere(schema, (one) => {
    const items = one["items"];
    return one["x-privacy"] === "sensitive" || (isSchema(items) && items["x-privacy"] === "sensitive");
  }).filter((pointer) => pointer !== "");
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
