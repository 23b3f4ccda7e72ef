import { afterEach, describe, expect, it, vi } from "vitest";
import { createAuthenticate } from "../src/authenticate.js";
import { createDevelopment, refuseInProduction } from "../src/development.js";
import { createHub } from "../src/hub.js";
import { freshPglite } from "./set-up/pglite.js";
import { hubBundle } from "./set-up/runnable.js";

afterEach(() => vi.unstubAllEnvs());

const noFetch: typeof fetch = () => Promise.reject(new TypeError("nothing is fetched here"));

describe("the issuer for development", () => {
  it("signs tokens that a hub takes, and says who is an operator", async () => {
    const clock = (): number => Date.parse("2026-12-01T09:00:00+08:00");
    const { issuer, token } = await createDevelopment({ clock });
    const authenticate = createAuthenticate({ issuers: [issuer], fetch: noFetch, clock });
    expect(await authenticate(`Bearer ${await token("qian")}`)).toMatchObject({
      caller: { id: "qian", operator: false },
    });
    expect(await authenticate(`Bearer ${await token("lou", { operator: true })}`)).toMatchObject({
      caller: { id: "lou", operator: true },
    });
    expect(await authenticate(`Bearer ${await token("qian", { exp: 1 })}`)).toEqual({ refused: "wrong-token" });
  });

  it("keeps its key to itself", async () => {
    const { keys } = await createDevelopment();
    expect(keys.keys).toHaveLength(1);
    expect(keys.keys[0]).not.toHaveProperty("d");
  });

  it("signs nothing that another one would have signed", async () => {
    const [one, other] = await Promise.all([createDevelopment(), createDevelopment()]);
    const authenticate = createAuthenticate({ issuers: [one.issuer], fetch: noFetch, clock: Date.now });
    expect(await authenticate(`Bearer ${await other.token("qian")}`)).toEqual({ refused: "wrong-token" });
  });

  it("is refused in production, whoever says that it is", () => {
    expect(() => refuseInProduction(undefined)).not.toThrow();
    expect(() => refuseInProduction("production")).toThrow("development issuer");
    vi.stubEnv("NODE_ENV", "production");
    expect(() => refuseInProduction("development")).toThrow("development issuer");
  });

  it("keeps a hub of production from starting, and is not there without being asked for", async () => {
    const database = await freshPglite();
    const seal = "a secret of thirty-two characters";
    const options = { database, bundle: hubBundle, issuers: [] };
    const development = await createDevelopment();
    const secrets = { seal, environment: "production" };
    await expect(createHub({ ...options, development, secrets })).rejects.toThrow("development issuer");
    const hub = await createHub({ ...options, secrets });
    expect((await hub.fetch(new Request("https://hub.example/development/people"))).status).toBe(404);
    await hub.close();
  });
});
