import type { JsonObject, JsonSchema, Machine, ResourceKind } from "@linli/contracts";
import { relations } from "@linli/contracts/vocabulary";
import { memberNames, memberOf, schemaAt } from "../read/schema-fields.js";
import { inputsOf } from "./action-inputs.js";
import type { Shape } from "./shape.js";

/** In what right somebody opens a record. */
const ways = ["self", "guardian", "mandate", "staff", "hub"];

/** What contexts are made of: the contract in its machine, the kinds it may use, the shared definitions. */
export interface ContextParts {
  readonly machine: Machine;
  readonly kinds: ReadonlyMap<string, ResourceKind>;
  readonly common: JsonObject;
}

/** The members of the context that rules of a contract read when they run on these actions. */
export function contextShape({ machine, kinds, common }: ContextParts, on: readonly string[]): Shape {
  const { contract, pattern } = machine;
  const fields = (names: readonly string[], shape: Shape = "leaf"): Shape => ({
    members: Object.fromEntries(names.map((name) => [name, shape])),
  });
  const period = fields(["start", "end"]);
  const person = personShape(common);
  const inputs = on.flatMap((name) => (name === "open" ? [] : inputsOf(machine, name)));
  const child = fields(["count", "open"]);
  const children = new Set(Object.values(pattern.actions).flatMap((action) => action.appends?.kind ?? []));
  const stages = Object.fromEntries(
    (contract.stages ?? []).map((stage) => [
      stage.id,
      stage.input === undefined ? ("any" as const) : ({ schema: stage.input } as const),
    ]),
  );
  return {
    members: {
      has: fields(Object.keys(pattern.actions)),
      settings: { schema: pattern.settings },
      parameters: { members: parametersOf(contract) },
      options: { schema: pattern.options ?? { type: "object", properties: {} } },
      now: "leaf",
      id: "leaf",
      state: { values: [...machine.states] },
      flags: { items: { values: Object.keys(pattern.flags) } },
      entered: "leaf",
      validUntil: "leaf",
      before: { members: { period } },
      period,
      record: { schema: contract.record },
      derived: derivedShape(machine, common),
      input: inputs.length === 0 ? fields([]) : { oneOf: inputs.map((schema) => ({ schema })) },
      as: { items: { values: relations } },
      opener: person,
      subject: person,
      actor: person,
      relation: { values: ways },
      place: fields(["lat", "lon", "address"]),
      uses: usesShape(machine, kinds),
      stages: { members: stages },
      children: { members: Object.fromEntries([...children, "tasks", "settlements"].map((kind) => [kind, child])) },
      done: fields(Object.keys(pattern.actions)),
      roll: fields(["size"]),
      tally: { members: { passed: "leaf", options: "leaf", counts: "any", turnout: "any" } },
      facts: "any",
    },
  };
}

function parametersOf({ parameters = {} }: Machine["contract"]): { readonly [name: string]: Shape } {
  return Object.fromEntries(Object.entries(parameters).map(([name, { schema }]) => [name, { schema }]));
}

/** What rules that open records by themselves read. */
export function byRuleShape(common: JsonObject): Shape {
  return { members: { subject: personShape(common), now: "leaf" } };
}

/** What a pattern's rules read: what every contract of it has. */
export function patternShape(pattern: Machine["pattern"], on: readonly string[]): Shape {
  const fields = (names: readonly string[]): Shape => ({
    members: Object.fromEntries(names.map((name) => [name, "leaf" as const])),
  });
  const inputs = on.flatMap((name): readonly JsonSchema[] => {
    const schema = pattern.actions[name]?.input;
    return schema === undefined ? [] : [schema];
  });
  const child = fields(["count", "open"]);
  const children = [
    ...Object.values(pattern.actions).flatMap((action) => action.appends?.kind ?? []),
    "tasks",
    "settlements",
  ];
  return {
    members: {
      has: fields(Object.keys(pattern.actions).filter((name) => pattern.actions[name]?.optional === true)),
      settings: { schema: pattern.settings },
      options: { schema: pattern.options ?? { type: "object", properties: {} } },
      ...Object.fromEntries(["now", "id", "entered", "validUntil"].map((name) => [name, "leaf" as const])),
      state: { values: Object.keys(pattern.states) },
      relation: { values: ways },
      flags: { items: { values: Object.keys(pattern.flags) } },
      as: { items: { values: relations } },
      before: { members: { period: fields(["start", "end"]) } },
      period: fields(["start", "end"]),
      record: "any",
      derived: "any",
      input: inputs.length === 0 ? fields([]) : { oneOf: inputs.map((schema) => ({ schema })) },
      opener: "any",
      subject: "any",
      actor: "any",
      place: fields(["lat", "lon"]),
      uses: fields(["free", "waiting"]),
      stages: "any",
      children: { members: Object.fromEntries(children.map((kind) => [kind, child])) },
      done: fields(Object.keys(pattern.actions)),
      roll: fields(["size"]),
      tally: { members: { passed: "leaf", options: "leaf", counts: "any" } },
      facts: "any",
    },
  };
}

function personShape(common: JsonObject): Shape {
  const facts = schemaAt({ $ref: "common.json#/$defs/facts" }, "", common) ?? {};
  const known = memberNames(facts, common).flatMap((name) => {
    const schema = memberOf(facts, name, common);
    return schema === undefined ? [] : [[name, { schema }] as const];
  });
  return { members: { ...Object.fromEntries(known), age: "leaf", id: "leaf" } };
}

/** Derived fields, and what an `amend` writes that the record does not declare: a score, a reported figure. */
function derivedShape(machine: Machine, common: JsonObject): Shape {
  const { contract, pattern } = machine;
  const own = Object.entries(contract.derived ?? {}).map(([name, rule]) => [name, { schema: rule.schema }] as const);
  const written = Object.entries(pattern.actions)
    .filter(([, action]) => action.effects.includes("amend"))
    .flatMap(([name]) => {
      return inputsOf(machine, name).flatMap((input) => memberNames(input, common));
    })
    .filter((name) => name !== "changes" && name !== "period");
  const measured =
    pattern.settings["properties"] !== undefined && "measure" in (pattern.settings["properties"] as JsonSchema)
      ? ["value"]
      : [];
  return { members: Object.fromEntries([...[...written, ...measured].map((name) => [name, "any"] as const), ...own]) };
}

function usesShape(machine: Machine, kinds: ReadonlyMap<string, ResourceKind>): Shape {
  const members: { [name: string]: Shape } = { free: "leaf", waiting: "leaf" };
  for (const rule of machine.contract.uses ?? []) {
    const schema = kinds.get(rule.kind)?.schema;
    const one: Shape = {
      members: {
        id: "leaf",
        units: "leaf",
        resource: schema === undefined ? "any" : { schema },
        place: { members: { lat: "leaf", lon: "leaf", address: "leaf" } },
      },
    };
    members[rule.kind] = rule.at.includes("*") ? { items: one } : one;
  }
  return { members };
}
