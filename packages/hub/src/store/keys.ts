import type { Query } from "../database.js";

/** A wrapped key. */
export interface KeyRow {
  readonly no: number;
  readonly wrapped: Uint8Array;
}

/** The keys of a street, lowest number first. The query already speaks as this street. */
export function readKeys(query: Query, street: string): Promise<readonly KeyRow[]> {
  return query.query<KeyRow>("select no, wrapped from hub.key where street = $1 order by no", [street]);
}

/** Adds a key, unless somebody was faster. */
export async function addKey(query: Query, street: string, row: KeyRow & { readonly made: string }): Promise<void> {
  await query.query(
    "insert into hub.key (street, no, wrapped, made) values ($1, $2, $3, $4::timestamptz) on conflict do nothing",
    [street, row.no, row.wrapped, row.made],
  );
}

/** Puts a key under another wrapping. */
export async function wrapAgain(query: Query, street: string, { no, wrapped }: KeyRow): Promise<void> {
  await query.query("update hub.key set wrapped = $3 where street = $1 and no = $2", [street, no, wrapped]);
}

/** Forgets keys that seal nothing any more: those below a number, but for the one that keys hashes and those of files that are still kept. */
export async function forgetKeys(query: Query, street: string, below: number): Promise<void> {
  await query.query(
    "delete from hub.key k where k.street = $1 and k.no > 0 and k.no < $2 and not exists (select from hub.file f where f.street = $1 and f.sealed = k.no)",
    [street, below],
  );
}
