import type { Database } from "../database.js";
import { contractTable } from "./contract-table.js";
import { fileColumns } from "./file-columns.js";
import { commitFunction } from "./commit-function.js";
import { identityTables } from "./identity-tables.js";
import { keyTable } from "./key-table.js";
import { loadFunctions } from "./load-functions.js";
import { messageTables } from "./message-tables.js";
import { partition } from "./partition.js";
import { privacyTables } from "./privacy-tables.js";
import { profileOrder } from "./profile-order.js";
import { readingTable } from "./reading-table.js";
import { schema } from "./schema.js";

/** One step forward; once released, its text never changes. */
interface Migration {
  readonly id: string;
  readonly text: string;
}

/** All migrations, oldest first. */
const migrations: readonly Migration[] = [
  { id: "0001-tables", text: schema },
  { id: "0002-load", text: loadFunctions },
  { id: "0003-commit", text: commitFunction },
  { id: "0004-readings", text: readingTable },
  { id: "0005-identity", text: identityTables },
  { id: "0006-keys", text: keyTable },
  { id: "0007-contracts", text: contractTable },
  { id: "0008-privacy", text: privacyTables },
  { id: "0009-files", text: fileColumns },
  { id: "0010-profile-order", text: profileOrder },
  { id: "0011-messages", text: messageTables },
];

/** What a data base may have beyond its tables. */
export interface MigrateOptions {
  /** Cuts the big tables into so many pieces by street; once switched on it stays. Absent: as they are. */
  readonly partitions?: number;
}

/**
 * Brings the data base forward; safe when several hubs start at once. There is no way back.
 * @returns The ids of the migrations that were applied now, and `partitions:<table>` for each table that was cut.
 * @throws Error where a migration that was applied has another text now, the data base is newer than this hub, or its tables lie
 * in another number of partitions.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await bringForward(database, options);
    } catch (error) {
      // Two that begin at the same moment on an empty data base can meet in the catalogue, before there is a table to lock.
      if (attempt === 5 || !meetings.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}

const meetings = new Set(["23505", "42P06", "42P07", "42710", "XX000", "40P01"]);

/** The ids of migrations that a data base does not have yet. */
export async function pendingMigrations(database: Database): Promise<readonly string[]> {
  try {
    const rows = await database.query<{ id: string }>("select id from hub.migration");
    const applied = new Set(rows.map(({ id }) => id));
    return migrations.map(({ id }) => id).filter((id) => !applied.has(id));
  } catch (error) {
    // There is no such table, or no such schema, or nobody has let this role see it yet.
    if (["42P01", "3F000", "42501", "22023"].includes((error as { code?: string }).code ?? ""))
      return migrations.map(({ id }) => id);
    throw error;
  }
}

async function bringForward(database: Database, { partitions }: MigrateOptions): Promise<readonly string[]> {
  const applied: string[] = [];
  const wanted = await Promise.all(
    migrations.map(async (migration) => ({ ...migration, checksum: await checksumOf(migration.text) })),
  );
  await database.script(async (owner) => {
    await owner.script(
      "create schema if not exists hub; create table if not exists hub.migration (id text primary key, checksum text not null)",
    );
    await owner.script("begin; lock table hub.migration in access exclusive mode");
    try {
      const rows = await owner.query<{ id: string; checksum: string }>(
        "select id, checksum from hub.migration order by id",
      );
      const known = new Map(rows.map((row) => [row.id, row.checksum]));
      const newer = rows.find((row) => !wanted.some((one) => one.id === row.id));
      if (newer) throw new Error(`The data base is newer than this hub: it has the migration ${newer.id}.`);
      for (const { id, text, checksum } of wanted) {
        const before = known.get(id);
        if (before === checksum) continue;
        if (before !== undefined)
          throw new Error(`The migration ${id} was applied with another text. Migrations only go forward.`);
        await owner.script(text);
        await owner.query("insert into hub.migration (id, checksum) values ($1, $2)", [id, checksum]);
        applied.push(id);
      }
      if (partitions !== undefined)
        applied.push(...(await partition(owner, partitions)).map((table) => `partitions:${table}`));
      await owner.script("commit");
    } catch (error) {
      await owner.script("rollback");
      throw error;
    }
  });
  return applied;
}

async function checksumOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
