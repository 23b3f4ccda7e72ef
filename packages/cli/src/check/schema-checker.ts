import { runtime, type Fault, type JsonObject, type Validate } from "@linli/contracts";
import { Ajv2020, type AnySchema, type ErrorObject } from "ajv/dist/2020.js";

/** Gives ajv's errors of a value; an empty list: it is valid. */
export type ErrorsOf = (value: unknown) => readonly ErrorObject[];

/** Compiles JSON Schemas of a scenarios tree. */
export interface SchemaChecker {
  /** A validator; relative references are resolved from `folder` of the tree. Throws if the schema itself is wrong. */
  readonly validator: (schema: AnySchema, folder?: string) => Validate;
  /** Like `validator`, but gives ajv's own errors, with the schemas that raised them. */
  readonly errors: (schema: AnySchema, folder?: string) => ErrorsOf;
  /** The errors of a value against a meta-schema, by its name. */
  readonly meta: (name: string) => ErrorsOf;
}

const BASE = "https://linli.dev/";

/** Makes a checker over the shared definitions and the meta-schemas. Make it once: every compilation costs. */
export function schemaChecker(common: JsonObject, metaSchemas: { readonly [name: string]: JsonObject }): SchemaChecker {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    addUsedSchema: false,
    formats: {
      date: runtime.date,
      time: runtime.time,
      "date-time": runtime.dateTime,
      duration: runtime.duration,
      uuid: runtime.uuid,
      email: runtime.email,
      uri: runtime.uri,
      "national-id": runtime.nationalId,
      "credit-code": runtime.creditCode,
      regex: isRegex,
    },
  });
  ajv.addVocabulary(["x-privacy", "x-kind", "x-scenario"]);
  ajv.addSchema({ ...common, $id: `${BASE}common.json` });
  for (const [name, schema] of Object.entries(metaSchemas)) ajv.addSchema({ ...schema, $id: `${BASE}${name}.schema.json` });
  let count = 0;
  const errors = (schema: AnySchema, folder = "scenarios"): ErrorsOf => {
    count += 1;
    const compiled = ajv.compile(typeof schema === "boolean" ? schema : { ...schema, $id: `${BASE}${folder}/${String(count)}.json` });
    return (value) => (compiled(value) ? [] : (compiled.errors ?? []));
  };
  return {
    errors,
    validator: (schema, folder) => {
      const find = errors(schema, folder);
      return (value) => find(value).flatMap(faultOf);
    },
    meta: (name) => {
      const compiled = ajv.getSchema(`${BASE}${name}.schema.json`);
      if (compiled === undefined) throw new Error(`There is no ${name}.schema.json.`);
      return (value) => (compiled(value) === true ? [] : (compiled.errors ?? []));
    },
  };
}

/** Where an error is: for a missing or an unknown member, the member itself. */
export function placeOfError(error: ErrorObject): string {
  const params = error.params as { readonly missingProperty?: string; readonly additionalProperty?: string };
  const member = params.missingProperty ?? params.additionalProperty;
  return member === undefined ? error.instancePath : `${error.instancePath}/${runtime.seg(member)}`;
}

function faultOf(error: ErrorObject): readonly Fault[] {
  if (error.keyword === "if") return [];
  return [{ at: placeOfError(error), keyword: error.keyword }];
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
