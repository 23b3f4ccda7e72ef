import type { JsonObject } from "@linli/contracts";
import type { Database, Query } from "../database.js";
import { many, one } from "./in-street.js";

/** Speaks for identity in one transaction: only so its tables show anything. */
export function inIdentity<T>(database: Database, fn: (query: Query) => Promise<T>): Promise<T> {
  return database.tx(async (tx) => {
    await speakForIdentity(tx);
    return fn(tx);
  });
}

/** Lets a transaction that speaks for a street see identity as well. */
export async function speakForIdentity(query: Query): Promise<void> {
  await query.query("select set_config('hub.identity', 'on', true)");
}

/** Somebody who can sign in. */
export interface LoginRow {
  readonly id: string;
  readonly phone: string | null;
  readonly name: string;
  /** A password's hash; `null`: she has none. */
  readonly secret: string | null;
  readonly operator: boolean;
  readonly disabled: boolean;
  /** Who she is in each street. */
  readonly members: { readonly [street: string]: string };
}

const asLogin = `to_jsonb(l) - 'made' || jsonb_build_object('members', coalesce((select jsonb_object_agg(m.street, m.member) from identity.member m where m.login = l.id), '{}'))`;

/** Finds a login by its id. */
export function findLogin(query: Query, id: string): Promise<LoginRow | undefined> {
  return one(query, `select ${asLogin} as r from identity.login l where l.id = $1`, [id]);
}

/** Finds a login by its telephone number. */
export function findByPhone(query: Query, phone: string): Promise<LoginRow | undefined> {
  return one(query, `select ${asLogin} as r from identity.login l where l.phone = $1`, [phone]);
}

/** Finds the login of a member. */
export function findByMember(query: Query, street: string, member: string): Promise<LoginRow | undefined> {
  return one(
    query,
    `select ${asLogin} as r from identity.login l join identity.member x on x.login = l.id where x.street = $1 and x.member = $2`,
    [street, member],
  );
}

/** Finds the login that somebody of an outside issuer has. */
export function findByOutside(query: Query, issuer: string, subject: string): Promise<LoginRow | undefined> {
  return one(
    query,
    `select ${asLogin} as r from identity.login l join identity.outside o on o.login = l.id where o.issuer = $1 and o.subject = $2`,
    [issuer, subject],
  );
}

/** Makes a login; `false`: its number is somebody's already. */
export async function addLogin(
  query: Query,
  login: Pick<LoginRow, "id" | "phone" | "name" | "operator"> & { readonly made: string },
): Promise<boolean> {
  const { id, phone, name, operator, made } = login;
  const added = await query.query(
    "insert into identity.login (id, phone, name, operator, made) values ($1, $2, $3, $4, $5::timestamptz) on conflict do nothing returning id",
    [id, phone, name, operator, made],
  );
  return added.length > 0;
}

/** Says who a login is in a street; whoever it was there before, it no longer is. */
export async function joinStreet(
  query: Query,
  join: { readonly login: string; readonly street: string; readonly member: string; readonly since: string },
): Promise<void> {
  await leaveStreet(query, join.street, join.member);
  await query.query(
    `insert into identity.member (login, street, member, since) values ($1, $2, $3, $4::timestamptz)
     on conflict (login, street) do update set member = excluded.member, since = excluded.since`,
    [join.login, join.street, join.member, join.since],
  );
}

/** Takes a member's way to sign in away; a login that is left without any street is no longer needed. */
export async function leaveStreet(query: Query, street: string, member: string): Promise<void> {
  await query.query("delete from identity.member where street = $1 and member = $2", [street, member]);
}

/** Remembers who somebody of an outside issuer is. */
export async function linkOutside(
  query: Query,
  link: { readonly issuer: string; readonly subject: string; readonly login: string; readonly since: string },
): Promise<void> {
  await query.query(
    "insert into identity.outside (issuer, subject, login, since) values ($1, $2, $3, $4::timestamptz) on conflict do nothing",
    [link.issuer, link.subject, link.login, link.since],
  );
}

/** Keeps a password's hash, or none. */
export async function setSecret(query: Query, login: string, secret: string | null): Promise<void> {
  await query.query("update identity.login set secret = $2 where id = $1", [login, secret]);
}

/** Says whether somebody is an operator. */
export async function setOperator(query: Query, login: string, operator: boolean): Promise<void> {
  await query.query("update identity.login set operator = $2 where id = $1", [login, operator]);
}

/** Shuts a login out, or lets it in again. */
export async function disableLogin(query: Query, login: string, disabled: boolean): Promise<void> {
  await query.query("update identity.login set disabled = $2 where id = $1", [login, disabled]);
}

/** A code that was sent to a number. */
export interface CodeRow {
  readonly hash: string;
  readonly until: string;
  readonly tries: number;
  readonly sent: string;
}

/** Reads a number's code and holds its row, so that two tries at once are two tries. */
export function readCode(query: Query, phone: string): Promise<CodeRow | undefined> {
  return one(query, "select to_jsonb(c) - 'phone' as r from identity.code c where c.phone = $1 for update", [phone]);
}

/** Keeps a new code; the one before ends. */
export async function writeCode(
  query: Query,
  code: { readonly phone: string; readonly hash: string; readonly until: string; readonly sent: string },
): Promise<void> {
  await query.query(
    `insert into identity.code (phone, hash, until, sent) values ($1, $2, $3::timestamptz, $4::timestamptz)
     on conflict (phone) do update set hash = excluded.hash, until = excluded.until, sent = excluded.sent, tries = 0`,
    [code.phone, code.hash, code.until, code.sent],
  );
}

/** Notes a wrong try at a code. */
export async function countCodeTry(query: Query, phone: string): Promise<void> {
  await query.query("update identity.code set tries = tries + 1 where phone = $1", [phone]);
}

/** Ends a code: it is used up. */
export async function dropCode(query: Query, phone: string): Promise<void> {
  await query.query("delete from identity.code where phone = $1", [phone]);
}

/** Counts an attempt in a span of time; gives how many there were, this one included. */
export async function countAttempt(
  query: Query,
  attempt: { readonly key: string; readonly span: string; readonly until: string },
): Promise<number> {
  const [row] = await query.query<{ readonly count: number }>(
    `insert into identity.attempt as t (key, span, until) values ($1, $2::timestamptz, $3::timestamptz)
     on conflict (key, span) do update set count = t.count + 1 returning count`,
    [attempt.key, attempt.span, attempt.until],
  );
  return row?.count ?? 1;
}

/** How many attempts there were in a span of time. */
export async function readAttempts(query: Query, key: string, span: string): Promise<number> {
  const [row] = await query.query<{ readonly count: number }>(
    "select count from identity.attempt where key = $1 and span = $2::timestamptz",
    [key, span],
  );
  return row?.count ?? 0;
}

/** Takes away what has ended: artifacts, codes, counted attempts, messages. */
export async function tidyIdentity(query: Query, now: string): Promise<void> {
  await query.query(
    "delete from identity.artifact a where (a.kind, a.id) in (select x.kind, x.id from identity.artifact x where x.until < $1::timestamptz limit 5000)",
    [now],
  );
  await query.query(
    "delete from identity.attempt t where (t.key, t.span) in (select x.key, x.span from identity.attempt x where x.until < $1::timestamptz limit 5000)",
    [now],
  );
  await query.query("delete from identity.code where until < $1::timestamptz - interval '1 day'", [now]);
  await query.query("delete from identity.text_message where until < $1::timestamptz", [now]);
}

/** A key that signs tokens. */
export interface KeyRow {
  readonly id: string;
  /** The private key, sealed. */
  readonly sealed: string;
  readonly public: JsonObject;
  /** From when on it signs. */
  readonly signs: string;
}

/** All keys, the newest first. */
export function readKeys(query: Query): Promise<readonly KeyRow[]> {
  return many(query, "select to_jsonb(k) - 'made' as r from identity.signing_key k order by k.signs desc, k.id");
}

/** Holds the keys: nobody else makes one meanwhile. */
export async function lockKeys(query: Query): Promise<void> {
  await query.query("lock table identity.signing_key in share row exclusive mode");
}

/** Adds a key. */
export async function addKey(query: Query, key: KeyRow & { readonly made: string }): Promise<void> {
  await query.query(
    "insert into identity.signing_key (id, sealed, public, signs, made) values ($1, $2, $3::jsonb, $4::timestamptz, $5::timestamptz)",
    [key.id, key.sealed, JSON.stringify(key.public), key.signs, key.made],
  );
}

/** Takes a key away. */
export async function dropKey(query: Query, id: string): Promise<void> {
  await query.query("delete from identity.signing_key where id = $1", [id]);
}

/** A text message that waits. */
export interface TextRow {
  readonly id: string;
  readonly street: string | null;
  readonly sealed: string;
  readonly attempts: number;
}

/** Enters a text message. */
export async function addText(
  query: Query,
  text: Omit<TextRow, "attempts"> & { readonly due: string; readonly until: string },
): Promise<void> {
  await query.query(
    "insert into identity.text_message (id, street, sealed, due, until) values ($1::uuid, $2, $3, $4::timestamptz, $5::timestamptz)",
    [text.id, text.street, text.sealed, text.due, text.until],
  );
}

/** Claims text messages that are due for some seconds; what another hub has claimed is left to it. */
export function claimTexts(
  query: Query,
  asked: { readonly now: string; readonly until: string; readonly limit: number },
): Promise<readonly TextRow[]> {
  return many(
    query,
    `with due as (select t.id from identity.text_message t where t.due <= $1::timestamptz and t.until > $1::timestamptz and (t.lease is null or t.lease <= $1::timestamptz)
       order by t.due limit $3 for update skip locked)
     update identity.text_message t set lease = $2::timestamptz, attempts = t.attempts + 1 from due where t.id = due.id
     returning jsonb_build_object('id', t.id, 'street', t.street, 'sealed', t.sealed, 'attempts', t.attempts) as r`,
    [asked.now, asked.until, asked.limit],
  );
}

/** Takes a message away that was handed over. */
export async function dropText(query: Query, id: string): Promise<void> {
  await query.query("delete from identity.text_message where id = $1::uuid", [id]);
}

/** Puts off a message that could not be handed over. */
export async function putOffText(query: Query, id: string, due: string): Promise<void> {
  await query.query("update identity.text_message set due = $2::timestamptz, lease = null where id = $1::uuid", [
    id,
    due,
  ]);
}
