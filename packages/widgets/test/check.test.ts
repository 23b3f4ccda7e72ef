import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { every, resolveSchema, runtime, withAt } from "@linli/contracts";
import type { CompiledContract, Fault, Json, JsonObject } from "@linli/contracts";
import { bundle } from "@linli/contracts/bundle";
import { check, loadFormats } from "../src/form/check.js";

const compiled = bundle.contracts.filter((one): one is CompiledContract => "validators" in one);

/**
 * What a page leaves to the hub: dates and times (they come from native controls), and what is inside `anyOf` and `oneOf`.
 * That a field is needed beside another one is said as that it is needed.
 */
const leftToHub = new Set(["date", "date-time", "time", "local-time", "duration", "uuid"]);

/** Faults as texts; where the type is wrong, a form says no more about that place. */
function asTexts(faults: readonly Fault[]): readonly string[] {
  const shown = faults
    .filter(({ keyword, limit }) => keyword !== "format" || !leftToHub.has(String(limit)))
    .map((fault) => (fault.keyword === "dependentRequired" ? { ...fault, keyword: "required" } : fault));
  const mistyped = new Set(shown.filter(({ keyword }) => keyword === "type").map(({ at }) => at));
  return [...new Set(shown.map(({ at, keyword }) => `${at} ${mistyped.has(at) ? "type" : keyword}`))].sort();
}

/** Values that break something, whatever stands there. */
const odd: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constantFrom<Json | undefined>(undefined, null, "", 0, -1, 1.5, 99_999, true, false, [], {}, "x".repeat(300), [
    "a",
    "a",
  ]),
  fc.string({ maxLength: 12 }),
  fc.integer({ min: -5, max: 400 }),
);

beforeAll(() => loadFormats([{ format: "national-id" }]));

describe("The check of a form finds what the hub's compiled validator finds", () => {
  it.each(compiled.map((one) => [one.contract.id, one] as const))(
    "for %s, whatever is changed in its examples",
    (_, { contract, validators }) => {
      const schema = resolveSchema(contract.record, bundle.common);
      const validate = validators(runtime).record;
      const hasBranches = /"(?:any|one)Of"/.test(JSON.stringify(schema));
      const examples = [...contract.examples.valid, ...contract.examples.invalid].map(({ value }) => value);
      const changed = fc.constantFrom(...examples).chain((value) => {
        const places = ["/unknown", ...placesIn(value)];
        return fc
          .array(fc.tuple(fc.constantFrom(...places), odd), { maxLength: 3 })
          .map((changes) => changes.reduce<Json>((now, [at, next]) => withAt(now, at, next), value))
          .map((json) => JSON.parse(JSON.stringify(json)) as Json);
      });
      fc.assert(
        fc.property(changed, (value) => {
          const [ours, theirs] = [asTexts(check(schema, value)), asTexts(validate(value))];
          if (hasBranches) expect(ours.length === 0).toBe(theirs.length === 0);
          else expect(ours).toEqual(theirs);
        }),
        { numRuns: 300 },
      );
    },
  );
});

/** Pointers of all members of a value. */
function placesIn(value: JsonObject): readonly string[] {
  const found: string[] = [];
  for (let pattern = "/*"; pattern.length < 10; pattern += "/*")
    found.push(...every(value, pattern).map(({ at }) => at));
  return found;
}
