import { createRequire } from "node:module";
import type { Json, JsonSchema } from "@linli/contracts";
import { bareSchema, mapSchema } from "@linli/contracts";
import { _ } from "ajv";
import type * as core from "ajv/dist/core.js";
import type * as standalone from "ajv/dist/standalone/index.js";
import type * as draft2020 from "ajv/dist/vocabularies/draft2020.js";
import { formatMembers } from "./format-members.js";

// These are CommonJS with a default export, which Node and bundlers hand to an import in different ways.
const require = createRequire(import.meta.url);
const { default: Core } = require("ajv/dist/core.js") as (typeof core)["default"];
const { default: standaloneCode } = require("ajv/dist/standalone/index.js") as (typeof standalone)["default"];
const { default: vocabularies } = require("ajv/dist/vocabularies/draft2020.js") as (typeof draft2020)["default"];

/**
 * Ajv's own code (a module) that validates by these schemas, one export each. The schemas are resolved: no `$ref`.
 * Throws where ajv's strict mode refuses a schema.
 */
export function ajvSource(schemas: { readonly [name: string]: JsonSchema }): string {
  // The core with the vocabularies of 2020-12, and without `unevaluated…`, whose bookkeeping every validator would carry.
  const ajv = new Core({
    allErrors: true,
    strict: true,
    strictRequired: false,
    messages: false,
    meta: false,
    validateSchema: false,
    // Else 19.99 is no multiple of 0.01.
    multipleOfPrecision: 8,
    next: true,
    code: { source: true, esm: true, lines: true, optimize: 2, formats: _`FORMATS` },
  });
  for (const vocabulary of vocabularies) ajv.addVocabulary(vocabulary);
  // As functions: a regular expression would be written into the code.
  for (const format of Object.keys(formatMembers)) ajv.addFormat(format, () => true);
  for (const [name, schema] of Object.entries(schemas)) {
    const forbidden = /"(?:unevaluated\w+|\$dynamic\w+|\$ref)":/.exec(JSON.stringify(schema));
    if (forbidden) throw new Error(`the keyword ${forbidden[0].slice(0, -1)} is not among those of contracts`);
    ajv.addSchema(plainlyUnique(bareSchema(schema)), name);
  }
  return standaloneCode(ajv, Object.fromEntries(Object.keys(schemas).map((name) => [name, name])));
}

/** Moves `uniqueItems` away from `items`: beside a type, ajv compares items of that type only, which the standard does not say. */
function plainlyUnique(schema: JsonSchema): JsonSchema {
  const { uniqueItems, ...rest } = mapSchema(schema, plainlyUnique);
  if (uniqueItems !== true) return rest;
  return { ...rest, allOf: [...((rest["allOf"] ?? []) as readonly Json[]), { uniqueItems }] };
}
