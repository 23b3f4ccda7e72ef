import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { one } from "./in-street.js";

/** Something that the provider keeps: a session, a grant, a code, a token. Its id is a hash, since many ids are secrets. */
export interface ArtifactRow {
  readonly kind: string;
  readonly id: string;
  readonly body: JsonObject;
  readonly grant: string | null;
  readonly uid: string | null;
  readonly code: string | null;
  readonly until: string | null;
}

const live = "(a.until is null or a.until > $3::timestamptz)";
const asBody =
  "a.body || case when a.consumed is null then '{}' else jsonb_build_object('consumed', floor(extract(epoch from a.consumed))) end";

/** Keeps something, in place of what was kept under its id. */
export async function writeArtifact(query: Query, artifact: ArtifactRow): Promise<void> {
  const { kind, id, body, grant, uid, code, until } = artifact;
  await query.query(
    `insert into identity.artifact (kind, id, body, "grant", uid, code, until) values ($1, $2, $3::jsonb, $4, $5, $6, $7::timestamptz)
     on conflict (kind, id) do update set body = excluded.body, "grant" = excluded."grant", uid = excluded.uid, code = excluded.code, until = excluded.until`,
    [kind, id, JSON.stringify(body), grant, uid, code, until],
  );
}

/** Reads something by one of its names, if it has not ended. */
export function readArtifact(
  query: Query,
  asked: { readonly kind: string; readonly by: "id" | "uid" | "code"; readonly name: string; readonly now: string },
): Promise<JsonObject | undefined> {
  return one(
    query,
    `select ${asBody} as r from identity.artifact a where a.kind = $1 and a.${asked.by} = $2 and ${live}`,
    [asked.kind, asked.name, asked.now],
  );
}

/** Notes that something was used, as it may be once. */
export async function consumeArtifact(query: Query, kind: string, id: string, now: string): Promise<void> {
  await query.query("update identity.artifact set consumed = $3::timestamptz where kind = $1 and id = $2", [
    kind,
    id,
    now,
  ]);
}

/** Takes something away. */
export async function dropArtifact(query: Query, kind: string, id: string): Promise<void> {
  await query.query("delete from identity.artifact where kind = $1 and id = $2", [kind, id]);
}

/** Takes away all of a kind that hangs on a grant. */
export async function dropGranted(query: Query, kind: string, grant: string): Promise<void> {
  await query.query('delete from identity.artifact where kind = $1 and "grant" = $2', [kind, grant]);
}

/** Takes away what lets a person stay signed in: sessions, grants and all that hangs on them. */
export async function dropSignedIn(query: Query, login: string): Promise<void> {
  await query.query("delete from identity.artifact where body ->> 'accountId' = $1", [login]);
}
