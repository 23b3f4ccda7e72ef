import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockDue, clocksAfter, machineOf, type ClockRule, type Contract, type Pattern } from "../src/index.js";

const registry = JSON.parse(
  readFileSync(new URL("../../../scenarios/patterns/registry.json", import.meta.url), "utf8"),
) as Pattern;
const zone = "Asia/Shanghai";

function machine(clock: ClockRule) {
  return machineOf(registry, {
    id: "street.house.lease",
    pattern: "registry",
    people: { open: ["grid-worker"], subject: "person", handler: ["grid-worker"] },
    settings: {},
    record: { type: "object" },
    clocks: [clock],
  } as unknown as Contract);
}

const until: ClockRule = { id: "lease-over", while: ["verified"], at: { var: "record.until" } };
const at = (date: string, more: object = {}) => ({
  record: { until: date },
  entered: "2026-12-01T09:00:00+08:00",
  ...more,
});
const now = "2026-12-01T09:00:00+08:00";

/** What an act that leaves a record verified makes of its clocks. */
function moved(clock: ClockRule, before: object, after: object, when = now, to = "verified") {
  const move = { from: "verified", to, moved: to !== "verified", now: when, zone };
  const { set, clear } = clocksAfter(machine(clock), { ...move, before: { ...before }, after: { ...after } });
  return { set: set.filter(({ id }) => id === clock.id).map(({ due }) => due), clear: clear.includes(clock.id) };
}

describe("a clock at a plain date", () => {
  const date = fc
    .date({ min: new Date("2026-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10));

  it("comes when its local day begins, and a deadline when that day is over", () => {
    fc.assert(
      fc.property(date, (day) => {
        const due = (clock: ClockRule) => clockDue(machine(clock), clock, at(day), { now, zone })?.due;
        const start = due(until) ?? "";
        expect(start).toBe(`${day}T00:00:00+08:00`);
        expect(due({ ...until, day: "start" })).toBe(start);
        expect(Date.parse(due({ ...until, day: "end" }) ?? "") - Date.parse(start)).toBe(86_400_000);
      }),
    );
  });

  it("counts a length from there", () => {
    const day: ClockRule = { ...until, plus: "P1D" };
    expect(clockDue(machine(day), day, at("2027-02-28"), { now, zone })?.due).toBe("2027-03-01T00:00:00+08:00");
  });
});

describe("a clock that runs", () => {
  it("is set anew when its date changes, and left alone when something else does", () => {
    expect(moved(until, at("2027-01-31"), at("2027-06-30"))).toEqual({
      set: ["2027-06-30T00:00:00+08:00"],
      clear: false,
    });
    expect(moved(until, at("2027-01-31"), at("2027-01-31", { derived: { rent: 1800 } })).set).toEqual([]);
  });

  it("stops when its date is taken away", () => {
    expect(moved(until, at("2027-01-31"), { record: {}, entered: now })).toEqual({ set: [], clear: true });
  });

  it("is set anew when its length changes, from when the record came into its state", () => {
    const visit: ClockRule = {
      id: "visit",
      while: ["verified"],
      at: { var: "entered" },
      plus: { var: "derived.every" },
    };
    const every = (length: string) => ({ entered: "2026-12-01T09:00:00+08:00", derived: { every: length } });
    const later = "2026-12-03T09:00:00+08:00";
    expect(moved(visit, every("P30D"), every("P7D"), later).set).toEqual(["2026-12-08T09:00:00+08:00"]);
    expect(moved(visit, every("P30D"), every("P30D"), later).set).toEqual([]);
  });

  it("has fired once what was due before and still is", () => {
    const reminder: ClockRule = { ...until, plus: { var: "derived.grace" } };
    const grace = (length: string) => at("2026-11-01", { derived: { grace: length } });
    expect(moved(reminder, grace("P1D"), grace("P5D")).set).toEqual([]);
    expect(moved(reminder, grace("P1D"), grace("P60D")).set).toEqual(["2026-12-31T00:00:00+08:00"]);
  });

  it("goes on in an end that it names", () => {
    const kept: ClockRule = { ...until, while: ["verified", "ended"], plus: "P1Y" };
    const context = at("2027-01-31");
    const move = { from: "verified", to: "ended", moved: true, before: context, after: context, now, zone };
    expect(moved(kept, context, context, now, "ended")).toEqual({ set: [], clear: false });
    const fresh: ClockRule = { ...kept, while: ["ended"] };
    expect(clocksAfter(machine(fresh), move).set).toMatchObject([
      { id: "lease-over", due: "2028-01-31T00:00:00+08:00" },
    ]);
  });
});
