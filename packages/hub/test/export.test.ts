import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@linli/contracts";
import { keepPhoto } from "./set-up/keep-photo.js";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { contracts } from "./set-up/runnable.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";
const swap = "neighbourhood.exchange.idle-swap";
let ningwei!: Ningwei;

const member = (id: string, body: JsonObject): Promise<Answered> =>
  ningwei.ask("operator", `PUT ${street}/members/${id}`, {
    body: { community: "ningan", roles: [{ role: "resident" }], ...body },
  });
const book = (person: string, hour: number, more: object = {}): Promise<Answered> => {
  const period = { start: `2026-12-02T${hour}:00:00+08:00`, end: `2026-12-02T${hour + 1}:00:00+08:00` };
  return ningwei.ask(person, `POST ${street}/records`, {
    body: {
      scenario: court,
      record: { ...evening, period, accessibility: ["wheelchair"] },
      consent: ["accessibility"],
      ...more,
    },
  });
};
const exported = (person: string, query = ""): Promise<Answered> => ningwei.ask(person, `GET ${street}/export${query}`);

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "pickup-point/pp-1", "water-meter/wm-0301", "house/h-t-3-1201");
  await member("xu", {
    name: "徐桂珍",
    household: "hh-3",
    facts: { birthDate: "1941-03-15", livesAlone: true },
    mandates: [{ holder: "jin", scenarios: [court] }],
  });
  await member("wm-0301", { name: "水表", roles: [{ role: "device" }] });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

describe("an export", () => {
  it("is one document of all that the street holds on her: facts, records with their life, what she gave, things and files", async () => {
    const booked = await book("xu", 10);
    await ningwei.ask("hu", `POST ${street}/records/${booked.body.id}/actions/check-in`, { body: { input: {} } });
    const photo = await keepPhoto(ningwei, "shen");
    const value = contracts.find(({ id }) => id === swap)?.examples.valid[0]?.value;
    const listed = await ningwei.ask("shen", `POST ${street}/records`, {
      body: { scenario: swap, record: { ...value, photos: [photo] } },
    });
    await ningwei.ask("xu", `POST ${street}/records/${listed.body.id}/comments`, {
      body: { input: { text: "还在吗？" } },
    });
    await ningwei.ask("wm-0301", `POST ${street}/resources/wm-0301/readings`, { body: { name: "water", value: 12 } });

    const { status, headers, body } = await exported("xu");
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toBe('attachment; filename="ningwei-2026-12-01.json"');
    expect(Object.keys(body)).toEqual([
      "street",
      "at",
      "person",
      "behalf",
      "records",
      "given",
      "accounts",
      "resources",
      "files",
    ]);
    expect(body.person).toMatchObject({
      id: "xu",
      name: "徐桂珍",
      household: "hh-3",
      facts: {
        birthDate: { value: "1941-03-15", by: "operator", at: "2026-12-01T09:00:00+08:00" },
        livesAlone: { value: true },
      },
      mandates: [{ holder: "jin", scenarios: [court] }],
    });
    expect(body.records).toHaveLength(1);
    expect(body.records[0]).toMatchObject({
      record: { id: booked.body.id, scenario: court, record: { accessibility: ["wheelchair"] } },
      consents: [{ id: "accessibility", version: expect.any(String) }],
      children: [],
    });
    expect(body.records[0].record.events.map(({ action }: { action: string }) => action)[0]).toBe("open");
    expect(body.given).toMatchObject([
      { record: listed.body.id, kind: "comments", input: { text: "还在吗？" }, at: "2026-12-01T09:00:00+08:00" },
    ]);
    expect(body.resources).toMatchObject([
      {
        resource: { id: "wm-0301", value: { contacts: [{ name: "严丽华" }, {}] } },
        readings: [{ name: "water", value: 12 }],
      },
    ]);
    expect(body.files).toEqual([]);

    const hers = (await exported("shen")).body;
    expect(hers.files).toMatchObject([{ id: photo, name: "photo.jpg", type: "image/jpeg" }]);
    expect(hers.records[0]).toMatchObject({
      record: { id: listed.body.id },
      children: [{ kind: "comments", by: { id: "xu" } }],
    });
    expect(hers.resources.map(({ resource }: { resource: { id: string } }) => resource.id)).toEqual(["h-t-3-1201"]);
    expect(hers.behalf).toMatchObject([{ id: "ming", relation: "guardian" }]);
  });

  it("says nothing of what others see and she does not, and nothing of others' records on which she works", async () => {
    const { body } = await exported("hu");
    expect(body.records).toEqual([]);
    expect(JSON.stringify((await exported("qian")).body)).not.toContain("xu");
  });

  it("is given to a guardian for her child, and to nobody else for anybody", async () => {
    const booked = await book("shen", 14, { subject: "ming" });
    expect(booked.status).toBe(201);
    const { body } = await exported("shen", "?subject=ming");
    expect(body.person).toMatchObject({ id: "ming", guardians: ["shen"] });
    expect(body.records).toMatchObject([
      { record: { id: booked.body.id, opener: { id: "shen" }, subject: { id: "ming" } } },
    ]);
    for (const [person, subject] of [
      ["jin", "xu"],
      ["qian", "ming"],
      ["lou", "xu"],
      ["operator", "xu"],
      ["ming", "shen"],
      ["shen", "nobody"],
    ] as const)
      expect((await exported(person, `?subject=${subject}`)).body.code, person).toBe("not-permitted");
    expect((await exported("pan")).status).toBe(404);
    expect((await ningwei.ask(undefined, `GET ${street}/export`)).status).toBe(401);
    expect((await exported("xu", "?who=xu")).body.code).toBe("invalid");
  });

  it("of somebody with much comes piece by piece, whole", async () => {
    await member("wang", { name: "王小明" });
    const kept: string[] = [];
    for (let i = 0; i < 120; i++) kept.push(await keepPhoto(ningwei, "wang"));
    const value = contracts.find(({ id }) => id === swap)?.examples.valid[0]?.value;
    const { body } = await ningwei.ask("wang", `POST ${street}/records`, {
      body: { scenario: swap, record: { ...value, photos: [kept[0]] } },
    });
    for (let i = 0; i < 60; i++)
      await ningwei.ask("wang", `POST ${street}/records/${body.id}/comments`, {
        body: { input: { text: `第 ${i} 条` } },
      });
    const response = await ningwei.hub.fetch(await ningwei.request("wang", `GET ${street}/export`));
    let pieces = 0;
    let text = "";
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      pieces++;
      text += new TextDecoder().decode(piece);
    }
    expect(pieces).toBeGreaterThan(120);
    const whole = JSON.parse(text) as {
      readonly files: readonly { readonly id: string }[];
      readonly given: readonly { readonly input: object }[];
      readonly records: readonly { readonly children: readonly object[] }[];
    };
    expect(whole.files.map(({ id }) => id)).toEqual(kept);
    expect(whole.given.map(({ input }) => input)).toEqual(
      Array.from({ length: 60 }, (_, i) => ({ text: `第 ${i} 条` })),
    );
    expect(whole.records[0]?.children).toHaveLength(60);
  });

  it("comes with her files as an archive", async () => {
    const photo = await keepPhoto(ningwei, "shen");
    const request = await ningwei.request("shen", `GET ${street}/export?format=zip`);
    const response = await ningwei.hub.fetch(request);
    expect(response.headers.get("Content-Type")).toBe("application/zip");
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const data = JSON.parse(strFromU8(files["data.json"]!)) as { readonly files: readonly { readonly id: string }[] };
    expect(data.files.map(({ id }) => id)).toContain(photo);
    const own = await ningwei.hub.fetch(await ningwei.request("shen", `GET ${street}/files/${photo}`));
    const [name = ""] = Object.keys(files).filter((one) => one.startsWith(`files/${photo}-`));
    expect(Buffer.from(files[name]!).equals(Buffer.from(await own.arrayBuffer()))).toBe(true);
    expect(Object.keys(files)).toHaveLength(data.files.length + 1);
  });
});
