import type { HolidayCalendar } from "@linli/contracts";
import { describe, expect, it } from "vitest";
import { checkCalendar } from "../src/check/check-calendar.js";

const labels = { "zh-CN": "元旦", en: "New Year", ko: "새해" };
const calendar: HolidayCalendar = {
  calendar: "cn-2026",
  country: "CN",
  year: 2026,
  zones: ["Asia/Shanghai"],
  source: [{ kind: "law", ref: "国务院办公厅关于2026年部分节假日安排的通知" }],
  holidays: [{ from: "2026-01-01", until: "2026-01-03", labels }],
  workdays: ["2026-01-04"],
};

function saidOf(change: Partial<HolidayCalendar>, file = "calendars/cn-2026.json"): readonly string[] {
  const said: string[] = [];
  checkCalendar({ ...calendar, ...change }, file, (at, wrong) => said.push(`${at} ${wrong}`));
  return said;
}

describe("the check of a calendar", () => {
  it("finds nothing wrong with holidays and the weekends that are worked on for them", () => {
    expect(saidOf({})).toEqual([]);
  });

  it("says which days can't be what they are said to be", () => {
    expect(saidOf({ workdays: ["2026-01-05"] })).toEqual(["/workdays/0 2026-01-05 is worked on anyway."]);
    expect(saidOf({ workdays: ["2026-01-03"] })).toEqual(["/workdays/0 2026-01-03 is a holiday, too."]);
    expect(saidOf({ holidays: [{ from: "2026-01-03", until: "2026-01-01", labels }] })).toHaveLength(1);
    expect(saidOf({ holidays: [{ from: "2025-01-01", until: "2025-01-01", labels }] })).toEqual([
      "/holidays/0/from It lies in another year than 2026.",
    ]);
    expect(saidOf({}, "calendars/china.json")).toHaveLength(1);
  });
});
