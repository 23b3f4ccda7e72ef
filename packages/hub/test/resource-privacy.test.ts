import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "house/h-t-3-1201", "water-meter/wm-0301");
  const value = await meter("operator");
  const place = { lat: 30.2271, lon: 120.2664 };
  await ningwei.ask("operator", `PUT ${street}/resources/wm-0301`, { body: { name: "智能水表 0301", place, value } });
  const member = (id: string, role: object, more: object = {}) =>
    ningwei.ask("operator", `PUT ${street}/members/${id}`, {
      body: { name: id, community: "ningan", roles: [role], ...more },
    });
  await member("xu", { role: "resident" });
  await member("chen", { role: "grid-worker", unit: "ningan" });
  await member("fang", { role: "community-staff", unit: "ningan" });
  await member("gu", { role: "community-staff", unit: "zhenning" });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const see = async (person: string, path: string): Promise<{ readonly [field: string]: unknown }> => {
  const { status, body } = await ningwei.ask(person, `GET ${street}${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  const found = [body, ...(body.items ?? []), ...(body.resources ?? [])].find(
    ({ id }: { id?: string }) => id === "wm-0301" || id === "h-t-3-1201",
  );
  return found.value;
};
const meter = (person: string): Promise<{ readonly [field: string]: unknown }> => see(person, "/resources/wm-0301");

/** All ways in which a thing is shown. */
const ways = {
  "wm-0301": [
    "/resources/wm-0301",
    "/resources?kind=water-meter",
    "/resources?kind=water-meter&near=30.2271,120.2664",
    "/resources/wm-0301/availability",
    "/scenarios/home-eldercare.safe-home.living-alone/availability",
  ],
  "h-t-3-1201": [
    "/resources/h-t-3-1201",
    "/resources?kind=house",
    "/resources/h-t-3-1201/availability",
    "/scenarios/rental.filing.rental-filing/availability",
  ],
} as const;

describe("what is personal or sensitive in a resource", () => {
  it.each(ways["wm-0301"])(
    "is hidden from neighbours and from who works elsewhere: a water meter at %s",
    async (path) => {
      for (const person of ["qian", "hu", "gu", "jin"]) {
        const value = await see(person, path);
        for (const hidden of ["resident", "contacts", "entryPermission", "consent"])
          expect(value, `${person} ${hidden}`).not.toHaveProperty(hidden);
        expect(value).toMatchObject({ meterNo: "33010900030100", watching: true });
      }
    },
  );

  it.each(ways["wm-0301"])(
    "is shown to whom it concerns and to who answers for it: a water meter at %s",
    async (path) => {
      for (const person of ["xu", "chen", "fang", "lou", "operator"])
        expect(await see(person, path), person).toMatchObject({
          resident: "xu",
          contacts: [{ name: "严丽华" }, { name: "丁阿姨" }],
          entryPermission: "family-present",
        });
    },
  );

  it.each(ways["h-t-3-1201"])("is shown to owners, and not to others: a house at %s", async (path) => {
    expect(await see("shen", path)).toMatchObject({ owners: ["shen"], voter: "shen", area: 118.5 });
    expect(await see("chen", path)).toMatchObject({ owners: ["shen"] });
    const value = await see("qian", path);
    expect(value).toMatchObject({ area: 118.5, rooms: 4 });
    expect(value).not.toHaveProperty("owners");
    expect(value).not.toHaveProperty("voter");
  });

  it("is still what rules read, and what staff write", async () => {
    const value = await meter("fang");
    const put = await ningwei.ask("fang", `PUT ${street}/resources/wm-0301`, {
      body: {
        name: "智能水表 0301",
        community: "ningan",
        value: { ...value, entryPermission: "rescue-services-only" },
      },
    });
    expect(put.status).toBe(200);
    expect(await meter("xu")).toMatchObject({ entryPermission: "rescue-services-only", contacts: [{}, {}] });
  });
});
