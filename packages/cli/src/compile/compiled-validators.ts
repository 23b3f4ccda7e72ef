import type { JsonSchema } from "@linli/contracts";
import type { AnyNode } from "acorn";
import { parse } from "acorn";
import { ajvSource } from "./ajv-source.js";
import { jsName } from "./js-text.js";
import { rewriteAjv } from "./rewrite-ajv.js";
import { walkCode } from "./walk-code.js";

/**
 * Code of validators that import nothing and need no eval: `(rt) => (value) => Fault[]`, or, for several, `(rt) => ({ … })`.
 * The schemas are resolved. Throws where one cannot be compiled.
 */
export function compiledValidator(schema: JsonSchema): string {
  const { statements, functions } = rewriteAjv(ajvSource({ it: schema }));
  return checked(`(rt) => {\n${statements}\nreturn ${functions["it"]};\n}`);
}

/** The same for several schemas at once, which share what they have in common: `(rt) => ({ [name]: (value) => Fault[] })`. */
export function compiledValidators(schemas: { readonly [name: string]: JsonSchema }): string {
  const names = Object.keys(schemas);
  if (names.length === 0) return "() => ({})";
  // Ajv exports by name, and names of stages and actions are no identifiers.
  const byExport = Object.fromEntries(names.map((name, i) => [`it${i}`, schemas[name] as JsonSchema]));
  const { statements, functions } = rewriteAjv(ajvSource(byExport));
  const members = names.map((name, i) => `${jsName(name)}: ${functions[`it${i}`]}`);
  return checked(`(rt) => {\n${statements}\nreturn { ${members.join(", ")} };\n}`);
}

/** Globals that generated code may use; neither `require`, `eval` nor `Function`. */
const allowed = new Set(["Array", "Object", "RegExp", "Set", "isFinite", "isNaN", "parseInt", "undefined"]);

function checked(code: string): string {
  const program = parse(`(${code})`, { ecmaVersion: 2022, sourceType: "module" });
  const declared = new Set<string>();
  const used = new Set<string>();
  walkCode(program, (node) => {
    if (node.type === "VariableDeclarator") patternNames(node.id).forEach((name) => declared.add(name));
    if (node.type === "FunctionDeclaration" || node.type === "ArrowFunctionExpression") {
      if ("id" in node && node.id) declared.add(node.id.name);
      node.params.flatMap(patternNames).forEach((name) => declared.add(name));
    }
    if (node.type === "LabeledStatement") declared.add(node.label.name);
    if (node.type === "MemberExpression" && !node.computed) {
      walkCode(node.object, collect);
      return false;
    }
    if (node.type === "Property" && !node.computed) {
      walkCode(node.value, collect);
      return false;
    }
    collect(node);
    return;
  });
  const strange = [...used].filter((name) => !declared.has(name) && !allowed.has(name));
  if (strange.length > 0) throw new Error(`generated code would use ${strange.join(", ")}`);
  return code;

  function collect(node: AnyNode): boolean | void {
    if (node.type === "Identifier") used.add(node.name);
    if (node.type === "MemberExpression" && !node.computed) {
      walkCode(node.object, collect);
      return false;
    }
  }
}

function patternNames(node: AnyNode): string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "ObjectPattern") return node.properties.flatMap((p) => patternNames(p.type === "Property" ? p.value : p));
  return [];
}
