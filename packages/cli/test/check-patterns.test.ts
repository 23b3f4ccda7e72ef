import { describe, expect, it } from "vitest";
import type { Change } from "./check-tree.js";
import { saidOf, small, whole, withKind, withPattern } from "./check-tree.js";

type Refusal = readonly [what: string, change: Change, line: RegExp];

const patterns: readonly Refusal[] = [
  [
    "a state that there is not",
    { "/actions/approve/to": "confirmd" },
    /#\/actions\/approve\/to: There is no state "confirmd"\. Did you mean "confirmed"/,
  ],
  [
    "an action from a state that there is not",
    { "/actions/approve/from/0": "reqested" },
    /#\/actions\/approve\/from\/0: There is no state "reqested"\./,
  ],
  [
    "a flag that there is not",
    { "/actions/cancel/flags": { set: ["late"] } },
    /#\/actions\/cancel\/flags\/set\/0: There is no flag "late"\./,
  ],
  ["a flag that nothing sets", { "/flags/late": {} }, /#\/flags\/late: Nothing sets the flag "late"\./],
  [
    "a way that there is not",
    { "/actions/approve/by": ["owner"] },
    /#\/actions\/approve\/by\/0: "owner" is none of what is possible here\. It is one of: opener, subject, behalf, handler/,
  ],
  ["an effect that there is not", { "/actions/approve/effects": ["notfy"] }, /#\/actions\/approve\/effects\/0/],
  [
    "an origin that depends on the record",
    { "/actions/complete/from/1/when": { var: "record.court" } },
    /#\/actions\/complete\/from\/1\/when: It reads more than `has` and `settings`\./,
  ],
  [
    "a condition at the last target",
    { "/open/to/3/when": true },
    /#\/open\/to\/3\/when: The last of a list has a condition\./,
  ],
  [
    "a setting that there is not",
    { "/clocks/2/plus/var": "settings.noShowsAfter" },
    /#\/clocks\/2\/plus\/var: "settings" has no "noShowsAfter"\. Did you mean "noShowAfter"/,
  ],
  [
    "a clock in an end",
    { "/clocks/3/while/0": "completed" },
    /#\/clocks\/3\/while\/0: The record has ended in "completed"\./,
  ],
  [
    "a clock that does what no clock may do",
    { "/clocks/0/then": "approve" },
    /#\/clocks\/0\/then: No clock may do "approve"\./,
  ],
  [
    "a check on an action that there is not",
    { "/checks/0/on/0": "opn" },
    /#\/checks\/0\/on\/0: There is no action "opn"\./,
  ],
  [
    "a check whose problem is not listed",
    { "/checks/0/code": "far-too-early" },
    /#\/checks\/0\/code: "far-too-early" is not among the problems\./,
  ],
  ["a problem that nothing raises", { "/problems/5": "out-of-ink" }, /#\/problems\/5: Nothing raises "out-of-ink"\./],
  [
    "a missing name",
    { "/labels/ko/states~1confirmed": undefined },
    /#\/labels\/ko\/states~1confirmed: The label of the state "confirmed" is missing\./,
  ],
  [
    "a state that leads nowhere",
    { "/actions/complete/from": ["confirmed"] },
    /#\/actions: Without .*nothing leads on from "checked-in"\./,
  ],
  [
    "a state to which nothing leads",
    {
      "/states/lost": { holds: false, end: true },
      "/labels/en/states~1lost": "Lost",
      "/labels/zh-CN/states~1lost": "丢失",
      "/labels/ko/states~1lost": "분실",
    },
    /#\/states\/lost: Nothing leads to "lost"\./,
  ],
  [
    "a way out of an end without a limit",
    { "/actions/check-in/from/1": "no-show" },
    /#\/actions: Without .*leaves the end "no-show" and has no `afterEnd`\./,
  ],
  ["an appending action that moves the record", { "/actions/approve/exclusive": false }, /#\/actions\/approve/],
];

describe("a check of a pattern", () => {
  it("has nothing to say of the sixteen", () => {
    expect(Object.keys(whole.patterns)).toHaveLength(16);
    expect(saidOf("patterns/", { ...whole, contracts: [] })).toEqual([]);
  });

  it.each(patterns)("refuses %s", (_, change, line) => {
    expect(saidOf("patterns/booking.json", withPattern(small, "booking", change)).join("\n")).toMatch(line);
  });

  it("refuses a file that is named otherwise than its pattern", () => {
    expect(saidOf("patterns/", withPattern(small, "case", { "/pattern": "cases" })).join("\n")).toMatch(
      /#\/pattern: The file is patterns\/case\.json\. It is patterns\/cases\.json\./,
    );
  });
});

const kinds: readonly Refusal[] = [
  [
    "a parent that there is not",
    { "/parent": "sports-parc" },
    /#\/parent: There is no kind of resource "sports-parc"\./,
  ],
  ["opening hours that are none", { "/opening": "/sport" }, /#\/opening: \/sport holds no opening hours\./],
  [
    "opening hours at a field that there is not",
    { "/opening": "/openning" },
    /#\/opening: \/openning leads to nothing\. Did you mean "opening"/,
  ],
  [
    "an example that breaks the schema",
    { "/examples/0/value/maxPlayers": 1 },
    /#\/examples\/0\/value\/maxPlayers: The example breaks the schema's minimum\./,
  ],
  [
    "one example only",
    { "/examples": whole.kinds.find((kind) => kind.kind === "court")?.examples.slice(0, 1) as never },
    /#\/examples: .*fewer than 2 items/,
  ],
  ["two examples with one id", { "/examples/1/id": "c-3" }, /#\/examples\/1\/id: The example "c-3" is there twice\./],
  ["a value without a name", { "/labels/en/sport=tennis": undefined }, /The label of the value "tennis" is missing\./],
  [
    "a name for what there is not",
    { "/labels/en/colour": "Colour" },
    /#\/labels\/en\/colour: The label leads to nothing\./,
  ],
  [
    "a schedule with a command that there is not",
    { "/schedule": { at: "/opening", start: "unlock" } },
    /#\/schedule\/start: There is no command "unlock"\./,
  ],
  ["a face alone", { "/credentials": { accepts: ["face"] } }, /#\/credentials\/accepts/],
];

describe("a check of a kind of resource", () => {
  it.each(kinds)("refuses %s", (_, change, line) => {
    expect(saidOf("resources/court.json", withKind(small, "court", change)).join("\n")).toMatch(line);
  });
});

describe("a check of what all share", () => {
  it("counts 45 fields, 85 groups and 139 scenarios", () => {
    const { tree } = whole.catalog;
    expect([
      tree.length,
      tree.flatMap((field) => field.children).length,
      tree.flatMap((field) => field.children.flatMap((group) => group.children)).length,
    ]).toEqual([45, 85, 139]);
  });

  it("refuses a title that is missing, and a node that is there twice", () => {
    const [first, ...rest] = whole.catalog.tree;
    if (first === undefined) throw new Error("The catalog is empty.");
    const catalog = {
      ...whole.catalog,
      tree: [{ ...first, titles: { ...first.titles, ko: "" + "Childcare" } }, first, ...rest],
    };
    const said = saidOf("catalog.json", { ...small, patterns: whole.patterns, catalog });
    expect(said.join("\n")).toMatch(/#\/tree\/0\/titles\/ko: "Childcare" holds no Hangul\./);
    expect(said.join("\n")).toMatch(/#\/tree\/1\/id: "childcare" is there twice\./);
  });

  it("refuses a collection of what there is not", () => {
    const catalog = {
      ...whole.catalog,
      collections: { venue: { titles: whole.catalog.collections["venue"]!.titles, nodes: ["sport.venues"] } },
    };
    const said = saidOf("catalog.json", { ...small, patterns: whole.patterns, catalog });
    expect(said).toEqual([
      expect.stringMatching(
        /#\/collections\/venue\/nodes\/0: The catalog has no node "sport\.venues"\. Did you mean "sports\.venues"/,
      ),
    ]);
  });

  it("refuses a role without a name in Korean", () => {
    const roles = { ...whole.roles, courier: { labels: { "zh-CN": "配送员", en: "Courier" } } };
    expect(saidOf("roles.json", { ...small, roles })).toEqual([
      expect.stringMatching(/#\/courier\/labels: The label in ko is missing\./),
    ]);
  });
});

describe("the scenarios of this repository", () => {
  it("pass the check", () => {
    expect(saidOf("", whole)).toEqual([]);
  });
});
