import type { Json } from "@linli/contracts";
import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** What a thing has measured. */
export interface ReadingRow {
  readonly id: string;
  readonly resource: string;
  readonly name: string;
  readonly at: string;
  readonly value: Json;
  /** Who sent it: the thing itself, or staff. */
  readonly by: string;
  /** When it is forgotten. */
  readonly keep: string;
}

/** Readings of a resource, newest first; `after`: those older than the one of this id. */
export function listReadingRows(
  query: Query,
  street: string,
  filter: { readonly resource: string; readonly name?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Pick<ReadingRow, "id" | "name" | "at" | "value">[]> {
  return many(
    query,
    `select jsonb_build_object('id', r.id, 'name', r.name, 'at', r.at, 'value', r.value) as r from hub.reading r
     where r.street = $1 and r.resource = $2 and ($3::text is null or r.name = $3)
       and ($4::uuid is null or (r.at, r.id) < (select o.at, o.id from hub.reading o where o.street = $1 and o.resource = $2 and o.id = $4::uuid))
     order by r.at desc, r.id desc limit $5`,
    [street, filter.resource, filter.name ?? null, filter.after ?? null, filter.limit],
  );
}

/** Forgets readings that have been kept long enough, some at a time. */
export async function forgetReadings(query: Query, street: string, now: string): Promise<void> {
  await query.query(
    "delete from hub.reading r where r.street = $1 and r.id in (select o.id from hub.reading o where o.street = $1 and o.keep <= $2::timestamptz order by o.keep limit 5000)",
    [street, now],
  );
}
