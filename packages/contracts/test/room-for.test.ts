import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundle } from "@linli/contracts/bundle";
import {
  recordSchemaOf,
  roomFor,
  runtime,
  type CompiledContract,
  type OwnFields,
  type RoomSource,
} from "../src/index.js";
import { withOwn } from "../src/own-fields.js";

function sourceOf(id: string): RoomSource {
  const compiled = bundle.contracts.find((one) => "contract" in one && one.contract.id === id) as CompiledContract;
  const { contract } = compiled;
  return {
    validators: compiled.validators(runtime),
    schema: recordSchemaOf(contract, bundle.common),
    valid: contract.examples.valid.map(({ value }) => value),
  };
}

const court = sourceOf("sports.venues.court");

describe("The search for a record that contract and street both accept", () => {
  it("finds one wherever a street leaves room, of every contract", () => {
    for (const one of bundle.contracts) {
      if (!("contract" in one)) continue;
      const source = sourceOf(one.contract.id);
      const own: OwnFields = {
        ext: { lane: { type: "choice", required: true, labels: { "zh-CN": "弄堂" }, options: { a: {}, b: {} } } },
      };
      const { record } = roomFor(own, source);
      expect(record, one.contract.id).toBeDefined();
      expect(withOwn(source.validators, own).record(record)).toEqual([]);
    }
  });

  it("changes what a condition reads where the field itself has no way out", () => {
    const coach = roomFor({ fields: { "/purpose": { enum: ["training"] } } }, court);
    expect(coach.record?.["purpose"]).toBe("training");
    expect(court.validators.record(coach.record)).toEqual([]);
  });

  it("fills what no record of the contract has and the street asks for", () => {
    const { record } = roomFor({ fields: { "/note": { required: true, minLength: 5 } } }, court);
    expect(String(record?.["note"]).length).toBeGreaterThanOrEqual(5);
  });

  it("gives a record of the contract's own and what is against it where there is no room", () => {
    const none: OwnFields = {
      ext: { floor: { type: "integer", required: true, labels: { "zh-CN": "楼层" }, minimum: 9, maximum: 3 } },
    };
    const room = roomFor(none, court);
    expect(room.record).toBeUndefined();
    expect(court.valid).toContainEqual(room.nearest);
    expect(room.faults.map(({ at }) => at)).toEqual(["/ext/floor"]);
  });

  it("agrees with arithmetic: there is room for players if and only if some number lies within all bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 40 }), fc.integer({ min: -5, max: 40 }), (minimum, maximum) => {
        const fields = { "/players": { minimum, maximum } };
        const { record } = roomFor({ fields }, court);
        const hasRoom = Math.max(minimum, 1) <= Math.min(maximum, 30);
        expect(record !== undefined).toBe(hasRoom);
        if (record !== undefined) expect(withOwn(court.validators, { fields }).record(record)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("never gives a record that the contract refuses, whatever a street says", () => {
    const tighter = fc.record(
      {
        minimum: fc.integer({ min: 0, max: 12 }),
        maximum: fc.integer({ min: 0, max: 40 }),
        required: fc.constant(true as const),
      },
      { requiredKeys: [] },
    );
    const said = fc.record({
      fields: fc.record({
        "/players": tighter,
        "/purpose": fc.record({ enum: fc.subarray(["leisure", "training", "competition"]) }),
      }),
    });
    fc.assert(
      fc.property(said, (own) => {
        const { record, nearest } = roomFor(own, court);
        expect(court.validators.record(nearest)).toEqual([]);
        if (record !== undefined) expect(court.validators.record(record)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
