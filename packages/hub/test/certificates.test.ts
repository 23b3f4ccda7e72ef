import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordView } from "@linli/contracts";
import { createHub, type Hub } from "../src/hub.js";
import { newCode, readCode } from "../src/protocol/verify-code.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { newStreet, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;

/** A pass for who looks after a shared garden, for ninety days. */
const pass = contractOf({
  id: "neighbourhood.garden.pass",
  pattern: "application",
  without: ["submit", "ask-info", "advance", "publicise"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { certificate: { number: "{street}-{year}-{count}", shows: ["/bed"] }, validFor: "P90D" },
  record: fields({ bed: text, phone: { ...text, "x-privacy": "personal" } }),
  labels: {
    "zh-CN": { title: "共享花园养护证", "record/bed": "花圃" },
    en: { title: "Garden pass", "record/bed": "Bed" },
    ko: { title: "정원 관리증", "record/bed": "화단" },
  },
});

/** A dog's file: who finds it scans the tag. */
const dog = contractOf({
  id: "daily-life.pets.dog",
  pattern: "registry",
  without: ["advance", "verify"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { openView: ["/name"] },
  record: fields({ name: text, chip: { ...text, "x-privacy": "personal" } }),
});

let hub!: Hub;
let street!: TestStreet;

beforeAll(async () => {
  hub = await createHub({
    database: await freshPglite(),
    bundle: withContracts(pass, dog),
    issuers: [],
    secrets: { seal: "a secret of thirty-two characters" },
  });
  street = await newStreet(hub.engine, { id: "yipeng" });
  await newStreet(hub.engine, { id: "guali" });
  await street.member("tang", { roles: [{ role: "community-staff" }] });
  await street.member("qian");
});
afterAll(() => hub.close());

const issued = async (): Promise<RecordView> => {
  const asked = await street.open("qian", pass.id, { bed: "<3> 号花圃", phone: "13857112345" });
  for (const action of ["claim", "approve", "issue"]) await street.act("tang", asked, action);
  return street.read("qian", asked);
};
const verify = async (path: string, headers: { readonly [name: string]: string } = {}) => {
  const response = await hub.fetch(new Request(`http://hub.example${path}`, { headers }));
  const body = await response.text();
  return { status: response.status, headers: response.headers, body };
};
const json = async (path: string) => JSON.parse((await verify(path)).body) as unknown;

describe("a certificate", () => {
  let record!: RecordView;

  it("is verified by anybody who has its code, without a token and without knowing the street", async () => {
    record = await issued();
    const { code = "", verify: path = "" } = record.certificate ?? {};
    expect(code).toMatch(/^[A-HJKMNP-TV-Z0-9]{16}$/);
    expect(path).toBe(`/v1/verify/${code}`);
    expect(await json(path)).toEqual({
      number: "yipeng-2026-00001",
      status: "valid",
      valid: true,
      street: "宁围街道",
      scenario: pass.id,
      issued: "2026-12-01T09:00:00+08:00",
      until: "2027-03-01T09:00:00+08:00",
      shows: { bed: "<3> 号花圃" },
    });
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8)}%20${code.slice(8).toLowerCase()}`;
    expect(await json(`/v1/verify/${typed}`)).toMatchObject({ status: "valid" });
  });

  it("is a page for a telephone, in the reader's language, with nothing in it but what is shown", async () => {
    const { headers, body } = await verify(record.certificate?.verify ?? "", {
      Accept: "text/html,application/xhtml+xml",
      "Accept-Language": "en",
    });
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(body).toContain("<h1>Garden pass</h1>");
    expect(body).toContain("<strong>Valid</strong>");
    expect(body).toContain("<dt>Bed</dt><dd>&lt;3&gt; 号花圃</dd>");
    expect(body).not.toMatch(/13857112345|qian|<script/);
  });

  it("is not found by a code that this hub has not signed, nor by one that it never gave", async () => {
    const code = record.certificate?.code ?? "";
    const other = `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`;
    expect(await readCode(hub.engine, other)).toBeUndefined();
    expect((await verify(`/v1/verify/${other}`)).status).toBe(404);
    const never = await newCode(hub.engine);
    expect(await readCode(hub.engine, never)).toBe(never);
    expect((await verify(`/v1/verify/${never}`)).status).toBe(404);
    const typed = await verify(`/v1/verify/${never}`, { accept: "text/html", "accept-language": "zh-CN" });
    expect(typed.status).toBe(404);
    expect(typed.body).toContain(`没有查到这个查验码：${never}`);
    const asks = await verify("/v1/verify", { accept: "text/html", "accept-language": "en" });
    expect(asks.body).toMatch(/<form action="\/v1\/verify">.*<label for="code">Check code/);
    expect((await verify(`/v1/streets/guali/certificates/${code}`)).status).toBe(404);
  });

  it("says that it is suspended, revoked, or past its time, and of one that was revoked nothing more", async () => {
    const path = record.certificate?.verify ?? "";
    await street.act("tang", record, "suspend", { input: { reason: "休养" } });
    expect(await json(path)).toMatchObject({ status: "suspended", valid: false });
    await street.act("tang", record, "resume");
    const second = await issued();
    expect(second.certificate?.number).toBe("yipeng-2026-00002");
    await street.act("tang", record, "revoke", { input: { reason: "转让" } });
    expect(await json(path)).toMatchObject({ status: "revoked", valid: false, shows: {} });
    await street.at("2027-03-02T09:00:00+08:00");
    expect((await street.read("qian", second)).state).toBe("expired");
    expect(await json(second.certificate?.verify ?? "")).toMatchObject({ status: "expired", valid: false });
  });
});

describe("a living file with an open view", () => {
  it("shows to who scans its code what the contract opens, as long as the file lives", async () => {
    const file = await street.open("qian", dog.id, { name: "豆豆", chip: "156000012345678" });
    const path = file.certificate?.verify ?? "";
    expect(await json(path)).toMatchObject({ status: "valid", shows: { name: "豆豆" } });
    expect(await json(path)).not.toHaveProperty("shows.chip");
    await street.act("tang", file, "end", { input: { reason: "已送养" } });
    expect(await json(path)).toMatchObject({ status: "revoked", shows: {} });
  });
});
