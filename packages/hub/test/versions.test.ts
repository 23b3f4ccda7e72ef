import { bundle } from "@linli/contracts/bundle";
import type { Bundle, Contract } from "@linli/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHub, type Hub } from "../src/hub.js";
import { readScenario } from "../src/operations/read-scenario.js";
import type { PgliteDatabase } from "../src/pglite.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { newStreet, problemOf, streetOn } from "./set-up/street.js";
import type { TestStreet } from "./set-up/street.js";

const id = "neighbourhood.tools.ladder";
const text = { type: "string", maxLength: 40 };

/** Who wants a ladder: first a floor will do, later the length must be said and withdrawing needs a reason. */
const first: Contract = contractOf({
  id,
  pattern: "application",
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  record: fields({ floor: text }),
  labels: { "zh-CN": { title: "借梯子", "record/floor": "几楼用" }, en: {}, ko: {} },
});
const second: Contract = {
  ...first,
  version: "2.0.0",
  record: fields({ length: { type: "integer", minimum: 2, maximum: 8 } }),
  inputs: { withdraw: fields({ why: text }) },
  labels: { "zh-CN": { title: "借梯子", "record/length": "要几米的" }, en: {}, ko: {} },
};

let database: PgliteDatabase;
beforeAll(async () => {
  database = await freshPglite();
});
afterAll(() => database.close());

/** A hub with another bundle on the same data base, as after an update. */
async function hubWith(contracts: Bundle): Promise<Hub> {
  const hub = await createHub({
    database,
    bundle: contracts,
    issuers: [],
    secrets: { seal: "a secret of thirty-two characters" },
  });
  await hub.migrate();
  return hub;
}

const ownCopy = ({ engine }: Hub, street: TestStreet): TestStreet => streetOn(engine, street.id);

describe("A hub that is started with newer contracts", () => {
  let before: TestStreet;
  let after: TestStreet;
  let record: string;
  let other: string;
  beforeAll(async () => {
    before = await newStreet((await hubWith(withContracts(first))).engine);
    await before.member("qian", { facts: { birthDate: "1988-03-02" } });
    record = (await before.open("qian", id, { floor: "四楼" })).id;
    other = (await before.open("qian", id, { floor: "二楼" })).id;
    after = ownCopy(await hubWith(withContracts(second)), before);
  });

  it("opens what is new by the new version, and no longer takes what the old one took", async () => {
    expect(await problemOf(after.open("qian", id, { floor: "三楼" }))).toBe("invalid");
    expect((await after.open("qian", id, { length: 4 })).version).toBe("2.0.0");
  });

  it("shows a record by the version under which it was opened", async () => {
    const view = await after.read("qian", record);
    expect(view).toMatchObject({ version: "1.0.0", record: { floor: "四楼" } });
    expect(view.actions).toContain("withdraw");
  });

  it("acts on it by the rules of that version, not by those that came later", async () => {
    const opened = await after.open("qian", id, { length: 5 });
    expect(await problemOf(after.act("qian", opened, "withdraw"))).toBe("invalid");
    expect((await after.act("qian", opened, "withdraw", { input: { why: "不用了" } })).state).toBe("withdrawn");
    expect((await after.act("qian", record, "withdraw")).state).toBe("withdrawn");
  });

  it("gives all that shows such a record: its fields, what its actions take, its words", async () => {
    const part = await readScenario(
      after.engine,
      { id: "qian" },
      {
        street: after.id,
        scenario: id,
        version: "1.0.0",
        locale: "zh-CN",
      },
    );
    expect(part).toMatchObject({ version: "1.0.0", labels: { "record/floor": "几楼用" } });
    expect(JSON.stringify(part["record"])).toContain('"floor"');
    expect(JSON.stringify(part["acts"])).not.toContain('"why"');
    const asked = { street: after.id, scenario: id, locale: "zh-CN" as const };
    expect(await readScenario(after.engine, { id: "qian" }, asked)).not.toHaveProperty("labels");
    expect(await problemOf(readScenario(after.engine, { id: "qian" }, { ...asked, version: "7.0.0" }))).toBe(
      "not-found",
    );
  });

  it("shows and acts on records of a scenario that it no longer has at all, and opens none", async () => {
    const without = ownCopy(await hubWith(bundle), before);
    expect((await without.read("qian", other)).record).toEqual({ floor: "二楼" });
    expect((await without.act("qian", other, "withdraw")).state).toBe("withdrawn");
    expect(await problemOf(without.open("qian", id, { floor: "一楼" }))).toBe("not-found");
  });

  it("keeps a contract once, whatever is opened under it, and never changes it", async () => {
    const rows = await database.query<{ readonly version: string; readonly title: string }>(
      "select c.version, c.body #>> '{contract,labels,zh-CN,record/floor}' as title from hub.contract c where c.scenario = $1 order by c.version",
      [id],
    );
    expect(rows).toEqual([
      { version: "1.0.0", title: "几楼用" },
      { version: "2.0.0", title: null },
    ]);
    await expect(database.query("update hub.contract set version = '3.0.0'")).rejects.toThrow(/permission denied/);
  });

  it("lets somebody change a record that lacks what the street asks for only by now", async () => {
    const street = await newStreet((await hubWith(bundle)).engine);
    await street.things("court/c-3");
    await street.member("jin", { facts: { birthDate: "1988-03-02" } });
    const period = (from: string, until: string) => ({
      start: `2026-12-02T${from}:00+08:00`,
      end: `2026-12-02T${until}:00+08:00`,
    });
    const court = "sports.venues.court";
    const booked = {
      court: "c-3",
      period: period("18:00", "19:00"),
      players: 5,
      purpose: "leisure",
      contact: "13857112345",
    };
    const booking = await street.open("jin", court, booked);
    const { createStreet } = await import("../src/operations/create-street.js");
    const lane = { type: "text", required: true, labels: { "zh-CN": "弄堂" } } as const;
    await createStreet(
      street.engine,
      { id: "operator", operator: true },
      {
        street: {
          id: street.id,
          name: "宁围街道",
          zone: "Asia/Shanghai",
          communities: [{ id: "ningan", name: "宁安社区" }],
          profile: { scenarios: { [court]: { ext: { lane } } } },
        },
      },
    );
    expect(await problemOf(street.open("jin", court, { ...booked, period: period("15:00", "16:00") }))).toBe("invalid");
    const moved = await street.act("jin", booking, "reschedule", { input: { period: period("20:00", "21:00") } });
    expect(moved.period?.start).toBe("2026-12-02T20:00:00+08:00");
  });
});
