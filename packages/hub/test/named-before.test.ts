import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPhoto } from "./set-up/keep-photo.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { contractOf, withContracts } from "./set-up/own-contracts.js";

const street = "/v1/streets/ningwei";

/** Who looks after which court, with a photo of the notice: corrected by anybody, confirmed by a neighbour of the committee. */
const sign = contractOf({
  id: "street.courts.sign",
  pattern: "registry",
  people: {
    open: ["resident"],
    subject: "person",
    handler: ["community-staff"],
    act: { verify: ["venue-keeper"], "propose-change": ["opener"], "confirm-change": ["volunteer"] },
    see: { "/photo": ["public"] },
  },
  uses: [{ kind: "court", at: "/court" }],
  record: {
    type: "object",
    additionalProperties: false,
    required: ["court"],
    properties: {
      court: { $ref: "../common.json#/$defs/resourceId", "x-kind": "court" },
      photo: { $ref: "../common.json#/$defs/photo" },
    },
  },
  checks: [
    {
      code: "not-floodlit",
      on: ["confirm-change"],
      at: "/court",
      rule: { "==": [{ var: "uses.court.resource.floodlit" }, true] },
    },
  ],
});

let ningwei!: Ningwei;
const act = (person: string, record: string, action: string, input: object = {}): Promise<Answered> =>
  ningwei.ask(person, `POST ${street}/records/${record}/actions/${action}`, { body: { input } });

beforeAll(async () => {
  ningwei = await openNingwei(undefined, withContracts(sign));
  const member = { name: "陶红", community: "ningan", roles: [{ role: "volunteer" }] };
  expect((await ningwei.ask("operator", `PUT ${street}/members/tao`, { body: member })).status).toBe(200);
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

describe("what somebody proposed and another confirms", () => {
  it("may name a file of the one who proposed it, and a thing that the record did not use before", async () => {
    const opened = await ningwei.ask("qian", `POST ${street}/records`, {
      body: { scenario: sign.id, record: { court: "b-1" } },
    });
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    const { id } = opened.body;
    expect((await act("hu", id, "verify")).status).toBe(200);
    const photo = await keepPhoto(ningwei, "qian");
    const proposed = await act("qian", id, "propose-change", { changes: { court: "c-3", photo } });
    expect(proposed.status, JSON.stringify(proposed.body)).toBe(200);
    const confirmed = await act("tao", id, "confirm-change");
    expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
    expect(confirmed.body.record).toEqual({ court: "c-3", photo });
    expect(confirmed.body.uses).toMatchObject([{ id: "c-3" }]);
  });
});
