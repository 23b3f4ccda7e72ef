// Makes what hubs in pages start from: a data directory of PGlite with the hub's tables in it, packed. Starting from it
// takes a page a second instead of five. Kept in .linli/ until PGlite or the hub's tables change.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const path = join(root, ".linli", "hub-dump.bin");
const stamp = join(root, ".linli", "hub-dump.digest");

/** A digest of all that the tables are made from. */
function digest() {
  const hash = createHash("sha256");
  const { resolve } = createRequire(join(root, "packages/hub/package.json"));
  hash.update(readFileSync(join(dirname(resolve("@electric-sql/pglite")), "../package.json")));
  const store = join(root, "packages/hub/dist/store");
  for (const file of readdirSync(store).sort()) if (file.endsWith(".js")) hash.update(readFileSync(join(store, file)));
  return hash.digest("hex");
}

/** Makes the dump if there is none, or if it is of other tables. */
export async function makeDump() {
  const now = digest();
  if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  console.log("Making a data base for hubs in pages");
  const [{ pglite }, { migrate }] = await Promise.all([import("@linli/hub/pglite"), import("@linli/hub")]);
  const database = await pglite();
  await migrate(database);
  const bytes = Buffer.from(await (await database.dump()).arrayBuffer());
  await database.close();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzipSync(bytes, { level: 9 }));
  writeFileSync(stamp, now);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeDump();
