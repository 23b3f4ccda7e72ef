import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { backupCommand } from "../src/serve/backup-command.js";
import { migrateCommand } from "../src/serve/migrate-command.js";
import { operatorCommand } from "../src/serve/operator-command.js";
import { restoreCommand } from "../src/serve/restore-command.js";
import { seedCommand } from "../src/serve/seed-command.js";
import { serveCommand } from "../src/serve/serve-command.js";
import { verifyCommand } from "../src/serve/verify-command.js";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "linli-serve-"));
const children = new Set<ChildProcess>();
let port = 0;

beforeAll(async () => {
  port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
  const config = {
    database: `folder:${join(folder, "data")}`,
    secret: "$HUB_SECRET",
    production: false,
    drain: 1,
    gateway: "console",
    port,
    identity: { name: "宁围街道", clients: [{ id: "page", name: "页", redirectUris: [`http://127.0.0.1:${port}/`] }] },
  };
  writeFileSync(join(folder, "linli.json"), JSON.stringify(config));
  writeFileSync(
    join(folder, "seed.json"),
    JSON.stringify({
      street: {
        id: "ningwei",
        name: "宁围街道",
        zone: "Asia/Shanghai",
        communities: [{ id: "ningan", name: "宁安社区" }],
      },
      members: [
        { id: "qian", name: "钱卫国", roles: [{ role: "resident" }], community: "ningan", phone: "13857112345" },
      ],
    }),
  );
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

const env = { ...process.env, HUB_SECRET: "0123456789abcdef0123456789abcdef", NODE_ENV: "test" };
vi.stubEnv("HUB_SECRET", env.HUB_SECRET);

const commands: { readonly [name: string]: (args: readonly string[]) => Promise<number> } = {
  backup: backupCommand,
  migrate: migrateCommand,
  operator: operatorCommand,
  restore: restoreCommand,
  seed: seedCommand,
  serve: serveCommand,
  verify: verifyCommand,
};

/** Runs a command in this process, where everything is loaded already. */
async function linli(
  name: string,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string }> {
  let out = "";
  const hear = (text: string) => void (out += `${text}\n`);
  const spies = [
    vi.spyOn(console, "log").mockImplementation(hear),
    vi.spyOn(console, "error").mockImplementation(hear),
  ];
  try {
    const code = await commands[name]!([...args, "--config", join(folder, "linli.json")]).catch((error: Error) => {
      hear(error.message);
      return error.name === "ConfigError" ? 2 : 1;
    });
    return { code, out };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

// Each command opens a data base of its own, which takes its time on a busy machine.
describe("looking after a hub by the command", { timeout: 240_000 }, () => {
  it("refuses a data base that is behind, and brings it forward when told to", async () => {
    const behind = await linli("serve");
    expect(behind).toMatchObject({ code: 2, out: expect.stringContaining("Run linli migrate") });
    expect((await linli("migrate")).out).toContain("0001-tables");
    expect((await linli("migrate")).out).toContain("nothing to do");
  });

  it("enters a street twice with the same result, and says what is wrong with another", async () => {
    for (let i = 0; i < 2; i++)
      expect(await linli("seed", join(folder, "seed.json"))).toMatchObject({
        code: 0,
        out: expect.stringContaining("1 members, 0 things; 0 faults"),
      });
    writeFileSync(
      join(folder, "bad.json"),
      JSON.stringify({ street: { id: "ningwei", name: "", zone: "Mars", communities: [] } }),
    );
    expect(await linli("seed", join(folder, "bad.json"))).toMatchObject({
      code: 1,
      out: expect.stringContaining("/name"),
    });
    expect(await linli("seed", join(folder, "none.json"))).toMatchObject({ code: 2 });
    expect(await linli("seed", join(folder, "seed.json"), "--scenarios", folder)).toMatchObject({
      code: 2,
      out: expect.stringContaining("Make them: linli compile"),
    });
  });

  it("verifies the chain, keeps everything in a file, and brings it back elsewhere", async () => {
    const { code, out } = await linli("verify");
    expect([code, out]).toEqual([0, expect.stringMatching(/ningwei: holds; 1 events, 0 erased; head [0-9a-f]{64}/)]);
    expect((await linli("backup", join(folder, "street.gz"))).code).toBe(0);
    expect(
      (await linli("restore", join(folder, "street.gz"), "--database", `folder:${join(folder, "other")}`)).code,
    ).toBe(0);
    expect((await linli("verify", "--database", `folder:${join(folder, "other")}`)).out).toBe(out);
    expect(await linli("restore", join(folder, "street.gz"))).toMatchObject({
      code: 1,
      out: expect.stringContaining("not empty"),
    });
    expect((await linli("operator", "13600000009", "--name", "楼海峰")).out).toContain("as an operator");
    expect(await linli("operator", "13600000008", "--shut", "out")).toMatchObject({ code: 1 });
  });

  it("serves, says where, and ends in good order: not ready first, then closed", async () => {
    const child = spawn(process.execPath, [main, "serve"], { cwd: folder, env });
    children.add(child);
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
    const url = `http://127.0.0.1:${port}`;
    await expect.poll(() => out, { timeout: 60_000 }).toContain(`Listens on   ${url}`);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      expect.objectContaining({ status: "ready", failing: [] }),
    ]);
    const description = (await (await fetch(`${url}/identity/.well-known/openid-configuration`)).json()) as object;
    expect(description).toMatchObject({ issuer: `${url}/identity`, code_challenge_methods_supported: ["S256"] });
    child.kill("SIGTERM");
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 50, timeout: 10_000 }).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await ended).toBe(0);
    expect(out).toContain("Ended.");
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
