import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admitLogin, shutOut } from "../src/identity/index.js";
import { isSigned } from "../src/protocol/webhook-signature.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { goToSignIn, lastCode, openSigningIn, renewTokens, takeTokens, type SigningIn } from "./set-up/signing-in.js";

let here!: SigningIn;
const number = "13857112345";

async function signInByCode(phone = number): Promise<Awaited<ReturnType<typeof takeTokens>>> {
  const trip = await goToSignIn(here.url);
  const asked = await trip.browser.send(trip.page, { phone, step: "send" });
  const back = await trip.browser.send(asked, { code: await lastCode(here), step: "try-code" });
  return takeTokens(here.url, trip, back);
}

/** Codes for one number may not follow too soon. */
const pause = () => here.later(61);

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("signing in, on %s", (_, open) => {
  beforeAll(async () => {
    here = await openSigningIn(await open());
  });
  afterAll(async () => {
    await here?.close();
  });

  it("asks for a number, sends a code, and comes back with tokens for the hub", async () => {
    const tokens = await signInByCode();
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: "ES256", typ: "at+jwt" });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ aud: "linli-hub", members: { ningwei: "qian" }, client_id: "street-page" });
    expect((claims.exp as number) - (claims.iat as number)).toBe(600);
    const me = await fetch(`${here.url}/v1/streets/ningwei/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await me.json()).toMatchObject({ id: "qian", name: "钱卫国" });
    expect(
      (
        await fetch(`${here.url}/v1/streets/yingfeng/me`, {
          headers: { authorization: `Bearer ${tokens.access_token}` },
        })
      ).status,
    ).toBe(403);
  });

  it("hands the code to the street's gateway, signed, in the language of the page", async () => {
    const { headers, body } = here.messages.at(-1)!;
    const signed = {
      id: String(headers["webhook-id"]),
      timestamp: String(headers["webhook-timestamp"]),
      signature: String(headers["webhook-signature"]),
      body: JSON.stringify(body),
    };
    expect(await isSigned("whsec_dGhlIHN0cmVldCdzIGdhdGV3YXk=", signed, Number(signed.timestamp) * 1000)).toBe(true);
    expect(await isSigned("whsec_b3RoZXI=", signed, Number(signed.timestamp) * 1000)).toBe(false);
    expect(body).toMatchObject({
      source: "/v1/streets/ningwei",
      type: "text-message.asked",
      data: { to: "+8613857112345", template: "sign-in-code", locale: "zh-CN", values: { minutes: 5 } },
    });
  });

  it("keeps neither codes nor tokens nor numbers of sessions where the data base shows them", async () => {
    pause();
    const tokens = await signInByCode();
    const { database } = here.hub.engine;
    const dump = await database.tx(async (tx) => {
      await tx.query("select set_config('hub.identity', 'on', true)");
      const rows: unknown[] = [];
      for (const table of ["login", "member", "code", "attempt", "artifact", "signing_key", "text_message"])
        rows.push(...(await tx.query(`select to_jsonb(t) as r from identity.${table} t`)));
      return JSON.stringify(rows);
    });
    const code = (here.messages.at(-1)!.body as { data: { values: { code: string } } }).data.values.code;
    expect(dump).toContain("+8613857112345");
    expect(dump).not.toContain(code);
    expect(dump).not.toContain(tokens.refresh_token);
    expect(dump).not.toMatch(/"d":/);
    const unasked = await database.query("select * from identity.login");
    expect(unasked).toEqual([]);
  });

  it("renews tokens; one that was used before ends all of them", async () => {
    pause();
    const first = await signInByCode();
    const second = await renewTokens(here.url, first.refresh_token as string);
    expect(second).toHaveProperty("access_token");
    const { refresh_token: next } = second as { refresh_token: string };
    expect(next).not.toBe(first.refresh_token);
    expect(await renewTokens(here.url, first.refresh_token as string)).toBe("invalid_grant");
    expect(await renewTokens(here.url, next)).toBe("invalid_grant");
  });

  it("knows somebody in several streets as soon as both have her number", async () => {
    pause();
    const before = await signInByCode();
    expect(decodeJwt(before.access_token)["members"]).toEqual({ ningwei: "qian" });
    await here.operator("PUT /v1/streets/yingfeng/members/pan/sign-in", { phone: `+86${number}` });
    const after = (await renewTokens(here.url, before.refresh_token as string)) as {
      access_token: string;
      refresh_token: string;
    };
    expect(decodeJwt(after.access_token)["members"]).toEqual({ ningwei: "qian", yingfeng: "pan" });
    const me = await fetch(`${here.url}/v1/streets/yingfeng/me`, {
      headers: { authorization: `Bearer ${after.access_token}` },
    });
    expect(await me.json()).toMatchObject({ id: "pan" });
    await here.operator("PUT /v1/streets/yingfeng/members/pan/sign-in", {});
    const left = (await renewTokens(here.url, after.refresh_token)) as { access_token: string };
    expect(decodeJwt(left.access_token)["members"]).toEqual({ ningwei: "qian" });
  });

  it("does not tell whose numbers it knows, and sends nothing to others", async () => {
    const trip = await goToSignIn(here.url);
    const sent = here.messages.length;
    const asked = await trip.browser.send(trip.page, { phone: "139 0000 0001", step: "send" });
    await here.identity.tick();
    expect(here.messages).toHaveLength(sent);
    expect(asked.status).toBe(200);
    expect(asked.text).toContain("请输入验证码");
    const tried = await trip.browser.send(asked, { code: "123456", step: "try-code" });
    expect(tried.text).toContain("验证码不对");
    const password = await trip.browser.send(trip.page, { phone: "13900000001", step: "ask-password" });
    const wrong = await trip.browser.send(password, { password: "somebody's password", step: "try-password" });
    expect(wrong.text).toContain("手机号或密码不对");
  });

  it("takes a code once, five tries long, five minutes long", async () => {
    pause();
    const trip = await goToSignIn(here.url);
    const asked = await trip.browser.send(trip.page, { phone: number, step: "send" });
    const code = await lastCode(here);
    const other = code === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i++)
      expect((await trip.browser.send(asked, { code: other, step: "try-code" })).text).toContain("验证码不对");
    expect((await trip.browser.send(asked, { code, step: "try-code" })).text).toContain("已经失效");
    pause();
    await trip.browser.send(trip.page, { phone: number, step: "send" });
    const second = await lastCode(here);
    here.later(301);
    expect((await trip.browser.send(asked, { code: second, step: "try-code" })).text).toContain("已经失效");
  });

  it("sends another code after a minute, and not for ever", async () => {
    here.nextDay();
    const trip = await goToSignIn(here.url);
    const send = async () => (await trip.browser.send(trip.page, { phone: number, step: "send" })).text;
    expect(await send()).toContain("请输入验证码");
    expect(await send()).toContain("请等一分钟");
    for (let i = 0; i < 4; i++) {
      pause();
      expect(await send()).not.toContain("次数太多");
    }
    pause();
    const trip2 = await goToSignIn(here.url);
    expect((await trip2.browser.send(trip2.page, { phone: number, step: "send" })).text).toContain("次数太多");
  });

  it("tries again to hand a code over while the gateway is down, under the same id", async () => {
    here.nextDay();
    const trip = await goToSignIn(here.url);
    here.gateway.down = true;
    await trip.browser.send(trip.page, { phone: number, step: "send" });
    const sent = here.messages.length;
    expect(await here.identity.tick()).toBe(0);
    here.gateway.down = false;
    expect(await here.identity.tick()).toBe(0);
    here.later(3);
    expect(await here.identity.tick()).toBe(1);
    expect(here.messages).toHaveLength(sent + 1);
    expect(await here.identity.tick()).toBe(0);
  });

  it("takes a password once one is set, and not after too many wrong ones", async () => {
    here.nextDay();
    const trip = await goToSignIn(here.url);
    const asked = await trip.browser.send(trip.page, { phone: number, step: "send" });
    const code = await lastCode(here);
    for (const [weak, why] of [
      ["short", "太短"],
      ["13857112345", "太容易"],
      ["aaaaaaaaaaaa", "太容易"],
    ] as const)
      expect((await trip.browser.send(asked, { code, "new-password": weak, step: "try-code" })).text).toContain(why);
    const back = await trip.browser.send(asked, { code, "new-password": "江边的柳树绿了", step: "try-code" });
    expect(back.text).toContain("太短");
    const set = await trip.browser.send(asked, { code, "new-password": "钱塘江边的柳树又绿了", step: "try-code" });
    expect(new URL(set.url).searchParams.has("code")).toBe(true);
    const again = await goToSignIn(here.url);
    const page = await again.browser.send(again.page, { phone: number, step: "ask-password" });
    const done = await again.browser.send(page, { password: "钱塘江边的柳树又绿了", step: "try-password" });
    expect(await takeTokens(here.url, again, done)).toHaveProperty("access_token");
    const guess = await goToSignIn(here.url);
    const guesses = await guess.browser.send(guess.page, { phone: number, step: "ask-password" });
    for (let i = 0; i < 10; i++)
      expect(
        (await guess.browser.send(guesses, { password: `guess number ${i}`, step: "try-password" })).text,
      ).toContain("手机号或密码不对");
    const right = await guess.browser.send(guesses, { password: "钱塘江边的柳树又绿了", step: "try-password" });
    expect(right.text).toContain("次数太多");
    here.later(901);
    const later = await guess.browser.send(guesses, { password: "钱塘江边的柳树又绿了", step: "try-password" });
    expect(later.text).toBe("");
  });

  it("stays signed in, and signs out", async () => {
    here.nextDay();
    const trip = await goToSignIn(here.url);
    const asked = await trip.browser.send(trip.page, { phone: number, step: "send" });
    const back = await trip.browser.send(asked, { code: await lastCode(here), step: "try-code" });
    const tokens = await takeTokens(here.url, trip, back);
    const second = await goToSignIn(here.url, {}, trip.browser);
    expect(new URL(second.page.url).searchParams.has("code")).toBe(true);
    const out = await trip.browser.get(
      `${here.url}/identity/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token as string, post_logout_redirect_uri: `${here.url}/app/out` })}`,
    );
    expect(out.text).toContain("要退出登录吗");
    expect(out.headers.get("content-security-policy")).not.toContain("script");
    const done = await trip.browser.send(out, { logout: "yes" });
    expect(done.url).toBe(`${here.url}/app/out`);
    expect((await goToSignIn(here.url, {}, trip.browser)).page.text).toContain("请输入手机号");
    expect(await renewTokens(here.url, tokens.refresh_token as string)).toBe("invalid_grant");
  });

  it("lets an operator in, who makes streets, and shuts her out again at once", async () => {
    here.nextDay();
    const { database } = here.hub.engine;
    await admitLogin(database, { phone: "13600000009", name: "楼海峰", operator: true }, new Date().toISOString());
    const tokens = await signInByCode("13600000009");
    expect(decodeJwt(tokens.access_token)).toMatchObject({ operator: true, members: {} });
    const made = await fetch(`${here.url}/v1/streets`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        "content-type": "application/json",
        "idempotency-key": "one",
      },
      body: JSON.stringify({ id: "xintang", name: "新塘街道", zone: "Asia/Shanghai", communities: [] }),
    });
    expect(made.status).toBe(201);
    expect(await shutOut(database, "136 0000 0009", "out")).toBe(true);
    expect(await renewTokens(here.url, tokens.refresh_token as string)).toBe("invalid_grant");
    pause();
    const trip = await goToSignIn(here.url);
    const sent = here.messages.length;
    await trip.browser.send(trip.page, { phone: "13600000009", step: "send" });
    await here.identity.tick();
    expect(here.messages).toHaveLength(sent);
    expect(await shutOut(database, "13600000010", "out")).toBe(false);
  });

  it("changes its keys without anybody being signed out", async () => {
    here.nextDay();
    const { access_token: old } = await signInByCode();
    await here.identity.renewKeys();
    pause();
    const { access_token: young } = await signInByCode();
    expect(decodeProtectedHeader(young).kid).not.toBe(decodeProtectedHeader(old).kid);
    for (const token of [old, young])
      expect(
        (await fetch(`${here.url}/v1/streets/ningwei/me`, { headers: { authorization: `Bearer ${token}` } })).status,
      ).toBe(200);
    const { keys } = (await (await fetch(`${here.url}/identity/jwks`)).json()) as { keys: { d?: string }[] };
    expect(keys).toHaveLength(2);
    expect(keys.every((key) => key.d === undefined)).toBe(true);
    here.later(90 * 86_400);
    await here.identity.tick();
    await here.identity.tick();
    const after = (await (await fetch(`${here.url}/identity/jwks`)).json()) as { keys: unknown[] };
    expect(after.keys).toHaveLength(2);
  });

  it("gives a device a token for its secret, and a host none", async () => {
    await here.operator("PUT /v1/streets/ningwei/members/meter-7", { name: "水表 7", roles: [{ role: "device" }] });
    const device = (await (
      await here.operator("POST /v1/streets/ningwei/clients", { id: "meter-7", kind: "device", name: "水表 7" })
    ).json()) as { clientId: string; secret: string };
    const host = (await (
      await here.operator("POST /v1/streets/ningwei/clients", { id: "portal", kind: "host", name: "门户" })
    ).json()) as { clientId: string; secret: string };
    const ask = ({ clientId, secret }: { clientId: string; secret: string }) =>
      fetch(`${here.url}/identity/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`)}` },
        body: new URLSearchParams({ grant_type: "client_credentials", resource: "urn:linli:hub", scope: "street" }),
      });
    const answer = await ask(device);
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect(answer.status).toBe(200);
    expect(decodeJwt(token)).toMatchObject({ kind: "device", members: { ningwei: "meter-7" } });
    const me = await fetch(`${here.url}/v1/streets/ningwei/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ id: "meter-7", roles: ["device"] });
    expect((await ask({ ...device, secret: "wrong" })).status).toBe(401);
    expect((await ask(host)).status).toBe(401);
    await here.operator("POST /v1/streets/ningwei/clients/meter-7/actions/revoke", {});
    expect((await ask(device)).status).toBe(401);
  });

  it("refuses a page that is not the street's, and one without PKCE", async () => {
    const foreign = await goToSignIn(here.url, { redirect_uri: "https://elsewhere.example/" });
    expect([foreign.page.status, foreign.page.text]).toEqual([400, expect.stringContaining("登录没有完成")]);
    const plain = await goToSignIn(here.url, { code_challenge: "", code_challenge_method: "" });
    expect(new URL(plain.page.url).searchParams.get("error")).toBe("invalid_request");
  });

  it("has gone wrong nowhere inside, but where the gateway was down", () => {
    expect(here.errors.map(String)).toEqual([]);
  });
});
