import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "waste-station/ws-1");
  const member = (id: string, role: object) =>
    ningwei.ask("operator", `PUT ${street}/members/${id}`, { body: { name: id, community: "ningan", roles: [role] } });
  await member("ws-1", { role: "device" });
  await member("wei", { role: "property-staff", unit: "ws-1" });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const until = (now: string) =>
  ningwei.ask("operator", `PUT ${street}/clock`, { body: { now: `2026-12-${now}:00+08:00` } });
const commands = async (): Promise<readonly { readonly id: string; readonly command: string; readonly at: string }[]> =>
  (await ningwei.ask("ws-1", `GET ${street}/resources/ws-1/commands`)).body.items;

describe("a schedule", () => {
  it("gives the thing its commands by itself, each once, with an event", async () => {
    expect(await commands()).toEqual([]);
    await until("01T20:29");
    expect(await commands()).toEqual([]);
    await until("02T06:30");
    expect(await commands()).toMatchObject([
      { command: "lock", at: "2026-12-01T20:30:00+08:00" },
      { command: "unlock", at: "2026-12-02T06:30:00+08:00" },
    ]);
    await until("02T07:00");
    expect(await commands()).toHaveLength(2);
    const { body } = await ningwei.ask("lou", `GET ${street}/events?after=0&limit=200`);
    expect(body.items.filter(({ type }: { type: string }) => type === "resource.commanded")).toMatchObject([
      { resource: "ws-1", action: "lock" },
      { resource: "ws-1", action: "unlock" },
    ]);
  });

  it("is taken by the thing itself or who works on it, and then is not given again", async () => {
    const [first, second] = await commands();
    const take = (who: string, id: string | undefined) =>
      ningwei.ask(who, `POST ${street}/resources/ws-1/commands/${id}/actions/take`);
    expect((await take("qian", first?.id)).body.code).toBe("not-permitted");
    expect((await ningwei.ask("qian", `GET ${street}/resources/ws-1/commands`)).body.code).toBe("not-permitted");
    expect((await take("ws-1", first?.id)).body).toMatchObject({ id: first?.id, command: "lock" });
    expect((await take("ws-1", first?.id)).body.code).toBe("not-found");
    expect(await commands()).toEqual([second]);
    expect((await take("wei", second?.id)).status).toBe(200);
  });

  it("acts by the new hours once they are changed", async () => {
    const hours = { rule: "FREQ=DAILY", from: "08:00", until: "12:00" };
    expect((await ningwei.ask("wei", `PUT ${street}/resources/ws-1/schedule`, { body: hours })).status).toBe(200);
    await until("02T21:00");
    expect(await commands()).toMatchObject([
      { command: "unlock", at: "2026-12-02T08:00:00+08:00" },
      { command: "lock", at: "2026-12-02T12:00:00+08:00" },
    ]);
  });
});
