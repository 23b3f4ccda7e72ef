import { every, type Json, type JsonObject, type Pointer } from "./json.js";
import type { ExtField, OwnFields, Tighter } from "./profile.js";
import { runtime } from "./runtime.js";
import type { Fault, Validate, Validators } from "./validate.js";

/**
 * The validators of a street that tightens fields or adds some (see profile.schema.json). What it says runs after the
 * contract's validator and can only add faults, so that no street accepts what the contract refuses; nothing may stand in
 * `ext` but what the street asks for.
 */
export function withOwn(validators: Validators, own: OwnFields | undefined): Validators {
  if (own?.fields === undefined && own?.ext === undefined) return validators;
  const isObject = (value: unknown): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  return {
    ...validators,
    record: (value) => (isObject(value) ? recordFaults(validators.record, own, value) : validators.record(value)),
  };
}

function recordFaults(validate: Validate, own: OwnFields, data: JsonObject): readonly Fault[] {
  const { ext, ...contracted } = data;
  const faults = validate(ext === undefined ? data : contracted);
  const known = new Set(faults.map((fault) => fault.at));
  const tightened = Object.entries(own.fields ?? {}).flatMap(([pointer, tighter]) =>
    tightenedFaults(contracted, pointer, tighter),
  );
  return [...faults, ...tightened.filter((fault) => !known.has(fault.at)), ...extFaults(ext, own.ext ?? {})];
}

function tightenedFaults(data: JsonObject, pointer: Pointer, tighter: Tighter): readonly Fault[] {
  const found = every(data, pointer).filter(({ value }) => value !== undefined);
  if (found.length === 0) return tighter.required === true ? [{ at: pointer, keyword: "required" }] : [];
  return found.flatMap(({ at, value }) => boundFaults(at, value as Json, tighter));
}

function boundFaults(at: Pointer, value: Json, tighter: Tighter): readonly Fault[] {
  const faults: Fault[] = [];
  const refuse = (keyword: keyof Tighter, is: boolean): void => {
    const limit = tighter[keyword];
    if (limit !== undefined && is) faults.push({ at, keyword, ...(typeof limit === "number" && { limit }) });
  };
  if (typeof value === "number") {
    refuse("minimum", value < (tighter.minimum ?? value));
    refuse("maximum", value > (tighter.maximum ?? value));
  }
  if (typeof value === "string") {
    const length = runtime.len(value);
    refuse("minLength", length < (tighter.minLength ?? 0));
    refuse("maxLength", length > (tighter.maxLength ?? length));
  }
  if (Array.isArray(value)) {
    refuse("minItems", value.length < (tighter.minItems ?? 0));
    refuse("maxItems", value.length > (tighter.maxItems ?? value.length));
  }
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  refuse("enum", !values.every((one) => tighter.enum?.some((allowed) => allowed === one)));
  return faults;
}

function extFaults(ext: Json | undefined, fields: { readonly [name: string]: ExtField }): readonly Fault[] {
  if (ext !== undefined && (typeof ext !== "object" || ext === null || Array.isArray(ext)))
    return [{ at: "/ext", keyword: "type", limit: "object" }];
  const given = (ext ?? {}) as JsonObject;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name): Fault => ({ at: `/ext/${name}`, keyword: "additionalProperties" })),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const at = `/ext/${name}`;
      const value = given[name];
      if (value === undefined) return field.required === true ? [{ at, keyword: "required" }] : [];
      return extFault(at, value, field);
    }),
  ];
}

const jsonTypes: { readonly [type in ExtField["type"]]: string } = {
  text: "string",
  number: "number",
  integer: "integer",
  "yes-no": "boolean",
  date: "string",
  choice: "string",
  choices: "array",
  photo: "string",
};

function extFault(at: Pointer, value: Json, field: ExtField): readonly Fault[] {
  const type = jsonTypes[field.type];
  const is = Array.isArray(value) ? "array" : typeof value;
  if (is !== (type === "integer" ? "number" : type) || (type === "integer" && !Number.isInteger(value)))
    return [{ at, keyword: "type", limit: type }];
  if (field.type === "date" && !runtime.date(value as string)) return [{ at, keyword: "format", limit: "date" }];
  if (field.type === "choices" && new Set(value as readonly Json[]).size < (value as readonly Json[]).length)
    return [{ at, keyword: "uniqueItems" }];
  const { minimum, maximum, maxLength } = field;
  return boundFaults(at, value, {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(field.options === undefined ? {} : { enum: Object.keys(field.options) }),
  });
}
