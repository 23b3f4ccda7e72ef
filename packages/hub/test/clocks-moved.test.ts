import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";

const street = "/v1/streets/ningwei";

/** A new water heater of the elders' flats: whoever put it in is told when its guarantee ends, also when the file is closed. */
const heater = contractOf({
  id: "street.flats.heater",
  pattern: "registry",
  without: ["verify", "advance"],
  people: {
    open: ["resident"],
    subject: "person",
    handler: ["community-staff"],
    act: { change: ["opener"], end: ["opener"] },
  },
  record: fields({ until: { type: "string", format: "date" } }),
  clocks: [{ id: "guarantee-over", while: ["verified", "ended"], at: { var: "record.until" }, tell: ["opener"] }],
});

let ningwei!: Ningwei;
let id = "";
const act = (action: string, input: object = {}): Promise<Answered> =>
  ningwei.ask("qian", `POST ${street}/records/${id}/actions/${action}`, { body: { input } });
const move = async (to: string): Promise<void> => {
  const { status, body } = await ningwei.ask("operator", `PUT ${street}/clock`, { body: { now: to } });
  expect(status, JSON.stringify(body)).toBe(200);
};
const fired = async (): Promise<number> => {
  const { body } = await ningwei.ask("qian", `GET ${street}/records/${id}`);
  return body.events.filter(({ action }: { action: string }) => action === "clock:guarantee-over").length;
};

beforeAll(async () => {
  ningwei = await openNingwei(undefined, withContracts(heater));
  const body = { scenario: heater.id, record: { until: "2026-12-10" } };
  const opened = await ningwei.ask("qian", `POST ${street}/records`, { body });
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  id = opened.body.id;
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

describe("a clock at a date of the record", () => {
  it("moves with the date, comes when that day begins, and runs on after the end", async () => {
    const { body } = await ningwei.ask("qian", `GET ${street}/records/${id}`);
    expect(body.clocks).toEqual([{ id: "guarantee-over", due: "2026-12-10T00:00:00+08:00" }]);
    const changed = await act("change", { changes: { until: "2026-12-20" } });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(changed.body.clocks).toEqual([{ id: "guarantee-over", due: "2026-12-20T00:00:00+08:00" }]);
    const ended = await act("end", { reason: "moved-away" });
    expect(ended.status, JSON.stringify(ended.body)).toBe(200);
    expect(ended.body.state).toBe("ended");
    await move("2026-12-15T09:00:00+08:00");
    expect(await fired()).toBe(0);
    await move("2026-12-20T00:00:00+08:00");
    expect(await fired()).toBe(1);
    await move("2027-12-20T00:00:00+08:00");
    expect(await fired()).toBe(1);
  });
});
