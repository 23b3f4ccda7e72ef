import type { Json, Profile } from "@linli/contracts";
import { describe, expect, it } from "vitest";
import { checkScenarios } from "../src/check/check-scenarios.js";
import { wordFault, type CheckFault } from "../src/check/fault.js";
import { court, saidOf, small, whole, withContract, withProfile } from "./check-tree.js";

const id = court.id;
const said = (profile: Omit<Profile, "$schema">): string =>
  saidOf("profiles/", withProfile(small, { $schema: "../profile.schema.json", ...profile } as Profile)).join("\n");
const ofCourt = (more: object): Profile => ({ scenarios: { [id]: more } }) as Profile;

describe("a check of a profile", () => {
  it("has nothing to say of one for each type of community", () => {
    const types = Object.values(whole.profiles).map(
      (profile) => (profile as { readonly communityType?: string }).communityType,
    );
    expect([...types].sort()).toEqual(Object.keys(whole.catalog.communityTypes).sort());
    expect(saidOf("profiles/", { ...whole, contracts: [] })).toEqual([]);
  });

  it("takes a street's say that only tightens", () => {
    const fields = {
      "/players": { maximum: 12 },
      "/purpose": { enum: ["leisure", "training"] },
      "/note": { required: true, maxLength: 80 },
    };
    const ext = {
      locker: {
        type: "choice",
        labels: { "zh-CN": "储物柜" },
        options: { small: { "zh-CN": "小" }, large: { "zh-CN": "大" } },
      },
    };
    expect(
      said(
        ofCourt({
          settings: { cancelUntil: "PT4H" },
          fields,
          ext,
          labels: { "zh-CN": { "record/players": "上场人数" } },
        }),
      ),
    ).toBe("");
  });

  it.each<readonly [what: string, profile: Profile, line: RegExp]>([
    [
      "a choice of what there is not",
      { select: ["sport"] },
      /#\/select\/0: There is no scenario, branch or collection "sport"\. Did you mean "sports"/,
    ],
    [
      "an order of what is not chosen",
      { select: ["sports"], order: ["culture"] },
      /#\/order\/0: "culture" is not selected\./,
    ],
    [
      "a say of a scenario without a contract",
      { scenarios: { "sports.venues.cort": {} } },
      /#\/scenarios\/sports\.venues\.cort: There is no contract/,
    ],
    [
      "a say of what is not chosen",
      { select: ["culture"], scenarios: { [id]: {} } },
      /"sports\.venues\.court" is not selected\./,
    ],
    [
      "a setting that there is not",
      ofCourt({ settings: { slots: "PT1H" } }),
      /settings\/slots: "slots" is not known here/,
    ],
    [
      "a field that there is not",
      ofCourt({ fields: { "/playrs": { maximum: 2 } } }),
      /\/playrs leads to nothing\. Did you mean "players"/,
    ],
    [
      "a maximum that loosens",
      ofCourt({ fields: { "/players": { maximum: 40 } } }),
      /maximum: 40 is more than the contract's 30\. A profile only tightens\./,
    ],
    [
      "a minimum that loosens",
      ofCourt({ fields: { "/players": { minimum: 0 } } }),
      /minimum: 0 is less than the contract's 1\./,
    ],
    [
      "a value that the contract does not have",
      ofCourt({ fields: { "/purpose": { enum: ["leasure"] } } }),
      /enum\/0: "leasure" is none of the contract's values\. Did you mean "leisure"/,
    ],
    [
      "a list where there is none",
      ofCourt({ fields: { "/note": { enum: ["yes"] } } }),
      /enum: \/note has no list of values\./,
    ],
    [
      "a text for what there is not",
      ofCourt({ labels: { ko: { "record/player": "인원" } } }),
      /The label leads to nothing\./,
    ],
    [
      "a clock that the contract does not have",
      ofCourt({ clocks: { late: "PT1H" } }),
      /The contract has no clock "late" of its own\./,
    ],
    [
      "a field of its own without a choice",
      ofCourt({ ext: { locker: { type: "choice", labels: { "zh-CN": "储物柜" } } } }),
      /#\/scenarios\/sports\.venues\.court\/ext\/locker\/options: "options" is missing\./,
    ],
  ])("refuses %s", (_, profile, line) => {
    expect(said(profile)).toMatch(line);
  });

  it.each([
    ["less than it asks for", { "/players": { minimum: 8, maximum: 4 } }, /No value is at least 8 and at most 4\./],
    [
      "a text longer than itself",
      { "/note": { minLength: 80, maxLength: 20 } },
      /No value is at least 80 and at most 20\./,
    ],
    ["no value of all", { "/purpose": { enum: [] } }, /No value is left\./],
    [
      "more things than there are",
      { "/equipment": { enum: ["ball"], minItems: 2 } },
      /No list holds 2 different ones of 1 values\./,
    ],
  ])("shows a document that cannot pass where a profile leaves %s", (_, fields, line) => {
    const profile = ofCourt({ fields });
    const fault = checkScenarios(
      withProfile(small, { $schema: "../profile.schema.json", ...profile } as Profile),
    ).faults.find((one) => one.file === "profiles/ningwei.json");
    expect(fault?.wrong).toMatch(line);
    expect(court.examples.valid.map((example) => example.value)).toContainEqual(fault?.counterExample);
  });

  it.each([
    ["a looser bound", { "/players": { maximum: 40 } }, { players: 40 }],
    ["a value of nobody's", { "/purpose": { enum: ["leisure", "wedding"] } }, { purpose: "wedding" }],
  ])("shows a record that the contract refuses where a profile lets through %s", (_, fields, shown) => {
    const { faults } = checkScenarios(withProfile(small, { $schema: "", ...ofCourt({ fields }) } as Profile));
    const fault = faults.find(({ file }) => file.startsWith("profiles/"));
    expect(fault).toMatchObject({ refusedBy: "contract", counterExample: shown });
    expect(wordFault(fault as CheckFault)).toContain("The contract refuses: {");
  });

  it("says where no record can meet contract and profile, though each field by itself has room", () => {
    const tree = withContract(small, id, {
      "/checks": [
        ...(court.checks ?? []),
        {
          code: "too-small-for-training",
          on: ["open"],
          rule: { or: [{ "!=": [{ var: "record.purpose" }, "training"] }, { ">=": [{ var: "record.players" }, 6] }] },
        },
      ] as unknown as Json,
    });
    const narrow = { "/purpose": { enum: ["training"] }, "/players": { maximum: 5 } };
    const lines = (fields: object) =>
      saidOf("profiles/", withProfile(tree, { $schema: "", ...ofCourt({ fields }) } as Profile)).join("\n");
    expect(lines(narrow)).toMatch(/No record meets both the contract and the profile; \d+ were tried\./);
    expect(lines({ ...narrow, "/players": { maximum: 6 } })).toBe("");
  });

  it("says of a bound that it says nothing, where the field is of another type", () => {
    expect(said(ofCourt({ fields: { "/note": { maximum: 5 } } }))).toMatch(
      /\/note is of the type string: maximum says nothing of it\./,
    );
  });

  it("keeps a clock within the bounds of the contract", () => {
    const clock = {
      id: "late",
      while: ["confirmed"],
      at: { var: "period.start" },
      plus: "PT1H",
      min: "PT30M",
      max: "PT2H",
    };
    const tree = withContract(small, id, { "/clocks": [clock] });
    const lines = (plus: string): string =>
      saidOf("profiles/", withProfile(tree, { $schema: "", ...ofCourt({ clocks: { late: plus } }) } as Profile)).join(
        "\n",
      );
    expect(lines("PT90M")).toBe("");
    expect(lines("PT10M")).toMatch(/PT10M is shorter than PT30M\./);
    expect(lines("P1D")).toMatch(/P1D is longer than PT2H\./);
  });
});
