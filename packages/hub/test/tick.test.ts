import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import type { Engine } from "../src/engine.js";
import { createHub } from "../src/hub.js";
import { bundle } from "@linli/contracts/bundle";
import type { JsonObject } from "@linli/contracts";
import { listRecords } from "../src/operations/list-records.js";
import { readCertificate } from "../src/operations/read-certificate.js";
import { tick } from "../src/operations/tick.js";
import { inStreet, many } from "../src/store/in-street.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { court, engineOn, newStreet, problemOf } from "./set-up/street.js";

const courtBooking = "sports.venues.court";
const at = (text: string) => Date.parse(`2026-12-${text}+08:00`);

function exampleOf(engine: Engine, scenario: string, i = 0): JsonObject {
  return engine.scenarios.get(scenario)?.contract.examples.valid[i]?.value as JsonObject;
}

describe("a street's test clock", () => {
  let database: Database;
  let engine: Engine;
  beforeAll(async () => {
    database = await freshPglite();
    engine = await engineOn(database);
  });
  afterAll(() => database.close());

  it("runs what falls due in order, each at its own moment, and what that sets in motion", async () => {
    const street = await newStreet(engine);
    await street.things("nursery/n-3");
    for (const who of ["qian", "jin", "shen", "lu"]) await street.member(who, { facts: { birthDate: "1990-03-02" } });
    const visit = { ...exampleOf(engine, "childcare.enrolment.nursery-visit"), bringChild: false };
    const capacity = 6;
    const open = (who: string, visitors: number) =>
      street.open(
        who,
        "childcare.enrolment.nursery-visit",
        { ...visit, visitors },
        { consent: ["child", "special-needs"], options: { waitlist: true } },
      );
    const first = await open("qian", 4);
    await open("jin", capacity - 4);
    const waiting = await open("shen", 3);
    const next = await open("lu", 4);
    expect([waiting.state, next.state]).toEqual(["waitlisted", "waitlisted"]);
    await street.act("qian", first, "cancel");
    expect((await street.read("shen", waiting)).state).toBe("offered");
    // Nobody answers within a day: the offer ends, and the next who fits is offered the places.
    await street.at("2026-12-02T10:00:00+08:00");
    expect((await street.read("shen", waiting)).state).toBe("cancelled");
    const offered = await street.read("lu", next);
    expect(offered.state).toBe("offered");
    expect(offered.entered).toBe("2026-12-02T09:00:00+08:00");
  });

  it("moves forward only, and only where the street was made for tests", async () => {
    const street = await newStreet(engine);
    expect(await problemOf(street.at("2026-11-30T09:00:00+08:00"))).toBe("invalid");
    const real = await newStreet(engine, { test: false });
    expect(await problemOf(real.at("2027-01-01T09:00:00+08:00"))).toBe("clock-not-movable");
  });

  it("stands still for a record that is paused, and goes on with what was left", async () => {
    const street = await newStreet(engine);
    await street.member("qian");
    await street.member("fang", { roles: [{ role: "community-staff" }, { role: "grid-worker" }] });
    const { seenAt: _, ...sight } = exampleOf(engine, "resident-requests.report.snap-report");
    const report = await street.open("qian", "resident-requests.report.snap-report", sight, { community: "ningan" });
    await street.act("fang", report, "acknowledge");
    const before = (await street.read("fang", report)).clocks.find(({ then }) => then === "escalate");
    const paused = await street.act("fang", report, "pause", {
      input: { kind: "parts", reason: "等备件", until: "2026-12-20" },
    });
    expect(paused.flags).toContain("paused");
    expect(paused.clocks).toEqual([]);
    await street.at("2026-12-15T09:00:00+08:00");
    expect((await street.read("fang", report)).flags).not.toContain("overdue");
    const resumed = await street.act("fang", report, "resume");
    const after = resumed.clocks.find(({ id }) => id === before?.id);
    expect(Date.parse(after?.due ?? "") - Date.parse(before?.due ?? "")).toBe(14 * 86_400_000);
  });

  it("opens by rule for those whose facts fit, once a day, and never twice for one person", async () => {
    const street = await newStreet(engine);
    await street.things("allowance-standard/senior-allowance");
    await street.member("lu", { name: "陆阿毛", facts: { birthDate: "1946-12-05", hukou: "330109" } });
    await street.member("shen", { facts: { birthDate: "1930-01-01", hukou: "330109" } });
    await street.member("xu", { facts: { birthDate: "1930-01-01", hukou: "330106" } });
    await street.member("lou", { roles: [{ role: "street-official" }, { role: "community-staff" }] });
    const scenario = "elder-benefits.allowance.senior-allowance";
    const opened = async () =>
      (await listRecords(engine, { id: "lou" }, { street: street.id, scenario, handler: true })).items
        .map(({ subject, opener, state }) => `${subject.id} ${opener.id} ${state}`)
        .sort();
    await street.at("2026-12-01T10:00:00+08:00");
    expect(await opened()).toEqual(["shen hub draft"]);
    await street.at("2026-12-05T12:00:00+08:00");
    expect(await opened()).toEqual(["lu hub draft", "shen hub draft"]);
    await street.at("2026-12-20T12:00:00+08:00");
    expect(await opened()).toHaveLength(2);
  });

  it("certifies with a number and a code that anybody can check, until it ends", async () => {
    const street = await newStreet(engine);
    await street.things("allowance-standard/senior-allowance");
    const scenario = "elder-benefits.allowance.senior-allowance";
    await street.member("lu", { facts: { birthDate: "1946-11-05", hukou: "330109" } });
    await street.member("fang", { roles: [{ role: "community-staff" }] });
    await street.member("lou", { roles: [{ role: "street-official" }] });
    const application = await street.open("lu", scenario, exampleOf(engine, scenario), {
      consent: ["finance", "face"],
    });
    await street.act("fang", application, "claim");
    await street.act("fang", application, "advance", {
      stage: "data-match",
      input: { hukouMatches: true, aliveBy: ["data-match"], paidElsewhere: false },
    });
    await street.act("lou", application, "approve");
    const issued = await street.act("lou", application, "issue");
    expect(issued.certificate?.number).toBe(`GL-${street.id}-2026-00001`);
    const code = issued.certificate?.code ?? "";
    expect(await readCertificate(engine, { id: "" }, { street: street.id, code })).toMatchObject({
      number: issued.certificate?.number,
      valid: true,
      shows: { standard: "senior-allowance" },
    });
    expect(await problemOf(readCertificate(engine, { id: "" }, { street: street.id, code: "NOSUCHCODE" }))).toBe(
      "not-found",
    );
    await street.act("lou", application, "end", { input: { because: "moved-away", on: "2026-11-30" } });
    expect((await readCertificate(engine, { id: "" }, { street: street.id, code })).valid).toBe(false);
  });
});

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("the hub's own clock, on %s", (_, make) => {
  let database: Database;
  let now = at("01T09:00:00");
  const clock = () => now;
  let hubs: readonly Engine[];
  beforeAll(async () => {
    database = await make();
    hubs = [
      await engineOn(database, { clock }),
      await engineOn(database, { clock }),
      await engineOn(database, { clock }),
    ];
  }, 120_000);
  afterAll(() => database.close());

  it("fires every clock once, however many hubs tick, and misses none", async () => {
    now = at("01T09:00:00");
    const street = await newStreet(hubs[0] as Engine, { test: false });
    await street.things("court/c-3", "court/f-1");
    const people = Array.from({ length: 20 }, (_, i) => `neighbour-${i}`);
    for (const person of people) await street.member(person, { facts: { birthDate: "1988-03-02" } });
    await street.member("hu", { roles: [{ role: "venue-keeper" }] });
    const bookings = [];
    for (const [i, who] of people.entries()) {
      const hour = String(8 + (i % 10)).padStart(2, "0");
      const next = String(9 + (i % 10)).padStart(2, "0");
      bookings.push(
        await street.open(
          who,
          courtBooking,
          court(`02T${hour}:00`, `02T${next}:00`, { court: i < 10 ? "c-3" : "f-1" }),
        ),
      );
    }
    expect(await tick(hubs[1] as Engine)).toBe(0);
    now = at("02T23:00:00");
    const fired = await Promise.all(hubs.map((hub) => tick(hub)));
    expect(fired.reduce((sum, n) => sum + n, 0)).toBe(20);
    for (const booking of bookings) {
      const seen = await street.read("hu", booking);
      expect(seen.state).toBe("no-show");
      expect(seen.events?.filter(({ action }) => action === "mark-no-show")).toHaveLength(1);
    }
    expect(await Promise.all(hubs.map((hub) => tick(hub)))).toEqual([0, 0, 0]);
  });

  it("goes on where a hub stopped: clocks lie in the data base", async () => {
    now = at("03T09:00:00");
    const street = await newStreet(hubs[0] as Engine, { test: false });
    await street.things("court/c-3");
    await street.member("qian", { facts: { birthDate: "1988-03-02" } });
    const booking = await street.open("qian", courtBooking, court("04T19:00", "04T20:00"));
    now = at("06T09:00:00");
    const later = await createHub({
      database,
      bundle,
      issuers: [],
      secrets: { seal: "a secret of thirty-two characters" },
      clock,
    });
    expect(await later.tick()).toBeGreaterThan(0);
    expect((await street.read("qian", booking)).state).toBe("no-show");
  });

  it("leaves the clocks of test streets alone", async () => {
    now = at("10T09:00:00");
    const street = await newStreet(hubs[0] as Engine);
    await street.things("court/c-3");
    await street.member("qian", { facts: { birthDate: "1988-03-02" } });
    const booking = await street.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    now = at("20T09:00:00");
    await tick(hubs[0] as Engine);
    expect((await street.read("qian", booking)).state).toBe("confirmed");
  });

  it("opens by rule once, whichever hub looks first", async () => {
    now = at("01T09:00:00");
    const street = await newStreet(hubs[0] as Engine, { test: false });
    await street.things("allowance-standard/senior-allowance");
    for (let i = 0; i < 12; i++)
      await street.member(`elder-${i}`, { facts: { birthDate: "1940-01-01", hukou: "330109" } });
    await street.member("fang", { roles: [{ role: "community-staff" }] });
    await Promise.all(hubs.map((hub) => tick(hub)));
    const subjects = await inStreet(database, street.id, (query) =>
      many<string>(
        query,
        "select to_jsonb(r.subject) as r from hub.record r where r.street = $1 and r.scenario = 'elder-benefits.allowance.senior-allowance' order by 1",
        [street.id],
      ),
    );
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toHaveLength(12);
  });
});
