import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "waste-station/ws-1", "waste-station/ws-2");
  const member = (id: string, role: object) =>
    ningwei.ask("operator", `PUT ${street}/members/${id}`, { body: { name: id, community: "ningan", roles: [role] } });
  await member("wei", { role: "property-staff", unit: "ws-1" });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const read = (thing: string): Promise<Answered> => ningwei.ask("qian", `GET ${street}/resources/${thing}/schedule`);
const put = (
  person: string,
  thing: string,
  body: unknown,
  headers: { readonly [name: string]: string } = {},
): Promise<Answered> => ningwei.ask(person, `PUT ${street}/resources/${thing}/schedule`, { body, headers });

describe("the weekly schedule of a thing", () => {
  it("says which commands come by themselves, and when in the coming week", async () => {
    const { status, body, headers } = await read("ws-1");
    expect(status).toBe(200);
    expect(headers.get("etag")).toBe('"1"');
    expect(body).toMatchObject({
      hours: { rule: "FREQ=DAILY", from: "06:30", until: "20:30" },
      start: "unlock",
      end: "lock",
    });
    expect(body.next).toHaveLength(14);
    // It is nine o'clock, and the lids have been open since half past six.
    expect(body.next.slice(0, 2)).toEqual([
      { at: "2026-12-01T20:30:00+08:00", command: "lock" },
      { at: "2026-12-02T06:30:00+08:00", command: "unlock" },
    ]);
    expect(body.next.at(-1)).toEqual({ at: "2026-12-08T06:30:00+08:00", command: "unlock" });
  });

  it("is changed by who looks after the thing, with an event, and the rest of the thing stays", async () => {
    const hours = {
      rule: "FREQ=WEEKLY;BYDAY=WE,SA",
      from: "07:00",
      until: "19:00",
      exceptions: [{ date: "2026-12-05", reason: "检修" }],
    };
    expect((await put("qian", "ws-1", hours)).body.code).toBe("not-permitted");
    expect((await put("wei", "ws-2", hours)).body.code).toBe("not-permitted");
    const changed = await put("wei", "ws-1", hours, { "If-Match": '"1"' });
    expect(changed.headers.get("etag")).toBe('"2"');
    expect(changed.body).toEqual({
      hours,
      start: "unlock",
      end: "lock",
      next: [
        { at: "2026-12-02T07:00:00+08:00", command: "unlock" },
        { at: "2026-12-02T19:00:00+08:00", command: "lock" },
      ],
    });
    expect((await read("ws-1")).body).toEqual(changed.body);
    expect((await ningwei.ask("qian", `GET ${street}/resources/ws-1`)).body).toMatchObject({
      revision: 2,
      value: { opening: hours, latePoint: true, supervisor: "王桂芳" },
    });
    const events = await ningwei.ask("lou", `GET ${street}/events?after=0&limit=200`);
    expect(events.body.items.at(-1)).toMatchObject({ type: "resource.scheduled", resource: "ws-1", by: { id: "wei" } });
    expect((await put("wei", "ws-1", hours, { "If-Match": '"1"' })).body.code).toBe("stale-revision");
  });

  it("is refused where it is none, with each fault in its place", async () => {
    const fine = { rule: "FREQ=DAILY", from: "06:30", until: "20:30" };
    for (const [hours, fault] of [
      [{ ...fine, from: "6.30" }, "/from pattern"],
      [{ ...fine, until: undefined }, "/until required"],
      [{ ...fine, exceptions: [{ date: "2026-02-30" }] }, "/exceptions/0/date format"],
      [{ ...fine, rule: "every day" }, "/rule pattern"],
      [{ ...fine, rule: "FREQ=WEEKLY;BYDAY=XX" }, "/rule format"],
      [{ ...fine, pause: true }, "/pause additionalProperties"],
    ] as const) {
      const { status, body } = await put("lou", "ws-2", hours);
      expect(status, fault).toBe(400);
      expect(body.errors.map((one: { pointer: string; keyword: string }) => `${one.pointer} ${one.keyword}`)).toEqual([
        fault,
      ]);
    }
    expect((await read("ws-2")).headers.get("etag")).toBe('"1"');
    // The same holds for whoever enters the whole thing.
    const { body: station } = await ningwei.ask("lou", `GET ${street}/resources/ws-2`);
    const value = { ...station.value, opening: { ...fine, rule: "FREQ=WEEKLY;BYDAY=XX" } };
    const { body } = await ningwei.ask("lou", `PUT ${street}/resources/ws-2`, { body: { name: station.name, value } });
    expect(body).toMatchObject({ code: "invalid", errors: [{ pointer: "/value/opening/rule" }] });
  });

  it("is none of a thing that gets no commands by itself, nor of nothing", async () => {
    for (const thing of ["c-3", "nowhere"]) {
      expect((await read(thing)).status).toBe(404);
      expect((await put("lou", thing, { rule: "FREQ=DAILY", from: "06:30", until: "20:30" })).status).toBe(404);
    }
  });
});
