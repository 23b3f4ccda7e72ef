import type { Json, Pointer } from "@linli/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkScenarios } from "../src/check/check-scenarios.js";
import type { Scenarios } from "../src/read/read-scenarios.js";
import { court, small, whole, withContract, withKind, withPattern } from "./check-tree.js";

/** Every place in a value, but its root. */
function placesIn(value: unknown, at: Pointer = ""): readonly Pointer[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const here = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [here, ...placesIn(member, here)];
  });
}

const anything = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom(null, 0, "", "x", true, [], {}, [{}], { var: "record" }),
  fc.jsonValue(),
) as fc.Arbitrary<Json | undefined>;

/** A file with anything at any place is refused or taken, and never breaks the check. */
function isChecked(file: object, changed: (change: { readonly [at: Pointer]: Json | undefined }) => Scenarios): void {
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(file)), anything, (at, value) => {
      const { faults } = checkScenarios(changed({ [at]: value }));
      for (const fault of faults)
        expect([fault.file, fault.wrong, fault.right].every((part) => part !== "")).toBe(true);
    }),
    { numRuns: 40 },
  );
}

describe("a check of garbage", () => {
  it("takes a contract with anything in it", () => {
    isChecked(court, (change) => withContract(small, court.id, change));
  });

  it("takes a pattern with anything in it", () => {
    isChecked(small.patterns["booking"] ?? {}, (change) => withPattern(small, "booking", change));
  });

  it("takes a kind of resource with anything in it", () => {
    isChecked(small.kinds.find((kind) => kind.kind === "court") ?? {}, (change) => withKind(small, "court", change));
  });

  it("takes a catalog and roles that are none", () => {
    const { faults } = checkScenarios({ ...small, catalog: { tree: 1 } as never, roles: { resident: null } as never });
    expect(faults.map((fault) => fault.file)).toEqual(expect.arrayContaining(["catalog.json", "roles.json"]));
    expect(checkScenarios({ ...whole, contracts: [], kinds: [], profiles: {} }).faults).not.toBe(undefined);
  });
});
