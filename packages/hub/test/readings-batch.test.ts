import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { takeReadings, type ReadingInput } from "../src/operations/take-readings.js";
import { inStreet, many } from "../src/store/in-street.js";
import { counting } from "./set-up/counting.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

let database: Database;
let street: TestStreet;
let statements: string[];

beforeAll(async () => {
  database = await freshPglite();
  const counted = counting(database);
  ({ statements } = counted);
  street = await newStreet(await engineOn(counted.database));
  await street.things("water-meter/wm-0301");
  await street.member("wm-0301", { roles: [{ role: "device" }] });
});
afterAll(() => database.close());

/** So many readings, one a minute, up to nine o'clock. */
const readings = (count: number): readonly ReadingInput[] =>
  Array.from({ length: count }, (_, i) => ({
    name: "water",
    value: i % 40,
    at: new Date(Date.parse("2026-12-01T09:00:00+08:00") - i * 60_000).toISOString(),
  }));
const send = (sent: readonly ReadingInput[]) =>
  takeReadings(street.engine, { id: "wm-0301" }, { street: street.id, id: "wm-0301", readings: sent });
const statementsFor = async (count: number): Promise<readonly string[]> => {
  statements.length = 0;
  expect((await send(readings(count))).body.items).toHaveLength(count);
  return [...statements];
};

describe("a batch of readings", () => {
  it("takes as many statements for a thousand as for one, and writes them in one", async () => {
    await statementsFor(1);
    const one = await statementsFor(1);
    const thousand = await statementsFor(1000);
    expect(thousand).toEqual(one);
    expect(thousand.filter((text) => text.includes("hub.commit("))).toHaveLength(1);
    const [kept] = await inStreet(database, street.id, (query) =>
      many<number>(query, "select to_jsonb(count(*)) as r from hub.reading r where r.street = $1", [street.id]),
    );
    expect(kept).toBe(1002);
  });

  it("takes in all of them or none", async () => {
    const wrong = [...readings(999), { name: "water", value: "viel" }];
    expect(await problemOf(send(wrong))).toBe("invalid");
    const [kept] = await inStreet(database, street.id, (query) =>
      many<number>(query, "select to_jsonb(count(*)) as r from hub.reading r where r.street = $1", [street.id]),
    );
    expect(kept).toBe(1002);
  });
});
