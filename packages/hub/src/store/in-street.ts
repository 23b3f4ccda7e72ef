import type { Database, Query } from "../database.js";

/** Reads in one transaction as one street: row level security shows its rows and no others. */
export function inStreet<T>(database: Database, street: string, fn: (query: Query) => Promise<T>): Promise<T> {
  return database.tx(async (tx) => {
    await tx.query("select set_config('hub.street', $1, true)", [street]);
    return fn(tx);
  });
}

/** The one JSON value of a query that gives `r` in one row. */
export async function one<T>(query: Query, text: string, values: readonly unknown[] = []): Promise<T | undefined> {
  const [row] = await query.query<{ readonly r: T | null }>(text, values);
  return row?.r ?? undefined;
}

/** The JSON values of a query that gives `r` in each row. */
export async function many<T>(query: Query, text: string, values: readonly unknown[] = []): Promise<readonly T[]> {
  const rows = await query.query<{ readonly r: T }>(text, values);
  return rows.map((row) => row.r);
}
