import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PgliteDatabase } from "../src/pglite.js";
import type { Engine, ProblemError } from "../src/engine.js";
import { changeResource } from "../src/operations/change-resource.js";
import { closeResource } from "../src/operations/close-resource.js";
import { createStreet } from "../src/operations/create-street.js";
import { listChildren } from "../src/operations/list-children.js";
import { listMembers } from "../src/operations/list-members.js";
import { listRecords } from "../src/operations/list-records.js";
import { listResources } from "../src/operations/list-resources.js";
import { openRecord } from "../src/operations/open-record.js";
import { openSeries } from "../src/operations/open-series.js";
import { putMember } from "../src/operations/put-member.js";
import { readAvailability } from "../src/operations/read-availability.js";
import { readEvents } from "../src/operations/read-events.js";
import { readMe } from "../src/operations/read-me.js";
import { readScenario } from "../src/operations/read-scenario.js";
import { freshPglite } from "./set-up/pglite.js";
import { court, engineOn, newStreet, operator, problemOf, type TestStreet } from "./set-up/street.js";
import { keepFor } from "./set-up/real-files.js";

let database: PgliteDatabase;
let engine: Engine;
beforeAll(async () => {
  database = await freshPglite();
  engine = await engineOn(database);
});
afterAll(() => database.close());

/** A street with three neighbours, a keeper and the sports park. */
async function sportsPark(more: Parameters<typeof newStreet>[1] = {}): Promise<TestStreet> {
  const street = await newStreet(engine, more);
  await street.things("court/c-3", "court/f-1", "court/b-1");
  for (const [id, birthDate] of [
    ["qian", "1988-03-02"],
    ["jin", "1992-07-15"],
    ["shen", "1958-05-09"],
  ] as const)
    await street.member(id, { facts: { birthDate } });
  await street.member("hu", { roles: [{ role: "venue-keeper" }] });
  return street;
}

const courtBooking = "sports.venues.court";

describe("opening a record", () => {
  it("says every fault of what was filled in, and opens nothing", async () => {
    const street = await sportsPark();
    const faulty = court("02T19:00", "02T20:00", { players: 0, contact: "0571-82621234", colour: "red" });
    const error = await street.open("qian", courtBooking, faulty).catch((thrown: ProblemError) => thrown);
    expect(error).toMatchObject({ code: "invalid" });
    expect((error as ProblemError).faults.map(({ at, keyword }) => `${at} ${keyword}`).sort()).toEqual([
      "/colour additionalProperties",
      "/contact pattern",
      "/players minimum",
    ]);
    expect((await listRecords(engine, { id: "qian" }, { street: street.id, mine: true })).items).toEqual([]);
  });

  it("refuses a date that is none without falling over", async () => {
    const street = await sportsPark();
    const record = { ...court("02T19:00", "02T20:00"), period: { start: "gestern", end: "2026-12-02T20:00:00+08:00" } };
    expect(await problemOf(street.open("qian", courtBooking, record))).toBe("invalid");
  });

  it("refuses a court that there is not, and one that was closed", async () => {
    const street = await sportsPark();
    const error = await street
      .open("qian", courtBooking, court("02T19:00", "02T20:00", { court: "c-99" }))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unknown-resource", at: "/court" });
    await closeResource(engine, operator, { street: street.id, id: "c-3" });
    expect(await problemOf(street.open("qian", courtBooking, court("02T19:00", "02T20:00")))).toBe("unknown-resource");
  });

  it("keeps to opening hours, their exceptions and the grid of slots", async () => {
    const street = await sportsPark();
    const ask = (from: string, until: string, more = {}) =>
      problemOf(street.open("qian", courtBooking, court(from, until, more)));
    expect(await ask("02T05:00", "02T06:00")).toBe("outside-opening");
    expect(await ask("02T20:00", "02T22:00")).toBe("outside-opening");
    expect(await ask("02T10:30", "02T11:30")).toBe("off-grid");
    expect(await ask("02T10:00", "02T13:00")).toBe("off-grid");
    // Badminton is closed on Mondays.
    expect(await ask("07T10:00", "07T11:00", { court: "b-1", players: 2 })).toBe("outside-opening");
    const { value } = (await listResources(engine, { id: "qian" }, { street: street.id, kind: "court" })).items.find(
      ({ id }) => id === "c-3",
    ) as unknown as { value: { opening: object } };
    const exceptions = [
      { date: "2026-12-03", reason: "区运动会" },
      { date: "2026-12-04", from: "12:00", until: "14:00" },
    ];
    await changeResource(engine, operator, {
      street: street.id,
      id: "c-3",
      resource: { name: "篮球公园 3 号场", value: { ...value, opening: { ...value.opening, exceptions } } },
    });
    expect(await ask("03T10:00", "03T11:00")).toBe("outside-opening");
    expect(await ask("04T10:00", "04T11:00")).toBe("outside-opening");
    expect(await ask("04T13:00", "04T14:00")).toBeUndefined();
  });

  it("answers a retry what it answered first, and refuses another request under the same key", async () => {
    const street = await sportsPark();
    const request = { scenario: courtBooking, record: court("02T19:00", "02T20:00") };
    const first = await openRecord(engine, { id: "qian" }, { street: street.id, request, key: "evening" });
    const again = await openRecord(
      engine,
      { id: "qian" },
      { street: street.id, request: { record: request.record, scenario: courtBooking }, key: "evening" },
    );
    expect(again).toEqual({ ...first, replayed: true });
    const other = { scenario: courtBooking, record: court("02T20:00", "02T21:00") };
    expect(
      await problemOf(openRecord(engine, { id: "qian" }, { street: street.id, request: other, key: "evening" })),
    ).toBe("key-reused");
    // A key belongs to whoever sent it.
    expect(
      (await openRecord(engine, { id: "jin" }, { street: street.id, request: other, key: "evening" })).replayed,
    ).toBe(false);
  });

  it("lets a guardian and the holder of a mandate act, as long as the mandate lasts", async () => {
    const street = await sportsPark();
    await street.member("ming", { facts: { birthDate: "2016-09-01" }, guardians: ["shen"] });
    await street.member("xu", {
      facts: { birthDate: "1941-03-15" },
      mandates: [{ holder: "jin", scenarios: [courtBooking], until: "2026-12-03T00:00:00+08:00" }],
    });
    const ask = (who: string, whom: string, from: string, until: string) =>
      street.open(who, courtBooking, court(from, until), { for: whom });
    expect((await ask("shen", "ming", "02T10:00", "02T11:00")).subject).toEqual({ id: "ming", name: "ming" });
    expect(await problemOf(ask("qian", "ming", "02T11:00", "02T12:00"))).toBe("not-permitted");
    expect((await ask("jin", "xu", "02T12:00", "02T13:00")).opener.id).toBe("jin");
    await street.at("2026-12-03T08:00:00+08:00");
    expect(await problemOf(ask("jin", "xu", "04T12:00", "04T13:00"))).toBe("not-permitted");
  });

  it("takes several things together or none, and only what belongs together", async () => {
    const street = await newStreet(engine);
    await street.things("dish/d-radish-beef", "dish/d-greens", "dish/d-rice", "canteen/can-2");
    await street.member("lu", {
      facts: { birthDate: "1941-03-15", careLevel: "mild", incomeGroup: "ordinary", residence: "resident" },
    });
    await street.member("he", {
      facts: { birthDate: "1940-03-15", careLevel: "mild", incomeGroup: "ordinary", residence: "resident" },
    });
    const meal = mealOf(engine);
    const order = (beef: number) => ({
      ...meal,
      dishes: [
        { dish: "d-radish-beef", portions: beef },
        { dish: "d-greens", portions: 1 },
        { dish: "d-rice", portions: 1 },
      ],
      portions: beef,
    });
    const scenario = "home-eldercare.doorstep.meal-delivery";
    await street.open("lu", scenario, order(4), { consent: ["health"] });
    // Six portions of beef a day: four are gone, so three more can't be had, and no rice is taken for them either.
    expect(await problemOf(street.open("he", scenario, order(3), { consent: ["health"] }))).toBe("full");
    const rice = (
      await readAvailability(engine, { id: "he" }, { street: street.id, scenario, from: "2026-12-02", days: 1 })
    ).resources.find(({ id }) => id === "d-rice");
    expect(rice?.left).toEqual([(rice?.capacity ?? 0) - 1]);
    const elsewhere = await street
      .open("he", scenario, { ...order(1), canteen: "can-2" }, { consent: ["health"] })
      .catch((thrown: unknown) => thrown);
    expect(elsewhere).toMatchObject({ code: "unknown-resource" });
  });

  it("counts limits while records live and in windows, and gives back what was given up", async () => {
    const street = await sportsPark();
    const days = ["02", "03", "04"];
    const opened = [];
    for (const day of days) opened.push(await street.open("qian", courtBooking, court(`${day}T19:00`, `${day}T20:00`)));
    expect(await problemOf(street.open("qian", courtBooking, court("05T19:00", "05T20:00")))).toBe("limit-reached");
    await street.act("qian", opened[0] as never, "cancel");
    expect((await street.open("qian", courtBooking, court("05T19:00", "05T20:00"))).state).toBe("confirmed");
  });

  it("runs a street's own settings within what the contract allows", async () => {
    const strict = await sportsPark({
      profile: {
        scenarios: { [courtBooking]: { settings: { limits: [{ per: "subject", within: "P7D", atMost: 1 }] } } },
      },
    });
    await strict.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    expect(await problemOf(strict.open("qian", courtBooking, court("03T19:00", "03T20:00")))).toBe("limit-reached");
    const other = await sportsPark({ profile: { select: ["resident-requests.report.snap-report"] } });
    expect(await problemOf(other.open("qian", courtBooking, court("02T19:00", "02T20:00")))).toBe("not-found");
  });

  it("counts one capacity once for two scenarios", async () => {
    const street = await newStreet(engine);
    await street.things("dish/d-radish-beef", "dish/d-greens", "dish/d-rice");
    await street.member("lu", {
      facts: { birthDate: "1941-03-15", careLevel: "mild", incomeGroup: "ordinary", residence: "resident" },
    });
    const meal = mealOf(engine);
    const scenario = "home-eldercare.doorstep.meal-delivery";
    await street.open(
      "lu",
      scenario,
      {
        ...meal,
        portions: 1,
        dishes: [
          { dish: "d-radish-beef", portions: 1 },
          { dish: "d-greens", portions: 1 },
        ],
      },
      { consent: ["health"] },
    );
    const seen = await readAvailability(
      engine,
      { id: "lu" },
      { street: street.id, scenario: "community-eldercare.centre.senior-canteen", from: "2026-12-02", days: 1 },
    );
    const beef = seen.resources.find(({ id }) => id === "d-radish-beef");
    expect(beef?.left).toEqual([5]);
  });
});

/** The first example of a delivered meal, for 2 December. */
function mealOf(of: Engine): Record<string, never> {
  const { contract } = of.scenarios.get("home-eldercare.doorstep.meal-delivery") as {
    contract: { examples: { valid: readonly { value: object }[] } };
  };
  return { ...contract.examples.valid[0]?.value, mealDate: "2026-12-02", canteen: "can-1" } as never;
}

describe("a series", () => {
  const saturdays = { rule: "FREQ=WEEKLY;COUNT=3" };
  const badminton = (from: string, until: string) =>
    court(from, until, { court: "b-1", players: 4, purpose: "training", coach: "沈建华" });

  it("has an outcome for every date, and skips those that are taken", async () => {
    const street = await sportsPark({
      profile: { scenarios: { [courtBooking]: { settings: { bookableFrom: "P60D" } } } },
    });
    await street.open("jin", courtBooking, court("12T09:00", "12T10:00", { court: "b-1", players: 2 }));
    const request = {
      scenario: courtBooking,
      record: badminton("05T09:00", "05T10:00"),
      options: { series: saturdays },
    };
    const { body } = await openSeries(engine, { id: "qian" }, { street: street.id, request, key: "saturdays" });
    expect(body.outcomes.map((one) => ("record" in one ? one.record.state : one.error.code))).toEqual([
      "confirmed",
      "period-taken",
      "confirmed",
    ]);
    expect(body.outcomes.map(({ start }) => start)).toEqual([
      "2026-12-05T09:00:00+08:00",
      "2026-12-12T09:00:00+08:00",
      "2026-12-19T09:00:00+08:00",
    ]);
    const again = await openSeries(engine, { id: "qian" }, { street: street.id, request, key: "saturdays" });
    expect(again.replayed).toBe(true);
    expect(again.body.outcomes.map((one) => ("record" in one ? one.record.id : one.error.code))).toEqual(
      body.outcomes.map((one) => ("record" in one ? one.record.id : one.error.code)),
    );
  });

  it("waits for a date that is taken, or refuses all of them, as was asked", async () => {
    const street = await sportsPark({
      profile: { scenarios: { [courtBooking]: { settings: { bookableFrom: "P60D" } } } },
    });
    await street.open("jin", courtBooking, court("12T09:00", "12T10:00", { court: "b-1", players: 2 }));
    const ask = (onConflict: string) =>
      openSeries(
        engine,
        { id: "qian" },
        {
          street: street.id,
          request: {
            scenario: courtBooking,
            record: badminton("05T09:00", "05T10:00"),
            options: { series: saturdays, onConflict },
          },
          key: onConflict,
        },
      );
    expect(await problemOf(ask("fail"))).toBe("period-taken");
    expect((await listRecords(engine, { id: "qian" }, { street: street.id, mine: true })).items).toEqual([]);
    expect(
      (await ask("waitlist")).body.outcomes.map((one) => ("record" in one ? one.record.state : one.error.code)),
    ).toEqual(["confirmed", "waitlisted", "confirmed"]);
  });

  it("leaves out its exceptions, and is refused where it has too many dates", async () => {
    const street = await sportsPark({
      profile: { scenarios: { [courtBooking]: { settings: { bookableFrom: "P90D" } } } },
    });
    const ask = (series: object) =>
      openSeries(
        engine,
        { id: "qian" },
        {
          street: street.id,
          request: {
            scenario: courtBooking,
            record: badminton("05T09:00", "05T10:00"),
            options: { series: series as never },
          },
        },
      );
    expect(
      (await ask({ ...saturdays, exceptions: ["2026-12-12"] })).body.outcomes.map(({ start }) => start.slice(0, 10)),
    ).toEqual(["2026-12-05", "2026-12-19"]);
    expect(await problemOf(ask({ rule: "FREQ=WEEKLY;COUNT=30" }))).toBe("invalid");
    expect(await problemOf(ask({ rule: "FREQ=WEEKLY" }))).toBe("invalid");
  });
});

describe("acting on a record", () => {
  it("refuses a stale revision and a key that was used for something else", async () => {
    const street = await sportsPark();
    const booking = await street.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    expect(await problemOf(street.act("qian", booking, "cancel", { ifMatch: booking.revision + 1 }))).toBe(
      "stale-revision",
    );
    const cancelled = await street.act("qian", booking, "cancel", { ifMatch: booking.revision, key: "no-time" });
    expect(cancelled).toMatchObject({ state: "cancelled", revision: booking.revision + 1 });
    expect(await street.act("qian", booking, "cancel", { key: "no-time" })).toEqual(cancelled);
    expect(await problemOf(street.act("qian", booking, "cancel", { key: "no-time", input: { reason: "雨" } }))).toBe(
      "key-reused",
    );
    const error = await street.act("qian", booking, "cancel").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "not-allowed-now", actions: [] });
  });

  it("moves a booking over its own hour, and not onto another's", async () => {
    const street = await sportsPark();
    const booking = await street.open("qian", courtBooking, court("02T18:00", "02T20:00"));
    await street.open("jin", courtBooking, court("02T20:00", "02T21:00"));
    const period = (from: string, until: string) => ({
      input: { period: { start: `2026-12-${from}:00+08:00`, end: `2026-12-${until}:00+08:00` } },
    });
    expect((await street.act("qian", booking, "reschedule", period("02T17:00", "02T19:00"))).period?.start).toBe(
      "2026-12-02T17:00:00+08:00",
    );
    expect(await problemOf(street.act("qian", booking, "reschedule", period("02T19:00", "02T21:00")))).toBe(
      "period-taken",
    );
    expect(await problemOf(street.act("qian", booking, "reschedule", period("02T03:00", "02T04:00")))).toBe(
      "outside-opening",
    );
    // The hour that was left is free again.
    expect((await street.open("shen", courtBooking, court("02T19:00", "02T20:00"))).state).toBe("confirmed");
  });

  it("promotes all who fit, in order, when a longer hour is given back", async () => {
    const street = await sportsPark();
    const long = await street.open("qian", courtBooking, court("02T18:00", "02T20:00"));
    const wait = (who: string, from: string, until: string) =>
      street.open(who, courtBooking, court(from, until), { options: { waitlist: true } });
    const [first, second, third] = [
      await wait("jin", "02T18:00", "02T19:00"),
      await wait("shen", "02T18:00", "02T19:00"),
      await wait("jin", "02T19:00", "02T20:00"),
    ];
    expect([first.waiting, second.waiting, third.waiting]).toEqual([1, 2, 1]);
    await street.act("qian", long, "cancel");
    expect((await street.read("jin", first)).state).toBe("confirmed");
    expect(await street.read("shen", second)).toMatchObject({ state: "waitlisted", waiting: 1 });
    expect((await street.read("jin", third)).state).toBe("confirmed");
    await street.act("jin", first, "cancel");
    expect((await street.read("shen", second)).state).toBe("confirmed");
  });

  it("gives back the rest of an hour that ended early, and counts no bucket twice", async () => {
    const street = await sportsPark();
    const booking = await street.open("qian", courtBooking, court("02T18:00", "02T20:00"));
    await street.at("2026-12-02T18:00:00+08:00");
    await street.act("hu", booking, "check-in");
    await street.at("2026-12-02T19:00:00+08:00");
    await street.act("hu", booking, "complete", { input: { playersSeen: 5 } });
    expect((await street.open("jin", courtBooking, court("02T19:00", "02T20:00"))).state).toBe("confirmed");
  });

  it("appends without a revision, once each where it is once", async () => {
    const street = await newStreet(engine);
    await street.things("pickup-point/pp-1");
    for (const who of ["weng", "wu", "tong"]) await street.member(who, { facts: { birthDate: "1984-08-30" } });
    const scenario = "neighbourhood.exchange.idle-swap";
    const { contract } = engine.scenarios.get(scenario) as unknown as {
      contract: { examples: { valid: readonly { value: never }[] } };
    };
    const listing = await street.open("weng", scenario, contract.examples.valid[0]?.value as never);
    for (const text of ["刹车还好用吗？", "几成新？", "能便宜点吗？"])
      await street.act("wu", listing, "comment", { input: { text } });
    await street.act("tong", listing, "comment", { input: { text: "帮你顶一下。" } });
    const seen = await street.read("weng", listing);
    expect(seen).toMatchObject({ revision: listing.revision, children: { comments: 4 } });
    const page = await listChildren(
      engine,
      { id: "weng" },
      { street: street.id, record: listing.id, kind: "comments", limit: 3 },
    );
    const rest = await listChildren(
      engine,
      { id: "weng" },
      { street: street.id, record: listing.id, kind: "comments", limit: 3, after: page.next as string },
    );
    expect([...page.items, ...rest.items].map(({ input }) => input["text"])).toEqual([
      "刹车还好用吗？",
      "几成新？",
      "能便宜点吗？",
      "帮你顶一下。",
    ]);
    await street.act("wu", listing, "claim");
    await street.act("weng", listing, "hand-over", { input: { photos: [await keepFor(engine, street.id, "weng")] } });
    await street.act("wu", listing, "confirm");
    await street.act("wu", listing, "rate", { input: { stars: 5 } });
    expect(await problemOf(street.act("wu", listing, "rate", { input: { stars: 1 } }))).toBe("already-given");
  });

  it("tells nobody of another street that there is such a record", async () => {
    const [here, there] = [await sportsPark(), await sportsPark()];
    await there.member("pan");
    const booking = await here.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    expect(await problemOf(there.read("pan", booking.id))).toBe("not-found");
    expect(await problemOf(here.read("pan", booking.id))).toBe("not-found");
    expect(await problemOf(here.act("pan", booking.id, "cancel"))).toBe("not-found");
    expect(await problemOf(here.act("jin", booking.id, "cancel"))).toBe("not-permitted");
  });
});

describe("what can be had", () => {
  it("shows opening hours, taken spans and units left in one answer", async () => {
    const street = await sportsPark();
    await street.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    const view = await readAvailability(
      engine,
      { id: "jin" },
      { street: street.id, scenario: courtBooking, from: "2026-12-01", days: 3 },
    );
    expect(view).toMatchObject({
      zone: "Asia/Shanghai",
      offset: "+08:00",
      days: ["2026-12-01", "2026-12-02", "2026-12-03"],
    });
    const c3 = view.resources.find(({ id }) => id === "c-3");
    expect(c3?.open).toEqual([[["06:00", "21:00"]], [["06:00", "21:00"]], [["06:00", "21:00"]]]);
    expect(c3?.taken).toEqual([[], [["19:00", "20:00"]], []]);
    const monday = await readAvailability(
      engine,
      { id: "jin" },
      { street: street.id, scenario: courtBooking, from: "2026-12-07", days: 1 },
    );
    expect(monday.resources.find(({ id }) => id === "b-1")?.open).toEqual([[]]);
  });

  it("counts slots where visits are by slot", async () => {
    const street = await newStreet(engine);
    await street.things("nursery/n-3", "nursery/n-1");
    await street.member("qian", { facts: { birthDate: "1995-03-02" } });
    const scenario = "childcare.enrolment.nursery-visit";
    const { contract } = engine.scenarios.get(scenario) as unknown as {
      contract: { examples: { valid: readonly { value: never }[] } };
    };
    await street.open("qian", scenario, contract.examples.valid[0]?.value as never, {
      consent: ["child", "special-needs"],
    });
    const view = await readAvailability(
      engine,
      { id: "qian" },
      { street: street.id, scenario, from: "2026-12-10", days: 1 },
    );
    const visited = view.resources.find(({ id }) => id === "n-3");
    expect(visited?.leftBySlot).toEqual([{ "10:00": (visited?.capacity ?? 0) - 2 }]);
  });
});

describe("reading", () => {
  it("pages through records and events without missing any", async () => {
    const street = await sportsPark();
    for (const hour of ["07", "08", "09", "10", "11", "12", "13"]) {
      const who = `neighbour-${hour}`;
      await street.member(who, { facts: { birthDate: "1988-03-02" } });
      await street.open(
        who,
        courtBooking,
        court(`02T${hour}:00`, `02T${String(Number(hour) + 1).padStart(2, "0")}:00`),
      );
    }
    const ids: string[] = [];
    for (let after: string | undefined, page = 0; page < 10; page++) {
      const found = await listRecords(
        engine,
        { id: "hu" },
        { street: street.id, handler: true, limit: 3, ...(after === undefined ? {} : { after }) },
      );
      ids.push(...found.items.map(({ id }) => id));
      after = found.next;
      if (after === undefined) break;
    }
    expect(ids).toHaveLength(7);
    expect(ids).toEqual([...ids].sort().reverse());
    const seqs: number[] = [];
    for (let after = 0, more = true; more;) {
      const found = await readEvents(engine, operator, { street: street.id, after, limit: 4 });
      seqs.push(...found.items.map(({ seq }) => seq));
      ({ last: after, more } = found);
    }
    // The operator sees what is done to resources, and no booking.
    expect(seqs).toEqual([1, 2, 3]);
    const keeper = await readEvents(engine, { id: "hu" }, { street: street.id, after: 3 });
    expect(keeper.items.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8, 9, 10]);
  });

  it("hides what is sensitive from those whom it does not concern", async () => {
    const street = await sportsPark();
    const booking = await street.open(
      "qian",
      courtBooking,
      court("04T14:00", "04T15:00", { court: "b-1", players: 2, accessibility: ["wheelchair"] }),
      { consent: ["accessibility"] },
    );
    expect((await street.read("hu", booking)).record["accessibility"]).toEqual(["wheelchair"]);
    expect(await problemOf(street.read("jin", booking))).toBe("not-found");
  });

  it("finds what is near, what is open now and what is part of something", async () => {
    const street = await newStreet(engine);
    await street.things(
      "camera/ningan-shed",
      "camera/ningan-gate",
      "camera/yingfeng-crossing",
      "dish/d-rice",
      "dish/d-greens",
      "court/b-1",
      "court/c-3",
    );
    const ids = async (more: object) =>
      (await listResources(engine, { id: "qian" }, { street: street.id, ...more })).items.map(({ id }) => id);
    const near = (
      await listResources(
        engine,
        { id: "qian" },
        { street: street.id, kind: "camera", near: { lat: 30.2309, lon: 120.25 } },
      )
    ).items;
    expect(near.map(({ metres }) => metres)).toEqual(
      near.map(({ metres }) => metres).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    );
    expect(near).toHaveLength(3);
    expect(await ids({ parent: "can-1" })).toEqual(["d-greens", "d-rice"]);
    // Tuesday, nine in the morning: the badminton hall opens now.
    expect(await ids({ kind: "court", open: true })).toEqual(["b-1", "c-3"]);
    await street.at("2026-12-01T22:00:00+08:00");
    expect(await ids({ kind: "court", open: true })).toEqual([]);
  });

  it("says who somebody is and for whom she may act", async () => {
    const street = await newStreet(engine);
    await street.member("shen", { roles: [{ role: "resident" }, { role: "volunteer" }], household: "hh-1" });
    await street.member("ming", { guardians: ["shen"] });
    expect(await readMe(engine, { id: "shen" }, { street: street.id })).toEqual({
      id: "shen",
      name: "shen",
      roles: ["resident", "volunteer"],
      community: "ningan",
      behalf: [{ id: "ming", name: "ming", relation: "guardian" }],
    });
    expect(await problemOf(readMe(engine, { id: "nobody" }, { street: street.id }))).toBe("not-found");
  });

  it("shows the part of a contract that a screen needs, with the street's own settings", async () => {
    const street = await newStreet(engine, {
      profile: { scenarios: { [courtBooking]: { settings: { maxSlots: 1 } } } },
    });
    expect(await readScenario(engine, { id: "qian" }, { street: street.id, scenario: courtBooking })).toMatchObject({
      id: courtBooking,
      settings: { slot: "PT1H", maxSlots: 1 },
    });
  });
});

describe("members and resources", () => {
  it("keeps who asserted a fact, and refuses facts that there are not", async () => {
    const street = await newStreet(engine);
    await street.member("lou", { roles: [{ role: "street-official" }] });
    const put = (by: string, facts: object, roles = [{ role: "resident" }]) =>
      putMember(
        engine,
        { id: by },
        { street: street.id, id: "lu", member: { name: "陆阿毛", roles, community: "ningan", facts: facts as never } },
      );
    await put("lou", { birthDate: "1946-12-05" });
    await street.at("2026-12-02T10:00:00+08:00");
    const view = await put("lou", { birthDate: "1946-12-05", hukou: "330109" });
    expect(view.facts["birthDate"]).toMatchObject({ value: "1946-12-05", by: "lou" });
    expect(Date.parse(view.facts["birthDate"]?.at ?? "")).toBeLessThan(Date.parse(view.facts["hukou"]?.at ?? ""));
    expect(await problemOf(put("lou", { shoeSize: 43 }))).toBe("invalid");
    expect(await problemOf(put("lou", {}, [{ role: "king" }]))).toBe("invalid");
  });

  it("lets community staff enter residents of their own community only", async () => {
    const street = await newStreet(engine);
    await street.member("fang", { roles: [{ role: "community-staff", unit: "ningan" }] });
    const put = (id: string, community: string, role = "resident") =>
      problemOf(
        putMember(
          engine,
          { id: "fang" },
          { street: street.id, id, member: { name: id, roles: [{ role }], community } },
        ),
      );
    expect(await put("new-1", "ningan")).toBeUndefined();
    expect(await put("new-2", "ningan-1")).toBeUndefined();
    expect(await put("new-3", "zhenning")).toBe("not-permitted");
    expect(await put("new-4", "ningan", "street-official")).toBe("not-permitted");
    expect(await problemOf(listMembers(engine, { id: "new-1" }, { street: street.id }))).toBe("not-permitted");
    const listed = (await listMembers(engine, { id: "fang" }, { street: street.id })).items.map(({ id }) => id);
    expect(listed).toEqual(["fang", "new-1", "new-2"]);
  });

  it("answers for a record only in its own unit", async () => {
    const street = await newStreet(engine);
    await street.things("court/c-3");
    await street.member("qian", { facts: { birthDate: "1988-03-02" } });
    await street.member("hu", { roles: [{ role: "venue-keeper", unit: "c-3" }] });
    await street.member("lao", { roles: [{ role: "venue-keeper", unit: "zhenning" }] });
    const booking = await street.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    await street.at("2026-12-02T18:55:00+08:00");
    expect(await problemOf(street.act("lao", booking, "check-in"))).toBe("not-permitted");
    expect((await street.act("hu", booking, "check-in")).state).toBe("checked-in");
  });

  it("refuses a resource whose facts are wrong, and a change that others made meanwhile", async () => {
    const street = await newStreet(engine);
    await street.things("court/c-3");
    const { value, revision } = (await listResources(engine, operator, { street: street.id, kind: "court" }))
      .items[0] as unknown as { value: Record<string, never>; revision: number };
    const change = (next: object, ifMatch?: number) =>
      problemOf(
        changeResource(engine, operator, {
          street: street.id,
          id: "c-3",
          resource: { name: "3 号场", value: next as never },
          ...(ifMatch === undefined ? {} : { ifMatch }),
        }),
      );
    expect(await change({ ...value, maxPlayers: 0 })).toBe("invalid");
    expect(await change({ ...value, maxPlayers: 10 }, revision)).toBeUndefined();
    expect(await change({ ...value, maxPlayers: 8 }, revision)).toBe("stale-revision");
  });

  it("lets nobody but an operator make a street", async () => {
    const street = { id: "beigan", name: "北干街道", zone: "Asia/Shanghai", communities: [] };
    expect(await problemOf(createStreet(engine, { id: "qian" }, { street }))).toBe("not-permitted");
    expect(await problemOf(createStreet(engine, operator, { street: { ...street, zone: "Asia/Xiaoshan" } }))).toBe(
      "invalid",
    );
  });
});

describe("what changes for others", () => {
  it("lets those who wait come first when there is more to be had", async () => {
    const street = await newStreet(engine);
    await street.things("session/s-games");
    const record = (people: number) => ({
      session: "s-games",
      people,
      children: 0,
      portraits: false,
      contact: "13757190806",
    });
    for (const who of ["qian", "jin", "shen", "lu"])
      await street.member(who, { facts: { birthDate: "1988-03-02" }, household: `hh-${who}` });
    const festival = "neighbourhood.events.neighbour-festival";
    await street.open("qian", festival, record(6));
    await street.open("jin", festival, record(5));
    const first = await street.open("shen", festival, record(3), { options: { waitlist: true } });
    const second = await street.open("lu", festival, record(2), { options: { waitlist: true } });
    const { value, name } = (await listResources(engine, operator, { street: street.id, kind: "session" }))
      .items[0] as { value: object; name: string };
    await changeResource(engine, operator, {
      street: street.id,
      id: "s-games",
      resource: { name, value: { ...value, places: 15 } as never },
    });
    expect((await street.read("shen", first)).state).toBe("offered");
    expect((await street.read("lu", second)).state).toBe("waitlisted");
  });

  it("links a report to the one that it is part of", async () => {
    const street = await newStreet(engine);
    await street.member("qian");
    await street.member("jin");
    await street.member("fang", { roles: [{ role: "community-staff" }, { role: "grid-worker" }] });
    const scenario = "resident-requests.report.snap-report";
    const { contract } = engine.scenarios.get(scenario) as unknown as {
      contract: { examples: { valid: readonly { value: Record<string, never> }[] } };
    };
    const { seenAt: _, ...sight } = contract.examples.valid[0]?.value ?? {};
    const [first, second] = [await street.open("qian", scenario, sight), await street.open("jin", scenario, sight)];
    expect(await problemOf(street.act("fang", second, "merge", { input: { into: "nothing" } }))).toBe("invalid");
    const merged = await street.act("fang", second, "merge", { input: { into: first.id } });
    expect(merged.links).toEqual([{ rel: "merged-into", record: first.id, scenario }]);
    expect(await problemOf(street.act("fang", first, "merge", { input: { into: first.id } }))).toBe("into-itself");
  });
});
