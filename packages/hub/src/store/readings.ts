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
  filter: {
    readonly resource: string;
    readonly name?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
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

/** Forgets readings that have been kept long enough. */
export async function forgetReadings(query: Query, street: string, now: string): Promise<void> {
  await query.query("delete from hub.reading where street = $1 and keep <= $2::timestamptz", [street, now]);
}

/** What a thing has measured of one kind: the newest, and what came together within a span. */
export interface ReadingSum {
  readonly resource: string;
  readonly value: Json;
  readonly at: string;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
  /** It has measured since the span began. */
  readonly reaches: boolean;
}

/** Sums of readings of some resources within a span; of those that have ever measured it. Only numbers are summed. */
export function sumReadings(
  query: Query,
  street: string,
  asked: {
    readonly resources: readonly string[];
    readonly name: string;
    readonly after: string;
    readonly until: string;
  },
): Promise<readonly ReadingSum[]> {
  return many(
    query,
    `select jsonb_build_object('resource', x, 'value', l.value, 'at', l.at, 'sum', coalesce(s.sum, 0), 'min', s.min, 'max', s.max, 'count', s.count,
       'reaches', exists (select from hub.reading o where o.street = $1 and o.resource = x and o.name = $3 and o.at <= $4::timestamptz)) as r
     from jsonb_array_elements_text($2::jsonb) x
     cross join lateral (select r.value, r.at from hub.reading r where r.street = $1 and r.resource = x and r.name = $3 and r.at <= $5::timestamptz
       order by r.at desc, r.id desc limit 1) l
     cross join lateral (select sum(n.number) as sum, min(n.number) as min, max(n.number) as max, count(*) as count
       from (select case when jsonb_typeof(r.value) = 'number' then (r.value #>> '{}')::numeric end as number from hub.reading r
         where r.street = $1 and r.resource = x and r.name = $3 and r.at > $4::timestamptz and r.at <= $5::timestamptz) n) s`,
    [street, JSON.stringify(asked.resources), asked.name, asked.after, asked.until],
  );
}
