import { describe, expect, it } from "vitest";
import { bundle } from "@linli/contracts/bundle";
import { catalog } from "@linli/contracts/catalog";
import {
  inOrder,
  profileMisfits,
  selects,
  withoutMisfits,
  type Contract,
  type Ground,
  type Profile,
} from "../src/index.js";

const contracts = bundle.contracts.map((one) => ("contract" in one ? one.contract : one));
const self = (contract: Contract) => contract;
const ids = (profile: Profile, collection?: string) =>
  inOrder(
    contracts.filter((one) => selects(profile, one, catalog)),
    self,
    { profile, catalog, collection },
  ).map(({ id }) => id);

describe("What a street chooses", () => {
  it("is everything where it chooses nothing, in the order of what people come for", () => {
    const fields = new Map<string, (typeof catalog.tree)[number]>(catalog.tree.map((field) => [field.id, field]));
    const inNeed = catalog.needs.flatMap((need) => need.fields.flatMap((id) => fields.get(id) ?? []));
    expect(ids({})).toEqual(
      inNeed.flatMap((field) => field.children.flatMap((group) => group.children.map(({ id }) => id))),
    );
  });

  it("takes single scenarios, branches with all below them, and collections", () => {
    const chosen = ids({ select: ["sports.venues", "elderly-care", "culture.space.reading-room"] });
    expect(chosen).toContain("sports.venues.court");
    expect(chosen.some((id) => id.startsWith("home-eldercare."))).toBe(true);
    expect(chosen.some((id) => id.startsWith("parking."))).toBe(false);
  });

  it("puts first what it names first, and the rest as the catalog has it", () => {
    const chosen = ids({ order: ["village-company", "sports.venues.court"] });
    const first = chosen.findIndex((id) => !id.startsWith("village-company."));
    expect(first).toBeGreaterThan(0);
    expect(chosen[first]).toBe("sports.venues.court");
    expect(chosen).toHaveLength(contracts.length);
  });

  it("orders a collection as the street does", () => {
    const all = ids({}, "booking");
    const last = all.at(-1) ?? "";
    expect(ids({ order: [last] }, "booking")).toEqual([last, ...all.slice(0, -1)]);
  });
});

describe("What does not fit of a profile that comes from elsewhere", () => {
  const ground: Ground = { machines: new Map(), catalog, record: () => ({}), settings: () => [], parameters: () => [] };

  it("is named where it stands, and can be left out without touching the rest", () => {
    const profile: Profile = {
      select: ["sports"],
      order: ["sports"],
      scenarios: { "sports.venues.court": { settings: { slot: "PT1H" } } },
    };
    const misfits = profileMisfits(profile, ground);
    expect(misfits.map(({ at, code }) => `${at} ${code}`)).toEqual([
      "/select/0 node-missing",
      "/order/0 node-missing",
      "/scenarios/sports.venues.court scenario-missing",
    ]);
    expect(withoutMisfits({ ...profile, brand: { name: "湘湖" } }, misfits)).toEqual({
      select: [],
      order: [],
      scenarios: {},
      brand: { name: "湘湖" },
    });
  });
});
