import { restore } from "@linli/hub/backup";
import { migrate } from "@linli/hub";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { configUsage, readConfigArgs } from "./config-args.js";
import { openDatabase } from "./open.js";

/** How `linli restore` is called. */
export const restoreUsage = `linli restore <file> [--config linli.json]

Brings back what linli backup has written, into an empty data base: all of it, or nothing. Afterwards run linli verify.
${configUsage()}`;

/** Runs `linli restore`. Gives the exit code. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { config, positionals } = readConfigArgs(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(restoreUsage);
    return 2;
  }
  const database = await openDatabase(config);
  try {
    const { partitions } = config;
    await migrate(database, partitions === undefined ? {} : { partitions });
    const unzipped = createReadStream(file).pipe(createGunzip());
    const rows = await restore(database, createInterface({ input: unzipped, crlfDelay: Infinity }));
    console.log(`${rows} rows.`);
    return 0;
  } finally {
    await database.close();
  }
}
