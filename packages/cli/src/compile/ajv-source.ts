import type { JsonSchema } from "@linli/contracts";
import { bareSchema } from "@linli/contracts";
import { _ } from "ajv";
import type { Vocabulary } from "ajv";
import Core from "ajv/dist/core.js";
import standalone from "ajv/dist/standalone/index.js";
import draft2020 from "ajv/dist/vocabularies/draft2020.js";
import { formatMembers } from "./format-members.js";

/**
 * Ajv's own code (a module) that validates by these schemas, one export each. The schemas are resolved: no `$ref`.
 * Throws where ajv's strict mode refuses a schema.
 */
export function ajvSource(schemas: { readonly [name: string]: JsonSchema }): string {
  // The core with the vocabularies of 2020-12, and without `unevaluated…`, whose bookkeeping every validator would carry.
  const ajv = new Core.default({
    allErrors: true,
    strict: true,
    strictRequired: false,
    messages: false,
    meta: false,
    validateSchema: false,
    next: true,
    code: { source: true, esm: true, lines: true, optimize: 2, formats: _`FORMATS` },
  });
  for (const vocabulary of draft2020.default as readonly Vocabulary[]) ajv.addVocabulary(vocabulary);
  // As functions: a regular expression would be written into the code.
  for (const format of Object.keys(formatMembers)) ajv.addFormat(format, () => true);
  for (const [name, schema] of Object.entries(schemas)) {
    const forbidden = /"(?:unevaluated\w+|\$dynamic\w+|\$ref)":/.exec(JSON.stringify(schema));
    if (forbidden) throw new Error(`the keyword ${forbidden[0].slice(0, -1)} is not among those of contracts`);
    ajv.addSchema(bareSchema(schema), name);
  }
  return standalone.default(ajv, Object.fromEntries(Object.keys(schemas).map((name) => [name, name])));
}
