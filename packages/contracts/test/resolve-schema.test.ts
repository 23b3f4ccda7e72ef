import { describe, expect, it } from "vitest";
import type { JsonObject } from "../src/json.js";
import { bareSchema, resolveSchema, slimSchema } from "../src/resolve-schema.js";

const common: JsonObject = {
  $defs: {
    fen: { description: "Money.", type: "integer", minimum: 0, maximum: 1000 },
    mobile: { type: "string", pattern: "^1" },
    person: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: { name: { type: "string" }, mobile: { $ref: "#/$defs/mobile" } },
    },
    chicken: { type: "array", items: { $ref: "#/$defs/egg" } },
    egg: { type: "object", properties: { laidBy: { $ref: "#/$defs/chicken" } } },
  },
};
const ref = (name: string, beside: JsonObject = {}): JsonObject => ({
  $ref: `../common.json#/$defs/${name}`,
  ...beside,
});

describe("references", () => {
  it("become what they point at, and keep its name as the type, the outermost first", () => {
    expect(resolveSchema({ type: "array", items: ref("person") }, common)).toEqual({
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: { name: { type: "string" }, mobile: { type: "string", pattern: "^1", "x-type": "mobile" } },
        "x-type": "person",
      },
    });
  });

  it("into the schema itself are no shared type", () => {
    const schema = { type: "object", properties: { a: { $ref: "#/$defs/own" } }, $defs: { own: { type: "boolean" } } };
    expect(resolveSchema(schema, common)).toEqual({ type: "object", properties: { a: { type: "boolean" } } });
  });

  it("with texts and marks beside them take these", () => {
    expect(resolveSchema(ref("fen", { description: "The fee.", "x-privacy": "personal" }), common)).toEqual({
      type: "integer",
      minimum: 0,
      maximum: 1000,
      description: "The fee.",
      "x-type": "fen",
      "x-privacy": "personal",
    });
  });

  it("with bounds beside them hold both: the tighter one", () => {
    expect(resolveSchema(ref("fen", { minimum: 100, maximum: 5000 }), common)).toMatchObject({
      minimum: 100,
      maximum: 1000,
    });
  });

  it("with rules beside them that cannot be merged hold both, by allOf", () => {
    const wanted = { required: ["mobile"], properties: { name: { const: "胡金花" } } };
    expect(resolveSchema(ref("person", wanted), common)).toMatchObject({ required: ["name"], allOf: [wanted] });
  });

  it("into nothing, to other files and back to themselves are refused", () => {
    expect(() => resolveSchema(ref("mobil"), common)).toThrow("points into nothing");
    expect(() => resolveSchema({ $ref: "person.json#/x" }, common)).toThrow("neither common.json nor this schema");
    expect(() => resolveSchema(ref("chicken"), common)).toThrow("leads back to itself");
  });
});

const worded: JsonObject = {
  title: "Booking",
  description: "Words.",
  type: "object",
  properties: {
    // Fields may be called as keywords are.
    title: { type: "string", description: "What stands on the door.", default: "球场", "x-privacy": "personal" },
    description: { type: "string", examples: ["x"] },
  },
  enum: [{ title: "kept", description: "kept" }],
};

it("a screen's schema has no texts, but fields and values of whatever name, defaults and marks", () => {
  expect(slimSchema(worded)).toEqual({
    type: "object",
    properties: {
      title: { type: "string", default: "球场", "x-privacy": "personal" },
      description: { type: "string" },
    },
    enum: [{ title: "kept", description: "kept" }],
  });
});

it("a validator's schema has only what can refuse a value", () => {
  expect(bareSchema(worded)).toEqual({
    type: "object",
    properties: { title: { type: "string" }, description: { type: "string" } },
    enum: [{ title: "kept", description: "kept" }],
  });
});
