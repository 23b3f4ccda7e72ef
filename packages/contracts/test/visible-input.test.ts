import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { machineOf, visibleInput, type Contract, type JsonSchema, type Pattern, type Relation } from "../src/index.js";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../scenarios/${file}`, import.meta.url), "utf8"));
const cases = read("patterns/case.json") as Pattern;
const registry = read("patterns/registry.json") as Pattern;

const names = ["result", "note", "phone", "photos"] as const;
type Privacy = "open" | "personal" | "sensitive";
type Seen = readonly string[] | undefined;

interface Drawn {
  readonly privacy: readonly Privacy[];
  readonly whole: Seen;
  readonly see: readonly Seen[];
}

const who = fc.option(fc.subarray(["opener", "subject", "handler", "assignee", "public", "nurse"], { minLength: 1 }), {
  nil: undefined,
});
const drawn: fc.Arbitrary<Drawn> = fc.record({
  privacy: fc.array(fc.constantFrom<Privacy>("open", "personal", "sensitive"), { minLength: 4, maxLength: 4 }),
  whole: who,
  see: fc.array(who, { minLength: 4, maxLength: 4 }),
});
const onlooker = fc.record({
  as: fc.subarray<Relation>(["opener", "subject", "handler", "assignee"]),
  roles: fc.subarray(["nurse", "resident"]),
});

function machine({ privacy, whole, see }: Drawn) {
  const properties = Object.fromEntries(
    names.map((name, i) => {
      const kept = privacy[i] as Privacy;
      return [name, { type: "string", ...(kept === "open" ? {} : { "x-privacy": kept }) } as JsonSchema];
    }),
  );
  const shown = names.flatMap((name, i) => {
    const list = see[i];
    return list === undefined ? [] : [[`inputs/resolve/${name}`, list] as const];
  });
  const contract = {
    id: "street.road.lamp",
    pattern: "case",
    people: {
      open: ["resident"],
      subject: "person",
      handler: ["grid-worker"],
      see: { ...Object.fromEntries(shown), ...(whole === undefined ? {} : { "inputs/resolve": whole }) },
    },
    settings: {},
    record: { type: "object", properties: { where: { type: "string", "x-privacy": "sensitive" } } },
    inputs: { resolve: { type: "object", properties } },
  } as unknown as Contract;
  return machineOf(cases, contract);
}

describe("what somebody said with an action", () => {
  const input = Object.fromEntries(names.map((name) => [name, "灯修好了"]));

  it("is shown field by field to whom the contract names, else as privacy says", () => {
    fc.assert(
      fc.property(drawn, onlooker, fc.boolean(), (said, looks, isOpen) => {
        const as = ["viewer" as const, ...looks.as];
        const isIn = (list: Seen): boolean =>
          list?.some((one) => one === "public" || [...as, ...looks.roles].includes(one)) === true;
        const works = as.includes("handler") || as.includes("assignee");
        const isParty = as.includes("opener") || as.includes("subject");
        const shows = (i: number): boolean => {
          if (said.whole !== undefined && !isIn(said.whole)) return false;
          if (said.see[i] !== undefined) return isIn(said.see[i]);
          if (said.whole !== undefined) return true;
          const kept = said.privacy[i];
          return isOpen && (works || kept === "open" || (kept === "personal" && isParty));
        };
        const seen = visibleInput(
          machine(said),
          { action: "resolve", input, isMine: false, isOpen },
          { as, roles: looks.roles },
        );
        expect(Object.keys(seen ?? {}).sort()).toEqual(names.filter((_, i) => shows(i)).sort());
      }),
    );
  });

  it("is shown whole to whoever said it", () => {
    fc.assert(
      fc.property(drawn, (said) => {
        const asked = { action: "resolve", input, isMine: true, isOpen: false };
        expect(visibleInput(machine(said), asked, { as: ["viewer"], roles: [] })).toEqual(input);
      }),
    );
  });

  it("shows of changes of a record what is shown of the record", () => {
    const contract = {
      id: "street.house.house",
      pattern: "registry",
      people: { open: ["grid-worker"], subject: "person", handler: ["grid-worker"], see: { "/idNumber": ["handler"] } },
      settings: {},
      record: { type: "object", properties: { rooms: { type: "integer" }, idNumber: { type: "string" } } },
    } as unknown as Contract;
    const changes = { rooms: 3, idNumber: "330109196501010011" };
    const asked = { action: "change", input: { changes, reason: "加建" }, isMine: false, isOpen: true };
    const house = machineOf(registry, contract);
    expect(visibleInput(house, asked, { as: ["subject"], roles: [] })).toEqual({
      changes: { rooms: 3 },
      reason: "加建",
    });
    expect(visibleInput(house, asked, { as: ["handler"], roles: [] })).toEqual({ changes, reason: "加建" });
  });
});
