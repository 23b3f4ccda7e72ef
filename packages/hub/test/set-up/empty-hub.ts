import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { pglite } from "../../src/pglite.js";
import { migrate } from "../../src/store/migrate.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The file with a migrated data base in which nothing is yet. */
    readonly emptyHub: string;
  }
}

let folder: string;

/** Before all tests: migrates one data base, from which each test begins. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "linli-empty-hub-"));
  const file = join(folder, "data.tar");
  const database = await pglite();
  await migrate(database);
  await writeFile(file, Buffer.from(await (await database.dump()).arrayBuffer()));
  await database.close();
  project.provide("emptyHub", file);
}

/** After all tests. */
export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true });
}
