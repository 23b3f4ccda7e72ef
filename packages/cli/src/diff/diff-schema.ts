import { escapeSegment, sameJson, type Json, type JsonObject, type JsonSchema, type Pointer } from "@linli/contracts";
import { resolved } from "../read/schema-fields.js";
import type { Change, Weight } from "./change.js";

/** What stands in both trees under shared names. */
export interface Definitions {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const silent = new Set([
  "description",
  "title",
  "examples",
  "$comment",
  "$ref",
  "properties",
  "required",
  "items",
  "enum",
]);
const lower = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"]);
const upper = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"]);

/**
 * The changes of what a schema takes. A value that was taken and is refused now is breaking; of keywords whose direction is
 * not known (a pattern, a condition) any change counts as breaking.
 */
export function diffSchema(
  one: JsonSchema,
  other: JsonSchema,
  at: Pointer,
  definitions: Definitions,
): readonly Change[] {
  const before = resolved(one, definitions.before);
  const after = resolved(other, definitions.after);
  const changes: Change[] = [];
  const say = (weight: Weight, where: Pointer, says: string): void => void changes.push({ weight, at: where, says });
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (silent.has(keyword) || sameJson(before[keyword] ?? null, after[keyword] ?? null)) continue;
    say(...weighed(keyword, before[keyword], after[keyword], at));
  }
  if (!sameJson(before["description"] ?? null, after["description"] ?? null))
    say("patch", at, "The description is another.");
  changes.push(
    ...diffValues(before["enum"], after["enum"], at),
    ...diffMembers(before, after, at, definitions),
    ...diffRequired(before, after, at),
  );
  const [item, otherItem] = [before["items"], after["items"]];
  if (isSchema(item) && isSchema(otherItem)) changes.push(...diffSchema(item, otherItem, `${at}/items`, definitions));
  return changes;
}

function weighed(
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
  at: Pointer,
): readonly [Weight, Pointer, string] {
  const where = `${at}/${keyword}`;
  const says = `${keyword} was ${shown(before)} and is ${shown(after)}.`;
  if (lower.has(keyword) || upper.has(keyword)) {
    const [was, is] = [before, after].map((value) => (typeof value === "number" ? value : undefined));
    const tighter = is !== undefined && (was === undefined || (lower.has(keyword) ? is > was : is < was));
    return [tighter ? "major" : "minor", where, says];
  }
  if (keyword === "x-privacy") return ["minor", where, says];
  return [after === undefined ? "minor" : "major", where, says];
}

function diffValues(before: Json | undefined, after: Json | undefined, at: Pointer): readonly Change[] {
  if (sameJson(before ?? null, after ?? null)) return [];
  const [was, is] = [before, after].map((values) => (Array.isArray(values) ? (values as readonly Json[]) : undefined));
  const where = `${at}/enum`;
  if (is === undefined) return [{ weight: "minor", at: where, says: "The list of values is gone: anything is taken." }];
  if (was === undefined) return [{ weight: "major", at: where, says: "Only listed values are taken now." }];
  const gone = was.filter((value) => !is.some((one) => sameJson(one, value)));
  const added = is.filter((value) => !was.some((one) => sameJson(one, value)));
  return [
    ...gone.map((value): Change => ({ weight: "major", at: where, says: `${shown(value)} is no longer taken.` })),
    ...added.map((value): Change => ({ weight: "minor", at: where, says: `${shown(value)} is taken, too.` })),
  ];
}

function diffMembers(before: JsonSchema, after: JsonSchema, at: Pointer, definitions: Definitions): readonly Change[] {
  const [was, is] = [before, after].map((schema) => membersOf(schema));
  return [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].flatMap((name): readonly Change[] => {
    const where = `${at}/properties/${escapeSegment(name)}`;
    const [one, other] = [was?.[name], is?.[name]];
    if (one === undefined) return [{ weight: "minor", at: where, says: `"${name}" can be said now.` }];
    if (other === undefined) return [{ weight: "major", at: where, says: `"${name}" is gone.` }];
    return diffSchema(one, other, where, definitions);
  });
}

function diffRequired(before: JsonSchema, after: JsonSchema, at: Pointer): readonly Change[] {
  const [was, is] = [before, after].map((schema) => (schema["required"] ?? []) as readonly string[]);
  const where = `${at}/required`;
  return [
    ...(is ?? [])
      .filter((name) => was?.includes(name) !== true)
      .map((name): Change => ({ weight: "major", at: where, says: `"${name}" must be there now.` })),
    ...(was ?? [])
      .filter((name) => is?.includes(name) !== true)
      .map((name): Change => ({ weight: "minor", at: where, says: `"${name}" may be left out now.` })),
  ];
}

const membersOf = (schema: JsonSchema): { readonly [name: string]: JsonSchema } =>
  (schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema };

const isSchema = (value: Json | undefined): value is JsonSchema => typeof value === "object" && value !== null;

const shown = (value: Json | undefined): string => (value === undefined ? "absent" : JSON.stringify(value));
