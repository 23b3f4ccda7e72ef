import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { many, one } from "./in-street.js";
import type { ChildRow } from "./records.js";
import type { RecordRow } from "./rows.js";

/** A record as it is erased. */
export type ErasableRow = RecordRow & { readonly erased: "" | "sensitive" | "all" };

/** Records that have ended and are somebody's, by id, locked. */
export function endedRecordsOf(
  query: Query,
  street: string,
  asked: { readonly person: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly ErasableRow[]> {
  return many(
    query,
    `select to_jsonb(r) - 'street' as r from hub.record r where r.street = $1 and r.id in (
       select s.id from hub.record s where s.street = $1 and s.subject = $2
       union select o.id from hub.record o where o.street = $1 and o.opener <> o.subject and o.opener = $2)
     and r.ended and ($3::uuid is null or r.id > $3::uuid) order by r.id limit $4 for update`,
    [street, asked.person, asked.after ?? null, asked.limit],
  );
}

/** How many records of somebody have not ended, and how many have. */
export async function countRecordsOf(
  query: Query,
  street: string,
  person: string,
): Promise<{ readonly living: number; readonly ended: number }> {
  const found = await one<{ readonly living: number; readonly ended: number }>(
    query,
    `select jsonb_build_object('living', count(*) filter (where not r.ended), 'ended', count(*) filter (where r.ended)) as r from hub.record r
     where r.street = $1 and r.id in (select s.id from hub.record s where s.street = $1 and s.subject = $2
       union select o.id from hub.record o where o.street = $1 and o.opener <> o.subject and o.opener = $2)`,
    [street, person],
  );
  return found ?? { living: 0, ended: 0 };
}

/** Records that ended before the moment of their scenario and of which more is to be erased, locked; `depth`: how much. */
export function outlivedRecords(
  query: Query,
  street: string,
  asked: {
    readonly outlived: readonly { readonly scenario: string; readonly before: string }[];
    readonly depth: Exclude<ErasableRow["erased"], "">;
    readonly limit: number;
  },
): Promise<readonly ErasableRow[]> {
  return many(
    query,
    `select to_jsonb(f) - 'street' as r from jsonb_to_recordset($2::jsonb) as o(scenario text, before timestamptz)
       cross join lateral (select r.* from hub.record r where r.street = $1 and r.scenario = o.scenario and r.ended and r.erased <> 'all'
         and (r.erased = '' or $3 = 'all') and r.entered < o.before order by r.entered, r.id limit $4 for update) f limit $4`,
    [street, JSON.stringify(asked.outlived), asked.depth, asked.limit],
  );
}

/** Writes what is left of a record. */
export async function writeErased(query: Query, street: string, row: ErasableRow): Promise<void> {
  await query.query(
    `update hub.record set data = $3::jsonb, derived = $4::jsonb, stages = $5::jsonb, proposed = null, subject = $6, opener = $7, erased = $8, lat = $9, lon = $10,
       revision = revision + 1 where street = $1 and id = $2::uuid`,
    [
      street,
      row.id,
      JSON.stringify(row.data),
      JSON.stringify(row.derived),
      JSON.stringify(row.stages),
      row.subject,
      row.opener,
      row.erased,
      row.lat,
      row.lon,
    ],
  );
}

/** Writes what is left of a child row, and under whose name. */
export async function writeErasedChild(
  query: Query,
  street: string,
  row: { readonly id: string; readonly author: string | null; readonly input: JsonObject },
): Promise<void> {
  await query.query("update hub.child set input = $3::jsonb, author = $4 where street = $1 and id = $2::uuid", [
    street,
    row.id,
    JSON.stringify(row.input),
    row.author,
  ]);
}

/** Child rows that somebody gave to records, with their records' scenarios, by id. */
export function childrenBy(
  query: Query,
  street: string,
  asked: { readonly person: string; readonly limit: number },
): Promise<readonly (ChildRow & { readonly scenario: string })[]> {
  return many(
    query,
    `select jsonb_build_object('id', c.id, 'kind', c.kind, 'action', c.action, 'author', c.author, 'input', c.input, 'at', c.at, 'scenario', r.scenario) as r
     from hub.child c join hub.record r on r.street = $1 and r.id = c.record where c.street = $1 and c.author = $2 order by c.id limit $3`,
    [street, asked.person, asked.limit],
  );
}

/** Erases what the events of records say; that they happened stays, and the chain holds. Gives how many. */
export async function forgetPayloads(query: Query, street: string, records: readonly string[]): Promise<number> {
  const rows = await query.query(
    `delete from hub.payload p using hub.event e where p.street = $1 and e.street = $1 and e.record in (select x::uuid from jsonb_array_elements_text($2::jsonb) x)
       and p.event = e.id returning 1`,
    [street, JSON.stringify(records)],
  );
  return rows.length;
}

/** Takes somebody out of a street: who she was, for whom she stood, what she followed, what was answered to her. */
export async function forgetMember(query: Query, street: string, person: string): Promise<void> {
  for (const text of [
    "delete from hub.member_role where street = $1 and member = $2",
    "delete from hub.guardian where street = $1 and (child = $2 or guardian = $2)",
    "delete from hub.mandate where street = $1 and (subject = $2 or holder = $2)",
    "delete from hub.follower where street = $1 and person = $2",
    "delete from hub.idempotency where street = $1 and actor = $2",
    "delete from hub.roll where street = $1 and voter = 'actor:' || $2",
    "delete from hub.given where street = $1 and once = 'actor:' || $2",
    "update hub.consent set by = null where street = $1 and by = $2",
    "delete from hub.outbox where street = $1 and topic = 'notify' and position(to_jsonb($2::text)::text in body::text) > 0",
    "delete from hub.contact where street = $1 and person = $2",
    "delete from hub.delivery where street = $1 and person = $2",
    "delete from hub.member where street = $1 and id = $2",
  ])
    await query.query(text, [street, person]);
}

/** Deletes the files that somebody has kept; gives their ids. */
export async function forgetFilesOf(query: Query, street: string, person: string): Promise<readonly string[]> {
  const rows = await query.query<{ readonly id: string }>(
    "delete from hub.file where street = $1 and owner = $2 returning id::text",
    [street, person],
  );
  const ids = rows.map(({ id }) => id);
  await query.query(
    "delete from hub.file_use where street = $1 and file in (select x::uuid from jsonb_array_elements_text($2::jsonb) x)",
    [street, JSON.stringify(ids)],
  );
  return ids;
}

/** Writes what is left of a thing. */
export async function writeErasedThing(query: Query, street: string, id: string, value: JsonObject): Promise<void> {
  await query.query(
    "update hub.resource set value = $3::jsonb, life = 'retired', revision = revision + 1 where street = $1 and id = $2",
    [street, id, JSON.stringify(value)],
  );
}
