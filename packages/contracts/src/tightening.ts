import type { Json, JsonObject, JsonSchema, Pointer } from "./json.js";
import { segments } from "./json.js";
import type { Tighter } from "./profile.js";

/** What a street says of a field and cannot: it loosens, leaves no value, or speaks of what the field is not. */
export type TighteningFault =
  | { readonly code: "looser"; readonly keyword: keyof Tighter; readonly said: number; readonly own: number }
  | { readonly code: "no-room"; readonly least: number; readonly most: number }
  | { readonly code: "no-list" }
  | { readonly code: "not-listed"; readonly index: number; readonly said: Json; readonly listed: readonly Json[] }
  | { readonly code: "nothing-left" }
  | { readonly code: "too-few"; readonly least: number; readonly values: number }
  | { readonly code: "fixed"; readonly only: Json }
  | { readonly code: "other-type"; readonly keyword: keyof Tighter; readonly type: string };

const bounds = [
  ["minimum", "maximum", ["integer", "number"]],
  ["minLength", "maxLength", ["string"]],
  ["minItems", "maxItems", ["array"]],
] as const;

/** What is wrong with what a street says of one field. `field`: its schema, references resolved. */
export function tighteningFaults(field: JsonSchema, tighter: Tighter): readonly TighteningFault[] {
  return [
    ...boundFaults(field, tighter),
    ...(tighter.enum === undefined ? [] : listFaults(field, tighter.enum, tighter)),
  ];
}

function boundFaults(field: JsonSchema, tighter: Tighter): readonly TighteningFault[] {
  const { type } = field;
  return bounds.flatMap(([low, high, types]): readonly TighteningFault[] => {
    const said = [low, high].filter((keyword) => tighter[keyword] !== undefined);
    if (said.length === 0) return [];
    if (typeof type === "string" && !(types as readonly string[]).includes(type))
      return said.map((keyword) => ({ code: "other-type", keyword, type }));
    const faults: TighteningFault[] = [];
    const [own, most] = [numberIn(field, low), numberIn(field, high)];
    const [newLow, newHigh] = [tighter[low], tighter[high]];
    if (newLow !== undefined && own !== undefined && newLow < own)
      faults.push({ code: "looser", keyword: low, said: newLow, own });
    if (newHigh !== undefined && most !== undefined && newHigh > most)
      faults.push({ code: "looser", keyword: high, said: newHigh, own: most });
    const [least, greatest] = [newLow ?? own, newHigh ?? most];
    if (least !== undefined && greatest !== undefined && least > greatest)
      faults.push({ code: "no-room", least, most: greatest });
    return faults;
  });
}

function listFaults(field: JsonSchema, values: readonly Json[], tighter: Tighter): readonly TighteningFault[] {
  const items = field["items"] as JsonSchema | undefined;
  const listed = items?.["enum"] ?? field["enum"];
  const faults: TighteningFault[] = [];
  if (field["const"] !== undefined) {
    if (!values.some((value) => value === field["const"])) faults.push({ code: "fixed", only: field["const"] });
    return faults;
  }
  if (!Array.isArray(listed)) faults.push({ code: "no-list" });
  else
    values.forEach((said, index) => {
      if (!(listed as readonly Json[]).includes(said))
        faults.push({ code: "not-listed", index, said, listed: listed as readonly Json[] });
    });
  const least = tighter.minItems ?? numberIn(field, "minItems") ?? 0;
  if (values.length === 0 && items === undefined) faults.push({ code: "nothing-left" });
  else if (items !== undefined && field["uniqueItems"] === true && values.length < least)
    faults.push({ code: "too-few", least, values: values.length });
  return faults;
}

function numberIn(schema: JsonSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === "number" ? value : undefined;
}

/** The schema of a field by its pointer (`*`: any item of a list), in branches too; references are resolved. */
export function fieldAt(schema: JsonSchema, pointer: Pointer): JsonSchema | undefined {
  let here: readonly JsonSchema[] = [schema];
  for (const part of segments(pointer)) {
    here = here.flatMap((one) => membersOf(one, part));
    if (here.length === 0) return undefined;
  }
  return Object.assign({}, ...[...here].reverse()) as JsonSchema;
}

function membersOf(schema: JsonSchema, name: string): readonly JsonSchema[] {
  const own = name === "*" ? schema["items"] : ((schema["properties"] ?? {}) as JsonObject)[name];
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => (schema[keyword] ?? []) as readonly JsonSchema[]);
  const inner = [...branches, schema["then"], schema["else"]].filter(isSchema);
  return [...(isSchema(own) ? [own] : []), ...inner.flatMap((one) => membersOf(one, name))];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
