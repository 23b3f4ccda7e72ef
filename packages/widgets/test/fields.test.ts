import { describe, expect, it } from "vitest";
import { branchesTaken, fieldsOf } from "../src/form/fields.js";

const asked = (schema: object, value: object) =>
  fieldsOf(schema as never, "", value as never).map(({ at, required }) => at.slice(1) + (required ? "!" : ""));

describe("Which fields are asked", () => {
  const court = {
    type: "object",
    required: ["purpose"],
    properties: { purpose: { enum: ["leisure", "training"] }, coach: { type: "string" }, note: { type: "string" } },
    if: { required: ["purpose"], properties: { purpose: { const: "training" } } },
    then: { required: ["coach"] },
  };

  it("the coach's name is asked only for a training, and then it is needed", () => {
    expect(asked(court, {})).toEqual(["purpose!", "note"]);
    expect(asked(court, { purpose: "training" })).toEqual(["purpose!", "coach!", "note"]);
  });

  it("what was filled in before its condition fell away stays in sight", () => {
    expect(asked(court, { purpose: "leisure", coach: "沈建华" })).toEqual(["purpose!", "coach", "note"]);
  });

  it("photos can always be added; for a car parked wrongly they must be", () => {
    const report = {
      properties: { matter: { type: "string" }, photos: { type: "array", maxItems: 9 } },
      if: { required: ["matter"], properties: { matter: { const: "wrong-parking" } } },
      then: { required: ["photos"], properties: { photos: { minItems: 1 } } },
    };
    expect(asked(report, { matter: "noise" })).toEqual(["matter", "photos"]);
    expect(asked(report, { matter: "wrong-parking" })).toEqual(["matter", "photos!"]);
    expect(fieldsOf(report, "", { matter: "wrong-parking" })[1]?.schema).toEqual({
      type: "array",
      maxItems: 9,
      minItems: 1,
    });
  });

  it("a locksmith is not asked for where a grid worker comes with the card", () => {
    const unlock = {
      properties: { lock: { enum: ["mechanical", "card"] }, locksmith: { type: "string" } },
      if: { required: ["lock"], properties: { lock: { const: "mechanical" } } },
      then: { required: ["locksmith"] },
      else: { properties: { locksmith: false } },
    };
    expect(asked(unlock, { lock: "card" })).toEqual(["lock"]);
    expect(asked(unlock, { lock: "mechanical" })).toEqual(["lock", "locksmith!"]);
  });

  it("conditions in several parts, one inside another, and fields that need each other", () => {
    const visit = {
      properties: { a: {}, b: {}, c: {}, d: {} },
      dependentRequired: { a: ["d"] },
      allOf: [
        { if: { required: ["a"] }, then: { required: ["b"], if: { required: ["b"] }, then: { required: ["c"] } } },
      ],
    };
    expect(asked(visit, {})).toEqual(["a"]);
    expect(asked(visit, { a: 1 })).toEqual(["a", "b!", "d!"]);
    expect(asked(visit, { a: 1, b: 2 })).toEqual(["a", "b!", "c!", "d!"]);
  });

  it("asks again only when others are asked", () => {
    const before = branchesTaken(court, { purpose: "leisure" });
    expect(branchesTaken(court, { purpose: "leisure", note: "早点到" })).toBe(before);
    expect(branchesTaken(court, { purpose: "training" })).not.toBe(before);
  });
});
