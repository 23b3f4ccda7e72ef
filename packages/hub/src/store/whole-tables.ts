import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** Some of a data base: what belongs to no street, what belongs to one, or identity. */
export interface Part {
  readonly schema: "hub" | "identity";
  readonly street?: string;
}

/** What a backup begins with. */
export interface BackupHeader {
  readonly migrations: readonly string[];
  readonly streets: readonly string[];
}

const page = 1000;

/** Which migrations and which streets there are. */
export async function readHeader(query: Query): Promise<BackupHeader> {
  return {
    migrations: await many<string>(query, "select to_jsonb(id) as r from hub.migration order by id"),
    streets: await many<string>(query, "select to_jsonb(street) as r from hub.tenant order by street"),
  };
}

/** Whether nothing was entered yet. */
export async function isEmpty(query: Query): Promise<boolean> {
  const [row] = await query.query<{ readonly empty: boolean }>(
    "select not exists (select from hub.tenant) and not exists (select from hub.code) as empty",
  );
  return row?.empty === true;
}

/** The tables of a part, those first to which others refer; pieces of a cut table are not named apart. */
export async function tablesOf(query: Query, { schema, street }: Part): Promise<readonly string[]> {
  return many<string>(
    query,
    `select to_jsonb(c.relname) as r from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration' and c.relrowsecurity = $2
     order by exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), c.relname`,
    // What belongs to no street is what no row level security keeps apart; migrations are made, not brought back.
    [schema, schema === "identity" || street !== undefined],
  );
}

/** The rows of a table, as JSON, a page at a time, by a cursor of the transaction. */
export async function* readTable(
  query: Query,
  { schema, street }: Part,
  table: string,
): AsyncGenerator<readonly unknown[]> {
  const where = street === undefined ? "" : " where t.street = current_setting('hub.street')";
  await query.query(
    `declare whole no scroll cursor for select to_jsonb(t) as r from ${named(schema, table)} t${where}`,
  );
  try {
    for (;;) {
      const rows = await many<unknown>(query, `fetch ${page} from whole`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await query.query("close whole");
  }
}

/** Writes rows back as they were. */
export async function insertRows(
  query: Query,
  { schema }: Part,
  table: string,
  rows: readonly unknown[],
): Promise<void> {
  const to = named(schema, table);
  await query.query(`insert into ${to} select x.* from jsonb_populate_recordset(null::${to}, $1::jsonb) x`, [
    JSON.stringify(rows),
  ]);
}

function named(schema: string, table: string): string {
  if (!/^[a-z_]+$/.test(table) || !/^[a-z]+$/.test(schema)) throw new Error(`There is no table ${schema}.${table}.`);
  return `${schema}."${table}"`;
}
