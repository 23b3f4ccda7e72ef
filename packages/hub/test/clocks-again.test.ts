import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordView } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;
const date = { type: "string", format: "date" } as const;

/** Every Saturday the stairs are looked at; not on the Saturday of the fair. */
const stairs = contractOf({
  id: "property.round.stairs",
  pattern: "task",
  without: ["admit", "hand-down", "advance", "split", "accept-result"],
  people: { open: ["community-staff"], subject: "community", handler: ["community-staff"] },
  settings: { repeats: { rule: "FREQ=WEEKLY;BYDAY=SA", exceptions: ["2026-12-12"] } },
  record: fields({ what: text, by: date, month: { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])$" } }),
  derived: { due: { schema: { type: "string" }, on: ["open"], rule: { var: "record.by" } } },
});

/** A leak for which two working days are given. */
const leak = contractOf({
  id: "property.round.leak",
  pattern: "case",
  without: ["advance", "dispatch", "arrive", "escalate"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { within: { resolve: "P2D" }, calendar: "working" },
  record: fields({ where: text }),
  clocks: [
    {
      id: "ask-daily",
      while: ["acknowledged"],
      at: { var: "entered" },
      plus: "P1D",
      calendar: "working",
      repeats: true,
      tell: ["handler"],
    },
  ],
});

/** Points of a month, whose books are closed on the third of the next. */
const points = contractOf({
  id: "waste.points.entry",
  pattern: "ledger",
  without: ["approve"],
  people: { open: ["community-staff"], subject: "person", behalf: ["community-staff"], handler: ["community-staff"] },
  settings: {
    unit: "points",
    owner: "person",
    close: "month",
    closeAfter: "P2D",
    date: "/on",
    lines: [{ from: "waste-points", to: "subject", amount: { var: "record.points" } }],
  },
  record: fields({ on: date, points: { type: "integer", minimum: 1 } }),
});

let database: Database;
let street: TestStreet;

beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(stairs, leak, points) }));
  await street.member("tang", { roles: [{ role: "community-staff", unit: "ningan" }] });
  await street.member("qian");
});
afterAll(() => database.close());

const due = ({ clocks }: RecordView, id: string): string | undefined => clocks.find((clock) => clock.id === id)?.due;

describe("a clock that counts working time", () => {
  it("has as much working time left after a pause as before, whatever weekend lies between", async () => {
    // Tuesday, nine o'clock: two working days later it is Thursday.
    const seen = await street.open("qian", leak.id, { where: "2 幢 3 单元楼顶" });
    const taken = await street.act("tang", seen, "acknowledge");
    expect(due(taken, "resolve-late")).toBe("2026-12-03T09:00:00+08:00");
    await street.at("2026-12-02T11:00:00+08:00");
    const paused = await street.act("tang", seen, "pause", { input: { reason: "等配件" } });
    expect(paused.clocks).toEqual([]);
    // Friday evening: what is left of Wednesday and Thursday morning is left from Monday on.
    await street.at("2026-12-04T20:00:00+08:00");
    const resumed = await street.act("tang", seen, "resume");
    expect(due(resumed, "resolve-late")).toBe("2026-12-07T15:30:00+08:00");
    expect(resumed.flags).toEqual([]);
  });

  it("repeats on working days only, again and again", async () => {
    const seen = await street.open("qian", leak.id, { where: "车库坡道" });
    await street.act("tang", seen, "acknowledge");
    await street.at("2026-12-07T21:00:00+08:00");
    const told = (await street.read("tang", seen)).events?.filter(({ type }) => type === "record.clock") ?? [];
    expect(told.map(({ at }) => at)).toEqual(["2026-12-07T20:00:00+08:00"]);
    await street.at("2026-12-09T09:00:00+08:00");
    const later = (await street.read("tang", seen)).events?.filter(({ action }) => action === "clock:ask-daily") ?? [];
    expect(later.map(({ at }) => at)).toEqual(["2026-12-07T20:00:00+08:00", "2026-12-08T20:00:00+08:00"]);
  });
});

describe("a task that repeats", () => {
  it("is opened again on each of its dates, its dates as much later, until one is revoked", async () => {
    const round = { what: "看楼道", by: "2026-12-11", month: "2026-12" };
    const first = await street.open("tang", stairs.id, round, { for: "ningan" });
    expect(due(first, "due")).toBe("2026-12-12T00:00:00+08:00");
    await street.act("tang", first, "hand-over", { input: { assignee: "tang" } });
    // Wednesday the ninth: the next Saturday is left out.
    await street.at("2026-12-20T09:00:00+08:00");
    const all = async () => {
      const { listRecords } = await import("../src/operations/list-records.js");
      const asked = { street: street.id, scenario: stairs.id };
      return (await listRecords(street.engine, { id: "tang" }, asked)).items;
    };
    expect(await all()).toMatchObject([
      {
        opened: "2026-12-19T09:00:00+08:00",
        opener: { id: "tang" },
        assignees: [{ id: "tang" }],
        record: { by: "2026-12-21", month: "2026-12" },
      },
      { opened: "2026-12-09T09:00:00+08:00" },
    ]);
    await street.at("2026-12-27T09:00:00+08:00");
    const [third] = await all();
    expect(third).toMatchObject({ opened: "2026-12-26T09:00:00+08:00", record: { by: "2026-12-28" } });
    await street.act("tang", third!, "revoke");
    await street.at("2027-01-10T09:00:00+08:00");
    expect(await all()).toHaveLength(3);
  });
});

describe("a ledger whose books are closed", () => {
  it("posts nothing into a month that is over, and reverses nothing of it", async () => {
    const entry = (on: string) => street.open("tang", points.id, { on, points: 5 }, { for: "qian" });
    expect(await problemOf(entry("2026-12-31"))).toBe("books-closed");
    const [first, second] = [await entry("2027-01-05"), await entry("2027-01-31")];
    const reason = { input: { reason: "重复登记" } };
    await street.at("2027-02-02T18:00:00+08:00");
    expect((await street.act("tang", first, "reverse", reason)).state).toBe("reversed");
    await street.at("2027-02-03T00:00:00+08:00");
    expect(await problemOf(street.act("tang", second, "reverse", reason))).toBe("books-closed");
    expect((await street.read("tang", second)).state).toBe("posted");
  });
});
