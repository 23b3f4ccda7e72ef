import { runtime, type Fault, type JsonObject, type JsonSchema, type Validate } from "@linli/contracts";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";

/** Gives ajv's errors of a value; an empty list: it is valid. */
export type ErrorsOf = (value: unknown) => readonly ErrorObject[];

/** Compiles JSON Schemas of a scenarios tree. */
export interface SchemaChecker {
  /** A validator; `../common.json` is found. Throws if the schema itself is wrong. */
  readonly validator: (schema: JsonSchema) => Validate;
  /** Like `validator`, but gives ajv's own errors, with the schemas that raised them. */
  readonly errors: (schema: JsonSchema) => ErrorsOf;
  /** Whether something is a JSON Schema at all; contracts' schemas are held against a narrower meta-schema. */
  readonly isSchema: (schema: JsonSchema) => boolean;
  /** The errors of a value against a meta-schema, by its name. */
  readonly meta: (name: string) => ErrorsOf;
}

const BASE = "https://linli.dev/";

const made = new WeakMap<JsonObject, { readonly metaSchemas: object; readonly checker: SchemaChecker }>();

/** A checker over the shared definitions and the meta-schemas. Compiling costs: what was compiled once is kept. */
export function schemaChecker(common: JsonObject, metaSchemas: { readonly [name: string]: JsonObject }): SchemaChecker {
  const before = made.get(common);
  if (before?.metaSchemas === metaSchemas) return before.checker;
  const checker = newChecker(common, metaSchemas);
  made.set(common, { metaSchemas, checker });
  return checker;
}

function newChecker(common: JsonObject, metaSchemas: { readonly [name: string]: JsonObject }): SchemaChecker {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    addUsedSchema: false,
    // Else 19.99 is no multiple of 0.01.
    multipleOfPrecision: 8,
    code: { optimize: false },
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
  for (const [name, schema] of Object.entries(metaSchemas))
    ajv.addSchema({ ...schema, $id: `${BASE}${name}.schema.json` });
  let count = 0;
  const known = new WeakMap<object, ErrorsOf>();
  const errors = (schema: JsonSchema): ErrorsOf => {
    let find = known.get(schema);
    if (find === undefined) {
      count += 1;
      const compiled = ajv.compile({ ...schema, $id: `${BASE}scenarios/${String(count)}.json` });
      find = (value) => (compiled(value) ? [] : (compiled.errors ?? []));
      known.set(schema, find);
    }
    return find;
  };
  return {
    errors,
    validator: (schema) => {
      const find = errors(schema);
      return (value) => find(value).flatMap(faultOf);
    },
    isSchema: (schema) => ajv.validateSchema({ ...schema }) === true,
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
