import { readFileSync } from "node:fs";
import type { JsonObject } from "@linli/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../src/routes/app.js";
import { openNingwei, type Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

/** Everybody who can ask, in the order of the columns. */
const askers = [
  "nobody",
  "stranger",
  "resident",
  "grid-worker",
  "venue-keeper",
  "care-provider",
  "community-staff",
  "street-official",
  "device",
  "session",
  "operator",
] as const;
type Asker = (typeof askers)[number];

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";
let ningwei!: Ningwei;
let session = "";
let basic = "";
let hour = 0;

beforeAll(async () => {
  ningwei = await openNingwei();
  const made = async (what: string, body: unknown) => {
    const answer = await ningwei.ask("operator", what, { body });
    expect([what, answer.status < 300 ? "made" : answer.body]).toEqual([what, "made"]);
    return answer.body;
  };
  for (const role of [
    "resident",
    "grid-worker",
    "venue-keeper",
    "care-provider",
    "community-staff",
    "street-official",
    "device",
  ])
    await made(`PUT ${street}/members/${role}`, {
      name: role,
      community: "ningan",
      roles: [{ role, ...(role === "community-staff" ? { unit: "ningan" } : {}) }],
      facts: { birthDate: "1985-06-01" },
    });
  await putThings(ningwei, "waste-station/ws-1");
  const host = await made(`POST ${street}/clients`, { id: "portal", kind: "host", name: "门户" });
  basic = `Basic ${btoa(`${host.clientId}:${host.secret}`)}`;
  const minted = await ningwei.ask(undefined, `POST ${street}/sessions`, {
    body: { person: "resident", scenarios: [court] },
    headers: { authorization: basic },
  });
  session = minted.body.token;
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

/** What each route is asked with: right in all that is not who asks. What stands in the address is somebody else's. */
const bodies: { readonly [route: string]: () => Promise<JsonObject> | JsonObject } = {
  "POST /v1/streets": () => ({ id: "beigan", name: "北干街道", zone: "Asia/Shanghai", communities: [] }),
  "PUT /clock": () => ({ now: "2026-12-01T09:00:00+08:00" }),
  "PUT /members/:member": () => ({ name: "金晓燕", community: "ningan", roles: [{ role: "resident" }] }),
  "PUT /members/:member/sign-in": () => ({ phone: "13900000001" }),
  "POST /clients": () => ({ id: `c-${crypto.randomUUID().slice(0, 8)}`, kind: "host", name: "x" }),
  "POST /resources": async () => ({
    ...(await courtValue()),
    id: `c-${crypto.randomUUID().slice(0, 8)}`,
    kind: "court",
    community: "ningan",
  }),
  "PUT /resources/:id": courtValue,
  "POST /profile": () => ({ profile: { title: { en: "Ningwei" } } }),
  "PUT /resources/:id/schedule": () => ({ rule: "FREQ=DAILY", from: "08:00", until: "18:00" }),
  "POST /resources/:id/readings": () => ({ name: "fill", value: 40 }),
  "POST /mandates": () => ({ holder: "jin", until: "2027-03-01T00:00:00+08:00" }),
  "POST /mandates/revoke": async () => {
    const mandate = { subject: "jin", holder: "qian", until: "2027-03-01T00:00:00+08:00" };
    await ningwei.ask("operator", `POST ${street}/mandates`, { body: mandate });
    return { subject: "jin", holder: "qian" };
  },
  "PUT /me/notifications": () => ({ channels: [], locale: "zh-CN" }),
  "POST /jobs": () => ({ kind: "verify-chain" }),
  "POST /records": () => ({ scenario: court, record: booking() }),
  "POST /records/:record/actions/:action": () => ({ input: { reason: "weather" } }),
  "POST /records/:record/:kind": () => ({ input: { text: "在吗？" } }),
};

/** A photo of one point. */
const dot = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (letter) => letter.charCodeAt(0),
);

async function courtValue(): Promise<JsonObject> {
  const { body } = await ningwei.ask("operator", `GET ${street}/resources/c-3`);
  return { name: body.name, value: body.value };
}

/** Another free hour each time. */
function booking(): JsonObject {
  const at = new Date(
    Date.parse("2026-12-02T06:00:00+08:00") +
      86_400_000 * Math.floor(hour / 12) +
      3_600_000 * (hour++ % 12) +
      28_800_000,
  );
  const say = (more: number) => `${new Date(at.getTime() + more).toISOString().slice(0, 19)}+08:00`;
  return {
    court: "c-3",
    period: { start: say(0), end: say(3_600_000) },
    players: 5,
    purpose: "leisure",
    contact: "13857112345",
  };
}

async function addressOf(path: string): Promise<string> {
  const needs = path.includes(":record");
  let record = "";
  if (needs) {
    const owner = await ningwei.neighbour();
    const opened = await ningwei.ask(owner, `POST ${street}/records`, { body: { scenario: court, record: booking() } });
    expect([opened.status, opened.body.code]).toEqual([201, undefined]);
    record = opened.body.id;
  }
  const job = path.includes(":job")
    ? (await ningwei.ask("operator", `POST ${street}/jobs`, { body: { kind: "verify-chain" } })).body.id
    : "";
  let file = "";
  if (path.includes("/files/:id")) {
    file = (await ningwei.ask("qian", `POST ${street}/files`, { raw: dot })).body.id;
  }
  const thing = /readings|schedule|commands/.test(path) ? "ws-1" : "c-3";
  return path
    .replace(":street", "ningwei")
    .replace(":record", record)
    .replace("/files/:id", `/files/${file}`)
    .replace(":id", thing)
    .replace(":scenario", court)
    .replace(":member", "jin")
    .replace(":client", "portal")
    .replace(":action", "cancel")
    .replace(":kind", path.includes("/kinds/") ? "court" : "comments")
    .replace(":job", job)
    .replace(":command", crypto.randomUUID());
}

async function asks(asker: Asker, what: string, route: string): Promise<string> {
  const [method = "", path = ""] = what.split(" ");
  const headers = asker === "session" ? { authorization: `Bearer ${session}` } : {};
  const person = asker === "nobody" || asker === "session" ? undefined : asker;
  const isFile = route === "POST /files";
  const said = isFile ? { raw: dot } : { body: (await bodies[route]?.()) ?? {} };
  const body = method === "GET" ? {} : said;
  const { status } = await ningwei.ask(person, `${method} ${path}`, { ...body, headers });
  if (status === 401) return "token";
  return status === 403 ? "no" : status === 404 ? "unseen" : "yes";
}

/** What the hub answers: `yes`: she may ask; `no` (403), `unseen` (404), `token` (401). */
async function measured(): Promise<string> {
  const routes = createApp(ningwei.hub.engine)
    .routes.filter(
      ({ method, path }) =>
        method !== "ALL" && path.startsWith("/v1/streets") && !/certificates|settlements|sessions$/.test(path),
    )
    .map(({ method, path }) => ({
      method,
      path,
      route: `${method} ${path.replace(/^\/v1\/streets\/:street(?=\/|$)/, "") || path}`,
    }));
  const rows: string[] = [];
  for (const { method, path, route } of routes.sort((a, b) => (a.route < b.route ? -1 : 1))) {
    const cells: string[] = [];
    for (const asker of askers) cells.push(await asks(asker, `${method} ${await addressOf(path)}`, route));
    rows.push(`| \`${route}\` | ${cells.join(" | ")} |`);
  }
  return rows.join("\n");
}

describe("who may ask what", () => {
  it("is what docs/permissions.md says, for every route and everybody", { timeout: 600_000 }, async () => {
    const text = readFileSync(new URL("../../../docs/permissions.md", import.meta.url), "utf8");
    const rows = text
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.replaceAll(/ +/g, " ").trim());
    const head = text.split("\n").find((line) => line.startsWith("| route")) ?? "";
    expect(
      head
        .split("|")
        .map((cell) => cell.trim())
        .slice(2, -1),
    ).toEqual([...askers]);
    expect(rows.join("\n")).toBe(await measured());
  });
});
