import type { Contract, Json, JsonObject, JsonSchema, Machine, Pattern, Validate, Validators } from "@linli/contracts";
import { inputOf } from "./action-inputs.js";
import type { Say } from "./fault.js";
import type { ErrorsOf, SchemaChecker } from "./schema-checker.js";

/** Compiles a schema; says so and gives `undefined` if it is no sound JSON Schema. */
export function compiled(schema: JsonSchema, at: string, checker: SchemaChecker, say: Say): Validate | undefined {
  try {
    return checker.validator(schema);
  } catch (error) {
    sayUncompiled(error, at, say);
    return undefined;
  }
}

function sayUncompiled(error: unknown, at: string, say: Say): void {
  const [, words = "", inner = ""] =
    /^(?:strict mode: )?(.*?)(?: at "[^"#]*#([^"]*)".*)?$/s.exec((error as Error).message) ?? [];
  say(at + inner, `The schema does not compile: ${words}.`, "See JSON Schema 2020-12.");
}

/** The validators of all that a contract's schemas say; says which do not compile, and gives `undefined` then. */
export function contractValidators(
  machine: Machine,
  shared: PatternValidators,
  checker: SchemaChecker,
  say: Say,
): Validators | undefined {
  const { contract } = machine;
  let sound = true;
  const own = (schema: JsonSchema, at: string): Validate => {
    const validate = compiled(schema, at, checker, say);
    if (validate === undefined) sound = false;
    return validate ?? (() => []);
  };
  const inputs: { [action: string]: Validate } = {};
  for (const action of machine.actions) {
    if (action === "advance" || inputOf(machine, action) === undefined) continue;
    const narrowed = contract.inputs?.[action];
    const validate = narrowed === undefined ? shared.inputs[action] : own(narrowed, `/inputs/${action}`);
    if (validate !== undefined) inputs[action] = validate;
  }
  for (const [name, rule] of Object.entries(contract.derived ?? {})) own(rule.schema, `/derived/${name}/schema`);
  const validators: Validators = {
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
  return sound ? validators : undefined;
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
  const isSchema = (schema: JsonSchema, at: string): boolean => {
    const is = checker.isSchema(schema);
    if (!is) say(at, "This is no JSON Schema.", "See JSON Schema 2020-12.");
    return is;
  };
  const own = (schema: JsonSchema | undefined, at: string): Validate =>
    schema === undefined || !isSchema(schema, at) ? none : (compiled(schema, at, checker, say) ?? none);
  return {
    settings: isSchema(pattern.settings, "/settings") ? settingsErrors(pattern, checker, say) : () => [],
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
    sayUncompiled(error, "/settings", say);
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
