import type { Json } from "@linli/contracts";
import { describe, expect, it } from "vitest";
import { movesEnough } from "../src/diff/change.js";
import { diffCommand } from "../src/diff/diff-command.js";
import { diffScenarios, wordDiff } from "../src/diff/diff-scenarios.js";
import type { Change } from "./check-tree.js";
import { court, folder, small, withContract } from "./check-tree.js";

/** What is said of a court whose contract is changed so. */
function said(change: Change): string {
  return diffScenarios(small, withContract(small, court.id, change))
    .map(wordDiff)
    .join("\n");
}

const values = (...more: readonly string[]): Json => [...more];
const purposes = ["leisure", "training", "friendly-match", "school", "event"];

describe("linli diff", () => {
  it("says nothing of what is the same", () => {
    expect(said({})).toBe("");
  });

  it.each<readonly [what: string, change: Change, weight: string, line: RegExp]>([
    ["another word", { "/labels/zh-CN/title": "订球场" }, "patch", /#\/labels/],
    ["another example", { "/examples/valid/0/value/players": 6 }, "patch", /#\/examples/],
    ["a description", { "/record/properties/players/description": "Who plays." }, "patch", /players: The description/],
    [
      "a field that may be said",
      { "/record/properties/bikes": { type: "integer" } },
      "minor",
      /"bikes" can be said now/,
    ],
    [
      "one more value",
      { "/record/properties/purpose/enum": values(...purposes, "dance") },
      "minor",
      /"dance" is taken/,
    ],
    ["a wider bound", { "/record/properties/players/maximum": 40 }, "minor", /maximum was 30 and is 40/],
    [
      "a bound taken away",
      { "/record/properties/players/maximum": undefined },
      "minor",
      /maximum was 30 and is absent/,
    ],
    ["another default", { "/settings/cancelUntil": "PT4H" }, "minor", /#\/settings/],
    ["a tighter bound", { "/record/properties/players/maximum": 20 }, "major", /maximum was 30 and is 20/],
    [
      "a value less",
      { "/record/properties/purpose/enum": values(...purposes.slice(1)) },
      "major",
      /"leisure" is no lon/,
    ],
    ["a field that is gone", { "/record/properties/note": undefined }, "major", /"note" is gone/],
    ["another type", { "/record/properties/players/type": "number" }, "major", /type was "integer" and is "number"/],
    ["an action less", { "/without": ["reschedule"] }, "major", /"reschedule" no longer is possible/],
    ["somebody less who may ask", { "/people/open": ["community-staff"] }, "major", /"resident" no longer may ask/],
  ])("weighs %s", (_, change, weight, line) => {
    const text = said(change);
    expect(text).toMatch(line);
    expect(text).toContain(`(${weight}). The version must move by a ${weight}.`);
  });

  it("is content with a version that says as much, and with no less", () => {
    const tighter = { "/record/properties/players/maximum": 20 };
    const verdict = (version: string) =>
      diffScenarios(small, withContract(small, court.id, { ...tighter, "/version": version }))[0]?.isSaid;
    expect(["1.0.1", "1.1.0", "2.0.0", "0.9.0"].map(verdict)).toEqual([false, false, true, false]);
    expect(movesEnough("0.3.1", "0.4.0", "major")).toBe(true);
    expect(movesEnough("1.2.3", "1.2.3", "patch")).toBe(false);
  });

  it("breaks those who use a contract that is gone, and takes a new one", () => {
    const without = { ...small, contracts: small.contracts.filter(({ id }) => id !== court.id) };
    expect(diffScenarios(small, without).map(wordDiff)).toEqual([
      `${court.id}: 1.0.0 → gone (major). The version must move by a major.`,
    ]);
    expect(diffScenarios(without, small)).toMatchObject([{ id: court.id, after: "1.0.0", isSaid: true }]);
  });

  it("exits with 0 where versions say what changed, and with 2 when called wrongly", async () => {
    expect(await diffCommand([folder, folder])).toBe(0);
    expect(await diffCommand([folder])).toBe(2);
    expect(await diffCommand([folder, "no-such-folder"])).toBe(2);
  });
});
