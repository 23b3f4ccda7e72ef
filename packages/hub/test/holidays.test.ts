import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "@linli/contracts/bundle";
import { laterWorking, workingCalendarIn, workingLeft } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet } from "./set-up/street.js";

/** A question that is to be answered in three working days. */
const question = contractOf({
  id: "resident-requests.report.question",
  pattern: "case",
  without: ["advance", "dispatch", "arrive", "escalate"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { within: { resolve: "P3D" }, calendar: "working" },
  record: fields({ what: { type: "string", maxLength: 60 } }),
});

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
});
afterAll(() => database.close());

const dueFor = async (id: string, now: string, calendar?: { readonly holidays: readonly string[] }) => {
  const engine = await engineOn(database, { bundle: withContracts(question) });
  const street = await newStreet(engine, { id, now, ...(calendar === undefined ? {} : { calendar: { ...calendar } }) });
  await street.member("qian");
  return (await street.open("qian", question.id, { what: "路灯几时修?" })).clocks[0]?.due;
};

describe("a clock that counts working days", () => {
  it("passes over the Spring Festival, and counts the Saturdays that are worked on for it", async () => {
    // Thursday before the festival: Friday, the Saturday that is worked on, and Tuesday after it.
    expect(await dueFor("festival", "2026-02-12T10:00:00+08:00")).toBe("2026-02-24T10:00:00+08:00");
    // Thursday: Friday, the second Saturday, Monday.
    expect(await dueFor("after", "2026-02-26T10:00:00+08:00")).toBe("2026-03-02T10:00:00+08:00");
  });

  it("follows the street's own calendar where it says one", async () => {
    expect(await dueFor("own", "2026-02-12T10:00:00+08:00", { holidays: ["2026-02-13"] })).toBe(
      "2026-02-18T10:00:00+08:00",
    );
  });
});

describe("the holidays of China", () => {
  const calendar = workingCalendarIn("Asia/Shanghai", bundle.calendars ?? []);

  it("are 33 days off in 2026, for which six Saturdays and Sundays are worked on", () => {
    const of2026 = (dates: ReadonlySet<string>) => [...dates].filter((date) => date.startsWith("2026"));
    expect(of2026(calendar.holidays)).toHaveLength(33);
    expect(of2026(calendar.workdays)).toEqual([
      "2026-01-04",
      "2026-02-14",
      "2026-02-28",
      "2026-05-09",
      "2026-09-20",
      "2026-10-10",
    ]);
  });

  it("hold in no other country's time", () => {
    expect(workingCalendarIn("Asia/Seoul", bundle.calendars ?? []).holidays.size).toBe(0);
  });

  it("leave as much working time after a pause as there was before", () => {
    for (const [from, until] of [
      ["2026-02-12T10:00:00+08:00", "2026-02-24T15:00:00+08:00"],
      ["2026-02-13T20:00:00+08:00", "2026-02-25T20:00:00+08:00"],
      ["2026-09-30T16:45:00+08:00", "2026-10-08T09:15:00+08:00"],
      ["2026-05-08T09:00:00+08:00", "2026-05-08T09:00:00+08:00"],
    ] as const)
      expect(laterWorking(from, workingLeft(from, until, "Asia/Shanghai", calendar), "Asia/Shanghai", calendar)).toBe(
        until,
      );
  });
});
