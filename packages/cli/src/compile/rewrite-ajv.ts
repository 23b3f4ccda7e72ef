import type { AnyNode, Expression, FunctionDeclaration, ObjectExpression, Property } from "acorn";
import { parse } from "acorn";
import { formatMembers } from "./format-members.js";
import { jsText } from "./js-text.js";
import { statementLists, walkCode } from "./walk-code.js";

/** Ajv's code as statements that a function with the parameter `rt` can hold. */
export interface RewrittenCode {
  readonly statements: string;
  /** The function that validates by each schema: `(value) => Fault[]`. */
  readonly functions: { readonly [name: string]: string };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What has a keyword of its own beside it that says the same: `then`, or what refuses the name. */
const dropped = new Set(["if", "propertyNames"]);

/**
 * Turns ajv's standalone module into statements without imports: faults are short (`{ at, keyword, limit? }`), formats and
 * comparisons come from `rt`, whole schemas are gone. Works on the syntax tree; throws where ajv's code is not as expected.
 */
export function rewriteAjv(source: string): RewrittenCode {
  const program = parse(source, { ecmaVersion: 2022, sourceType: "module" });
  const text = (node: AnyNode): string => source.slice(node.start, node.end);
  const schemas = new Map<string, unknown>();
  const constants = new Map<string, string>();
  const functions: FunctionDeclaration[] = [];
  const exported: Record<string, string> = {};
  const taken = new Map<string, string>();

  for (const node of program.body) {
    if (node.type === "FunctionDeclaration") functions.push(node);
    else if (node.type === "VariableDeclaration") {
      for (const { id, init } of node.declarations) {
        const name = text(id);
        const member = init ? runtimeMember(text(init)) : undefined;
        if (/^schema\d+$/.test(name) && init) schemas.set(name, JSON.parse(text(init)));
        else if (member !== undefined) taken.set(name, member);
        else constants.set(name, init ? text(init) : "undefined");
      }
    } else if (node.type === "ExportNamedDeclaration" && node.declaration?.type === "VariableDeclaration") {
      for (const { id, init } of node.declaration.declarations) if (init) exported[text(id)] = text(init);
    } else if (node.type !== "ExpressionStatement" || !("directive" in node)) {
      throw new Error(`ajv wrote a statement that is not known: ${text(node).slice(0, 80)}`);
    }
  }

  const hoisted: string[] = [];
  const bodies = functions.map((node) => {
    const edits = [...faultEdits(node, text), ...frameEdits(node, text), ...lengthEdits(node, { taken, text })];
    edits.push(...schemaEdits(node, { edits, schemas, hoisted, constants, text }));
    return applied(source, node, edits);
  });
  const code = bodies.join("\n");
  const used = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(code);
  const runtime = [...taken].filter(([name]) => used(name)).map(([name, member]) => `${member}: ${name}`);
  if (/\bseg\(/.test(code)) runtime.push("seg");
  if (/\bfault\(/.test(code)) runtime.push("fault");
  const kept = [...constants].filter(([name]) => used(name)).map(([name, value]) => `const ${name} = ${value};`);
  return {
    statements: [`const { ${runtime.join(", ")} } = rt;`, ...kept, ...hoisted, code].join("\n"),
    functions: exported,
  };
}

/** The runtime's member that stands for what ajv would import; `undefined`: it is no import. */
function runtimeMember(init: string): string | undefined {
  const format = /^FORMATS(?:\.(\w+)|\["([^"]+)"\])$/.exec(init);
  const name = format?.[1] ?? format?.[2];
  if (name !== undefined) {
    if (name in formatMembers) return formatMembers[name as keyof typeof formatMembers];
    throw new Error(`the format ${name} has no function`);
  }
  if (init === 'require("ajv/dist/runtime/ucs2length").default') return "len";
  if (init === 'require("ajv/dist/runtime/equal").default') return "eq";
  if (/\brequire\b/.test(init)) throw new Error(`nothing stands for ${init}`);
  return undefined;
}

/** Parameters, return and the property in which ajv leaves its errors. */
function frameEdits(node: FunctionDeclaration, text: (node: AnyNode) => string): Edit[] {
  const [data, context] = node.params;
  if (!data || !context) throw new Error("a function of ajv without its parameters");
  const edits: Edit[] = [{ start: data.end, end: context.end, text: "" }];
  for (const statement of node.body.body) {
    const code = text(statement);
    if (/^\w+\.errors = vErrors;$/.test(code)) edits.push({ start: statement.start, end: statement.end, text: "" });
    if (code === "return errors === 0;")
      edits.push({ start: statement.start, end: statement.end, text: "return vErrors ?? [];" });
  }
  if (edits.length !== 3) throw new Error("a function of ajv that does not end as expected");
  return edits;
}

/** Every error that ajv makes becomes a fault, or only counts where nobody sees it. */
function faultEdits(node: FunctionDeclaration, text: (node: AnyNode) => string): Edit[] {
  const edits: Edit[] = [];
  const silent = containsSpans(node, text);
  let made = 0;
  walkCode(node, (here) => {
    if (here.type === "VariableDeclarator" && here.id.type === "Identifier" && /^err\d+$/.test(here.id.name)) made++;
  });
  for (const statements of statementLists(node)) {
    for (const [i, statement] of statements.entries()) {
      const error = errorOf(statement);
      if (error === undefined) continue;
      const last = statements[i + 2];
      if (statements[i + 1]?.type !== "IfStatement" || last === undefined || text(last) !== "errors++;") {
        throw new Error(`an error of ajv that is not collected as expected: ${text(statement)}`);
      }
      const within = silent.find((span) => statement.start >= span.start && last.end <= span.end);
      const count = within || error.properties.length === 0;
      const before = silent.find((span) => span.report === statement.start)?.reset ?? "";
      edits.push({
        start: statement.start,
        end: last.end,
        text: count ? "errors++;" : before + faultText(error, text),
      });
    }
  }
  if (edits.length !== made) throw new Error(`ajv makes ${made} errors, ${edits.length} were found`);
  return edits;
}

/** Where items are tried against `contains`: what they lack is no fault, only that too few have it. */
function containsSpans(
  node: FunctionDeclaration,
  text: (node: AnyNode) => string,
): readonly { readonly start: number; readonly end: number; readonly report: number; readonly reset: string }[] {
  const spans: { start: number; end: number; report: number; reset: string }[] = [];
  for (const statements of statementLists(node)) {
    for (const [i, statement] of statements.entries()) {
      if (statement.type !== "IfStatement" || statement.consequent.type !== "BlockStatement") continue;
      const report = statement.consequent.body[0];
      if (!report || !errorOf(report) || !/keyword:"contains"/.test(text(report))) continue;
      const reset = statement.alternate?.type === "BlockStatement" ? statement.alternate.body[0] : undefined;
      const counter = reset ? /^errors = (_errs\d+);$/.exec(text(reset))?.[1] : undefined;
      const first = statements.findIndex((s) => text(s) === `const ${counter} = errors;`);
      const begin = statements[first];
      if (begin === undefined || first > i) throw new Error("a contains of ajv that does not reset its errors");
      spans.push({ start: begin.start, end: statement.start, report: report.start, reset: `errors = ${counter};` });
    }
  }
  return spans;
}

/** The object of `const err1 = { … };`. */
function errorOf(statement: AnyNode): ObjectExpression | undefined {
  if (statement.type !== "VariableDeclaration") return undefined;
  const [declarator] = statement.declarations;
  if (declarator?.id.type !== "Identifier" || !/^err\d+$/.test(declarator.id.name)) return undefined;
  if (declarator.init?.type !== "ObjectExpression") throw new Error("an error of ajv that is no object");
  return declarator.init;
}

function faultText(error: ObjectExpression, text: (node: AnyNode) => string): string {
  const members = membersOf(error);
  const keyword = JSON.parse(text(must(members.get("keyword")))) as string;
  if (dropped.has(keyword)) return "";
  const params = must(members.get("params"));
  const inner = params.type === "ObjectExpression" ? membersOf(params) : new Map<string, Expression>();
  const parts = pathParts(must(members.get("instancePath")), text);
  const member = inner.get("missingProperty") ?? inner.get("additionalProperty") ?? members.get("propertyName");
  if (member !== undefined) {
    parts.push(JSON.stringify("/"));
    parts.push(member.type === "Literal" ? JSON.stringify(escaped(String(member.value))) : `seg(${text(member)})`);
  }
  const limit = inner.get("limit") ?? inner.get("format") ?? inner.get("type") ?? inner.get("multipleOf");
  if (limit && limit.type !== "Literal" && limit.type !== "UnaryExpression")
    throw new Error(`no literal: ${text(limit)}`);
  const args = ["vErrors", joined(parts), JSON.stringify(keyword), ...(limit ? [text(limit)] : [])];
  return `vErrors = fault(${args.join(", ")});errors++;`;
}

function membersOf(object: ObjectExpression): Map<string, Expression> {
  return new Map(
    object.properties.map((property) => {
      const { key, value } = property as Property;
      return [key.type === "Identifier" ? key.name : String((key as { value?: unknown }).value), value];
    }),
  );
}

/** The parts of a path that ajv adds up; `instancePath` itself is empty, since no function calls another. */
function pathParts(path: Expression, text: (node: AnyNode) => string): string[] {
  if (path.type === "BinaryExpression" && path.operator === "+") {
    return [...pathParts(path.left as Expression, text), ...pathParts(path.right, text)];
  }
  if (path.type === "Identifier" && path.name === "instancePath") return [];
  if (path.type === "Literal") return [JSON.stringify(path.value)];
  const key = /^(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)$/.exec(text(path))?.[1];
  if (key !== undefined) return [`seg(${key})`];
  if (path.type === "Identifier") return [path.name];
  throw new Error(`a path of ajv that is not known: ${text(path)}`);
}

/** The sum of path parts, literals that meet made one. */
function joined(parts: readonly string[]): string {
  const sum: string[] = [];
  for (const part of parts) {
    const last = sum.at(-1);
    if (last?.startsWith('"') && part.startsWith('"')) {
      sum[sum.length - 1] = JSON.stringify((JSON.parse(last) as string) + (JSON.parse(part) as string));
    } else sum.push(part);
  }
  return sum.length === 0 ? '""' : sum.join(" + ");
}

/** Code points are counted only where the number of code units leaves it open: there are at most as many, and at least half. */
function lengthEdits(
  node: FunctionDeclaration,
  from: { readonly taken: ReadonlyMap<string, string>; readonly text: (node: AnyNode) => string },
): Edit[] {
  const edits: Edit[] = [];
  walkCode(node, (here) => {
    if (here.type !== "BinaryExpression" || here.left.type !== "CallExpression") return;
    const [measured] = here.left.arguments;
    if (!measured || from.taken.get(from.text(here.left.callee)) !== "len") return;
    const limit = Number(from.text(here.right));
    if (!/^[<>]$/.test(here.operator))
      throw new Error(`ajv compares a length in a way that is not known: ${from.text(here)}`);
    const open = here.operator === ">" ? `> ${limit}` : `< ${2 * limit}`;
    edits.push({ start: here.start, end: here.start, text: `${from.text(measured)}.length ${open} && ` });
  });
  return edits;
}

/** What still reads a whole schema reads a constant of just that value instead. */
function schemaEdits(
  node: FunctionDeclaration,
  into: {
    readonly edits: readonly Edit[];
    readonly schemas: ReadonlyMap<string, unknown>;
    readonly hoisted: string[];
    readonly constants: ReadonlyMap<string, string>;
    readonly text: (node: AnyNode) => string;
  },
): Edit[] {
  const edits: Edit[] = [];
  const hoist = (prefix: string, value: string): string => {
    const name = `${prefix}${into.hoisted.length}`;
    into.hoisted.push(`const ${name} = ${value};`);
    return name;
  };
  walkCode(node, (here) => {
    if (into.edits.some((edit) => here.start >= edit.start && here.end <= edit.end)) return false;
    if (here.type === "CallExpression" && here.callee.type === "MemberExpression" && here.arguments.length === 2) {
      const [map, key] = here.arguments;
      const own = into.constants.get(into.text(here.callee.object)) === "Object.prototype.hasOwnProperty";
      const found = own && map && into.text(here.callee).endsWith(".call") ? chainValue(map, into.schemas) : undefined;
      if (found && key) {
        const set = hoist("names", `new Set(${JSON.stringify(Object.keys(found.value as object))})`);
        edits.push({ start: here.start, end: here.end, text: `${set}.has(${into.text(key)})` });
        return false;
      }
    }
    const found = chainValue(here, into.schemas);
    if (found === undefined) return;
    edits.push({ start: here.start, end: here.end, text: hoist("value", jsText(found.value)) });
    return false;
  });
  return edits;
}

/** The value of `schema1.properties.purpose.enum[0]`. */
function chainValue(node: AnyNode, schemas: ReadonlyMap<string, unknown>): { readonly value: unknown } | undefined {
  if (node.type === "Identifier") return schemas.has(node.name) ? { value: schemas.get(node.name) } : undefined;
  if (node.type !== "MemberExpression") return undefined;
  const object = chainValue(node.object, schemas);
  if (object === undefined) return undefined;
  const { property } = node;
  if (node.computed && property.type !== "Literal") throw new Error("ajv reads a schema by a variable");
  const key = property.type === "Identifier" ? property.name : String((property as { value?: unknown }).value);
  return { value: (object.value as Record<string, unknown>)[key] };
}

function applied(source: string, node: AnyNode, edits: readonly Edit[]): string {
  let text = "";
  let from = node.start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < from) throw new Error("two edits of one place");
    text += source.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + source.slice(from, node.end);
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("an error of ajv that lacks a member");
  return value;
}
