import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@linli/contracts";
import { createHub, type Hub } from "../src/hub.js";
import { smtpMail } from "../src/mail.js";
import { chooseChannels, type Notifications } from "../src/operations/choose-channels.js";
import { listDeliveries } from "../src/operations/list-deliveries.js";
import { sendMessages } from "../src/operations/send-messages.js";
import { freshStreet } from "../src/protocol/street-at-hand.js";
import { isSigned } from "../src/protocol/webhook-signature.js";
import { inStreet } from "../src/store/in-street.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { newStreet, operator, problemOf, type TestStreet } from "./set-up/street.js";

/** Somebody asks, and is told what became of it. */
const request = contractOf({
  id: "housing.requests.key",
  pattern: "application",
  without: ["submit", "ask-info", "advance", "publicise", "issue", "suspend", "renew", "revoke", "expire"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  labels: { "zh-CN": { title: "门禁卡申请" }, en: { title: "Key card" }, ko: { title: "출입 카드" } },
  record: fields({ why: { type: "string", maxLength: 60, "x-privacy": "personal" } }),
});

const secret = "whsec_bGlubGktd2ViaG9vay1zZWNyZXQtZm9yLXRlc3Rz";
const mails: string[] = [];
let refusing = false;
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onData: (stream, _, done) => {
    let text = "";
    stream.on("data", (piece: Buffer) => (text += piece.toString()));
    stream.on("end", () => {
      if (refusing) return done(Object.assign(new Error("mailbox busy"), { responseCode: 451 }));
      mails.push(text);
      done();
    });
  },
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  port = (server.server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("news of a street, %s", (_, make) => {
  const clock = { now: Date.parse("2026-12-01T09:00:00+08:00") };
  const posts: { readonly url: string; readonly headers: Headers; readonly body: JsonObject; readonly text: string }[] =
    [];
  let answers = 202;
  let hub: Hub;
  let street: TestStreet;
  let mail: ReturnType<typeof smtpMail>;
  let urgent: readonly string[] = [];

  beforeAll(async () => {
    mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from: "宁围街道 <notice@ningwei.example>" });
    hub = await createHub({
      database: await make(),
      bundle: withContracts(request),
      issuers: [],
      secrets: { seal: "a secret of thirty-two characters" },
      clock: () => clock.now,
      messaging: () => ({
        webhooks: [
          { id: "city-brain", url: "https://brain.example/in", secret },
          { id: "statistics", url: "https://figures.example/in", secret, types: ["record.opened"] },
        ],
        gateways: { sms: { url: "https://sms.example/send", secret } },
        email: mail,
        urgent,
      }),
      fetch: async (url, init) => {
        const text = String(init?.body);
        posts.push({
          url: String(url),
          headers: new Headers(init?.headers),
          body: JSON.parse(text) as JsonObject,
          text,
        });
        return new Response(null, { status: answers });
      },
    });
    street = await newStreet(hub.engine);
    await street.member("tang", { roles: [{ role: "community-staff" }] });
    for (const who of ["qian", "jin"]) await street.member(who);
  }, 120_000);
  afterAll(async () => {
    mail.close();
    await hub.close();
  });

  const choose = (who: string, notifications: Notifications) =>
    chooseChannels(hub.engine, { id: who }, { street: street.id, notifications });
  const log = async (destination: string) =>
    (await listDeliveries(hub.engine, operator, { street: street.id, destination })).items;

  it("go to other systems as signed CloudEvents, once each, in order, and without anything personal", async () => {
    const opened = await street.open("qian", request.id, { why: "钥匙丢在南门河边" });
    await street.act("tang", opened, "claim");
    await street.at("2026-12-01T09:01:00+08:00");
    const brain = posts.filter(({ url }) => url === "https://brain.example/in");
    expect(brain.map(({ body }) => body["type"])).toEqual(["record.opened", "record.acted"]);
    expect(brain).toHaveLength(2);
    expect(brain[0]?.body).toMatchObject({
      specversion: "1.0",
      source: `/v1/streets/${street.id}`,
      subject: `records/${opened.id}`,
      data: { scenario: request.id, to: opened.state },
    });
    for (const { headers, text } of brain) {
      const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(
        (name) => headers.get(`webhook-${name}`) ?? "",
      );
      expect(
        await isSigned(secret, { id: id!, timestamp: timestamp!, signature: signature!, body: text }, clock.now),
      ).toBe(true);
      expect(text).not.toContain("钥匙");
      expect(text).not.toContain("qian");
    }
    expect(posts.filter(({ url }) => url === "https://figures.example/in")).toHaveLength(1);
    await street.at("2026-12-01T09:10:00+08:00");
    expect(posts.filter(({ url }) => url === "https://brain.example/in")).toHaveLength(2);
  });

  it("that are not taken come again with the same id, ever later, and the log says why", async () => {
    answers = 503;
    posts.length = 0;
    await street.open("qian", request.id, { why: "门坏了" });
    await street.at("2026-12-01T10:00:00+08:00");
    await street.at("2026-12-01T10:01:00+08:00");
    expect(await log("city-brain")).toMatchObject([{ state: "waiting", attempts: 1, status: 503 }, {}, {}]);
    await street.at("2026-12-01T10:02:00+08:00");
    answers = 200;
    await street.at("2026-12-01T10:06:00+08:00");
    const ids = posts
      .filter(({ url }) => url === "https://brain.example/in")
      .map(({ headers }) => headers.get("webhook-id"));
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(await log("city-brain")).toMatchObject([{ state: "sent", attempts: 3, status: 200 }, {}, {}]);
    expect(await problemOf(listDeliveries(hub.engine, { id: "qian" }, { street: street.id }))).toBe("not-permitted");
  });

  it("reach people on the ways that they chose: a letter by SMTP, a text by the street's gateway", async () => {
    posts.length = 0;
    mails.length = 0;
    expect(await problemOf(choose("qian", { channels: ["sms"], locale: "zh-CN" }))).toBe("invalid");
    await choose("qian", { channels: ["email"], locale: "zh-CN", email: "qian@example.cn", mobile: "13857112345" });
    await choose("jin", { channels: ["sms"], locale: "en", mobile: "13957119876", email: "jin@example.cn" });
    for (const who of ["qian", "jin"]) {
      const opened = await street.open(who, request.id, { why: "钥匙丢了" });
      await street.act("tang", opened, "claim");
      await street.act("tang", opened, "approve");
    }
    await street.at("2026-12-01T11:00:00+08:00");
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.every((text) => text.includes("To: qian@example.cn"))).toBe(true);
    expect(mails.join("\n")).not.toContain("jin@example.cn");
    expect(mails[0]).toContain("notice@ningwei.example");
    const texts = posts
      .filter(({ url }) => url === "https://sms.example/send")
      .map(({ body }) => body["data"] as JsonObject);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts)
      expect(text).toMatchObject({ channel: "sms", to: "13957119876", locale: "en", urgent: false });
    expect(String(texts.at(-1)?.["text"])).toContain("Key card: ");
    const rows = await inStreet(hub.engine.database, street.id, (query) =>
      query.query<{ readonly text: string }>(
        "select body as text from hub.delivery where person is not null union all select address::text from hub.contact",
      ),
    );
    expect(JSON.stringify(rows)).not.toMatch(/13957119876|qian@example/);
  });

  it("that are urgent reach everybody by every way for which there is an address", async () => {
    posts.length = 0;
    mails.length = 0;
    urgent = ["application"];
    await choose("qian", { channels: [], locale: "zh-CN", email: "qian@example.cn", mobile: "13857112345" });
    const opened = await street.open("qian", request.id, { why: "钥匙丢了" });
    await street.act("tang", opened, "claim");
    await street.act("tang", opened, "approve");
    await street.at("2026-12-01T12:00:00+08:00");
    expect(mails.length).toBeGreaterThan(0);
    expect(posts.some(({ url, body }) => url.includes("sms") && (body["data"] as JsonObject)["urgent"] === true)).toBe(
      true,
    );
    urgent = [];
  });

  it("wait while the mail server is busy, and say so", async () => {
    mails.length = 0;
    refusing = true;
    await choose("qian", { channels: ["email"], locale: "ko", email: "qian@example.cn" });
    const opened = await street.open("qian", request.id, { why: "钥匙丢了" });
    await street.act("tang", opened, "claim");
    await street.act("tang", opened, "approve");
    await street.at("2026-12-01T13:00:00+08:00");
    const [waiting] = await log("email");
    expect(waiting).toMatchObject({ state: "waiting", person: "qian" });
    expect(waiting?.fault).toContain("mailbox busy");
    refusing = false;
    await street.at("2026-12-01T13:03:00+08:00");
    expect((await log("email"))[0]).toMatchObject({ id: waiting?.id, state: "sent", attempts: 2 });
    expect(mails[0]).toContain(`Message-ID: <${waiting?.id}@ningwei.example>`);
  });

  it("are sent once where two hubs send at the same time", async () => {
    posts.length = 0;
    for (let n = 0; n < 5; n++) await street.open("jin", request.id, { why: `第${n}把` });
    const now = "2026-12-01T14:00:00+08:00";
    const fresh = await freshStreet(hub.engine, street.id);
    await Promise.all([1, 2, 3].map(() => sendMessages(hub.engine, fresh, now)));
    const ids = posts
      .filter(({ url }) => url === "https://figures.example/in")
      .map(({ headers }) => headers.get("webhook-id"));
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
  });
});
