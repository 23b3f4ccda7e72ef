import type { Query } from "../database.js";

/** A table in which something may lie sealed: its key beside the street, and the columns. */
export interface SealedTable {
  readonly table: string;
  readonly key: readonly (readonly [column: string, type: string])[];
  readonly columns: readonly (readonly [column: string, type: "jsonb" | "text"])[];
}

/** All of them. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: "record",
    key: [["id", "uuid"]],
    columns: [
      ["data", "jsonb"],
      ["derived", "jsonb"],
      ["stages", "jsonb"],
      ["proposed", "jsonb"],
    ],
  },
  { table: "child", key: [["id", "uuid"]], columns: [["input", "jsonb"]] },
  { table: "payload", key: [["event", "uuid"]], columns: [["body", "text"]] },
  {
    table: "idempotency",
    key: [
      ["actor", "text"],
      ["key", "text"],
    ],
    columns: [["response", "text"]],
  },
  { table: "resource", key: [["id", "text"]], columns: [["value", "jsonb"]] },
  { table: "delivery", key: [["id", "uuid"]], columns: [["body", "text"]] },
  { table: "contact", key: [["person", "text"]], columns: [["address", "jsonb"]] },
  { table: "member", key: [["id", "text"]], columns: [["facts", "jsonb"]] },
];

/** A row as it lies there, its key and columns as text. */
export interface SealedTexts {
  readonly key: readonly string[];
  readonly texts: readonly (string | null)[];
}

/** A page of rows that hold something sealed, by key. */
export async function sealedPage(
  query: Query,
  street: string,
  { table, key, columns }: SealedTable,
  asked: { readonly after: readonly string[] | undefined; readonly limit: number },
): Promise<readonly SealedTexts[]> {
  const keys = key.map(([name]) => `t.${name}`).join(", ");
  const after = key.map(([, type], n) => `$${n + 3}::${type}`).join(", ");
  return query.query<SealedTexts>(
    `select array[${key.map(([name]) => `t.${name}::text`).join(", ")}] as key, array[${columns.map(([name]) => `t.${name}::text`).join(", ")}] as texts
     from hub.${table} t where t.street = $1 and (${columns.map(([name]) => `t.${name}::text like '%"$sealed"%'`).join(" or ")})
       ${asked.after === undefined ? "" : `and (${keys}) > (${after})`} order by ${keys} limit $2`,
    [street, asked.limit, ...(asked.after ?? [])],
  );
}

/** How many rows hold something sealed. */
export async function countSealed(query: Query, street: string, { table, columns }: SealedTable): Promise<number> {
  const [row] = await query.query<{ readonly count: number }>(
    `select count(*)::int as count from hub.${table} t where t.street = $1 and (${columns.map(([name]) => `t.${name}::text like '%"$sealed"%'`).join(" or ")})`,
    [street],
  );
  return row?.count ?? 0;
}

/** Puts other texts in the place of those that were read, where nobody has written meanwhile. */
export async function writeResealed(
  query: Query,
  street: string,
  { table, key, columns }: SealedTable,
  row: SealedTexts & { readonly next: readonly (string | null)[] },
): Promise<void> {
  const at = (n: number) => `$${n + 2}`;
  const sets = columns.map(([name, type], n) => `${name} = ${at(key.length + n)}::${type}`);
  const wheres = key.map(([name, type], n) => `t.${name} = ${at(n)}::${type}`);
  const same = columns.map(
    ([name], n) => `t.${name}::text is not distinct from ${at(key.length + columns.length + n)}`,
  );
  await query.query(
    `update hub.${table} t set ${sets.join(", ")} where t.street = $1 and ${[...wheres, ...same].join(" and ")}`,
    [street, ...row.key, ...row.next, ...row.texts],
  );
}
