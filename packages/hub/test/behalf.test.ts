import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";

const street = "/v1/streets/ningwei";
let ningwei!: Ningwei;
let own = "";
let typedIn = "";

const booking = async (person: string, hour: number, subject?: string): Promise<string> => {
  const period = {
    start: `2026-12-03T${String(hour)}:00:00+08:00`,
    end: `2026-12-03T${String(hour + 1)}:00:00+08:00`,
  };
  const body = { scenario: "sports.venues.court", record: { ...evening, period }, ...(subject && { subject }) };
  const { status, body: record } = await ningwei.ask(person, `POST ${street}/records`, { body });
  expect(status, JSON.stringify(record)).toBe(201);
  return record.id;
};

beforeAll(async () => {
  ningwei = await openNingwei();
  const member = { name: "方丽娟", community: "ningan", roles: [{ role: "community-staff", unit: "ningan" }] };
  await ningwei.ask("operator", `PUT ${street}/members/fang`, { body: member });
  own = await booking("qian", 17);
  typedIn = await booking("fang", 18, "shen");
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

describe("staff who may act on behalf of people", () => {
  it("see what is personal of what they typed in themselves", async () => {
    const { body } = await ningwei.ask("fang", `GET ${street}/records/${typedIn}`);
    expect(body.record.contact).toBe(evening.contact);
    expect(body.subject.name).toBe("沈阿珍");
  });

  it("see nothing personal of a record that somebody opened herself, even where they know its number", async () => {
    const { status, body } = await ningwei.ask("fang", `GET ${street}/records/${own}`);
    expect(status).toBe(200);
    expect(body.record).not.toHaveProperty("contact");
    expect(body.record.court).toBe("c-3");
    expect(body.subject).not.toHaveProperty("name");
    expect(body.clocks).toEqual([]);
    expect(JSON.stringify(body.events)).not.toContain(evening.contact);
  });

  it("come upon no such record in lists, events and search", async () => {
    for (const path of [
      "/records?limit=100",
      "/records?mine=true",
      "/events?limit=200&after=0",
      "/search?q=13857112345",
    ]) {
      const { status, body } = await ningwei.ask("fang", `GET ${street}${path}`);
      expect(status, path).toBe(200);
      expect(JSON.stringify(body), path).not.toContain(own);
    }
  });

  it("may still cancel for whoever stands at the desk, and the event says in what right", async () => {
    const { status, body } = await ningwei.ask("fang", `POST ${street}/records/${own}/actions/cancel`, { body: {} });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.state).toBe("cancelled");
    const { body: seen } = await ningwei.ask("qian", `GET ${street}/records/${own}`);
    expect(seen.events.at(-1)).toMatchObject({ action: "cancel", by: { id: "fang" } });
    expect(seen.events.at(-1).as).toContain("behalf");
  });

  it("leave guardians and mandate holders where they were: they stand for the person", async () => {
    const period = { start: "2026-12-04T17:00:00+08:00", end: "2026-12-04T18:00:00+08:00" };
    const record = { ...evening, period, accessibility: ["hearing"] };
    const body = { scenario: "sports.venues.court", subject: "ming", record, consent: ["accessibility"] };
    const opened = await ningwei.ask("shen", `POST ${street}/records`, { body });
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    expect(opened.body.record.accessibility).toEqual(["hearing"]);
  });
});
