import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPhoto } from "./set-up/keep-photo.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";

const street = "/v1/streets/ningwei";
const photo = { $ref: "../common.json#/$defs/photo", "x-privacy": "personal" } as const;

/** A small repair, of which the one who takes it sees the door only while she has it. */
const repair = contractOf({
  id: "street.repair.repair",
  pattern: "exchange",
  without: ["approve", "reject"],
  people: {
    open: ["resident"],
    subject: "person",
    handler: ["community-staff"],
    see: {
      "/what": ["public"],
      "/door": ["opener", { who: ["assignee"], while: ["claimed", "handed-over"] }],
      "/doorPhoto": ["opener", { who: ["assignee"], while: ["claimed", "handed-over"] }],
    },
  },
  record: fields({ what: { type: "string" }, door: { type: "string" }, doorPhoto: photo }),
});

/** What people say of a court, counted for who looks after it. */
const opinion = contractOf({
  id: "street.courts.opinion",
  pattern: "survey",
  people: { open: ["resident"], subject: "person", handler: ["venue-keeper"] },
  uses: [{ kind: "court", at: "/court" }],
  record: fields({
    court: { $ref: "../common.json#/$defs/resourceId", "x-kind": "court" },
    light: { enum: ["good", "poor"] },
  }),
});

let ningwei!: Ningwei;

const ok = async (person: string, what: string, body: unknown): Promise<{ readonly id: string }> => {
  const answer = await ningwei.ask(person, what, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
};

beforeAll(async () => {
  ningwei = await openNingwei(undefined, withContracts(repair, opinion));
  const keeper = (id: string, unit: string) =>
    ok("operator", `PUT ${street}/members/${id}`, {
      name: id,
      community: "ningan",
      roles: [{ role: "venue-keeper", unit }],
    });
  await keeper("kong", "c-3");
  await keeper("bao", "b-1");
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

describe("a field that is shown in some states", () => {
  it("is shown to whoever took it from then on, and no longer when it is over; its photo too", async () => {
    const doorPhoto = await keepPhoto(ningwei, "qian");
    const record = { what: "换灯泡", door: "3 幢 1201", doorPhoto };
    const { id } = await ok("qian", `POST ${street}/records`, { scenario: repair.id, record });
    const look = async (): Promise<readonly [unknown, number]> => {
      const { body } = await ningwei.ask("jin", `GET ${street}/records/${id}`);
      return [body.record.door, (await ningwei.ask("jin", `GET ${street}/files/${doorPhoto}`)).status];
    };
    const act = (person: string, action: string) =>
      ok(person, `POST ${street}/records/${id}/actions/${action}`, { input: {} });
    expect(await look()).toEqual([undefined, 404]);
    await act("jin", "claim");
    expect(await look()).toEqual(["3 幢 1201", 200]);
    await act("jin", "hand-over");
    expect(await look()).toEqual(["3 幢 1201", 200]);
    await act("qian", "confirm");
    expect(await look()).toEqual([undefined, 404]);
  });
});

describe("a role that is bound to one thing", () => {
  it("sees and answers for what is about that thing, in no list and no event for anything else", async () => {
    const period = { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" };
    const booking = { court: "c-3", period, players: 4, purpose: "leisure", contact: "13857112345" };
    const { id } = await ok("qian", `POST ${street}/records`, { scenario: "sports.venues.court", record: booking });
    const found = async (person: string, path: string): Promise<boolean> =>
      JSON.stringify((await ningwei.ask(person, `GET ${street}${path}`)).body).includes(id);
    for (const path of [`/records/${id}`, "/records?for=handler", "/records", "/events?limit=200&after=0"]) {
      expect(await found("kong", path), path).toBe(true);
      expect(await found("bao", path), path).toBe(false);
    }
    const cancel = { body: {} };
    expect((await ningwei.ask("bao", `POST ${street}/records/${id}/actions/cancel`, cancel)).status).toBe(403);
    expect((await ningwei.ask("kong", `POST ${street}/records/${id}/actions/cancel`, cancel)).status).toBe(200);
  });

  it("is told the figures of that thing alone", async () => {
    const asks = (person: string, more: string) =>
      ningwei.ask(person, `GET ${street}/scenarios/${opinion.id}/statistics${more}`).then(({ status }) => status);
    expect(await asks("kong", "?resource=c-3")).toBe(200);
    expect(await asks("kong", "?resource=b-1")).toBe(403);
    expect(await asks("kong", "")).toBe(403);
    expect(await asks("hu", "")).toBe(200);
  });
});
