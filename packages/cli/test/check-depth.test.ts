import type { Contract, Json } from "@linli/contracts";
import { describe, expect, it } from "vitest";
import type { Change } from "./check-tree.js";
import { court, saidOf, saidOfCourt, small, withContract } from "./check-tree.js";

const smooth = court.journeys.map((journey) => ({
  ...journey,
  steps: journey.steps.filter((step) => step.then?.problem === undefined),
}));
const alone = court.journeys.map((journey) => ({
  ...journey,
  steps: journey.steps.filter((step) => step.as === undefined || step.as === "qian"),
}));
const unchecked = court.examples.invalid.filter((one) => one.check === undefined && one.eligibility === undefined);

describe("a check of how much a contract shows", () => {
  it.each<readonly [what: string, change: Change, line: RegExp]>([
    ["one journey only", { "/journeys": court.journeys.slice(0, 1) as never }, /There is one journey only\./],
    ["journeys in which all goes well", { "/journeys": smooth as never }, /Nothing goes wrong in any journey\./],
    ["journeys of one person", { "/journeys": alone.slice(0, 1) as never }, /One person does it all\./],
    [
      "examples that only the schema refuses",
      { "/examples/invalid": unchecked as never },
      /All invalid examples break/,
    ],
    ["a placeholder", { "/examples/valid/0/value/note": "foo" }, /#\/examples\/valid\/0: "foo" is a placeholder\./],
    [
      "the same example twice",
      { "/examples/valid/1/value": court.examples.valid[0]?.value as Json },
      /Two valid examples are the same\./,
    ],
  ])("refuses %s", (_, change, line) => {
    expect(saidOfCourt(change).join("\n")).toMatch(line);
  });

  it("refuses a field that is of another type elsewhere", () => {
    const report = small.contracts.find((one) => one.id !== court.id) as Contract;
    const tree = withContract(small, report.id, {
      "/record/properties/players": { type: "string", description: "Who." },
    });
    expect(saidOf(".json", tree).join("\n")).toMatch(
      /"players" is a (?:number|string) here and a (?:number|string) in /,
    );
  });

  it("refuses a field that is a thing in one contract and words in another", () => {
    const report = small.contracts.find((one) => one.id !== court.id) as Contract;
    const tree = withContract(small, report.id, {
      "/record/properties/court": { type: "string", maxLength: 40, description: "Which one." },
    });
    expect(saidOf(".json", tree).join("\n")).toMatch(/"court" is a (?:string|thing) here and a (?:string|thing) in /);
  });

  it("refuses a contract that asks for what another one asks for already", () => {
    const report = small.contracts.find((one) => one.id !== court.id) as Contract;
    const tree = withContract(small, report.id, { "/record/properties": court.record["properties"] as Json });
    expect(saidOf(".json", tree).join("\n")).toMatch(/of 9 fields are those of |9 of \d fields/);
  });
});
