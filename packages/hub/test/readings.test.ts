import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle, Contract, JsonObject } from "@linli/contracts";
import { inStreet, many } from "../src/store/in-street.js";
import { listReadings } from "../src/operations/list-readings.js";
import { takeReadings } from "../src/operations/take-readings.js";
import { tick } from "../src/operations/tick.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { freshPglite } from "./set-up/pglite.js";
import { hubBundle } from "./set-up/runnable.js";
import { engineOn, newStreet, operator } from "./set-up/street.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "waste-station/ws-1", "waste-station/ws-2", "water-meter/wm-0301");
  const member = (id: string, body: object): Promise<Answered> =>
    ningwei.ask("operator", `PUT ${street}/members/${id}`, { body: { community: "ningan", ...body } });
  await member("ws-1", { name: "南门投放站", roles: [{ role: "device" }] });
  await member("gateway", { name: "一号网关", roles: [{ role: "device", unit: "ws-2" }] });
  await member("zhou", { name: "周师傅", roles: [{ role: "property-staff" }] });
  await member("wei", { name: "魏师傅", roles: [{ role: "property-staff", unit: "ws-2" }] });
  await member("xu", { name: "徐桂珍", roles: [{ role: "resident" }] });
  await member("chen", { name: "陈立", roles: [{ role: "grid-worker" }] });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

function send(person: string, thing: string, body: unknown, key?: string): Promise<Answered> {
  return ningwei.ask(person, `POST ${street}/resources/${thing}/readings`, {
    body,
    ...(key === undefined ? {} : { key }),
  });
}

describe("what a thing has measured", () => {
  it("is taken in from the thing itself, and read newest first, page by page", async () => {
    const first = await send("ws-1", "ws-1", { name: "fill", value: 12, at: "2026-12-01T08:40:00+08:00" });
    expect(first.status).toBe(201);
    const batch = await send("ws-1", "ws-1", {
      readings: [
        { name: "fill", value: 31 },
        { name: "weight", value: 2.4, at: "2026-12-01T00:50:00Z" },
        { name: "fill", value: 20, at: "2026-12-01T08:50:00+08:00" },
      ],
    });
    expect(batch.body.items.map((one: { value: number }) => one.value)).toEqual([31, 2.4, 20]);
    const page = await ningwei.ask("qian", `GET ${street}/resources/ws-1/readings?name=fill&limit=2`);
    expect(page.body.items.map((one: { value: number; at: string }) => [one.value, one.at])).toEqual([
      [31, "2026-12-01T09:00:00+08:00"],
      [20, "2026-12-01T08:50:00+08:00"],
    ]);
    expect(page.headers.get("link")).toContain('rel="next"');
    const rest = await ningwei.ask(
      "qian",
      `GET ${street}/resources/ws-1/readings?name=fill&limit=2&after=${page.body.next}`,
    );
    expect(rest.body).toEqual({
      items: [{ id: first.body.items[0].id, name: "fill", value: 12, at: "2026-12-01T08:40:00+08:00" }],
    });
  });

  it("is taken in from who works on the thing, and from nobody else", async () => {
    const reading = { name: "fill", value: 50 };
    expect((await send("gateway", "ws-2", reading)).status).toBe(201);
    expect((await send("zhou", "ws-2", reading)).status).toBe(201);
    for (const person of ["qian", "hu", "ws-1", "pan"])
      expect((await send(person, "ws-2", reading)).body.code, person).toBe("not-permitted");
    expect((await send("gateway", "ws-1", reading)).body.code).toBe("not-permitted");
    expect((await send("ws-1", "nowhere", reading)).status).toBe(404);
    expect((await ningwei.ask(undefined, `POST ${street}/resources/ws-1/readings`, { body: reading })).status).toBe(
      401,
    );
  });

  it("is what its kind says, else nothing of it is taken in and each fault has its place", async () => {
    const before = await ningwei.ask("lou", `GET ${street}/resources/ws-1/readings`);
    const { status, body } = await send("ws-1", "ws-1", {
      readings: [
        { name: "fill", value: 40 },
        { name: "fill", value: 140 },
        { name: "smell", value: 3 },
        { name: "weight", value: "much", at: "2026-12-01T10:00:00+08:00" },
        { name: "weight", value: 1, at: "2025-12-01T10:00:00+08:00" },
      ],
    });
    expect(status).toBe(400);
    expect(body.errors.map((one: { pointer: string; keyword: string }) => `${one.pointer} ${one.keyword}`)).toEqual([
      "/readings/1/value maximum",
      "/readings/2/name enum",
      "/readings/3/value type",
      "/readings/3/at maximum",
      "/readings/4/at minimum",
    ]);
    expect((await send("ws-1", "ws-1", { name: "fill", value: -1 })).body.errors[0].pointer).toBe("/value");
    expect((await send("ws-1", "ws-1", { name: "fill" })).body.errors[0]).toMatchObject({
      pointer: "/value",
      keyword: "required",
    });
    const many = Array.from({ length: 1001 }, () => ({ name: "fill", value: 1 }));
    expect((await send("ws-1", "ws-1", { readings: many })).body.errors[0].keyword).toBe("maxItems");
    expect((await ningwei.ask("lou", `GET ${street}/resources/ws-1/readings`)).body).toEqual(before.body);
    expect((await send("ws-1", "ws-1", { readings: many.slice(1) })).body.items).toHaveLength(1000);
  });

  it("sent twice with one key is kept once, with all that follows on it", async () => {
    const reading = { name: "fill", value: 91 };
    const told = async () =>
      (await ningwei.ask("zhou", `GET ${street}/events?mine=true`)).body.items.filter(
        (one: { type: string }) => one.type === "resource.noted",
      );
    const before = (await told()).length;
    const first = await send("ws-1", "ws-1", reading, "full-1");
    const again = await send("ws-1", "ws-1", reading, "full-1");
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
    expect(await told()).toHaveLength(before + 1);
    expect((await send("ws-1", "ws-1", { ...reading, value: 92 }, "full-1")).body.code).toBe("key-reused");
  });

  it("is forgotten when it has been kept as long as its kind says, and not before", async () => {
    const database = await freshPglite();
    let now = Date.parse("2026-12-01T09:00:00+08:00");
    const engine = await engineOn(database, { clock: () => now });
    const { id, things } = await newStreet(engine, { test: false });
    await things("waste-station/ws-1");
    const readings = [
      { name: "fill", value: 10 },
      { name: "weight", value: 1 },
    ] as const;
    await takeReadings(engine, operator, { street: id, id: "ws-1", readings });
    const left = async (): Promise<readonly string[]> =>
      (await listReadings(engine, operator, { street: id, id: "ws-1" })).items.map(({ name }) => name).sort();
    const day = 86_400_000;
    await tick(engine);
    now += 89 * day;
    await tick(engine);
    expect(await left()).toEqual(["fill", "weight"]);
    now += 2 * day;
    await tick(engine);
    expect(await left()).toEqual(["weight"]);
    now += 90 * day;
    await tick(engine);
    expect(await left()).toEqual([]);
    await database.close();
  });

  it("of a home is shown to whom it concerns and to who answers for it", async () => {
    const water = { name: "water", value: 4 };
    expect((await send("chen", "wm-0301", water)).status).toBe(201);
    const read = (person: string): Promise<Answered> => ningwei.ask(person, `GET ${street}/resources/wm-0301/readings`);
    for (const person of ["xu", "chen", "lou"]) expect((await read(person)).body.items[0], person).toMatchObject(water);
    for (const person of ["qian", "hu", "zhou"]) expect((await read(person)).body.code, person).toBe("not-permitted");
  });
});

describe("a thing that names the box which speaks for it", () => {
  it("takes readings in from that box, and from no other", async () => {
    const own = await openNingwei(undefined, following);
    await putThings(own, "waste-station/ws-1");
    for (const id of ["box-1", "box-2"])
      await own.ask("operator", `PUT ${street}/members/${id}`, {
        body: { name: id, roles: [{ role: "device" }], community: "ningan" },
      });
    const { body } = await own.ask("qian", `GET ${street}/resources/ws-1`);
    const value = { ...body.value, box: "box-1" };
    await own.ask("lou", `PUT ${street}/resources/ws-1`, { body: { name: body.name, value } });
    const codes = [];
    for (const box of ["box-1", "box-2"])
      codes.push(
        (await own.ask(box, `POST ${street}/resources/ws-1/readings`, { body: { name: "weight", value: 1 } })).status,
      );
    expect(codes).toEqual([201, 403]);
    await own.close();
    expect(own.errors).toEqual([]);
  });
});

describe("what follows on a reading", () => {
  const mine = async (person: string): Promise<readonly { readonly type: string }[]> =>
    (await ningwei.ask(person, `GET ${street}/events?mine=true&limit=200`)).body.items;

  it("tells those whom the contract names, where the thing is, once it is as full as the contract says", async () => {
    const [zhou, wei] = [await mine("zhou"), await mine("wei")];
    await send("ws-1", "ws-1", { name: "fill", value: 79 });
    expect(await mine("zhou")).toHaveLength(zhou.length);
    await send("ws-1", "ws-1", { name: "fill", value: 80 });
    expect((await mine("zhou")).slice(zhou.length)).toEqual([
      expect.objectContaining({
        type: "resource.noted",
        scenario: "waste.sorting.smart-bin",
        action: "reading:fill",
        resource: "ws-1",
      }),
    ]);
    expect(await mine("wei")).toHaveLength(wei.length);
    expect(await mine("qian")).toEqual([]);
  });

  it("opens, writes to accounts and into the thing, or says what could not be done", async () => {
    const database = await freshPglite();
    const own = await openNingwei(database, following);
    await putThings(own, "waste-station/ws-1");
    const { status } = await own.ask("operator", `POST ${street}/resources/ws-1/readings`, {
      body: { name: "fill", value: 96 },
    });
    expect(status).toBe(201);
    const reports = await own.ask("lou", `GET ${street}/records?scenario=resident-requests.report.snap-report`);
    expect(reports.body.items).toMatchObject([
      {
        state: "reported",
        community: "ningan",
        subject: { id: "ningan" },
        opener: { id: "hub" },
      },
    ]);
    const [{ id }] = reports.body.items;
    expect((await own.ask("lou", `GET ${street}/records/${id}`)).body.record).toMatchObject({ description: "96" });
    expect((await own.ask("qian", `GET ${street}/resources/ws-1`)).body).toMatchObject({
      revision: 2,
      value: { supervisor: "王桂芳（满）" },
    });
    const balances = await inStreet(database, "ningwei", (query) =>
      many(
        query,
        "select to_jsonb(a.owner || ' ' || a.balance) as r from hub.account a where a.unit = 'pieces' order by a.owner",
      ),
    );
    expect(balances).toEqual(["street:clean-up 96", "street:green-fund -96"]);
    const events = await own.ask("lou", `GET ${street}/events?after=0&limit=200`);
    const noted = events.body.items.filter(({ type }: { type: string }) => type === "resource.noted");
    expect(noted.map(({ action }: { action: string }) => action)).toEqual(["follow"]);
    await own.close();
    expect(own.errors).toEqual([]);
  });
});

const fill = { on: "reading:fill", when: { ">=": [{ var: "reading.value" }, 95] } } as const;

/** The project's contracts, of which the station's says more about what follows when it is full; a station names its box. */
const following: Bundle = {
  ...hubBundle,
  kinds: hubBundle.kinds.map((one) => {
    const kind = "validate" in one ? one.kind : one;
    if (kind.kind !== "waste-station") return one;
    const properties = { ...(kind.schema["properties"] as JsonObject), box: { $ref: "../common.json#/$defs/actorId" } };
    return { ...kind, schema: { ...kind.schema, properties } };
  }),
  contracts: hubBundle.contracts.map((one) => {
    const contract = "contract" in one ? one.contract : one;
    if (contract.id !== "waste.sorting.smart-bin") return one;
    const open = "resident-requests.report.snap-report";
    const report = { matter: "damaged-facility", place: { var: "place" } };
    return {
      ...contract,
      follow: [
        {
          ...fill,
          open,
          for: "community",
          with: { ...report, description: { if: [{ ">=": [{ var: "reading.value" }, 96] }, "96", "95"] } },
        },
        { ...fill, post: { unit: "pieces", from: "green-fund", to: "clean-up", amount: { var: "reading.value" } } },
        { ...fill, post: { unit: "pieces", from: "green-fund", to: "opener", amount: 1 } },
        {
          ...fill,
          set: {
            kind: "waste-station",
            id: { var: "uses.waste-station.id" },
            value: { "/supervisor": "王桂芳（满）" },
          },
        },
      ],
    } satisfies Contract;
  }),
};
