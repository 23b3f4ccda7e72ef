import type { AnyNode } from "acorn";
import { parse } from "acorn";
import { walkCode } from "./walk-code.js";

/** Names that an expression's code reads and does not declare itself: globals, in the order of their first use. */
export function freeNames(code: string): readonly string[] {
  const program = parse(`(${code})`, { ecmaVersion: 2022, sourceType: "module" });
  const declared = new Set<string>();
  walkCode(program, (node) => {
    if (node.type === "VariableDeclarator") patternNames(node.id).forEach((name) => declared.add(name));
    if (node.type === "LabeledStatement") declared.add(node.label.name);
    if (node.type !== "FunctionDeclaration" && node.type !== "ArrowFunctionExpression") return;
    if (node.type === "FunctionDeclaration" && node.id) declared.add(node.id.name);
    node.params.flatMap(patternNames).forEach((name) => declared.add(name));
  });
  const free = new Set<string>();
  const collect = (node: AnyNode): boolean => {
    if (node.type === "Identifier" && !declared.has(node.name)) free.add(node.name);
    const unread = (node.type === "MemberExpression" || node.type === "Property") && !node.computed;
    if (unread) walkCode(node.type === "Property" ? node.value : node.object, collect);
    return !unread;
  };
  walkCode(program, collect);
  return [...free];
}

function patternNames(node: AnyNode): readonly string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type !== "ObjectPattern") return [];
  return node.properties.flatMap((property) => (property.type === "Property" ? patternNames(property.value) : []));
}
