import type { StatementLine } from "@linli/contracts";
import type { Query } from "../database.js";
import { many, one } from "./in-street.js";

/** Movements of an account, newest first, each with what there was after it; `after`: those before the one of this id. */
export function listStatementLines(
  query: Query,
  street: string,
  filter: {
    readonly account: string;
    readonly until?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StatementLine[]> {
  return many(
    query,
    `with moved as (
       select l.entry, min(l.at) as at, min(l.day) as day, min(l.record::text)::uuid as record, sum(l.amount) as amount
       from hub.line l where l.street = $1 and l.account = $2 and ($3::date is null or l.day <= $3::date) group by l.entry),
     run as (select m.*, sum(m.amount) over (order by m.at, m.entry) as balance from moved m)
     select jsonb_build_object('id', r.entry, 'at', r.at, 'day', r.day, 'amount', r.amount, 'balance', r.balance)
       || case when c.id is null then '{}' else jsonb_build_object('record', c.id, 'scenario', c.scenario) end as r
     from run r left join hub.record c on c.street = $1 and c.id = r.record
     where $4::uuid is null or (r.at, r.entry) < (select o.at, o.entry from run o where o.entry = $4::uuid)
     order by r.at desc, r.entry desc limit $5`,
    [street, filter.account, filter.until ?? null, filter.after ?? null, filter.limit],
  );
}

/** What was in an account at the end of a local day; absent: now. */
export async function balanceOf(
  query: Query,
  street: string,
  filter: { readonly account: string; readonly until?: string | undefined },
): Promise<number> {
  const text = `select coalesce(sum(l.amount), 0) as r from hub.line l
    where l.street = $1 and l.account = $2 and ($3::date is null or l.day <= $3::date)`;
  return Number((await one<number | string>(query, text, [street, filter.account, filter.until ?? null])) ?? 0);
}
