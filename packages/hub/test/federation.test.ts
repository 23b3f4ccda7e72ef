import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPglite } from "./set-up/pglite.js";
import { goToSignIn, openSigningIn, takeTokens, type SigningIn } from "./set-up/signing-in.js";

/** An issuer of the province's, as small as the standard lets it be. */
async function openProvince() {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const other = await generateKeyPair("ES256");
  const person = { sub: "zj-1", phone_number: "+8613857112345", phone_number_verified: true };
  const state = {
    person: { ...person } as { [claim: string]: unknown },
    nonce: "",
    forged: false,
    challenge: "",
    asked: [] as string[],
  };
  const server: Server = createServer((request, response) => {
    void answer(request.url ?? "").then(([status, headers, body]) => response.writeHead(status, headers).end(body));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => state.asked.push(Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const json = { "content-type": "application/json" };
  const answer = async (path: string): Promise<[number, { [name: string]: string }, string]> => {
    const url = new URL(path, issuer);
    if (url.pathname === "/.well-known/openid-configuration")
      return [
        200,
        json,
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ["ES256"],
        }),
      ];
    if (url.pathname === "/jwks")
      return [200, json, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: "ES256", kid: "k" }] })];
    if (url.pathname === "/auth") {
      state.nonce = url.searchParams.get("nonce") ?? "";
      state.challenge = url.searchParams.get("code_challenge") ?? "";
      const back = new URL(url.searchParams.get("redirect_uri") as string);
      back.searchParams.set("code", "c-1");
      back.searchParams.set("state", url.searchParams.get("state") as string);
      return [303, { location: back.href }, ""];
    }
    const token = await new SignJWT({ ...state.person, nonce: state.nonce })
      .setProtectedHeader({ alg: "ES256", kid: "k" })
      .setIssuer(issuer)
      .setAudience("linli")
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(state.forged ? other.privateKey : privateKey);
    return [200, json, JSON.stringify({ access_token: "a", token_type: "Bearer", id_token: token })];
  };
  return { issuer, state, person, close: () => new Promise((done) => server.close(done)) };
}

let province!: Awaited<ReturnType<typeof openProvince>>;
let here!: SigningIn;
beforeAll(async () => {
  province = await openProvince();
  const label = { "zh-CN": "用浙里办登录", en: "Sign in with Zheliban", ko: "저리반으로 로그인" };
  here = await openSigningIn(await freshPglite(), {
    outside: [{ id: "zlb", label, issuer: province.issuer, clientId: "linli", clientSecret: "s" }],
  });
});
afterAll(async () => {
  await here?.close();
  await province?.close();
});

async function byProvince() {
  const trip = await goToSignIn(here.url);
  const link = /href="([^"]+\/with\/zlb)"/.exec(trip.page.text)?.[1] as string;
  const away = await trip.browser.get(`${here.url}${link}`);
  const { headers } = await fetch(away.url, { redirect: "manual" });
  return { trip, back: await trip.browser.get(headers.get("location") as string) };
}

describe("signing in with an outside issuer", () => {
  it("stands on the page, in the language of the page", async () => {
    expect((await goToSignIn(here.url)).page.text).toContain("用浙里办登录");
    expect((await goToSignIn(here.url, { ui_locales: "ko" })).page.text).toContain("저리반으로 로그인");
  });

  it("knows somebody the first time by a verified number, and then by who she is there", async () => {
    const { trip, back } = await byProvince();
    expect(await takeTokens(here.url, trip, back)).toHaveProperty("access_token");
    expect(province.state.asked.some((body) => body.includes("code_verifier="))).toBe(true);
    province.state.person = { sub: "zj-1" };
    const second = await byProvince();
    expect(await takeTokens(here.url, second.trip, second.back)).toHaveProperty("access_token");
  });

  it.each([
    ["whom nobody here knows", { sub: "zj-2", phone_number: "+8613900000001", phone_number_verified: true }],
    ["whose number was not verified", { sub: "zj-3", phone_number: "+8613857112345" }],
    ["who has no number", { sub: "zj-4" }],
  ])("tells somebody %s what to do", async (_, person) => {
    province.state.person = person;
    const { back } = await byProvince();
    expect(back.text).toContain("您还没有在社区登记");
  });

  it("refuses what the issuer has not signed, and ways that did not begin here", async () => {
    province.state.person = { ...province.person };
    province.state.forged = true;
    expect((await byProvince()).back.text).toContain("没有完成");
    province.state.forged = false;
    const { trip } = await byProvince();
    const stray = await trip.browser.get(`${here.url}/identity/callback/zlb?code=c-1&state=made-up`);
    expect(stray.status).toBe(400);
    expect((await trip.browser.get(`${here.url}/identity/callback/elsewhere?code=c-1&state=x`)).status).toBe(400);
  });

  it("can't be finished in somebody else's browser", async () => {
    const mine = await goToSignIn(here.url);
    const link = /href="([^"]+\/with\/zlb)"/.exec(mine.page.text)?.[1] as string;
    const away = await mine.browser.get(`${here.url}${link}`);
    const { headers } = await fetch(away.url, { redirect: "manual" });
    const yours = await goToSignIn(here.url);
    expect((await yours.browser.get(headers.get("location") as string)).status).toBe(400);
  });
});
