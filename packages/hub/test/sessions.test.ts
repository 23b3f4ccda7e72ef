import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeJwt, SignJWT } from "jose";
import { createApp } from "../src/routes/app.js";
import { evening, openNingwei, type Answered, type Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";
const report = "resident-requests.report.snap-report";
let ningwei!: Ningwei;
let host: { readonly clientId: string; readonly secret: string };

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "canteen/can-1");
  const { body } = await ningwei.ask("lou", `POST ${street}/clients`, {
    body: { id: "property-portal", kind: "host", name: "宁安物业门户", scenarios: [court, report] },
  });
  host = body;
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

function mint(body: unknown, { clientId, secret } = host, at = street): Promise<Answered> {
  const authorization = `Basic ${btoa(`${clientId}:${secret}`)}`;
  return ningwei.ask(undefined, `POST ${at}/sessions`, { body, headers: { authorization } });
}

async function as(token: string, what: string, asked: { body?: unknown; accept?: string } = {}): Promise<Answered> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(asked.accept === undefined ? {} : { accept: asked.accept }),
  };
  return ningwei.ask(undefined, what, { ...(asked.body === undefined ? {} : { body: asked.body }), headers });
}

async function sessionOf(person: string, ...scenarios: readonly string[]): Promise<string> {
  const { status, body } = await mint({ person, scenarios: scenarios.length > 0 ? scenarios : [court] });
  expect(status).toBe(201);
  return body.token;
}

describe("a host", () => {
  it("is registered by an official, who sees its secret once", async () => {
    expect(host).toMatchObject({ clientId: "ningwei.property-portal", secret: expect.stringMatching(/^.{43}$/) });
    const { body } = await ningwei.ask("lou", `GET ${street}/clients`);
    expect(body.items).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(host.secret);
    for (const person of ["qian", "hu"]) expect((await ningwei.ask(person, `GET ${street}/clients`)).status).toBe(403);
    const client = { id: "another", kind: "host", name: "x" };
    expect((await ningwei.ask("hu", `POST ${street}/clients`, { body: client })).status).toBe(403);
    expect(
      (await ningwei.ask("lou", `POST ${street}/clients`, { body: { ...client, id: "property-portal" } })).status,
    ).toBe(409);
  });

  it("mints a token for a member and scenarios of its own, for a while", async () => {
    const { status, body } = await mint({ person: "qian", scenarios: [court], seconds: 120 });
    expect(status).toBe(201);
    expect(Date.parse(body.until) - Date.now()).toBeGreaterThan(110_000);
    expect(Date.parse(body.until) - Date.now()).toBeLessThanOrEqual(120_000);
    expect((await as(body.token, `GET ${street}/me`)).body).toMatchObject({ id: "qian" });
  });

  it.each([
    ["somebody who is no member", { person: "nobody", scenarios: [court] }, 422],
    [
      "a scenario for which it was not registered",
      { person: "qian", scenarios: ["home-eldercare.doorstep.meal-delivery"] },
      403,
    ],
    ["a scenario that there is not", { person: "qian", scenarios: ["no.such.thing"] }, 404],
    ["no scenario", { person: "qian", scenarios: [] }, 400],
    ["longer than an hour", { person: "qian", scenarios: [court], seconds: 3601 }, 400],
    ["more than is asked", { person: "qian", scenarios: [court], operator: true }, 400],
  ])("is refused for %s", async (_, body, status) => {
    expect((await mint(body)).status).toBe(status);
  });

  it("is refused with another secret, another street, another name, or without any", async () => {
    const body = { person: "qian", scenarios: [court] };
    expect((await mint(body, { ...host, secret: "wrong" })).status).toBe(401);
    expect((await mint(body, { ...host, clientId: "property-portal" })).status).toBe(401);
    expect((await mint(body, host, "/v1/streets/yingfeng")).status).toBe(401);
    expect((await ningwei.ask(undefined, `POST ${street}/sessions`, { body })).status).toBe(401);
    expect((await ningwei.ask("lou", `POST ${street}/sessions`, { body })).status).toBe(401);
  });

  it("that was revoked mints no more; renewed, it does with its new secret alone", async () => {
    const made = await ningwei.ask("lou", `POST ${street}/clients`, {
      body: { id: "kiosk", kind: "host", name: "自助机" },
    });
    const body = { person: "qian", scenarios: [court] };
    expect((await mint(body, made.body)).status).toBe(201);
    const revoked = await ningwei.ask("lou", `POST ${street}/clients/kiosk/actions/revoke`, { body: {} });
    expect(revoked.body).toHaveProperty("revoked");
    expect((await mint(body, made.body)).status).toBe(401);
    const renewed = await ningwei.ask("lou", `POST ${street}/clients/kiosk/actions/renew`, { body: {} });
    expect((await mint(body, made.body)).status).toBe(401);
    expect((await mint(body, renewed.body)).status).toBe(201);
    expect((await ningwei.ask("lou", `POST ${street}/clients/nothing/actions/renew`, { body: {} })).status).toBe(404);
  });
});

describe("a session token", () => {
  it("books the court, and shows and cancels the booking", async () => {
    const person = await ningwei.neighbour();
    const token = await sessionOf(person);
    for (const path of [
      `scenarios/${court}`,
      `scenarios/${court}/availability`,
      "resources?kind=court",
      "resources/c-3",
    ])
      expect([path, (await as(token, `GET ${street}/${path}`)).status]).toEqual([path, 200]);
    const opened = await as(token, `POST ${street}/records`, { body: { scenario: court, record: evening } });
    expect(opened.status).toBe(201);
    const record = `${street}/records/${opened.body.id}`;
    expect((await as(token, `GET ${record}`)).body).toMatchObject({ subject: { id: person } });
    expect((await as(token, `GET ${street}/records?scenario=${court}&mine=true`)).body.items).toHaveLength(1);
    const events = await as(token, `GET ${street}/events?mine=true`);
    expect(events.body.items.length).toBeGreaterThan(0);
    const cancelled = await as(token, `POST ${record}/actions/cancel`, { body: { input: { reason: "weather" } } });
    expect(cancelled.body.state).toBe("cancelled");
  });

  it("does nothing in other scenarios, also with what is the same person's", async () => {
    const place = { lat: 30.2361, lon: 120.2508, address: "振宁社区 3 幢北侧" };
    const other = {
      scenario: report,
      record: { matter: "leak", description: "地下车库漏水，很多天了。", place, contact: "13857112345" },
    };
    const own = await ningwei.ask("qian", `POST ${street}/records`, { body: other });
    expect([own.status, own.body]).toEqual([201, expect.anything()]);
    const token = await sessionOf("qian", court);
    for (const [what, body] of [
      [`POST ${street}/records`, other],
      [`POST ${street}/records`, { ...other, options: { series: { rule: "FREQ=DAILY;COUNT=2" } } }],
      [`GET ${street}/records/${own.body.id}`],
      [`POST ${street}/records/${own.body.id}/actions/withdraw`, {}],
      [`GET ${street}/records/${own.body.id}/comments`],
      [`GET ${street}/records/${own.body.id}/children/comments`],
      [`POST ${street}/records/${own.body.id}/comments`, { input: { text: "?" } }],
      [`GET ${street}/records`],
      [`GET ${street}/records?mine=true`],
      [`GET ${street}/records?scenario=${report}`],
      [`GET ${street}/records?scenario=${court}&for=handler`],
      [`GET ${street}/scenarios/${report}`],
      [`GET ${street}/resources`],
      [`GET ${street}/resources?kind=canteen`],
      [`GET ${street}/resources/can-1`],
      [`GET ${street}/resources/can-1/availability`],
    ] as const)
      expect([what, (await as(token, what, body === undefined ? {} : { body })).status]).toEqual([what, 403]);
    const events = await as(token, `GET ${street}/events?mine=true&limit=200`);
    expect(events.body.items.filter((one: { scenario: string }) => one.scenario === report)).toEqual([]);
    const both = await sessionOf("qian", court, report);
    expect((await as(both, `GET ${street}/records/${own.body.id}`)).status).toBe(200);
  });

  it("does nothing in another street, nor on any route that is not for it", async () => {
    const token = await sessionOf("lou");
    expect((await as(token, "GET /v1/streets/yingfeng/me")).status).toBe(403);
    const mine = new Set([
      "GET /me",
      "GET /scenarios/:scenario",
      "GET /scenarios/:scenario/availability",
      "GET /resources",
      "GET /resources/:id",
      "GET /resources/:id/availability",
      "POST /records",
      "GET /records",
      "GET /records/:record",
      "GET /records/:record/:kind",
      "POST /records/:record/:kind",
      "GET /records/:record/children/:kind",
      "POST /records/:record/actions/:action",
      "POST /files",
      "GET /files/:id",
      "GET /events",
    ]);
    const open = ["/v1/streets/:street", "/v1/streets/:street/certificates/:code"];
    const routes = createApp(ningwei.hub.engine).routes.filter(
      ({ method, path }) => method !== "ALL" && path.startsWith("/v1/streets") && !open.includes(path),
    );
    let refused = 0;
    for (const { method, path } of routes) {
      const rest = path.slice("/v1/streets/:street".length);
      if (mine.has(`${method} ${rest}`) || rest === "/settlements/:id" || rest === "/sessions") continue;
      const what = `${method} ${path.replace(":street", "ningwei").replace(/:\w+/g, "c-3")}`;
      const { status } = await as(token, what, method === "GET" ? {} : { body: {} });
      expect([what, status]).toEqual([what, 403]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(15);
  });

  it("makes of an official no more than a resident", async () => {
    const person = await ningwei.neighbour();
    const opened = await ningwei.ask(person, `POST ${street}/records`, {
      body: {
        scenario: court,
        record: { ...evening, period: { start: "2026-12-03T19:00:00+08:00", end: "2026-12-03T20:00:00+08:00" } },
      },
    });
    expect(opened.status).toBe(201);
    const record = `${street}/records/${opened.body.id}`;
    expect((await ningwei.ask("hu", `GET ${record}`)).body.actions).toContain("check-in");
    const token = await sessionOf("hu");
    const seen = await as(token, `GET ${record}`);
    expect([seen.status, seen.body.actions ?? []]).not.toEqual([200, expect.arrayContaining(["check-in"])]);
    expect((await as(token, `POST ${record}/actions/check-in`, { body: {} })).status).toBeGreaterThanOrEqual(403);
    expect((await as(token, `GET ${street}/records?scenario=${court}`)).body.items).toEqual([]);
  });

  it("can't be stretched, nor made by anybody else", async () => {
    const token = await sessionOf("qian");
    const claims = decodeJwt(token);
    const [header, , signature] = token.split(".");
    const forged = Buffer.from(JSON.stringify({ ...claims, scenarios: [court, report] })).toString("base64url");
    expect((await as(`${header}.${forged}.${signature}`, `GET ${street}/me`)).status).toBe(401);
    const foreign = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .sign(new TextEncoder().encode("a secret of thirty-two characters"));
    expect((await as(foreign, `GET ${street}/me`)).status).toBe(401);
    // An issuer that is let in elsewhere can't say of a token that it is a session of the hub's.
    const other = await ningwei.development.token("qian", { iss: claims.iss, scenarios: [court] });
    expect((await as(other, `GET ${street}/me`)).status).toBe(401);
  });
});

describe("a token for several streets", () => {
  it("says who she is in each, and holds in no other", async () => {
    const { hub, development } = ningwei;
    const app = createApp({
      ...hub.engine,
      development: { ...development, issuer: { ...development.issuer, streets: "claimed" } },
    });
    const token = await development.token("account-17", { members: { ningwei: "qian", yingfeng: "pan" } });
    const me = async (at: string) => {
      const answer = await app.fetch(
        new Request(`http://hub.example/v1/streets/${at}/me`, { headers: { authorization: `Bearer ${token}` } }),
      );
      return [answer.status, ((await answer.json()) as { id?: string }).id];
    };
    expect(await me("ningwei")).toEqual([200, "qian"]);
    expect(await me("yingfeng")).toEqual([200, "pan"]);
    expect(await me("constructor")).toEqual([403, undefined]);
  });
});
