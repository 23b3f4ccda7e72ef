import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { interpretedKind, interpretedSchema, interpretedValidators } from "../src/interpreted.js";
import type { JsonObject, JsonSchema } from "../src/json.js";
import type { Contract, Pattern, ResourceKind } from "../src/model.js";

const tree = fileURLToPath(new URL("../../../scenarios/", import.meta.url));
const read = <T>(file: string): T => JSON.parse(readFileSync(tree + file, "utf8")) as T;
const common = read<JsonObject>("common.json");
const court = read<Contract>("sports/sports.venues.court.json");
const booking = read<Pattern>("patterns/booking.json");
const validators = interpretedValidators(court, booking, common);
const [five] = court.examples.valid;

describe("a contract that was not compiled", () => {
  it("takes what its valid examples ask for", () => {
    for (const { value } of court.examples.valid) expect(validators.record(value)).toEqual([]);
  });

  it("refuses its invalid examples where and why they say", () => {
    const refused = court.examples.invalid.filter(({ keyword }) => keyword !== undefined);
    expect(refused.length).toBeGreaterThan(3);
    for (const { because, at, keyword, value } of refused) {
      expect(validators.record(value), because).toContainEqual(expect.objectContaining({ at, keyword }));
    }
  });

  it("names the missing and the unknown member itself, and what a limit was", () => {
    const { court: _court, ...rest } = five?.value ?? {};
    expect(validators.record({ ...rest, players: 99, "a/b~#%": 1 })).toEqual([
      { at: "/court", keyword: "required" },
      { at: "/players", keyword: "maximum", limit: 30 },
      { at: "/a~1b~0#%", keyword: "additionalProperties" },
    ]);
  });

  it("takes members that are undefined as absent, and nothing as no record", () => {
    expect(validators.record({ ...five?.value, note: undefined })).toEqual([]);
    expect(validators.record(undefined)).toEqual([{ at: "", keyword: "type", limit: "object" }]);
    expect(validators.record({ ...five?.value, "\ud800": 1 })).toEqual([
      { at: "/\ufffd", keyword: "additionalProperties" },
    ]);
  });

  it("has inputs of the actions that it kept, eligibility, options and the consents asked sometimes", () => {
    expect(Object.keys(validators.inputs)).toContain("cancel");
    expect(Object.keys(validators.inputs)).not.toContain("decline");
    expect(validators.eligibility?.({ subject: { age: 3 }, relation: "guardian" })).toContainEqual({
      at: "/subject/age",
      keyword: "minimum",
      limit: 6,
    });
    expect(validators.options({ waitlist: "yes" })).toEqual([{ at: "/waitlist", keyword: "type", limit: "boolean" }]);
    expect(validators.consents["accessibility"]?.({})).toEqual([{ at: "/accessibility", keyword: "required" }]);
  });
});

it("every resource example of every kind fits its kind", () => {
  const files = readdirSync(`${tree}resources`).filter((file) => file.endsWith(".json"));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const kind = read<ResourceKind>(`resources/${file}`);
    const validate = interpretedKind(kind, common);
    for (const { id, value } of kind.examples) expect(validate(value), `${file} ${id}`).toEqual([]);
  }
});

describe("single keywords", () => {
  const cases: readonly (readonly [string, JsonSchema, unknown, readonly object[]])[] = [
    [
      "dependentRequired names what is missing",
      { type: "object", dependentRequired: { damage: ["photos"] } },
      { damage: "裂" },
      [{ at: "/photos", keyword: "dependentRequired" }],
    ],
    [
      "names of members are refused at the member, by what their rule says",
      { type: "object", propertyNames: { pattern: "^[a-z]+$" } },
      { 三号: 1 },
      [{ at: "/三号", keyword: "pattern" }],
    ],
    [
      "a list that should contain something is refused as a whole",
      { type: "array", contains: { type: "integer" } },
      ["a", "b"],
      [{ at: "", keyword: "contains" }],
    ],
    [
      "too few that fit are the same fault",
      { type: "array", contains: { type: "integer" }, minContains: 2 },
      [1, "b", "c"],
      [{ at: "", keyword: "contains" }],
    ],
    [
      "of several ways each says what it lacks, and all of them that none fits",
      {
        anyOf: [
          { type: "object", required: ["phone"] },
          { type: "object", required: ["mobile"] },
        ],
      },
      {},
      [
        { at: "", keyword: "anyOf" },
        { at: "/phone", keyword: "required" },
        { at: "/mobile", keyword: "required" },
      ],
    ],
    [
      "a member that must not be is refused as false",
      { type: "object", properties: { secret: false } },
      { secret: 1 },
      [{ at: "/secret", keyword: "false schema" }],
    ],
    [
      "our formats are known",
      { type: "string", format: "national-id" },
      "110105194912310021",
      [{ at: "", keyword: "format", limit: "national-id" }],
    ],
    ["a price of 19.99 is a whole number of fen", { type: "number", multipleOf: 0.01 }, 19.99, []],
  ];
  for (const [title, schema, value, faults] of cases) {
    it(title, () => {
      expect(interpretedSchema(schema)(value)).toEqual(faults);
    });
  }
});
