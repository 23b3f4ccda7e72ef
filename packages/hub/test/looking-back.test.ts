import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { readRecord } from "../src/operations/read-record.js";
import { readStatements } from "../src/operations/read-statements.js";
import { readStatistics } from "../src/operations/read-statistics.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;

/** Who rents a flat. */
const flat = contractOf({
  id: "rental.flats.file",
  pattern: "registry",
  without: ["advance", "verify"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  record: fields({ tenant: text, rooms: { type: "integer" } }),
});
/** Points for sorting waste. */
const points = contractOf({
  id: "waste.points.entry",
  pattern: "ledger",
  without: ["approve"],
  people: { open: ["community-staff"], subject: "person", behalf: ["community-staff"], handler: ["community-staff"] },
  settings: {
    unit: "points",
    owner: "household",
    date: "/on",
    lines: [{ from: "waste-points", to: "subject", amount: { var: "record.points" } }],
  },
  record: fields({ on: { type: "string", format: "date" }, points: { type: "integer" } }),
});
const poll = contractOf({
  id: "deliberation.opinion.lift",
  pattern: "survey",
  without: ["amend"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { anonymous: true },
  record: fields({ lift: { enum: ["yes", "no", "later"] }, quiet: { type: "boolean" }, remark: text }),
});

let database: Database;
let street: TestStreet;
beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(flat, points, poll) }));
  await street.member("tang", { roles: [{ role: "community-staff", unit: "ningan" }] });
  await street.member("fang", { roles: [{ role: "community-staff", unit: "zhenning" }], community: "zhenning" });
  await street.member("qian", { household: "hh-qian" });
  await street.member("jin", { household: "hh-qian" });
  for (let i = 0; i < 20; i++) await street.member(`neighbour-${i}`);
});
afterAll(() => database.close());

describe("a living file", () => {
  it("is read as it was on a day, a change counting from the day from which it holds", async () => {
    const file = await street.open("qian", flat.id, { tenant: "俞阿毛", rooms: 2 });
    await street.at("2026-12-10T09:00:00+08:00");
    await street.act("tang", file, "change", { input: { changes: { tenant: "何国平" }, asOf: "2026-12-05" } });
    await street.at("2026-12-20T09:00:00+08:00");
    await street.act("tang", file, "change", { input: { changes: { rooms: 3 } } });
    const read = (asOf: string) =>
      readRecord(street.engine, { id: "tang" }, { street: street.id, record: file.id, asOf });
    expect((await read("2026-12-04T12:00:00+08:00")).record).toEqual({ tenant: "俞阿毛", rooms: 2 });
    expect((await read("2026-12-05T12:00:00+08:00")).record).toEqual({ tenant: "何国平", rooms: 2 });
    expect(await read("2026-12-20T09:00:00+08:00")).toMatchObject({
      record: { tenant: "何国平", rooms: 3 },
      actions: [],
    });
    expect(await problemOf(read("2026-11-30T12:00:00+08:00"))).toBe("not-found");
    const stranger = readRecord(
      street.engine,
      { id: "jin" },
      { street: street.id, record: file.id, asOf: "2026-12-05T12:00:00+08:00" },
    );
    expect(await problemOf(stranger)).toBe("not-found");
  });
});

describe("a statement", () => {
  it("says what an account came to at the end of a day, by the day for which each line counts", async () => {
    await street.open("tang", points.id, { on: "2026-11-28", points: 5 }, { for: "qian" });
    await street.open("tang", points.id, { on: "2026-12-02", points: 7 }, { for: "jin" });
    const back = await street.open("tang", points.id, { on: "2026-12-03", points: 100 }, { for: "jin" });
    await street.act("tang", back, "reverse", { input: { reason: "重复登记" } });
    const read = (who: string, more: object = {}) =>
      readStatements(street.engine, { id: who }, { street: street.id, ...more });
    const [all] = (await read("qian")).items;
    expect(all).toMatchObject({ unit: "points", owner: "hh-qian", opening: 0, balance: 12 });
    expect(all?.lines.map(({ amount }) => amount)).toEqual([-100, 100, 7, 5]);
    expect((await read("jin", { from: "2026-12-01", until: "2026-12-02" })).items).toMatchObject([
      { opening: 5, balance: 12, lines: [{ day: "2026-12-02", amount: 7, scenario: points.id }] },
    ]);
    expect((await read("qian", { unit: "fen" })).items).toEqual([]);
  });

  it("is shown to her, her household and who answers for the ledger, and to nobody else", async () => {
    const read = (who: string, owner: string) =>
      readStatements(street.engine, { id: who }, { street: street.id, owner, unit: "points" });
    expect((await read("jin", "hh-qian")).items).toHaveLength(1);
    expect(await problemOf(read("neighbour-1", "hh-qian"))).toBe("not-permitted");
    expect((await read("tang", "qian")).items).toEqual([]);
    expect(await problemOf(read("fang", "qian"))).toBe("not-permitted");
  });

  it("is shown to whom a mandate covers it, and to nobody whose mandate is for something else or has run out", async () => {
    const mandates = [
      { holder: "neighbour-2", scenarios: [points.id] },
      { holder: "neighbour-3", scenarios: [flat.id] },
      { holder: "neighbour-4", until: "2026-11-30T00:00:00+08:00" },
    ];
    await street.member("old-lu", { mandates });
    await street.open("tang", points.id, { on: "2026-12-01", points: 3 }, { for: "old-lu" });
    const read = (who: string, more: object = { unit: "points" }) =>
      readStatements(street.engine, { id: who }, { street: street.id, owner: "old-lu", ...more });
    expect((await read("neighbour-2")).items).toMatchObject([{ owner: "old-lu", balance: 3 }]);
    expect(await problemOf(read("neighbour-2", {}))).toBe("not-permitted");
    for (const who of ["neighbour-3", "neighbour-4"]) expect(await problemOf(read(who))).toBe("not-permitted");
  });
});

describe("the figures of a survey", () => {
  it("tell nothing of fewer than five answers, nor what would tell it in sum", async () => {
    const ask = (who: string) => readStatistics(street.engine, { id: who }, { street: street.id, scenario: poll.id });
    const answer = (i: number, lift: string, quiet: boolean) =>
      street.open(`neighbour-${i}`, poll.id, { lift, quiet, remark: "无" });
    for (let i = 0; i < 4; i++) await answer(i, "yes", true);
    expect(await ask("tang")).toEqual({ scenario: poll.id, smallest: 5, fields: {} });
    for (let i = 4; i < 9; i++) await answer(i, "yes", true);
    for (let i = 9; i < 16; i++) await answer(i, "no", false);
    for (let i = 16; i < 18; i++) await answer(i, "later", false);
    // Two said later: with what was said against it they are nine.
    expect(await ask("tang")).toEqual({
      scenario: poll.id,
      smallest: 5,
      answers: 18,
      fields: {
        "/lift": { counts: { yes: 9 }, fewer: true },
        "/quiet": { counts: { false: 9, true: 9 }, fewer: false },
      },
    });
    expect(await problemOf(ask("qian"))).toBe("not-permitted");
  });
});
