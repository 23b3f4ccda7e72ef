import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { readEvents } from "../src/operations/read-events.js";
import { readStatements } from "../src/operations/read-statements.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, type TestStreet } from "./set-up/street.js";

/** Points for sorting waste, which lapse after thirty days; spent ones are entered below zero. */
const points = contractOf({
  id: "waste.points.purse",
  pattern: "ledger",
  without: ["approve"],
  people: { open: ["community-staff"], subject: "person", behalf: ["community-staff"], handler: ["community-staff"] },
  settings: {
    unit: "points",
    owner: "person",
    floor: 0,
    expireAfter: "P30D",
    lines: [{ from: "waste-points", to: "subject", amount: { var: "record.points" } }],
  },
  record: fields({ points: { type: "integer" } }),
});

let database: Database;
let street: TestStreet;
beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(points) }));
  await street.member("tang", { roles: [{ role: "community-staff" }] });
  for (const id of ["qian", "jin"]) await street.member(id);
});
afterAll(() => database.close());

const balance = async (who: string) =>
  (await readStatements(street.engine, { id: who }, { street: street.id, unit: "points" })).items[0]?.balance;
const enter = (who: string, amount: number) => street.open("tang", points.id, { points: amount }, { for: who });

describe("points that lapse", () => {
  it("are gone after as long as the ledger says, less what was spent since, and whose they were is told", async () => {
    await enter("qian", 10);
    await enter("jin", 4);
    await street.at("2026-12-11T09:00:00+08:00");
    await enter("qian", 5);
    await enter("qian", -3);
    await street.at("2026-12-31T08:00:00+08:00");
    expect([await balance("qian"), await balance("jin")]).toEqual([12, 4]);
    // Of the ten of the first day seven are left; the five came later.
    await street.at("2027-01-01T09:30:00+08:00");
    expect([await balance("qian"), await balance("jin")]).toEqual([5, 0]);
    const told = (await readEvents(street.engine, { id: "qian" }, { street: street.id, mine: true })).items;
    expect(told.filter(({ type }) => type === "account.lapsed")).toHaveLength(1);
    await street.at("2027-01-05T09:30:00+08:00");
    expect(await balance("qian")).toBe(5);
    await street.at("2027-01-12T09:30:00+08:00");
    expect(await balance("qian")).toBe(0);
  });
});
