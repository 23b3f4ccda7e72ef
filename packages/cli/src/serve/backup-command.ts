import { backup } from "@linli/hub/backup";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { configUsage, readConfigArgs } from "./config-args.js";
import { openDatabase } from "./open.js";

/** How `linli backup` is called. */
export const backupUsage = `linli backup <file> [--config linli.json]

Writes all that a data base holds, as of one moment and while hubs go on working, into one file: gzipped JSON lines, the same from
PGlite and PostgreSQL, so that a street can move from one to the other. What is sealed stays sealed: keep the secret as well,
elsewhere. (A PGlite folder takes one process: end the hub first. For a large PostgreSQL see docs/operations.md.)
${configUsage()}`;

/** Runs `linli backup`. Gives the exit code. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { config, positionals } = readConfigArgs(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(backupUsage);
    return 2;
  }
  const database = await openDatabase(config);
  try {
    let rows = 0;
    const lines = backup(database, (count) => (rows = count));
    await pipeline(Readable.from(lines), createGzip({ level: 6 }), createWriteStream(`${file}.part`, { mode: 0o600 }));
    // Whoever finds the file finds all of it.
    await rename(`${file}.part`, file);
    console.log(`${file}: ${rows} rows.`);
    return 0;
  } finally {
    await database.close();
  }
}
