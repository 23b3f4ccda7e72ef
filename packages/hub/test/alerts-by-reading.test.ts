import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const scenario = "home-eldercare.safe-home.living-alone";
const hours = 3_600_000;
const begin = Date.parse("2026-12-01T09:00:00+08:00");
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "water-meter/wm-0301", "water-meter/wm-1102", "water-meter/wm-0502");
  const member = (id: string, role: string) =>
    ningwei.ask("operator", `PUT ${street}/members/${id}`, {
      body: { name: id, community: "ningan", roles: [{ role }] },
    });
  for (const id of ["xu", "lai", "ni"]) await member(id, "resident");
  for (const id of ["wm-0301", "wm-1102", "wm-0502"]) await member(id, "device");
  await member("chen", "grid-worker");
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const instant = (at: number): string => new Date(at).toISOString();
const drink = async (meter: string, litres: number, at: number): Promise<void> => {
  const { status } = await ningwei.ask(meter, `POST ${street}/resources/${meter}/readings`, {
    body: { name: "water", value: litres, at: instant(at) },
  });
  expect(status).toBe(201);
};
const until = async (at: number): Promise<void> => {
  expect((await ningwei.ask("operator", `PUT ${street}/clock`, { body: { now: instant(at) } })).status).toBe(200);
};
const alerts = async (): Promise<readonly { readonly id: string; readonly record: object }[]> =>
  (await ningwei.ask("chen", `GET ${street}/records?scenario=${scenario}`)).body.items;

describe("an alert that readings raise", () => {
  it("comes when too little was used for as long as the contract looks back, and not before it has looked that long", async () => {
    for (let hour = 0; hour < 8; hour++) {
      await until(begin + hour * hours);
      await drink("wm-0301", hour === 0 ? 40 : 1, begin + hour * hours);
    }
    expect(await alerts()).toEqual([]);
    // The forty litres of nine o'clock are twelve hours away: there have been seven since.
    await until(begin + 12.5 * hours);
    expect(await alerts()).toMatchObject([
      {
        state: "raised",
        subject: { id: "xu" },
        opener: { id: "hub" },
        record: { meter: "wm-0301", sign: "no-water", litres: 7, hoursBack: 12 },
        opened: "2026-12-01T21:00:00+08:00",
      },
    ]);
  });

  it("comes once for as long as it looks back, and once more for a thing that has fallen silent altogether", async () => {
    await until(begin + 20 * hours);
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    await ningwei.ask("xu", `POST ${street}/records/${alert?.id}/actions/dismiss`, {
      body: { input: { reason: "at-home" } },
    });
    // A false alarm keeps it quiet for twelve hours: what is seen meanwhile is only another occurrence of it.
    await until(begin + 35 * hours);
    expect(await alerts()).toMatchObject([{ id: alert?.id, children: { occurrences: 1 } }]);
    await until(begin + 37 * hours);
    const all = await alerts();
    expect(all).toHaveLength(2);
    expect(all[0]).toMatchObject({ state: "raised", record: { sign: "no-water", litres: 0 } });
  });

  it("does not come for whom it is switched off, nor for whom has said that she is away; a leak comes even then", async () => {
    const from = begin + 37 * hours;
    for (let hour = 0; hour <= 14; hour++) {
      await until(from + hour * hours);
      await drink("wm-0502", 0, from + hour * hours);
      await drink("wm-1102", hour < 4 ? 600 : 0, from + hour * hours);
    }
    await until(from + 30 * hours);
    const found = (await alerts()).filter(({ record }) => !("meter" in record && record.meter === "wm-0301"));
    expect(found).toMatchObject([
      { subject: { id: "lai" }, record: { meter: "wm-1102", sign: "leak", litres: 2400, hoursBack: 24 } },
    ]);
  });
});
