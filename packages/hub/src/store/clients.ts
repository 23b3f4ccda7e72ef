import type { Query } from "../database.js";
import { many, one } from "./in-street.js";

/** A device or a host page's own server that signs in by a secret. */
export interface ClientRow {
  readonly id: string;
  readonly kind: "device" | "host";
  readonly name: string;
  /** SHA-256 of the secret, hexadecimal: the secret itself is drawn at random and kept nowhere. */
  readonly secret: string;
  /** Scenarios for which a host may hand over people; `null`: all. */
  readonly scenarios: readonly string[] | null;
  readonly made: string;
  readonly by: string;
  readonly revoked: string | null;
}

const asClient = "to_jsonb(c) - 'street'";

/** Reads a client, revoked or not. */
export function readClient(query: Query, street: string, id: string): Promise<ClientRow | undefined> {
  return one(query, `select ${asClient} as r from hub.client c where c.street = $1 and c.id = $2`, [street, id]);
}

/** A page of clients by id. */
export function listClientRows(
  query: Query,
  street: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly ClientRow[]> {
  return many(
    query,
    `select ${asClient} as r from hub.client c where c.street = $1 and ($2::text is null or c.id > $2) order by c.id limit $3`,
    [street, after ?? null, limit],
  );
}

/** Enters a client; gives whether its id was free. */
export async function addClient(query: Query, street: string, client: ClientRow): Promise<boolean> {
  const { id, kind, name, secret, scenarios, made, by } = client;
  const added = await query.query(
    `insert into hub.client (street, id, kind, name, secret, scenarios, made, by)
     values ($1, $2, $3, $4, $5, case when $6::jsonb is null then null else array(select jsonb_array_elements_text($6::jsonb)) end, $7::timestamptz, $8)
     on conflict do nothing returning id`,
    [street, id, kind, name, secret, scenarios === null ? null : JSON.stringify(scenarios), made, by],
  );
  return added.length > 0;
}

/** Gives a client another secret, which ends the one before; one that was revoked is in use again. */
export async function renewClient(query: Query, street: string, id: string, secret: string): Promise<void> {
  await query.query("update hub.client set secret = $3, revoked = null where street = $1 and id = $2", [
    street,
    id,
    secret,
  ]);
}

/** Takes a client out of use. */
export async function revokeClient(query: Query, street: string, id: string, at: string): Promise<void> {
  await query.query(
    "update hub.client set revoked = coalesce(revoked, $3::timestamptz) where street = $1 and id = $2",
    [street, id, at],
  );
}
