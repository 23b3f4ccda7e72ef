import type { JsonObject, JsonSchema } from "./json.js";
import { machineOf } from "./machine.js";
import type { CheckRule, ConsentRule, Contract, Pattern, Rule, UseRule } from "./model.js";
import { resolveSchema, slimSchema } from "./resolve-schema.js";

/** What a screen needs of a contract to show its form and submit it. */
export interface RunPart {
  readonly id: string;
  readonly version: string;
  readonly pattern: string;
  readonly people: Pick<Contract["people"], "open" | "behalf" | "subject">;
  readonly uses?: readonly UseRule[];
  /** Only those that a screen reads; defaults filled in. */
  readonly settings: JsonObject;
  /** What rules read of the contract's own amounts and thresholds, if it has any. */
  readonly parameters?: JsonObject;
  /** References resolved (`x-type` says which shared definition a field is of), without texts. */
  readonly record: JsonSchema;
  /** What is computed when the record is opened. */
  readonly derived?: {
    readonly [name: string]: {
      readonly on: readonly string[];
      readonly rule: Rule;
      /** The shared definition that it is of, for example `fen`. */
      readonly type?: string;
    };
  };
  /** Rules of the contract that must hold when the record is opened. */
  readonly checks?: readonly CheckRule[];
  readonly consent?: readonly ConsentRule[];
  /** Names of the actions that this contract has. */
  readonly actions: readonly string[];
}

/** What a screen needs of a contract to let somebody act. */
export interface ActsPart {
  /** Of every action that takes an input; references resolved, without texts. */
  readonly inputs: { readonly [action: string]: JsonSchema };
  readonly stages: readonly { readonly id: string; readonly in: string; readonly input?: JsonSchema }[];
  /** What everybody does once: the hub would refuse a second time. */
  readonly once?: readonly string[];
}

/** Settings that screens read, of all patterns. */
const screenSettings = new Set([
  "anonymous",
  "audience",
  "ballot",
  "better",
  "bookableFrom",
  "calendar",
  "cancelUntil",
  "command",
  "credentials",
  "decideWithin",
  "every",
  "kind",
  "layers",
  "lines",
  "maxSlots",
  "measure",
  "mustRead",
  "openView",
  "orderUntil",
  "search",
  "series",
  "slot",
  "smallestCell",
  "startsNow",
  "support",
  "target",
  "unit",
  "waitlist",
]);

/** The schema of a contract's record, references resolved; what a street adds is not in it, and stands in `ext`. */
export function recordSchemaOf(contract: Contract, common: JsonObject): JsonSchema {
  return resolveSchema(contract.record, common);
}

/** The part of a contract that a screen runs. `common`: the shared definitions. Throws where a `$ref` leads nowhere. */
export function runPartOf(contract: Contract, pattern: Pattern, common: JsonObject): RunPart {
  const { id, version, people, uses, derived, checks, consent } = contract;
  const machine = machineOf(pattern, contract);
  const opening = Object.entries(derived ?? {}).filter(([, field]) => field.on.includes("open"));
  const openingChecks = (checks ?? []).filter((check) => check.on.includes("open"));
  return {
    id,
    version,
    pattern: contract.pattern,
    people: { open: people.open, ...(people.behalf ? { behalf: people.behalf } : {}), subject: people.subject },
    ...(uses ? { uses } : {}),
    settings: Object.fromEntries(Object.entries(machine.settings).filter(([name]) => screenSettings.has(name))),
    ...(contract.parameters === undefined ? {} : { parameters: machine.parameters }),
    record: slimSchema(recordSchemaOf(contract, common)),
    ...(opening.length > 0
      ? { derived: Object.fromEntries(opening.map(([name, field]) => [name, derivedPart(field)])) }
      : {}),
    ...(openingChecks.length > 0 ? { checks: openingChecks } : {}),
    ...(consent
      ? { consent: consent.map((c) => (c.when ? { ...c, when: slimSchema(resolveSchema(c.when, common)) } : c)) }
      : {}),
    actions: [...machine.actions].sort(),
  };
}

/** What the actions and stages of a contract take. The contract's own schema of an input stands in place of the pattern's. */
export function actsPartOf(contract: Contract, pattern: Pattern, common: JsonObject): ActsPart {
  const slim = (schema: JsonSchema): JsonSchema => slimSchema(resolveSchema(schema, common));
  const actions = [...machineOf(pattern, contract).actions].sort();
  const once = actions.filter((action) => pattern.actions[action]?.appends?.once !== undefined);
  return {
    ...(once.length === 0 ? {} : { once }),
    inputs: Object.fromEntries(
      actions.flatMap((action) => {
        const input = contract.inputs?.[action] ?? pattern.actions[action]?.input;
        return input === undefined ? [] : [[action, slim(input)]];
      }),
    ),
    stages: (contract.stages ?? []).map((stage) => ({
      id: stage.id,
      in: stage.in,
      ...(stage.input ? { input: slim(stage.input) } : {}),
    })),
  };
}

function derivedPart({ on, rule, schema }: NonNullable<Contract["derived"]>[string]) {
  const type = typeof schema.$ref === "string" ? schema.$ref.split("/").at(-1) : undefined;
  return { on, rule, ...(type === undefined ? {} : { type }) };
}
