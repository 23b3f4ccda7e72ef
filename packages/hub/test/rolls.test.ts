import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { inStreet, many } from "../src/store/in-street.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;

function vote(id: string, ballot: JsonObject, record: JsonObject = {}): ReturnType<typeof contractOf> {
  return contractOf({
    id,
    pattern: "deliberation",
    without: ["accept", "advance", "support", "report-progress"],
    people: { open: ["community-staff"], subject: "community", handler: ["community-staff"] },
    settings: {
      ballot: { unit: "actor", open: "P3D", options: ["同意", "不同意"], weigh: ["head"], pass: [], ...ballot },
    },
    record: fields({ matter: text, ...record }),
  });
}

const half = (by: string) => ({ of: "for", by, moreThan: [1, 2] });
const delegates = vote("village.council.delegates", { roll: { roles: ["village-accountant"] }, pass: [half("head")] });
const named = vote(
  "village.council.panel",
  { roll: { named: "/panel" }, pass: [half("head")] },
  { panel: { type: "array", items: text } },
);
/** Owners vote in secret, by heads and by area. */
const owners = vote("property.owners.secret", {
  roll: { kind: "house", voter: "/voter", area: "/area" },
  secret: true,
  weigh: ["head", "area"],
  pass: [half("head"), half("area")],
});

let database: Database;
let street: TestStreet;

beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(delegates, named, owners) }));
  await street.member("tang", { roles: [{ role: "community-staff" }] });
  for (const id of ["kong", "lou"]) await street.member(id, { roles: [{ role: "village-accountant" }] });
  for (const id of ["qian", "jin", "shen"]) await street.member(id);
});
afterAll(() => database.close());

const put = async (id: string, record: JsonObject) => {
  const matter = await street.open("tang", id, record, { for: "ningan" });
  return street.act("tang", matter, "open-vote");
};
const cast = (who: string, matter: { readonly id: string }, choice: number) =>
  street.act(who, matter.id, "vote", { input: { choices: [choice] } });

describe("who has a vote", () => {
  it("is whoever holds a role there", async () => {
    const matter = await put(delegates.id, { matter: "集体鱼塘发包" });
    expect(await problemOf(cast("qian", matter, 0))).toBe("not-permitted");
    await cast("kong", matter, 0);
    await cast("lou", matter, 0);
    expect((await street.act("tang", matter, "close-vote")).state).toBe("decided");
  });

  it("is whom the record names, and nobody where it names none", async () => {
    const matter = await put(named.id, { matter: "评选文明楼道", panel: ["qian", "jin"] });
    expect(await problemOf(cast("shen", matter, 0))).toBe("not-permitted");
    await cast("qian", matter, 1);
    await cast("jin", matter, 1);
    expect((await street.act("tang", matter, "close-vote")).state).toBe("not-passed");
    expect(await problemOf(put(named.id, { matter: "没有人", panel: [] }))).toBe("roll-empty");
  });
});

describe("a secret ballot that weighs by area", () => {
  const house = async (id: string, owner: string, area: number) => {
    const { createResource } = await import("../src/operations/create-resource.js");
    const { engine } = street;
    const kind = engine.kinds.get("house")?.kind;
    const value: JsonObject = { ...kind?.examples[0]?.value, owners: [owner], voter: owner, area };
    const resource = { id, kind: "house", name: id, community: "ningan", value };
    await createResource(engine, { id: "operator", operator: true }, { street: street.id, resource });
  };

  it("counts the area for what was chosen, and keeps with no ballot what it weighs or whose it is", async () => {
    await house("2-301", "qian", 89.5);
    await house("2-302", "jin", 40);
    await house("2-303", "shen", 30.25);
    const small = await put(owners.id, { matter: "加装电梯" });
    await cast("jin", small, 0);
    await cast("shen", small, 0);
    await cast("qian", small, 1);
    // Two heads of three, and less than half of the area.
    expect((await street.act("tang", small, "close-vote")).state).toBe("not-passed");
    const large = await put(owners.id, { matter: "外墙修缮" });
    for (const [who, choice] of [
      ["qian", 0],
      ["jin", 0],
      ["shen", 1],
    ] as const)
      await cast(who, large, choice);
    expect(await problemOf(cast("qian", large, 1))).toBe("already-given");
    expect((await street.act("tang", large, "close-vote")).state).toBe("decided");
    const rows = await inStreet(database, street.id, (query) =>
      many<JsonObject>(
        query,
        "select to_jsonb(c) - 'id' - 'record' as r from hub.child c where c.street = $1 and c.kind = 'ballots' and c.record = $2::uuid",
        [street.id, large.id],
      ),
    );
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatchObject({ author: null, at: null });
    expect(JSON.stringify(rows)).not.toMatch(/89|qian|area/);
  });
});
