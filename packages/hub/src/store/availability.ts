import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** A period for which a resource is held by one record. */
export interface TakenPeriod {
  readonly resource: string;
  readonly starts: string;
  readonly ends: string;
}

/** Units taken in a bucket. */
export interface TakenUnits {
  readonly resource: string;
  readonly pool: string;
  readonly at: string;
  readonly taken: number;
}

/** Exclusive periods of resources that touch a span. */
export function takenPeriods(
  query: Query,
  street: string,
  resources: readonly string[],
  from: string,
  until: string,
): Promise<readonly TakenPeriod[]> {
  return many(
    query,
    `select jsonb_build_object('resource', v.resource, 'starts', case when isfinite(v.starts) then v.starts else $3::timestamptz end, 'ends', case when isfinite(v.ends) then v.ends else $4::timestamptz end) as r
     from jsonb_array_elements_text($2::jsonb) x
     join hub.reservation v on v.street = $1 and v.resource = x and v.exclusive and v.ends > $3::timestamptz and v.starts < $4::timestamptz
     order by v.resource, v.starts`,
    [street, JSON.stringify(resources), from, until],
  );
}

/** Units taken of resources: in a span of bucket starts (text, all of one zone), and in further buckets that are named. */
export function takenUnits(
  query: Query,
  street: string,
  asked: {
    readonly resources: readonly string[];
    readonly from: string;
    readonly until: string;
    readonly buckets: readonly string[];
  },
): Promise<readonly TakenUnits[]> {
  return many(
    query,
    `select jsonb_build_object('resource', b.resource, 'pool', b.pool, 'at', b.at, 'taken', b.taken) as r
     from jsonb_array_elements_text($2::jsonb) x join hub.bucket b on b.street = $1 and b.resource = x
     where b.taken > 0 and ((b.at >= $3 and b.at < $4) or b.at in (select jsonb_array_elements_text($5::jsonb)))`,
    [street, JSON.stringify(asked.resources), asked.from, asked.until, JSON.stringify(asked.buckets)],
  );
}
