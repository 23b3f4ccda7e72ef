import type { Json, JsonObject, Profile } from "@linli/contracts";
import { describe, expect, it } from "vitest";
import { court, saidOf, small, withContract, withProfile } from "./check-tree.js";

const labels = (locale: string) => `/labels/${locale}/parameters~1lampFee`;
const lampFee = { description: "What the lamps cost.", schema: { type: "integer", minimum: 0 }, value: 500 };
const rule: JsonObject = { "+": [{ var: "parameters.lampFee" }, 1] };
const lit = { schema: { type: "integer" }, on: ["open"], rule };
const tree = (lamp: Json = lampFee, reads: JsonObject = lit) =>
  withContract(small, court.id, {
    "/parameters": { lampFee: lamp },
    "/derived": { ...(court.derived as unknown as JsonObject), lamps: reads },
    [labels("zh-CN")]: "灯光费",
    [labels("en")]: "Lamp fee",
    [labels("ko")]: "조명 요금",
    "/labels/zh-CN/derived~1lamps": "灯光费合计",
    "/labels/en/derived~1lamps": "Lamps in all",
    "/labels/ko/derived~1lamps": "조명 요금 합계",
  });
const said = (...given: Parameters<typeof tree>): string => saidOf("court.json", tree(...given)).join("\n");

describe("a check of parameters", () => {
  it("takes one that a rule reads", () => {
    expect(said()).toBe("");
  });

  it("refuses a value that its own schema refuses", () => {
    expect(said({ ...lampFee, value: -1 })).toMatch(/#\/parameters\/lampFee\/value: /);
  });

  it("refuses a schema that is none", () => {
    expect(said({ ...lampFee, schema: { type: "integer", minimum: "none" } })).toMatch(
      /#\/parameters\/lampFee\/schema/,
    );
  });

  it("refuses one that no rule reads, and a rule that reads one that there is not", () => {
    const text = said(lampFee, { ...lit, rule: { "+": [{ var: "parameters.lampfee" }, 1] } });
    expect(text).toMatch(/#\/parameters\/lampFee: No rule reads "parameters\.lampFee"\./);
    expect(text).toMatch(/"parameters" has no "lampfee"\. Did you mean "lampFee"/);
  });

  it.each<readonly [what: string, own: JsonObject, line: RegExp]>([
    ["a street's value out of bounds", { lampFee: -5 }, /#\/scenarios\/sports\.venues\.court\/parameters\/lampFee: /],
    [
      "a street's value of what there is not",
      { lamp: 5 },
      /The contract has no parameter "lamp"\. It is one of: lampFee/,
    ],
  ])("refuses %s", (_, parameters, line) => {
    const profile = { $schema: "", scenarios: { [court.id]: { parameters } } } as Profile;
    expect(saidOf("profiles/", withProfile(tree(), profile)).join("\n")).toMatch(line);
  });
});
