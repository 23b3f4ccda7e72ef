import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const basketball = "c-3";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "canteen/can-1", "dish/d-rice", "shelter/sh-1");
  const member = (id: string, ...roles: readonly object[]) =>
    ningwei.ask("operator", `PUT ${street}/members/${id}`, { body: { name: id, community: "ningan", roles } });
  await member("lou", { role: "venue-keeper", unit: basketball });
  await member("tang", { role: "canteen-staff", unit: "can-1" });
  await member("fang", { role: "community-staff" });
  await member("wu", { role: "resident" });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const kept = async (person: string, more = ""): Promise<readonly { id: string; life: string }[]> =>
  (await ningwei.ask(person, `GET ${street}/resources?kept=true&limit=200${more}`)).body.items;
const idsOf = async (person: string, more = "") => (await kept(person, more)).map(({ id }) => id);

describe("things as those see them who look after them", () => {
  it("are only those that somebody looks after, and what is part of them", async () => {
    expect(await idsOf("lou")).toEqual([basketball]);
    expect(await idsOf("tang")).toEqual(["can-1", "d-rice"]);
    expect(await idsOf("wu")).toEqual([]);
    expect(await idsOf("fang", "&kind=shelter")).toEqual(["sh-1"]);
  });

  it("are there while they are drafts or closed, and nobody else sees them then", async () => {
    const { body: court } = await ningwei.ask("fang", `GET ${street}/resources/${basketball}`);
    const { name, value, place, community } = court;
    const put = (life: string) =>
      ningwei.ask("fang", `PUT ${street}/resources/${basketball}`, { body: { name, value, place, community, life } });
    for (const life of ["draft", "closed"]) {
      expect((await put(life)).status).toBe(200);
      expect(await kept("lou")).toMatchObject([{ id: basketball, life }]);
      const { body } = await ningwei.ask("wu", `GET ${street}/resources?kind=court`);
      expect(body.items.map(({ id }: { id: string }) => id)).not.toContain(basketball);
    }
    await put("published");
  });

  it("say what can be said of them in the reader's language", async () => {
    const ask = (language: string) =>
      ningwei.ask("wu", `GET ${street}/kinds/dish`, { headers: { "accept-language": language } });
    const { body } = await ask("ko");
    expect(body).toMatchObject({ kind: "dish", parent: "canteen", opening: "/served" });
    expect(body.schema.properties.price).toMatchObject({ "x-type": "fen" });
    expect(body.labels).toMatchObject({ "resource/dish/price": "1인분 가격", "resource/dish/category=soup": "국" });
    expect((await ask("zh-CN")).body.labels["resource/dish/price"]).toBe("每份价格");
    expect((await ningwei.ask("wu", `GET ${street}/kinds/castle`)).status).toBe(404);
  });

  it("show who uses them: what is booked and not over yet, to those who may see it", async () => {
    const period = { start: "2026-12-03T19:00:00+08:00", end: "2026-12-03T20:00:00+08:00" };
    const record = { court: basketball, period, players: 4, purpose: "leisure", contact: "13857112345" };
    const open = await ningwei.ask("qian", `POST ${street}/records`, {
      body: { scenario: "sports.venues.court", record },
    });
    expect(open.status, JSON.stringify(open.body)).toBe(201);
    const using = async (person: string, thing: string) =>
      (await ningwei.ask(person, `GET ${street}/records?resource=${thing}&living=true`)).body.items;
    expect(await using("lou", basketball)).toMatchObject([{ id: open.body.id, uses: [{ id: basketball }] }]);
    expect(await using("lou", "c-4")).toEqual([]);
    expect(await using("tang", basketball)).toEqual([]);
    await ningwei.ask("qian", `POST ${street}/records/${open.body.id}/actions/cancel`, {
      body: { input: { reason: "weather" } },
    });
    expect(await using("lou", basketball)).toEqual([]);
  });
});
