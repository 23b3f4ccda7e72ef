import type { Json, JsonObject, JsonSchema, Machine, Pointer } from "@linli/contracts";
import { definitionOf, memberNames, memberOf, resolved } from "../read/schema-fields.js";
import type { Say } from "./fault.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

const PARTS = ["if", "then", "else", "not"] as const;
const LISTS = ["allOf", "anyOf", "oneOf"] as const;

/**
 * Says which fields and values a condition names that the value never has: in the branches of a contract's schemas, in the
 * `when` of consents, in eligibility.
 */
export function checkConditions(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract } = machine;
  const { common } = tree;
  const own = (schema: JsonSchema | undefined, at: Pointer): void => {
    if (schema !== undefined) branches(schema, schema, at, common, say);
  };
  own(contract.record, "/record");
  for (const [action, schema] of Object.entries(contract.inputs ?? {})) {
    own(schema, `/inputs/${action}`);
    const asked = (machine.pattern.actions[action]?.input?.["required"] ?? []) as readonly string[];
    for (const name of asked)
      if (memberOf(schema, name, common) === undefined)
        say(
          `/inputs/${action}/properties`,
          `The pattern's "${action}" takes "${name}".`,
          `Keep "${name}", narrower if you like.`,
        );
  }
  contract.stages?.forEach((stage, i) => own(stage.input, `/stages/${String(i)}/input`));
  contract.consent?.forEach((consent, i) => {
    if (consent.when !== undefined) condition(consent.when, contract.record, `/consent/${String(i)}/when`, common, say);
  });
  if (contract.eligibility !== undefined) condition(contract.eligibility, people(common), "/eligibility", common, say);
}

/** The conditions inside a schema, each held against the schema itself. */
function branches(schema: JsonSchema, whole: JsonSchema, at: Pointer, common: JsonObject, say: Say): void {
  names(schema, whole, at, common, say);
  for (const part of PARTS) if (isObject(schema[part])) condition(schema[part], whole, `${at}/${part}`, common, say);
  for (const part of LISTS)
    asList(schema[part]).forEach((one, i) => condition(one, whole, `${at}/${part}/${String(i)}`, common, say));
  for (const [name, member] of Object.entries((schema["properties"] ?? {}) as JsonObject))
    if (isObject(member) && definitionOf(member) === undefined)
      branches(member, member, `${at}/properties/${name}`, common, say);
  const items = schema["items"];
  if (isObject(items) && definitionOf(items) === undefined) branches(items, items, `${at}/items`, common, say);
}

/** A schema that says something of a value of another schema. */
function condition(schema: JsonSchema, of: JsonSchema, at: Pointer, common: JsonObject, say: Say): void {
  const whole = resolved(of, common);
  names(schema, whole, at, common, say);
  values(schema, whole, at, say);
  for (const [name, member] of Object.entries((schema["properties"] ?? {}) as JsonObject)) {
    const inner = memberOf(whole, name, common);
    if (isObject(member) && inner !== undefined) condition(member, inner, `${at}/properties/${name}`, common, say);
  }
  for (const part of ["items", "contains"]) {
    const inner = memberOf(whole, "*", common);
    const member = schema[part];
    if (isObject(member) && inner !== undefined) condition(member, inner, `${at}/${part}`, common, say);
  }
  for (const part of PARTS) if (isObject(schema[part])) condition(schema[part], whole, `${at}/${part}`, common, say);
  for (const part of LISTS)
    asList(schema[part]).forEach((one, i) => condition(one, whole, `${at}/${part}/${String(i)}`, common, say));
}

function names(schema: JsonSchema, whole: JsonSchema, at: Pointer, common: JsonObject, say: Say): void {
  const known = memberNames(whole, common);
  if (known.length === 0) return;
  const look = (name: string, where: Pointer): void => {
    if (memberOf(whole, name, common) === undefined)
      say(where, `There is no field "${name}".`, didYouMean(name, known, "There are"));
  };
  ((schema["required"] ?? []) as readonly string[]).forEach((name, i) => look(name, `${at}/required/${String(i)}`));
  for (const name of Object.keys((schema["properties"] ?? {}) as JsonObject)) look(name, `${at}/properties/${name}`);
  for (const [name, others] of Object.entries(
    (schema["dependentRequired"] ?? {}) as { readonly [name: string]: readonly string[] },
  )) {
    look(name, `${at}/dependentRequired/${name}`);
    others.forEach((other, i) => look(other, `${at}/dependentRequired/${name}/${String(i)}`));
  }
}

function values(schema: JsonSchema, whole: JsonSchema, at: Pointer, say: Say): void {
  const allowed = whole["const"] === undefined ? whole["enum"] : [whole["const"]];
  if (!Array.isArray(allowed)) return;
  const look = (value: Json, where: Pointer): void => {
    if (!(allowed as readonly Json[]).includes(value))
      say(
        where,
        `The value is never ${JSON.stringify(value)}.`,
        didYouMean(String(value), (allowed as readonly Json[]).map(String), "It can be"),
      );
  };
  if (schema["const"] !== undefined) look(schema["const"], `${at}/const`);
  if (Array.isArray(schema["enum"]))
    (schema["enum"] as readonly Json[]).forEach((value, i) => look(value, `${at}/enum/${String(i)}`));
}

/** What eligibility is asked of. */
function people(common: JsonObject): JsonSchema {
  const facts = resolved({ $ref: "common.json#/$defs/facts" }, common);
  const person = {
    ...facts,
    properties: { ...(facts["properties"] as JsonObject), age: { type: "integer" }, id: { type: "string" } },
  };
  return {
    type: "object",
    properties: {
      subject: person,
      opener: person,
      relation: { enum: ["self", "guardian", "mandate", "staff", "hub"] },
    },
  };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asList(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}
