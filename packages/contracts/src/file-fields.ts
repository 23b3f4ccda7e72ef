import { every, type JsonObject, type JsonSchema, type Pointer } from "./json.js";
import type { Contract, Pattern } from "./model.js";
import { pointersWhere } from "./pointers-where.js";
import { resolveSchema } from "./resolve-schema.js";

/** Shared definitions of which a value is the id of a file. */
const types = ["photo", "file"] as const;

/** A field that holds the id of a file; `*` in its pointer stands for every item of a list. */
export interface FileField {
  readonly at: Pointer;
  readonly type: (typeof types)[number];
}

/** Where the ids of files stand in what people fill in. */
export interface FileFields {
  readonly record: readonly FileField[];
  /** Of every action that takes some. */
  readonly inputs: { readonly [action: string]: readonly FileField[] };
  /** Of every stage that takes some. */
  readonly stages: { readonly [stage: string]: readonly FileField[] };
}

/** A file that is named in what was filled in. */
export interface NamedFile extends FileField {
  readonly id: string;
}

/** Finds the fields of a contract that hold ids of files. `common`: the shared definitions. */
export function fileFieldsOf(contract: Contract, pattern: Pattern, common: JsonObject): FileFields {
  const fieldsIn = (schema: JsonSchema): readonly FileField[] => {
    const resolved = resolveSchema(schema, common);
    return types.flatMap((type) =>
      pointersWhere(resolved, (one) => one["x-type"] === type).map((at) => ({ at, type })),
    );
  };
  const taking = (schemas: readonly (readonly [name: string, schema: JsonSchema | undefined])[]) =>
    Object.fromEntries(
      schemas
        .map(([name, schema]) => [name, schema === undefined ? [] : fieldsIn(schema)] as const)
        .filter(([, fields]) => fields.length > 0),
    );
  return {
    record: fieldsIn(contract.record),
    inputs: taking(
      Object.entries(pattern.actions).map(([name, { input }]) => [name, contract.inputs?.[name] ?? input]),
    ),
    stages: taking((contract.stages ?? []).map(({ id, input }) => [id, input])),
  };
}

/** The files that a value names in these fields. */
export function filesNamed(fields: readonly FileField[], value: unknown): readonly NamedFile[] {
  return fields.flatMap(({ at, type }) =>
    every(value, at).flatMap((found) =>
      typeof found.value === "string" ? [{ at: found.at, type, id: found.value }] : [],
    ),
  );
}

/** The files that the input of an action names: in its own fields, in those of a stage, and in changes of the record. */
export function filesInInput(fields: FileFields, action: string, input: JsonObject | undefined): readonly NamedFile[] {
  const stages = action === "advance" ? Object.values(fields.stages).flat() : [];
  const named = filesNamed([...(fields.inputs[action] ?? []), ...stages], input);
  const changed = filesNamed(fields.record, input?.["changes"]).map((file) => ({ ...file, at: `/changes${file.at}` }));
  return [...new Map([...named, ...changed].map((file) => [file.at, file])).values()];
}
