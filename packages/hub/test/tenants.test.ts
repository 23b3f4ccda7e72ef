import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { inStreet } from "../src/store/in-street.js";
import { load } from "../src/store/load.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { court, engineOn, newStreet, type TestStreet } from "./set-up/street.js";

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("streets on one data base, %s", (_, make) => {
  let database: Database;
  let tables: readonly string[];
  let here: TestStreet;
  let there: TestStreet;
  beforeAll(async () => {
    database = await make();
    const engine = await engineOn(database);
    [here, there] = [await newStreet(engine), await newStreet(engine)];
    for (const street of [here, there]) {
      await street.things("court/c-3", "dish/d-rice", "pickup-point/pp-1");
      await street.member("qian", {
        facts: { birthDate: "1988-03-02" },
        household: "hh-1",
        mandates: [{ holder: "jin" }],
        guardians: ["shen"],
      });
      await street.member("jin", { facts: { birthDate: "1988-03-02" } });
    }
    const booking = await here.open("qian", "sports.venues.court", court("02T19:00", "02T20:00"), { key: "evening" });
    await here.open("jin", "sports.venues.court", court("02T19:00", "02T20:00"), { options: { waitlist: true } });
    expect(booking.state).toBe("confirmed");
    const rows = await database.query<{ readonly name: string }>(
      "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'hub' and c.relkind = 'r' order by 1",
    );
    tables = rows
      .map(({ name }) => name)
      .filter((name) => !["tenant", "wake", "code", "contract", "migration"].includes(name));
  }, 120_000);
  afterAll(() => database.close());

  it("lie under row level security that binds the owner of the tables too", async () => {
    const rows = await database.query<{ readonly name: string; readonly on: boolean; readonly forced: boolean }>(
      `select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'hub' and c.relkind = 'r'`,
    );
    for (const name of tables) expect(rows.find((row) => row.name === name)).toEqual({ name, on: true, forced: true });
    const [me] = await database.query<{ readonly name: string; readonly above: boolean }>(
      "select current_user as name, rolsuper or rolbypassrls as above from pg_roles where rolname = current_user",
    );
    expect(me).toEqual({ name: "hub_app", above: false });
  });

  it("show nothing to somebody who has not said of which street she is", async () => {
    for (const table of tables) expect(await database.query(`select 1 from hub.${table} limit 1`), table).toEqual([]);
  });

  it("show a query without any filter only its own street's rows", async () => {
    let filled = 0;
    for (const table of tables) {
      const streets = await inStreet(database, here.id, (query) =>
        query.query<{ readonly street: string }>(`select distinct street from hub.${table}`),
      );
      if (streets.length > 0)
        expect(
          streets.map(({ street }) => street),
          table,
        ).toEqual([here.id]);
      filled += streets.length;
      const foreign = await inStreet(database, there.id, (query) =>
        query.query(`select 1 from hub.${table} where street = $1`, [here.id]),
      );
      expect(foreign, table).toEqual([]);
    }
    expect(filled).toBeGreaterThan(12);
  });

  it("write nothing into another street", async () => {
    const attempt = inStreet(database, there.id, (query) =>
      query.query("insert into hub.jurisdiction (street, id, kind, name) values ($1, 'x', 'community', 'x')", [
        here.id,
      ]),
    );
    expect(
      await attempt.then(
        () => "done",
        (error: { code?: string }) => error.code,
      ),
    ).toBe("42501");
    const moved = await inStreet(database, there.id, (query) =>
      query.query("update hub.member set name = 'x' where id = 'qian' returning street"),
    );
    expect(moved).toEqual([{ street: there.id }]);
  });

  it("leave nothing behind on the connection: the next query is of no street again", async () => {
    await load(database, here.id, { people: ["qian"] });
    for (let i = 0; i < 20; i++) expect(await database.query("select 1 from hub.member")).toEqual([]);
  });
});
