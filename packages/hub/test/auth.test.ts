import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { createAuthenticate } from "../src/authenticate.js";
import type { Issuer } from "../src/authenticate.js";

const issuer = "https://id.xiaoshan.example";
const audience = "linli-hub";
let now = Date.parse("2026-12-01T09:00:00+08:00");
const clock = (): number => now;
const noFetch: typeof fetch = () => Promise.reject(new TypeError("nothing is fetched here"));

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let first: Pair;
let second: Pair;

beforeAll(async () => {
  [first, second] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
});

function sign(pair: Pair, claims: JWTPayload = {}, kid = "one"): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ iss: issuer, aud: audience, sub: "qian", iat: seconds, exp: seconds + 600, ...claims })
    .setProtectedHeader({ alg: "ES256", kid })
    .sign(pair.privateKey);
}

async function setOf(...pairs: readonly (readonly [string, Pair])[]): Promise<{ keys: object[] }> {
  return {
    keys: await Promise.all(
      pairs.map(async ([kid, pair]) => ({ ...(await exportJWK(pair.publicKey)), kid, alg: "ES256" })),
    ),
  };
}

async function withLocalKeys(more: Partial<Issuer> = {}): Promise<ReturnType<typeof createAuthenticate>> {
  const keys = (await setOf(["one", first])) as Issuer["keys"];
  return createAuthenticate({ issuers: [{ issuer, audience, keys, ...more }], fetch: noFetch, clock });
}

describe("a bearer token", () => {
  it("names the caller", async () => {
    const authenticate = await withLocalKeys();
    const read = await authenticate(`Bearer ${await sign(first)}`);
    expect(read).toMatchObject({ caller: { id: "qian", operator: false } });
  });

  it("is asked for where there is none", async () => {
    const authenticate = await withLocalKeys();
    expect(await authenticate(undefined)).toEqual({ refused: "no-token" });
    expect(await authenticate("Basic cWlhbjpx")).toEqual({ refused: "wrong-token" });
    expect(await authenticate("Bearer")).toEqual({ refused: "wrong-token" });
  });

  it.each([
    ["for somebody else", { aud: "another-hub" }],
    ["of another issuer", { iss: "https://id.elsewhere.example" }],
    ["that has ended", { exp: 1 }],
    ["without an end", { exp: undefined }],
    ["that is not valid yet", { nbf: 4_000_000_000 }],
    ["without a subject", { sub: undefined }],
    ["with a subject that can't be stored", { sub: "qian\u0000" }],
  ] satisfies [string, object][])("%s is refused", async (_, claims) => {
    const authenticate = await withLocalKeys();
    expect(await authenticate(`Bearer ${await sign(first, claims as JWTPayload)}`)).toEqual({ refused: "wrong-token" });
  });

  it("signed with another key is refused", async () => {
    const authenticate = await withLocalKeys();
    expect(await authenticate(`Bearer ${await sign(second)}`)).toEqual({ refused: "wrong-token" });
  });

  it("with its payload changed, or without a signature, is refused", async () => {
    const authenticate = await withLocalKeys();
    const [header = "", , signature = ""] = (await sign(first)).split(".");
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const forged = encode({ iss: issuer, aud: audience, sub: "hu", exp: Math.floor(now / 1000) + 600 });
    expect(await authenticate(`Bearer ${header}.${forged}.${signature}`)).toEqual({ refused: "wrong-token" });
    expect(await authenticate(`Bearer ${encode({ alg: "none" })}.${forged}.`)).toEqual({ refused: "wrong-token" });
  });

  it("made with an algorithm that the issuer does not use is refused", async () => {
    const authenticate = await withLocalKeys({ algorithms: ["EdDSA"] });
    expect(await authenticate(`Bearer ${await sign(first)}`)).toEqual({ refused: "wrong-token" });
  });

  it("signed with the public key as a shared secret is refused", async () => {
    const authenticate = await withLocalKeys();
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(first.publicKey)));
    const token = await new SignJWT({ iss: issuer, aud: audience, sub: "qian", exp: Math.floor(now / 1000) + 600 })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .sign(secret);
    expect(await authenticate(`Bearer ${token}`)).toEqual({ refused: "wrong-token" });
  });

  it("that was seen before still ends when it says", async () => {
    const authenticate = await withLocalKeys();
    const token = `Bearer ${await sign(first, { exp: Math.floor(now / 1000) + 60 })}`;
    expect(await authenticate(token)).toHaveProperty("caller");
    now += 61_000 + 5000;
    expect(await authenticate(token)).toEqual({ refused: "wrong-token" });
  });
});

describe("in which streets a token holds", () => {
  it("is all of them where the issuer speaks for the hub", async () => {
    const authenticate = await withLocalKeys();
    expect(await authenticate(`Bearer ${await sign(first, { members: { ningwei: "p-1" } })}`)).not.toHaveProperty(
      "caller.members",
    );
  });

  it("is what the issuer was let in for, and its operators are none", async () => {
    const authenticate = await withLocalKeys({ streets: ["ningwei"], operators: ["qian"] });
    expect(await authenticate(`Bearer ${await sign(first, { members: { yingfeng: "p-1" } })}`)).toMatchObject({
      caller: { operator: false, members: { ningwei: "qian" } },
    });
  });

  it("is what the token claims, by who she is there; what is no id is left out", async () => {
    const authenticate = await withLocalKeys({ streets: "claimed" });
    const members = { ningwei: "qian", yingfeng: "p-7", beigan: 7, xintang: "" };
    expect(await authenticate(`Bearer ${await sign(first, { members } as JWTPayload)}`)).toMatchObject({
      caller: { members: { ningwei: "qian", yingfeng: "p-7" } },
    });
    expect(await authenticate(`Bearer ${await sign(first)}`)).toMatchObject({ caller: { members: {} } });
  });
});

describe("who may make streets", () => {
  it("is not said by a token of an ordinary issuer", async () => {
    const authenticate = await withLocalKeys();
    expect(await authenticate(`Bearer ${await sign(first, { operator: true })}`)).toMatchObject({
      caller: { operator: false },
    });
  });

  it("is said by the issuer's list", async () => {
    const authenticate = await withLocalKeys({ operators: ["lou"] });
    expect(await authenticate(`Bearer ${await sign(first, { sub: "lou" })}`)).toMatchObject({
      caller: { operator: true },
    });
    expect(await authenticate(`Bearer ${await sign(first)}`)).toMatchObject({ caller: { operator: false } });
  });
});

describe("keys behind an address", () => {
  it("are fetched once, and again when a key is new, though not at every strange token", async () => {
    let set = await setOf(["one", first]);
    let fetched = 0;
    const serve: typeof fetch = () => {
      fetched += 1;
      return Promise.resolve(Response.json(set));
    };
    const issuers = [{ issuer, audience, keys: new URL(`${issuer}/jwks.json`) }];
    const authenticate = createAuthenticate({ issuers, fetch: serve, clock });
    expect(await authenticate(`Bearer ${await sign(first)}`)).toHaveProperty("caller");
    expect(await authenticate(`Bearer ${await sign(first, { sub: "jin" })}`)).toHaveProperty("caller");
    expect(fetched).toBe(1);

    set = await setOf(["two", second]);
    const rotated = `Bearer ${await sign(second, {}, "two")}`;
    expect(await authenticate(rotated)).toEqual({ refused: "wrong-token" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    expect(await authenticate(rotated)).toHaveProperty("caller");
    expect(fetched).toBe(2);
    vi.useRealTimers();
  });

  it("are asked for a token that was seen before, so that one whose key was withdrawn ends early", async () => {
    let set = await setOf(["one", first], ["two", second]);
    let fetched = 0;
    const keys = () => {
      fetched += 1;
      return Promise.resolve(set as { keys: [] });
    };
    const authenticate = createAuthenticate({ issuers: [{ issuer, audience, keys }], fetch: noFetch, clock });
    const [one, two] = await Promise.all(
      ([first, second] as const).map(async (pair, i) => {
        const claims = { exp: Math.floor(now / 1000) + 3600 };
        return `Bearer ${await sign(pair, claims, i === 0 ? "one" : "two")}`;
      }),
    );
    expect(await authenticate(one)).toHaveProperty("caller");
    expect(await authenticate(two)).toHaveProperty("caller");
    expect(fetched).toBe(1);
    set = await setOf(["two", second]);
    now += 4 * 60_000;
    expect(await authenticate(one)).toHaveProperty("caller");
    expect(fetched).toBe(1);
    now += 2 * 60_000;
    expect(await authenticate(one)).toEqual({ refused: "wrong-token" });
    expect(await authenticate(two)).toHaveProperty("caller");
  });

  it("are not missed while their issuer is down, by a token that was seen before", async () => {
    let up = true;
    const keys = async () => {
      if (!up) throw new TypeError("fetch failed");
      return (await setOf(["one", first])) as { keys: [] };
    };
    const authenticate = createAuthenticate({ issuers: [{ issuer, audience, keys }], fetch: noFetch, clock });
    const claims = { exp: Math.floor(now / 1000) + 1800 };
    const token = `Bearer ${await sign(first, claims)}`;
    expect(await authenticate(token)).toHaveProperty("caller");
    up = false;
    now += 20 * 60_000;
    expect(await authenticate(token)).toHaveProperty("caller");
    expect(await authenticate(`Bearer ${await sign(first, { ...claims, sub: "jin" })}`)).toEqual({ refused: "busy" });
    now += 11 * 60_000;
    expect(await authenticate(token)).toEqual({ refused: "busy" });
  });

  it("of a token that was verified are not used again: it costs a look", async () => {
    const authenticate = await withLocalKeys();
    const token = `Bearer ${await sign(first)}`;
    await authenticate(token);
    const verify = vi.spyOn(crypto.subtle, "verify");
    for (let i = 0; i < 100; i++) expect(await authenticate(token)).toHaveProperty("caller");
    now += 6 * 60_000;
    expect(await authenticate(token)).toHaveProperty("caller");
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it("that can't be reached are not the caller's fault", async () => {
    const down: typeof fetch = () => Promise.reject(new TypeError("fetch failed"));
    const failing: typeof fetch = () => Promise.resolve(new Response("", { status: 502 }));
    for (const broken of [down, failing]) {
      const authenticate = createAuthenticate({
        issuers: [{ issuer, audience, keys: new URL(`${issuer}/jwks.json`) }],
        fetch: broken,
        clock,
      });
      expect(await authenticate(`Bearer ${await sign(first)}`)).toEqual({ refused: "busy" });
    }
  });
});
