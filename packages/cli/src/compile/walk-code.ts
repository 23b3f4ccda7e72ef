import type { AnyNode } from "acorn";

/** Calls `visit` for a node and everything in it, outermost first; what `visit` answers `false` for is not entered. */
export function walkCode(node: AnyNode, visit: (node: AnyNode) => boolean | void): void {
  if (visit(node) === false) return;
  for (const value of Object.values(node) as readonly unknown[]) {
    for (const inner of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (isNode(inner)) walkCode(inner, visit);
    }
  }
}

/** Every list of statements in a program: bodies of functions, blocks and the program itself. */
export function statementLists(node: AnyNode): readonly (readonly AnyNode[])[] {
  const lists: (readonly AnyNode[])[] = [];
  walkCode(node, (here) => {
    if (here.type === "Program" || here.type === "BlockStatement") lists.push(here.body);
  });
  return lists;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as { readonly type?: unknown }).type === "string";
}
