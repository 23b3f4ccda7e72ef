import { describe, expect, it } from "vitest";
import { occurrences, occursOn } from "../src/check/rehearsal/recurrence.js";

describe("dates that recur", () => {
  it.each([
    ["every Saturday, three times", "FREQ=WEEKLY;COUNT=3", "2026-12-05", ["2026-12-05", "2026-12-12", "2026-12-19"]],
    [
      "Mondays, Fridays and Sundays from a Friday",
      "FREQ=WEEKLY;BYDAY=MO,FR,SU;COUNT=4",
      "2026-12-04",
      ["2026-12-04", "2026-12-06", "2026-12-07", "2026-12-11"],
    ],
    [
      "every other Tuesday",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3",
      "2026-12-01",
      ["2026-12-01", "2026-12-15", "2026-12-29"],
    ],
    [
      "every third day until a date",
      "FREQ=DAILY;INTERVAL=3;UNTIL=20261210",
      "2026-12-01",
      ["2026-12-01", "2026-12-04", "2026-12-07", "2026-12-10"],
    ],
    [
      "the first Saturday of a month",
      "FREQ=MONTHLY;BYDAY=1SA;COUNT=3",
      "2026-12-01",
      ["2026-12-05", "2027-01-02", "2027-02-06"],
    ],
    ["the last Friday of a month", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "2026-12-01", ["2026-12-25", "2027-01-29"]],
    [
      "the last day of a month",
      "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
      "2026-12-01",
      ["2026-12-31", "2027-01-31", "2027-02-28"],
    ],
    [
      "the thirty-first, where there is one",
      "FREQ=MONTHLY;COUNT=3",
      "2026-12-31",
      ["2026-12-31", "2027-01-31", "2027-03-31"],
    ],
    ["a leap day", "FREQ=YEARLY;COUNT=2", "2028-02-29", ["2028-02-29", "2032-02-29"]],
    [
      "twice a year",
      "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1;COUNT=3",
      "2026-12-01",
      ["2027-03-01", "2027-09-01", "2028-03-01"],
    ],
  ])("are those of %s", (_, rule, start, dates) => {
    expect(occurrences(rule, start, 52)).toEqual(dates);
  });

  it("are at most as many as asked for", () => {
    expect(occurrences("FREQ=DAILY", "2026-12-01", 4)).toHaveLength(4);
    expect(occurrences("FREQ=DAILY;COUNT=31", "2026-12-01", 4)).toHaveLength(4);
  });

  it("say on which days the badminton hall is open", () => {
    const rule = "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU";
    expect(occursOn(rule, "2026-12-07")).toBe(false);
    expect(occursOn(rule, "2026-12-08")).toBe(true);
  });
});
