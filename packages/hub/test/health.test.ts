import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHub, type Hub } from "../src/hub.js";
import { pglite } from "../src/pglite.js";
import { createDevelopment, type Development } from "../src/development.js";
import { inIdentity } from "../src/store/identity.js";
import { hubBundle } from "./set-up/runnable.js";

let hub!: Hub;
let development!: Development;
let now = Date.parse("2026-12-01T09:00:00+08:00");
beforeAll(async () => {
  development = await createDevelopment({ clock: () => now });
  hub = await createHub({
    database: await pglite(),
    bundle: hubBundle,
    issuers: [],
    development,
    secrets: { seal: "a secret of thirty-two characters" },
    clock: () => now,
    limits: { perToken: 10, perAddress: 30 },
  });
});
afterAll(() => hub?.close());

const ask = (path: string, headers: { [name: string]: string } = {}, address = "10.0.0.1") =>
  hub.fetch(new Request(`http://hub.example${path}`, { headers }), { address });
const readiness = async () => {
  const answer = await ask("/readyz");
  return { status: answer.status, ...((await answer.json()) as object) };
};

describe("whether a hub is ready", () => {
  it("is not, before the data base was brought forward", async () => {
    expect(await readiness()).toMatchObject({
      status: "not-ready",
      failing: ["migrations"],
      migrations: expect.arrayContaining(["0001-tables"]),
    });
    expect((await ask("/readyz")).status).toBe(503);
    await hub.migrate();
    now += 3000;
    expect(await readiness()).toMatchObject({
      status: "ready",
      failing: [],
      migrations: [],
      clockLag: 0,
      outboxLag: 0,
      timeZones: expect.any(String),
    });
  });

  it("says how long messages have waited, and is not ready once that is too long", async () => {
    const due = new Date(now).toISOString();
    await inIdentity(hub.engine.database, (query) =>
      query.query(
        "insert into identity.text_message (id, sealed, due, until) values (gen_random_uuid(), 'x', $1::timestamptz, $1::timestamptz + interval '1 day')",
        [due],
      ),
    );
    now += 60_000;
    expect(await readiness()).toMatchObject({ status: "ready", outboxLag: 60 });
    now += 900_000;
    expect(await readiness()).toMatchObject({ status: "not-ready", failing: ["outbox"], outboxLag: 960 });
  });
});

describe("requests without end", () => {
  it("from one token wait, while others do not", async () => {
    const [one, other] = await Promise.all([development.token("qian"), development.token("jin")]);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await ask("/v1/streets/none/me", { authorization: `Bearer ${one}` }, `10.1.0.${i}`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429, 429]);
    const refused = await ask("/v1/streets/none/me", { authorization: `Bearer ${one}` }, "10.1.1.1");
    expect(refused.headers.get("retry-after")).toBe("6");
    expect(await refused.json()).toMatchObject({ code: "too-many-requests", status: 429 });
    expect((await ask("/v1/streets/none/me", { authorization: `Bearer ${other}` }, "10.1.1.2")).status).toBe(404);
    now += 6000;
    expect((await ask("/v1/streets/none/me", { authorization: `Bearer ${one}` }, "10.1.1.3")).status).toBe(404);
  });

  it("from one address wait, whatever tokens they bring; health is always told", async () => {
    let last = 0;
    for (let i = 0; i < 31; i++)
      last = (await ask("/v1/openapi.json", { authorization: `Bearer ${i}` }, "10.2.0.1")).status;
    expect(last).toBe(429);
    expect((await ask("/v1/openapi.json", {}, "10.2.0.2")).status).toBe(200);
    expect((await ask("/healthz", {}, "10.2.0.1")).status).toBe(200);
  });
});
