import { readFile } from "node:fs/promises";
import { inject } from "vitest";
import { pglite, type PgliteDatabase } from "../../src/pglite.js";

/** A data base in memory, migrated and empty. */
export async function freshPglite(): Promise<PgliteDatabase> {
  return pglite({ dump: new Blob([await readFile(inject("emptyHub"))]) });
}
