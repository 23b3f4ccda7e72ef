import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runtime } from "@linli/contracts";
import type {
  Bundle,
  CompiledContract,
  CompiledKind,
  Fault,
  Json,
  JsonObject,
  JsonSchema,
  Validate,
} from "@linli/contracts";
import { interpretedKind, interpretedSchema, interpretedValidators } from "@linli/contracts/interpreted";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileScenarios } from "../src/compile/compile-scenarios.js";
import { compiledValidator } from "../src/compile/compiled-validators.js";

const tree = fileURLToPath(new URL("../../../scenarios", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "linli-differential-"));
let bundle: Bundle;

beforeAll(async () => {
  await compileScenarios(tree, out);
  ({ bundle } = (await import(pathToFileURL(join(out, "bundle.js")).href)) as { bundle: Bundle });
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Faults in an order of their own: the two go through a schema in different ways. */
const sorted = (faults: readonly Fault[]): readonly string[] => faults.map((fault) => JSON.stringify(fault)).sort();

/** How many of these values had faults, after making sure that both find the same ones. */
function agree(pair: readonly [Validate, Validate], values: readonly unknown[], of: string): number {
  let faulty = 0;
  for (const value of values) {
    const faults = pair[0](value);
    if (faults.length > 0) faulty++;
    expect(sorted(pair[1](value)), `${of}: ${JSON.stringify(value)}`).toEqual(sorted(faults));
  }
  return faulty;
}

describe("compiled and interpreted validators find the same faults", () => {
  it("in every example of every contract", () => {
    for (const { contract, validators } of bundle.contracts as readonly CompiledContract[]) {
      const pattern = bundle.patterns[contract.pattern];
      if (pattern === undefined) throw new Error(contract.pattern);
      const compiled = validators(runtime);
      const interpreted = interpretedValidators(contract, pattern, bundle.common);
      const { valid, invalid } = contract.examples;
      const records = [...valid, ...invalid].map(({ value }) => value);
      expect(agree([compiled.record, interpreted.record], records, contract.id)).toBe(
        invalid.filter(({ keyword }) => keyword !== undefined).length,
      );
      for (const { because, at, keyword, value } of invalid) {
        if (keyword === undefined) continue;
        expect(compiled.record(value), `${contract.id}: ${because}`).toContainEqual(
          expect.objectContaining({ at, keyword }),
        );
      }
      expect(Object.keys(interpreted.inputs).sort()).toEqual(Object.keys(compiled.inputs).sort());
      expect(Object.keys(interpreted.stages).sort()).toEqual(Object.keys(compiled.stages).sort());
      expect(Object.keys(interpreted.consents).sort()).toEqual(Object.keys(compiled.consents).sort());
      expect(interpreted.eligibility === undefined).toBe(compiled.eligibility === undefined);
      for (const [id, consent] of Object.entries(compiled.consents)) {
        agree([consent, interpreted.consents[id] ?? consent], records, `${contract.id} ${id}`);
      }
    }
  });

  it("in records, inputs, stages, options and facts changed at random", () => {
    for (const { contract, validators } of bundle.contracts as readonly CompiledContract[]) {
      const pattern = bundle.patterns[contract.pattern];
      if (pattern === undefined) throw new Error(contract.pattern);
      const compiled = validators(runtime);
      const interpreted = interpretedValidators(contract, pattern, bundle.common);
      const given = contract.journeys.flatMap(({ steps }) => steps);
      const inputs = (action: string): readonly JsonObject[] =>
        given.filter((step) => step.do === action).flatMap((step) => (step.with?.value ? [step.with.value] : []));
      const stages = contract.stages ?? [];
      const pairs: readonly (readonly [string, readonly [Validate, Validate], readonly Json[]])[] = [
        ["record", [compiled.record, interpreted.record], contract.examples.valid.map(({ value }) => value)],
        [
          "options",
          [compiled.options, interpreted.options],
          [{}, { waitlist: true }, ...given.flatMap(({ options }) => (options ? [options] : []))],
        ],
        ...Object.entries(compiled.inputs).map(
          ([action, validate]) =>
            [action, [validate, interpreted.inputs[action] ?? validate], [{}, ...inputs(action)]] as const,
        ),
        ...stages.flatMap(({ id }) => {
          const validate = compiled.stages[id];
          return validate
            ? [[id, [validate, interpreted.stages[id] ?? validate], [{}, ...inputs("advance")]] as const]
            : [];
        }),
        ...(compiled.eligibility && interpreted.eligibility
          ? ([["eligibility", [compiled.eligibility, interpreted.eligibility], [people]]] as const)
          : []),
      ];
      for (const [name, pair, seeds] of pairs) {
        let faulty = 0;
        fc.assert(
          fc.property(changed(seeds), (value) => {
            faulty += agree(pair, [value], `${contract.id} ${name}`);
          }),
          { numRuns: 150 },
        );
        if (name === "record") expect(faulty, contract.id).toBeGreaterThan(0);
      }
    }
  });

  it("in resources changed at random", () => {
    for (const { kind, validate } of bundle.kinds as readonly CompiledKind[]) {
      const pair = [validate(runtime), interpretedKind(kind, bundle.common)] as const;
      fc.assert(
        fc.property(changed(kind.examples.map(({ value }) => value as Json)), (value) => {
          agree(pair, [value], kind.kind);
        }),
        { numRuns: 150 },
      );
    }
  });
});

describe("keywords that few contracts use", () => {
  const schemas: readonly (readonly [string, JsonSchema, readonly Json[]])[] = [
    [
      "contains, with and without numbers",
      {
        type: "object",
        properties: {
          some: {
            type: "array",
            contains: { type: "object", required: ["id"], properties: { id: { type: "integer" } } },
          },
          two: { type: "array", contains: { type: "integer", minimum: 3 }, minContains: 2, maxContains: 3 },
          few: { type: "array", contains: { const: 1 }, minContains: 0, maxContains: 1 },
        },
        required: ["some"],
      },
      [
        { some: [{ id: 1 }], two: [3, 4, "x"], few: [1, 2] },
        { some: [1, { id: "x" }], two: [1, 3], few: [1, 1] },
      ],
    ],
    [
      "one of several, none of some, all together",
      {
        type: "object",
        oneOf: [{ required: ["phone"] }, { required: ["mobile"] }],
        not: { required: ["fax"] },
        allOf: [
          {
            if: { required: ["phone"] },
            then: { properties: { phone: { type: "string", minLength: 5 } } },
            else: { required: ["note"] },
          },
        ],
        anyOf: [
          { properties: { note: { type: "string", maxLength: 3 } } },
          { properties: { note: { type: "boolean" } } },
        ],
        properties: { phone: { type: "string" }, mobile: { type: "string" } },
      },
      [{ phone: "82621234" }, { mobile: "1", note: "ok" }, { phone: "1", mobile: "2", fax: 3, note: "long text" }],
    ],
    [
      "constants and choices that are objects, lists, nothing",
      {
        type: "object",
        properties: {
          a: { const: { z: [1, null] } },
          b: { enum: [{ q: 1 }, [2], "x", 3, true] },
          c: { type: "array", uniqueItems: true, items: { type: "object" } },
          d: { type: "array", uniqueItems: true, items: { type: "string" } },
        },
      },
      [
        { a: { z: [1, null] }, b: { q: 1 }, c: [{ a: 1 }, { a: 2 }], d: ["x", "y"] },
        { b: [2], c: [{ a: 1 }, { a: 1 }], d: ["x", "x"] },
      ],
    ],
    [
      "maps with rules for names and values",
      {
        type: "object",
        properties: {
          counts: {
            type: "object",
            propertyNames: { pattern: "^[a-z]+$", maxLength: 4 },
            additionalProperties: { type: "integer" },
          },
          pairs: { type: "object", minProperties: 1, maxProperties: 2, dependentRequired: { "a/b": ["c~d"] } },
          none: false,
        },
        additionalProperties: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 10, multipleOf: 0.5 },
      },
      [
        { counts: { abc: 1 }, pairs: { "a/b": 1, "c~d": 2 }, x: 1.5 },
        { counts: { ABC: "x", abcde: 1 }, pairs: {}, none: 1, y: 12.3 },
      ],
    ],
    [
      "more fields than ajv compares one by one, with names that are no identifiers",
      {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries([..."abcdefghij"].map((name) => [`${name}-${name}`, { type: "boolean" }])),
        required: ["a-a", "b-b"],
      },
      [
        { "a-a": true, "b-b": false },
        { "j-j": 1, "k-k": 2, constructor: 1, toString: 2 },
      ],
    ],
  ];
  for (const [title, schema, seeds] of schemas) {
    it(title, () => {
      // The code needs no eval to be run; this test, which has it as a text, does.
      const compiled = (0, eval)(compiledValidator(schema)) as (rt: typeof runtime) => Validate;
      const pair = [compiled(runtime), interpretedSchema(schema)] as const;
      agree(pair, seeds, title);
      fc.assert(
        fc.property(changed(seeds), (value) => {
          agree(pair, [value], title);
        }),
        { numRuns: 2000 },
      );
    });
  }
});

const people: JsonObject = {
  subject: {
    age: 70,
    residence: "resident",
    careLevel: "mild",
    disabilityGrade: 2,
    incomeGroup: "ordinary",
    hukou: "330109",
  },
  opener: { age: 40, residence: "resident" },
  relation: "guardian",
};

/** One of these values with one to four members taken away, put or exchanged, somewhere inside. */
function changed(seeds: readonly Json[]): fc.Arbitrary<Json> {
  const leaf = fc.oneof(
    fc.constantFrom<Json>(
      "",
      "x",
      "2026-12-02",
      "2026-12-02T19:00:00+08:00",
      "13857112345",
      "P1D",
      true,
      false,
      null,
      {},
      [],
    ),
    fc.integer({ min: -5, max: 40 }),
    fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 8),
    fc.string({ maxLength: 12 }),
    fc.constantFrom<Json>([1, 1], ["ball", "ball"], { id: 1 }, { "a~/b": 1 }, "长".repeat(300), 1e12),
  );
  const name = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom("note", "a/b", "c~d", "phone", "mobile", "fax", "三号", "constructor"),
  );
  const change = fc.record({
    how: fc.constantFrom("drop", "put", "put", "add"),
    path: fc.array(fc.nat(20), { maxLength: 4 }),
    name,
    leaf,
  });
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([seed, changes]) => changes.reduce<Json>((value, one) => changeAt(value, one.path, one), seed));
}

function changeAt(value: Json, path: readonly number[], change: { how: string; name: string; leaf: Json }): Json {
  if (typeof value !== "object" || value === null) return change.how === "put" ? change.leaf : value;
  const [first, ...rest] = path;
  const keys = Object.keys(value);
  if (change.how === "add" && (first === undefined || keys.length === 0)) {
    if (Array.isArray(value)) return [...(value as readonly Json[]), change.leaf];
    return { ...(value as JsonObject), [change.name]: change.leaf };
  }
  if (keys.length === 0) return change.how === "put" ? change.leaf : value;
  const key = keys[(first ?? 0) % keys.length] ?? "";
  const inner = (value as JsonObject)[key] ?? null;
  const next = rest.length > 0 ? changeAt(inner, rest, change) : change.how === "drop" ? undefined : change.leaf;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, i) =>
      String(i) !== key ? [item] : next === undefined ? [] : [next],
    );
  }
  const { [key]: _gone, ...others } = value as JsonObject;
  return next === undefined ? others : { ...others, [key]: next };
}
