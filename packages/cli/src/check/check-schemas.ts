import type { Contract, Json, JsonObject, JsonSchema, Machine, Pattern, Validate, Validators } from "@linli/contracts";
import { inputOf } from "./action-inputs.js";
import type { Say } from "./fault.js";
import type { ErrorsOf, SchemaChecker } from "./schema-checker.js";

/** Compiles a schema; says so and gives `undefined` if it is no sound JSON Schema. */
export function compiled(schema: JsonSchema, at: string, checker: SchemaChecker, say: Say): Validate | undefined {
  try {
    return checker.validator(schema);
  } catch (error) {
    say(
      at,
      `The schema does not compile: ${(error as Error).message.replace(/^strict mode: /, "")}.`,
      "See JSON Schema 2020-12.",
    );
    return undefined;
  }
}

/** The validators of all that a contract's schemas say; says which schemas do not compile. */
export function contractValidators(
  machine: Machine,
  shared: PatternValidators,
  checker: SchemaChecker,
  say: Say,
): Validators {
  const { contract } = machine;
  const none: Validate = () => [];
  const own = (schema: JsonSchema, at: string): Validate => compiled(schema, at, checker, say) ?? none;
  const inputs: { [action: string]: Validate } = {};
  for (const action of machine.actions) {
    if (action === "advance" || inputOf(machine, action) === undefined) continue;
    const narrowed = contract.inputs?.[action];
    const validate = narrowed === undefined ? shared.inputs[action] : own(narrowed, `/inputs/${action}`);
    if (validate !== undefined) inputs[action] = validate;
  }
  for (const [name, rule] of Object.entries(contract.derived ?? {})) own(rule.schema, `/derived/${name}/schema`);
  return {
    record: own(withExt(contract.record), "/record"),
    options: shared.options,
    inputs,
    stages: Object.fromEntries(
      (contract.stages ?? []).flatMap((stage, i) =>
        stage.input === undefined ? [] : [[stage.id, own(stage.input, `/stages/${String(i)}/input`)]],
      ),
    ),
    ...(contract.eligibility === undefined ? {} : { eligibility: own(contract.eligibility, "/eligibility") }),
    consents: Object.fromEntries(
      (contract.consent ?? []).flatMap((consent, i) =>
        consent.when === undefined
          ? []
          : [[consent.id, own({ type: "object", ...consent.when }, `/consent/${String(i)}/when`)]],
      ),
    ),
  };
}

/** The validators that all contracts of a pattern share. */
export interface PatternValidators {
  readonly settings: ErrorsOf;
  readonly options: Validate;
  readonly inputs: { readonly [action: string]: Validate };
}

/** Compiles a pattern's own schemas; says which do not compile. */
export function patternValidators(pattern: Pattern, checker: SchemaChecker, say: Say): PatternValidators {
  const none: Validate = () => [];
  const own = (schema: JsonSchema | undefined, at: string): Validate =>
    schema === undefined ? none : (compiled(schema, at, checker, say) ?? none);
  return {
    settings: settingsErrors(pattern, checker, say),
    options: own(pattern.options ?? noOptions, "/options"),
    inputs: Object.fromEntries(
      Object.entries(pattern.actions).flatMap(([name, action]) =>
        action.input === undefined ? [] : [[name, own(action.input, `/actions/${name}/input`)]],
      ),
    ),
  };
}

function settingsErrors(pattern: Pattern, checker: SchemaChecker, say: Say): ErrorsOf {
  try {
    return checker.errors(pattern.settings);
  } catch (error) {
    say("/settings", `The schema does not compile: ${(error as Error).message}.`, "See JSON Schema 2020-12.");
    return () => [];
  }
}

const extended = new WeakMap<JsonSchema, JsonSchema>();
const noOptions: JsonSchema = { type: "object", additionalProperties: false, properties: {} };

/** Every record may carry `ext`, where streets keep fields of their own. */
function withExt(record: Contract["record"]): JsonSchema {
  let whole = extended.get(record);
  if (whole === undefined) {
    const properties = (record["properties"] ?? {}) as JsonObject;
    whole = { ...record, properties: { ...properties, ext: { type: "object" } as Json } };
    extended.set(record, whole);
  }
  return whole;
}
