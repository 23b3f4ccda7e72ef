import { pglite, type PgliteDatabase } from "../../src/pglite.js";
import { migrate } from "../../src/store/migrate.js";

let dump: Promise<Blob> | undefined;

/** A data base in memory, from one dump that is made once per process. */
export async function freshPglite(): Promise<PgliteDatabase> {
  dump ??= (async () => {
    const first = await pglite();
    await migrate(first);
    const made = await first.dump();
    await first.close();
    return made;
  })();
  return pglite({ dump: await dump });
}
