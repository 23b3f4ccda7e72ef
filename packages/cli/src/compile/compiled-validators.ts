import type { JsonSchema } from "@linli/contracts";
import { ajvSource } from "./ajv-source.js";
import { freeNames } from "./free-names.js";
import { jsName } from "./js-text.js";
import { rewriteAjv } from "./rewrite-ajv.js";

/**
 * Code of a validator that imports nothing and needs no eval: `(rt) => (value) => Fault[]`. The schema is resolved.
 * Throws where it cannot be compiled.
 */
export function compiledValidator(schema: JsonSchema): string {
  const { statements, functions } = rewriteAjv(ajvSource({ it: schema }));
  return checked(`(rt) => {\n${statements}\nreturn ${functions["it"]};\n}`);
}

/** The same for several schemas, which share what they have in common: `(rt) => ({ <name>: (value) => Fault[] })`. */
export function compiledValidators(schemas: { readonly [name: string]: JsonSchema }): string {
  const entries = Object.entries(schemas);
  if (entries.length === 0) return "() => ({})";
  // Ajv exports by name, and the names of actions are no identifiers.
  const { statements, functions } = rewriteAjv(
    ajvSource(Object.fromEntries(entries.map(([, schema], i) => [`it${i}`, schema]))),
  );
  const members = entries.map(([name], i) => `${jsName(name)}: ${functions[`it${i}`]}`);
  return checked(`(rt) => {\n${statements}\nreturn { ${members.join(", ")} };\n}`);
}

/** Globals that generated code may use. Neither `require` nor `eval` nor `Function` is among them. */
const allowed = new Set(["Array", "Math", "Object", "RegExp", "Set", "isFinite", "isNaN", "parseInt", "undefined"]);

function checked(code: string): string {
  const strange = freeNames(code).filter((name) => !allowed.has(name));
  if (strange.length > 0) throw new Error(`generated code would use ${strange.join(", ")}`);
  return code;
}
