import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  quickAtTime,
  quickClock,
  quickDay,
  quickInstant,
  quickLength,
  quickLocal,
  quickShift,
} from "../src/quick-time.js";
import { dayOf, exactTime, localInstant, milliseconds, timeIn } from "../src/time.js";

// Zones that change their clocks in every odd way: not since 1991, twice a year, by half an hour, at midnight, by a day,
// in the middle of Ramadan, and so long ago that the offset had seconds.
const zone = fc.constantFrom(
  ...[
    "Asia/Shanghai",
    "Asia/Seoul",
    "UTC",
    "Europe/Oslo",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Asuncion",
  ],
  ...["Asia/Beirut", "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Monrovia"],
);
const year = 365.25 * 86_400_000;
const moment = fc.oneof(
  fc.integer({ min: -70 * year, max: 130 * year }),
  fc.integer({ min: 50 * year, max: 60 * year }),
  // Within a day or two of changes in Apia, Oslo, New York, Shanghai.
  ...[1325239200000, 1774746000000, 1793512800000, 653414400000].map((at) =>
    fc.integer({ min: at - 2e8, max: at + 2e8 }),
  ),
);
const asInstant = fc
  .tuple(moment, fc.constantFrom("UTC", "Asia/Shanghai", "America/New_York"), fc.boolean())
  .map(([ms, where, whole]) =>
    Temporal.Instant.fromEpochMilliseconds(whole ? Math.floor(ms / 60_000) * 60_000 : ms).toString({ timeZone: where }),
  );
const asDate = moment.map((ms) => new Date(ms).toISOString().slice(0, 10));
const either = fc.oneof(asInstant, asDate);
const part = (unit: string, max: number) =>
  fc.oneof(
    fc.constant(""),
    fc.integer({ min: 0, max }).map((n) => `${n}${unit}`),
  );
const duration = fc
  .tuple(part("Y", 3), part("M", 30), part("W", 6), part("D", 70), part("H", 60), part("M", 200), part("S", 4000))
  .map(([y, mo, w, d, h, mi, s]) => `P${y}${mo}${w}${d}${h || mi || s ? `T${h}${mi}${s}` : ""}`)
  .filter((text) => text !== "P");
const clock = fc.oneof(
  fc.constant("24:00"),
  fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`),
);
const runs = { numRuns: 2000 };

describe("time counted with plain numbers", () => {
  it("moves dates and instants as Temporal does", () => {
    fc.assert(
      fc.property(either, duration, fc.constantFrom(1 as const, -1 as const), zone, (at, by, sign, where) => {
        expect(timeIn(where).shift(at, by, sign)).toBe(exactTime(where).shift(at, by, sign));
      }),
      runs,
    );
  });

  it("finds times of a day, dates and minutes as Temporal does", () => {
    fc.assert(
      fc.property(either, clock, zone, (at, time, where) => {
        const [quick, exact] = [timeIn(where), exactTime(where)];
        expect([quick.atTime(at, time), quick.date(at), quick.minutes(at)]).toEqual([
          exact.atTime(at, time),
          exact.date(at),
          exact.minutes(at),
        ]);
      }),
      runs,
    );
  });

  it("begins and ends days, and writes instants, as Temporal does", () => {
    fc.assert(
      fc.property(asDate, moment, zone, (date, ms, where) => {
        const day = Temporal.PlainDate.from(date);
        const begins = (one: Temporal.PlainDate) =>
          one.toZonedDateTime({ timeZone: where }).toString({ timeZoneName: "never" });
        expect(dayOf(date, where)).toEqual({ start: begins(day), end: begins(day.add({ days: 1 })) });
        const written = Temporal.Instant.fromEpochMilliseconds(ms)
          .toZonedDateTimeISO(where)
          .toString({ timeZoneName: "never" });
        expect(localInstant(ms, where)).toBe(written);
        expect(localInstant(Temporal.Instant.fromEpochMilliseconds(ms).toString(), where)).toBe(written);
      }),
      runs,
    );
  });

  it("measures lengths as Temporal does", () => {
    fc.assert(
      fc.property(
        duration.filter((text) => !/^P[^T]*[YM]/.test(text)),
        (text) => {
          expect(milliseconds(text)).toBe(
            Temporal.Duration.from(text).total({ unit: "milliseconds", relativeTo: "2026-01-01" }),
          );
        },
      ),
      runs,
    );
  });

  it("is sure of an ordinary evening in Xiaoshan, so that it is quick there", () => {
    const evening = "2026-12-02T19:00:00+08:00";
    expect(quickInstant(evening)).toBe(Date.UTC(2026, 11, 2, 11));
    expect(quickShift(evening, "P7D", -1, "Asia/Shanghai")).toBe("2026-11-25T19:00:00+08:00");
    expect(quickShift("2026-01-31", "P1M", 1, "Asia/Shanghai")).toBe("2026-02-28");
    expect(quickAtTime(evening, "24:00", "Asia/Shanghai")).toBe("2026-12-03T00:00:00+08:00");
    expect(quickClock(evening, "Asia/Shanghai")).toEqual({ date: "2026-12-02", minutes: 1140 });
    expect(quickDay("2026-12-02", "Asia/Shanghai")).toBe("2026-12-02T00:00:00+08:00");
    expect(quickLocal(Date.UTC(2026, 11, 2, 11, 0, 0, 120), "Asia/Shanghai")).toBe("2026-12-02T19:00:00.12+08:00");
    expect(quickLength("PT1H30M")).toEqual({ months: 0, days: 0, milliseconds: 5_400_000, isWholeDays: false });
  });

  it.each([
    "2026-02-30T10:00:00Z",
    "2026-12-02T24:00:00Z",
    "2026-12-02",
    "2026-12-02T19:00",
    "2026-12-02t19:00:00z",
    "2026-13-01T00:00Z",
    "now",
    "",
  ])("leaves %j to Temporal", (text) => {
    expect(quickInstant(text)).toBeUndefined();
  });

  it("refuses what Temporal refuses", () => {
    for (const text of ["2026-02-30", "2026-02-30T10:00:00Z", "tomorrow", ""])
      expect(() => timeIn("Asia/Shanghai").shift(text, "P1D", 1)).toThrow(RangeError);
    for (const by of ["P", "PT", "P1", "one day"])
      expect(() => timeIn("Asia/Shanghai").shift("2026-12-02", by, 1)).toThrow(RangeError);
  });
});
