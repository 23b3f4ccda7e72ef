import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@linli/contracts";
import { keepPhoto } from "./set-up/keep-photo.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { contracts } from "./set-up/runnable.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const report = "resident-requests.report.snap-report";
const swap = "neighbourhood.exchange.idle-swap";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "pickup-point/pp-1");
  await ningwei.ask("operator", `PUT ${street}/members/fang`, {
    body: { name: "方敏", community: "ningan", roles: [{ role: "community-staff" }, { role: "grid-worker" }] },
  });
  await ningwei.ask("operator", "PUT /v1/streets/yingfeng/members/qian", {
    body: { name: "钱卫国", roles: [{ role: "resident" }] },
  });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

function exampleOf(scenario: string): JsonObject {
  const { seenAt: _, ...value } = contracts.find(({ id }) => id === scenario)?.examples.valid[0]?.value ?? {};
  return value;
}

const open = (person: string, scenario: string, photos: readonly string[]): Promise<Answered> =>
  ningwei.ask(person, `POST ${street}/records`, { body: { scenario, record: { ...exampleOf(scenario), photos } } });
const act = (person: string, record: string, action: string, input: object): Promise<Answered> =>
  ningwei.ask(person, `POST ${street}/records/${record}/actions/${action}`, { body: { input } });

describe("a file that a record names", () => {
  it("must be there, in this street, and belong to whoever names it", async () => {
    const [mine, hers] = [await keepPhoto(ningwei, "qian"), await keepPhoto(ningwei, "jin")];
    const elsewhere = await ningwei.ask("qian", "POST /v1/streets/yingfeng/files", { raw: "%PDF-1.7" });
    const nothing = "0198f000-0000-7000-8000-000000000000";
    for (const other of [hers, elsewhere.body.id, nothing, "p-lamp-1"]) {
      const { status, body } = await open("qian", report, [mine, other]);
      expect(status, JSON.stringify(body)).toBe(422);
      expect(body).toMatchObject({
        code: "unknown-file",
        title: "没有找到这个文件，请重新上传。",
        errors: [{ pointer: "/photos/1", code: "unknown-file" }],
      });
    }
    const opened = await open("qian", report, [mine]);
    expect(opened.status).toBe(201);
    expect((await ningwei.ask("fang", `GET ${street}/files/${mine}`)).status).toBe(200);
    expect((await ningwei.ask("jin", `GET ${street}/files/${mine}`)).status).toBe(404);
    expect((await ningwei.ask("qian", `GET ${street}/records?mine=true&scenario=${report}`)).body.items).toHaveLength(
      1,
    );
  });

  it("may be anybody's for who works on such records", async () => {
    const sent = await keepPhoto(ningwei, "qian");
    const { body } = await ningwei.ask("fang", `POST ${street}/records`, {
      body: { scenario: report, record: { ...exampleOf(report), photos: [sent] } },
    });
    expect(body).toMatchObject({ state: "reported", opener: { id: "fang" }, record: { photos: [sent] } });
  });

  it("is looked at in what an action takes in and in what it changes, too", async () => {
    const mine = await keepPhoto(ningwei, "shen");
    const { body } = await open("shen", swap, [mine]);
    const record: string = body.id;
    const strange = await keepPhoto(ningwei, "jin");
    const comment = (person: string, photos: readonly string[]): Promise<Answered> =>
      act(person, record, "comment", { text: "看这里", photos });
    expect((await comment("qian", [strange])).body).toMatchObject({
      code: "unknown-file",
      errors: [{ pointer: "/photos/0" }],
    });
    expect((await comment("qian", [await keepPhoto(ningwei, "qian")])).status).toBe(200);
    // What the record has shown already may be shown again.
    expect((await comment("qian", [mine])).status).toBe(200);
    expect((await comment("jin", [strange])).status).toBe(200);
    expect((await ningwei.ask("shen", `GET ${street}/records/${record}/comments`)).body.items).toHaveLength(3);
  });

  it("says so only where nothing else is wrong with the record", async () => {
    const value = { ...exampleOf(report), photos: ["p-1"], matter: "nothing" };
    const { body } = await ningwei.ask("qian", `POST ${street}/records`, { body: { scenario: report, record: value } });
    expect(body).toMatchObject({ code: "invalid", errors: [{ pointer: "/matter" }] });
  });
});
