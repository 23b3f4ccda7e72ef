import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import type { Engine } from "../src/engine.js";
import { inStreet } from "../src/store/in-street.js";
import { migrate } from "../src/store/migrate.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { court, engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const courts = "sports.venues.court";

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("tables that are cut by street, %s", (_, make) => {
  let database: Database;
  let engine: Engine;
  const streets: TestStreet[] = [];
  let counted: { readonly [table: string]: number } = {};

  const count = async (): Promise<{ readonly [table: string]: number }> => {
    const found: { [table: string]: number } = {};
    for (const table of ["record", "event", "payload", "reservation", "member", "clock", "idempotency"])
      for (const { id } of streets)
        found[`${id}/${table}`] = (
          await inStreet(database, id, (query) => query.query(`select 1 from hub.${table} where street = $1`, [id]))
        ).length;
    return found;
  };

  beforeAll(async () => {
    database = await make();
    engine = await engineOn(database);
    for (let n = 0; n < 6; n++) {
      const street = await newStreet(engine);
      streets.push(street);
      await street.things("court/c-3");
      for (const person of ["qian", "jin"]) await street.member(person, { facts: { birthDate: "1988-03-02" } });
      await street.open("qian", courts, court("02T19:00", "02T20:00"), { key: "evening" });
    }
    counted = await count();
  }, 120_000);
  afterAll(() => database.close());

  it("refuses a number that is none", async () => {
    await expect(migrate(database, { partitions: 1 })).rejects.toThrow("2 to 1024");
    await expect(migrate(database, { partitions: 2.5 })).rejects.toThrow("2 to 1024");
  });

  it("are cut while the hub lives, by one flag, and keep every row", async () => {
    const done = await migrate(database, { partitions: 4 });
    expect(done).toContain("partitions:record");
    expect(done).toContain("partitions:event");
    expect(await count()).toEqual(counted);
    expect(Object.values(counted).every((rows) => rows > 0)).toBe(true);
    const whole = await database.query("select 1 from pg_namespace where nspname = 'hub_whole'");
    expect(whole).toEqual([]);
  });

  it("lie in several pieces, each street in one", async () => {
    const pieces = await Promise.all(
      streets.map(({ id }) =>
        inStreet(database, id, (query) =>
          query.query<{ readonly piece: string }>("select distinct tableoid::regclass::text as piece from hub.event"),
        ),
      ),
    );
    expect(pieces.every((one) => one.length === 1)).toBe(true);
    expect(new Set(pieces.map(([one]) => one?.piece)).size).toBeGreaterThan(1);
  });

  it("are cut once: the same number does nothing, another is refused", async () => {
    expect(await migrate(database, { partitions: 4 })).toEqual([]);
    expect(await migrate(database)).toEqual([]);
    await expect(migrate(database, { partitions: 8 })).rejects.toThrow("lies in 4 partitions");
  });

  it("take bookings, refuse a second one, replay a key, cancel, and promote who waits", async () => {
    const [street] = streets as [TestStreet];
    const replayed = await street.open("qian", courts, court("02T19:00", "02T20:00"), { key: "evening" });
    expect(await problemOf(street.open("jin", courts, court("02T19:00", "02T21:00")))).toBe("period-taken");
    const waiting = await street.open("jin", courts, court("02T19:00", "02T20:00"), { options: { waitlist: true } });
    expect(waiting.state).toBe("waitlisted");
    await street.act("qian", replayed, "cancel");
    expect((await street.read("jin", waiting)).state).not.toBe("waitlisted");
    expect(await problemOf(street.open("qian", courts, court("02T19:00", "02T21:00")))).toBe("period-taken");
  });

  it("keep the last word on double bookings, whoever writes", async () => {
    const [, street] = streets as [TestStreet, TestStreet];
    const twin = inStreet(database, street.id, (query) =>
      query.query(
        `insert into hub.reservation (street, id, record, resource, kind, pool, starts, ends, exclusive, units)
         select street, gen_random_uuid(), record, resource, kind, pool, starts, ends, true, units from hub.reservation where street = $1 limit 1`,
        [street.id],
      ),
    );
    await expect(twin).rejects.toMatchObject({ code: "23P01" });
  });

  it("can't be gone around: no right to a piece, no row of another street, no change of an event", async () => {
    const [here, there] = streets as [TestStreet, TestStreet];
    await expect(
      inStreet(database, here.id, (query) => query.query("select 1 from hub.record_p0")),
    ).rejects.toMatchObject({ code: "42501" });
    expect(
      await inStreet(database, here.id, (query) =>
        query.query("select 1 from hub.record where street = $1", [there.id]),
      ),
    ).toEqual([]);
    await expect(
      inStreet(database, here.id, (query) => query.query("update hub.event set type = 'x'")),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(inStreet(database, here.id, (query) => query.query("delete from hub.line"))).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("fire clocks and keep their constraints and indexes by name", async () => {
    const rows = await database.query<{ readonly name: string }>(
      "select conname as name from pg_constraint where conrelid = 'hub.reservation'::regclass union select indexrelid::regclass::text from pg_index where indrelid = 'hub.record'::regclass",
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["period_taken", "hub.record_subject", "hub.record_fold"]));
    const [, , street] = streets as [TestStreet, TestStreet, TestStreet];
    expect(await street.at("2026-12-02T21:00:00+08:00")).toBeGreaterThan(0);
  });
});
