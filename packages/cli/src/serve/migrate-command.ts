import { migrate } from "@linli/hub";
import { configUsage, readConfigArgs } from "./config-args.js";
import { openDatabase } from "./open.js";

/** How `linli migrate` is called. */
export const migrateUsage = `linli migrate [--config linli.json]

Brings the data base forward; safe while others do the same, and does nothing where there is nothing to do. There is no way
back: make a backup before.
${configUsage()}`;

/** Runs `linli migrate`. Gives the exit code. */
export async function migrateCommand(args: readonly string[]): Promise<number> {
  const { config } = readConfigArgs(args);
  const database = await openDatabase(config);
  try {
    const { partitions } = config;
    const applied = await migrate(database, partitions === undefined ? {} : { partitions });
    console.log(applied.length === 0 ? "There was nothing to do." : `Applied: ${applied.join(", ")}`);
    return 0;
  } finally {
    await database.close();
  }
}
