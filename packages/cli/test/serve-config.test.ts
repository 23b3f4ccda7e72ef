import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError, readConfig, type Config } from "../src/serve/config.js";

const folder = mkdtempSync(join(tmpdir(), "linli-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const secret = "0123456789abcdef0123456789abcdef";
const right = { database: "postgres://linli@localhost/linli", secret, url: "https://hub.example", identity: {} };

function read(file: unknown, flags: Record<string, string> = {}, environment: Record<string, string> = {}): Config {
  const path = join(folder, "linli.json");
  writeFileSync(path, typeof file === "string" ? file : JSON.stringify(file));
  return readConfig({ flags, environment, file: path });
}

function faultsOf(file: unknown, flags?: Record<string, string>, environment?: Record<string, string>): string {
  try {
    read(file, flags, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.join("\n").replaceAll(join(folder, "linli.json"), "FILE");
    throw error;
  }
  return "";
}

describe("what a hub is told", () => {
  it("comes from the file, over it the environment, over that the flags", () => {
    const config = read(
      { ...right, port: 1, host: "a", drain: 1 },
      { port: "3" },
      { LINLI_PORT: "2", LINLI_HOST: "b" },
    );
    expect(config).toMatchObject({ port: 3, host: "b", drain: 1 });
    expect(read(right, {}, { LINLI_TRUST_PROXY: "true" })).toMatchObject({ trustProxy: true });
  });

  it("takes secrets from variables that the file names, and from nowhere else", () => {
    expect(read({ ...right, secret: "$HUB_SECRET" }, {}, { HUB_SECRET: secret }).secret).toBe(secret);
    expect(faultsOf({ ...right, secret: "$HUB_SECRET" })).toContain(
      "FILE: /secret asks for the variable HUB_SECRET, which is not set.",
    );
  });

  it.each([
    [
      "nothing",
      {},
      ['"database" is missing: say it in the file, by --database or LINLI_DATABASE', '"secret" is missing'],
    ],
    ["a word that it does not know", { ...right, prot: 80 }, ['FILE: has no "prot". Is it misspelt?']],
    [
      "a word that it does not know, inside",
      { ...right, limits: { perMinute: 1 } },
      ['FILE: /limits has no "perMinute"'],
    ],
    ["another data base", { ...right, database: "mysql://x" }, ["FILE: /database must match pattern", "folder:<path>"]],
    ["a short secret", { ...right, secret: "short" }, ["FILE: /secret must NOT have fewer than 32 characters"]],
    [
      "a client without a way back",
      { ...right, identity: { clients: [{ id: "page", name: "页" }] } },
      ['/identity/clients/0 needs "redirectUris"'],
    ],
    ["nobody who could sign in", { ...right, identity: undefined }, ["Nobody could sign in"]],
    ["codes on the console", { ...right, gateway: "console" }, ["not in production"]],
    ["codes in the open", { ...right, url: "http://hub.example" }, ["is not encrypted"]],
    ["people without an address", { ...right, url: undefined }, ["identity needs url"]],
    [
      "an address with something behind it",
      { ...right, url: "https://hub.example/hub" },
      ["FILE: /url must match pattern"],
    ],
    ["a street that can't be one", { ...right, streets: { 宁围: {} } }, ["/streets"]],
  ])("is refused for %s, with where and what to do", (_, file, expected) => {
    const faults = faultsOf(file);
    for (const one of expected) expect(faults).toContain(one);
  });

  it("names the flag or the variable where the fault is", () => {
    const faults = faultsOf(right, { port: "no" }, { LINLI_DRAIN: "-1" });
    expect(faults).toContain("--port: /port must be integer");
    expect(faults).toContain("LINLI_DRAIN: /drain must be integer");
  });

  it("says what is wrong with a file that is no JSON, or not there", () => {
    expect(faultsOf("{ not json")).toContain("FILE is no JSON");
    expect(faultsOf("[]")).toContain("is to be a JSON object");
    expect(() => readConfig({ flags: {}, environment: {}, file: join(folder, "none.json") })).toThrow("can't be read");
  });

  it("may be small for development", () => {
    expect(read({ database: "memory:", secret, production: false, gateway: "console" })).toMatchObject({
      database: "memory:",
    });
  });
});
