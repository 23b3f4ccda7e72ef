import type { Contract, Json, JsonObject, JsonSchema } from "@linli/contracts";
import { resolved } from "../read/schema-fields.js";
import type { Say } from "./fault.js";

/** Says where a contract shows too little of the work for anybody to rely on it. */
export function checkDepth({ journeys, examples, record }: Contract, say: Say): void {
  if (journeys.length < 2)
    say("/journeys", "There is one journey only.", "Show at least two, one of which goes wrong.");
  const steps = journeys.flatMap((journey) => journey.steps);
  if (!steps.some((step) => step.then?.problem !== undefined))
    say(
      "/journeys",
      "Nothing goes wrong in any journey.",
      "Show what somebody is told who cannot have what she asks for.",
    );
  if (new Set(steps.flatMap((step) => step.as ?? [])).size < 2)
    say("/journeys", "One person does it all.", "Show those who answer for it, too.");
  if (!examples.invalid.some((example) => example.check !== undefined || example.eligibility !== undefined))
    say(
      "/examples/invalid",
      "All invalid examples break the schema.",
      "Show at least one that a check refuses, or for whom it is not.",
    );
  examples.valid.forEach((example, i) => {
    for (const text of textsOf(example.value))
      if (PLACEHOLDER.test(text))
        say(`/examples/valid/${String(i)}`, `${JSON.stringify(text)} is a placeholder.`, "Take an example from life.");
  });
  if (examples.valid.some((one, i) => examples.valid.findIndex((other) => same(one.value, other.value)) < i))
    say("/examples/valid", "Two valid examples are the same.", "Show different people and situations.");
  if (Object.keys(record["properties"] ?? {}).length === 0)
    say("/record/properties", "Nothing is asked for.", "Ask for what the work needs.");
}

const PLACEHOLDER = /^(?:test|foo|bar|asdf|todo|xxx|示例|样例|测试)(?![a-z])|lorem ipsum/i;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((one) => textsOf(one as Json)) : [];
}

/** Two contracts that share more of their fields than this say the same twice. */
const MOST_SHARED = 0.6;

/**
 * Says which contracts ask for mostly the same fields, and which fields of one name are of different types in different
 * contracts. `sayIn` gives who takes in what is said of a contract's file.
 */
export function checkFieldsAcross(
  contracts: readonly Contract[],
  common: JsonObject,
  sayIn: (contract: Contract) => Say,
): void {
  const fields = contracts.map((contract) => ({ contract, own: fieldsOf(contract.record, common) }));
  const first = new Map<string, { readonly type: string; readonly in: string }>();
  for (const { contract, own } of fields)
    for (const [name, type] of own) {
      const before = first.get(name);
      if (before === undefined) first.set(name, { type, in: contract.id });
      else if (before.type !== type)
        sayIn(contract)(
          `/record/properties/${name}`,
          `"${name}" is ${type} here and ${before.type} in ${before.in}.`,
          "One name means one thing everywhere: use that type, or another name.",
        );
    }
  fields.forEach(({ contract, own }, i) => {
    for (const other of fields.slice(0, i)) {
      const shared = [...own].filter(([name, type]) => other.own.get(name) === type).length;
      const smaller = Math.min(own.size, other.own.size);
      if (smaller > 3 && shared / smaller > MOST_SHARED)
        sayIn(contract)(
          "/record/properties",
          `${String(shared)} of ${String(smaller)} fields are those of ${other.contract.id}.`,
          "Ask for what this work needs, or let one scenario do for both.",
        );
    }
  });
}

/** Names of a record's own fields, and what a value of each is: a text, a number, an object, a thing, a list of these. */
function fieldsOf(record: JsonSchema, common: JsonObject): ReadonlyMap<string, string> {
  const properties = (record["properties"] ?? {}) as { readonly [name: string]: JsonSchema };
  return new Map(Object.entries(properties).map(([name, schema]) => [name, typeOf(schema, common)]));
}

/** What an id or a file is of, by the shared definition of it. */
const REFERENCES: { readonly [definition: string]: string } = {
  file: "a file",
  personId: "a person",
  photo: "a file",
  recordId: "a record",
  resourceId: "a thing",
  unitId: "a unit",
};

function typeOf(given: JsonSchema, common: JsonObject): string {
  const reference = REFERENCES[String(given["$ref"]).split("/").at(-1) ?? ""];
  if (reference !== undefined) return reference;
  const schema = resolved(given, common);
  const type = schema["type"] ?? typeof ((schema["enum"] ?? [schema["const"]]) as readonly unknown[])[0];
  if (type === "array") return `a list of ${typeOf((schema["items"] ?? {}) as JsonSchema, common)}`;
  return `a ${type === "integer" ? "number" : String(type)}`;
}
