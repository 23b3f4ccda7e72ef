/** Where a JSON text stops being JSON: line and column, from 1. */
export interface SyntaxErrorPlace {
  readonly line: number;
  readonly column: number;
}

/** Every token of JSON (RFC 8259), white space included. */
const token =
  /[ \t\r\n]+|[{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/**
 * Says where a text that `JSON.parse` refused is wrong. Engines say it in words of their own, and some not at all.
 * @param text A text that is no JSON.
 */
export function findSyntaxError(text: string): SyntaxErrorPlace {
  const at = offsetOf(text);
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** What may come next: a value, a value or `]`, a key or `}`, a key, `:`, or what follows a value. */
type Expected = "value" | "first-item" | "first-key" | "key" | "colon" | "after";

function offsetOf(text: string): number {
  const open: string[] = [];
  let expected: Expected = "value";
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) return at;
    if (/^\s/.test(found)) continue;
    const next = after(found, expected, open);
    if (next === undefined) return at;
    expected = next;
  }
  return text.length;
}

function after(found: string, expected: Expected, open: string[]): Expected | undefined {
  const first = found.charAt(0);
  if (first === "}" || first === "]") {
    const empty = first === "}" ? "first-key" : "first-item";
    if ((expected !== "after" && expected !== empty) || open.pop() !== (first === "}" ? "{" : "[")) return undefined;
    return "after";
  }
  if (first === ":") return expected === "colon" ? "value" : undefined;
  if (first === ",") {
    if (expected !== "after" || open.length === 0) return undefined;
    return open.at(-1) === "{" ? "key" : "value";
  }
  if (expected === "key" || expected === "first-key") return first === '"' ? "colon" : undefined;
  if (expected !== "value" && expected !== "first-item") return undefined;
  if (first === "{" || first === "[") open.push(first);
  return first === "{" ? "first-key" : first === "[" ? "first-item" : "after";
}
