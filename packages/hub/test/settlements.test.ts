import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, RecordView } from "@linli/contracts";
import { createHub, type Hub } from "../src/hub.js";
import { signMessage } from "../src/protocol/webhook-signature.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { newStreet, problemOf, type TestStreet } from "./set-up/street.js";

/** Money back for a course that was called off. */
const refund = contractOf({
  id: "culture.course.refund",
  pattern: "application",
  without: ["submit", "ask-info", "advance", "publicise", "issue", "suspend", "renew", "revoke", "expire"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  record: fields({ course: { type: "string", maxLength: 60 }, fee: { type: "integer", minimum: 0 } }),
  follow: [{ on: "approve", settle: { amount: { var: "record.fee" }, to: "subject" } }],
});

const secret = "whsec_bGlubGktcGF5bWVudC1zZXJ2aWNlLXNlY3JldA==";
const clock = { now: Date.parse("2026-12-01T09:00:00+08:00") };
const requests: { readonly headers: Headers; readonly body: string }[] = [];
let answers = 202;
let hub!: Hub;
let street!: TestStreet;

beforeAll(async () => {
  hub = await createHub({
    database: await freshPglite(),
    bundle: withContracts(refund),
    issuers: [],
    secrets: { seal: "a secret of thirty-two characters" },
    clock: () => clock.now,
    payments: () => ({ url: "https://pay.example/settlements", secret }),
    fetch: async (_, init) => {
      requests.push({ headers: new Headers(init?.headers), body: String(init?.body) });
      return new Response(null, { status: answers });
    },
  });
  street = await newStreet(hub.engine);
  await street.member("tang", { roles: [{ role: "community-staff" }] });
  await street.member("qian");
});
afterAll(() => hub.close());

const approved = async (fee: number): Promise<RecordView> => {
  const asked = await street.open("qian", refund.id, { course: "书法班", fee });
  await street.act("tang", asked, "claim");
  return street.act("tang", asked, "approve");
};
const settlements = async (record: RecordView): Promise<readonly JsonObject[]> => {
  const { listChildren } = await import("../src/operations/list-children.js");
  const asked = { street: street.id, record: record.id, kind: "settlements" };
  return (await listChildren(hub.engine, { id: "qian" }, asked)).items.map(({ id, input }) => ({ id, ...input }));
};
const call = async (id: string, body: JsonObject, more: { readonly secret?: string; readonly at?: number } = {}) => {
  const text = JSON.stringify(body);
  const signed = { id: "msg-1", timestamp: String(Math.floor((more.at ?? clock.now) / 1000)), body: text };
  const headers = {
    "Content-Type": "application/json",
    "webhook-id": signed.id,
    "webhook-timestamp": signed.timestamp,
    "webhook-signature": await signMessage(more.secret ?? secret, signed),
  };
  const url = `http://hub.example/v1/streets/${street.id}/settlements/${id}`;
  const response = await hub.fetch(new Request(url, { method: "POST", headers, body: text }));
  return { status: response.status, body: (await response.json()) as JsonObject };
};

describe("a settlement", () => {
  let record!: RecordView;
  let id = "";

  it("is asked of the payment service in a signed message, and again until it takes it", async () => {
    record = await approved(28_000);
    expect(await settlements(record)).toMatchObject([{ state: "due", amount: 28_000, to: "qian" }]);
    answers = 503;
    await street.at("2026-12-01T09:01:00+08:00");
    expect(await settlements(record)).toMatchObject([{ state: "due" }]);
    answers = 202;
    await street.at("2026-12-01T09:02:00+08:00");
    expect(requests).toHaveLength(1);
    await street.at("2026-12-01T09:05:00+08:00");
    expect(await settlements(record)).toMatchObject([{ state: "asked" }]);
    expect(requests).toHaveLength(2);
    const { headers, body } = requests[1]!;
    const message = { id: headers.get("webhook-id") ?? "", timestamp: headers.get("webhook-timestamp") ?? "", body };
    expect(headers.get("webhook-signature")).toBe(await signMessage(secret, message));
    expect(JSON.parse(body)).toMatchObject({ type: "settlement.asked", data: { amount: 28_000, to: "qian" } });
    await street.at("2026-12-01T12:00:00+08:00");
    expect(requests).toHaveLength(2);
  });

  it("moves on when the service says so in a signed message of now, and tells whom it is for", async () => {
    id = String((await settlements(record))[0]?.["id"]);
    expect((await call(id, { state: "settled" }, { secret: "another" })).status).toBe(401);
    expect((await call(id, { state: "settled" }, { at: clock.now - 3_600_000 })).status).toBe(401);
    expect((await call(id, { state: "paid" })).body).toMatchObject({ code: "invalid" });
    expect((await call(id, { state: "refunded" })).body).toMatchObject({ code: "not-allowed-now" });
    expect((await call(id, { state: "settled", reference: "ICBC-20261201-0042" })).status).toBe(200);
    expect((await call(id, { state: "settled", reference: "ICBC-20261201-0042" })).status).toBe(200);
    expect(await settlements(record)).toMatchObject([{ state: "settled", reference: "ICBC-20261201-0042" }]);
    const { events = [] } = await street.read("qian", record);
    expect(events.filter(({ action }) => action === "settlement:settled")).toHaveLength(1);
    expect((await call(id, { state: "failed" })).body).toMatchObject({ code: "not-allowed-now" });
    expect((await call("0194d0c0-0000-7000-8000-000000000000", { state: "settled" })).status).toBe(404);
  });

  it("has failed once the service could not be reached for half a week, and is none for nothing", async () => {
    answers = 503;
    const late = await approved(900);
    await street.at("2026-12-01T12:01:00+08:00");
    for (let hour = 13; hour < 24; hour++) await street.at(`2026-12-01T${hour}:00:00+08:00`);
    for (let day = 2; day < 9; day++)
      for (const hour of ["01", "14"]) await street.at(`2026-12-0${day}T${hour}:00:00+08:00`);
    expect(await settlements(late)).toMatchObject([{ state: "failed", reason: "unreachable" }]);
    expect(await settlements(await approved(0))).toEqual([]);
    expect(await problemOf(street.read("qian", late))).toBeUndefined();
  });
});
