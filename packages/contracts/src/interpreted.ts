import { dereference, format, validate } from "@cfworker/json-schema";
import type { OutputUnit, Schema } from "@cfworker/json-schema";
import { at, escapeSegment, segments } from "./json.js";
import type { Json, JsonObject, JsonSchema, Pointer } from "./json.js";
import { machineOf } from "./machine.js";
import type { Contract, Pattern, ResourceKind } from "./model.js";
import { bareSchema, resolveSchema } from "./resolve-schema.js";
import { recordSchemaOf } from "./run-part.js";
import { runtime } from "./runtime.js";
import type { Fault, Validate, Validators } from "./validate.js";

/**
 * Validators of a contract that was not compiled: the same faults as compiled ones give, without a build step and without
 * eval, at a sixth of their speed. `common`: the shared definitions.
 */
export function interpretedValidators(contract: Contract, pattern: Pattern, common: JsonObject): Validators {
  const read = (schema: JsonSchema): Validate => interpretedSchema(resolveSchema(schema, common));
  const inputs = [...machineOf(pattern, contract).actions].flatMap((action) => {
    const input = contract.inputs?.[action] ?? pattern.actions[action]?.input;
    return input ? [[action, read(input)] as const] : [];
  });
  const stages = (contract.stages ?? []).flatMap(({ id, input }) => (input ? [[id, read(input)] as const] : []));
  const consents = (contract.consent ?? []).flatMap(({ id, when }) => (when ? [[id, read(when)] as const] : []));
  return {
    record: interpretedSchema(recordSchemaOf(contract, common)),
    options: read(pattern.options ?? { type: "object", additionalProperties: false, properties: {} }),
    inputs: Object.fromEntries(inputs),
    stages: Object.fromEntries(stages),
    ...(contract.eligibility ? { eligibility: read(contract.eligibility) } : {}),
    consents: Object.fromEntries(consents),
  };
}

/** The validator of a resource kind that was not compiled. */
export function interpretedKind(kind: ResourceKind, common: JsonObject): Validate {
  return interpretedSchema(resolveSchema(kind.schema, common));
}

/** The validator of one schema whose references are resolved. */
export function interpretedSchema(schema: JsonSchema): Validate {
  // The library looks formats up by name in this table, and knows neither ours nor all rules of those that it has.
  Object.assign(format, formats);
  const bare = bareSchema(schema);
  const lookup = dereference(bare as Schema);
  return (value) => {
    const json = asJson(value);
    const { errors } = validate(json, bare as Schema, "2020-12", lookup, false);
    return faultsOf(errors, { schema: bare, value: json });
  };
}

/** As JSON and well-formed: the library throws at members that are undefined and at halves of surrogate pairs. */
function asJson(value: unknown): Json {
  const text = JSON.stringify(value) ?? "null";
  return JSON.parse(
    text.replaceAll(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (s) => (s.startsWith("\\ud") ? "\ufffd" : s)),
  ) as Json;
}

const formats = {
  date: runtime.date,
  time: runtime.time,
  "date-time": runtime.dateTime,
  "local-time": runtime.localTime,
  duration: runtime.duration,
  uuid: runtime.uuid,
  email: runtime.email,
  uri: runtime.uri,
  "national-id": runtime.nationalId,
  "credit-code": runtime.creditCode,
};

/** Keywords that only hand on what their inner schemas say. */
const silent = new Set([
  "properties",
  "patternProperties",
  "items",
  "prefixItems",
  "allOf",
  "if",
  "propertyNames",
  "dependentSchemas",
]);
/** Keywords whose value tells what was wanted. */
const limited = /^(?:min|max|exclusive)(?!.*Contains)|^(?:multipleOf|format|type)$/;

function faultsOf(
  errors: readonly OutputUnit[],
  of: { readonly schema: JsonSchema; readonly value: Json },
): readonly Fault[] {
  const faults: Fault[] = [];
  const listed = new Set<string>();
  for (const [i, error] of errors.entries()) {
    const { keyword } = error;
    const here = pointerOf(error.instanceLocation);
    const rule = pointerOf(error.keywordLocation);
    const inner = errors[i + 1];
    if (silent.has(keyword) || insideContains(rule)) continue;
    if (keyword === "additionalProperties") {
      if (inner?.keyword === "false") faults.push({ at: pointerOf(inner.instanceLocation), keyword });
    } else if (keyword === "false") {
      if (errors[i - 1]?.keyword !== "additionalProperties") faults.push({ at: here, keyword: "false schema" });
    } else if (keyword === "required" || keyword === "dependentRequired") {
      // One error a missing member, and none says which: all are listed at the first.
      if (!listed.has(`${here} ${rule}`)) faults.push(...missing(keyword, here, { rule, ...of }));
      listed.add(`${here} ${rule}`);
    } else {
      const limit = limited.test(keyword) ? at(of.schema, rule) : undefined;
      const said = /Contains$/.test(keyword) ? "contains" : keyword;
      faults.push({ at: here, keyword: said, ...(limit === undefined ? {} : { limit: limit as number | string }) });
    }
  }
  return faults;
}

function missing(
  keyword: "required" | "dependentRequired",
  here: Pointer,
  of: { readonly rule: Pointer; readonly schema: JsonSchema; readonly value: Json },
): readonly Fault[] {
  const members = at(of.value, here) as JsonObject;
  // The library spells the location of dependentRequired otherwise.
  const wanted = at(of.schema, of.rule.replace(/[^/]*$/, keyword)) as
    readonly string[] | { readonly [name: string]: readonly string[] };
  const names = Array.isArray(wanted)
    ? (wanted as readonly string[])
    : Object.entries(wanted).flatMap(([name, others]) =>
        Object.hasOwn(members, name) ? (others as readonly string[]) : [],
      );
  return names
    .filter((name) => !Object.hasOwn(members, name))
    .map((name) => ({ at: `${here}/${escapeSegment(name)}`, keyword }));
}

/** Whether a place in a schema lies inside a `contains`: what single items lack is no fault. */
function insideContains(rule: Pointer): boolean {
  const path = segments(rule);
  for (let i = 0; i < path.length - 1; i++) {
    const word = path[i] ?? "";
    if (word === "contains") return true;
    if (/^(?:properties|patternProperties|dependentSchemas|allOf|anyOf|oneOf|prefixItems)$/.test(word)) i++;
  }
  return false;
}

/** The library's locations are URI fragments. */
function pointerOf(location: string): Pointer {
  return decodeURIComponent(location.slice(1));
}
