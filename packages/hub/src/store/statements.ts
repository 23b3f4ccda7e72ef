import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** An account in a span of days: what it came to before, its lines, and what it came to in the end. */
export interface StatementRow {
  readonly unit: string;
  readonly owner: string;
  readonly opening: number;
  readonly balance: number;
  readonly lines: readonly {
    readonly day: string;
    readonly at: string;
    readonly amount: number;
    readonly record?: string;
    readonly scenario?: string;
  }[];
}

/** Statements of the accounts of some owners, by the day for which each line counts; at most so many lines of each, newest first. */
export function readStatementRows(
  query: Query,
  street: string,
  asked: {
    readonly owners: readonly string[];
    readonly unit: string | undefined;
    readonly from: string | undefined;
    readonly until: string;
    readonly limit: number;
  },
): Promise<readonly StatementRow[]> {
  return many(
    query,
    `select jsonb_build_object('unit', a.unit, 'owner', a.owner,
       'opening', coalesce((select sum(n.amount) from hub.line n where n.street = $1 and n.account = a.id and n.day < $4::date), 0),
       'balance', coalesce((select sum(n.amount) from hub.line n where n.street = $1 and n.account = a.id and n.day <= $5::date), 0),
       'lines', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('day', l.day, 'at', l.at, 'amount', l.amount, 'record', l.record,
           'scenario', (select r.scenario from hub.record r where r.street = $1 and r.id = l.record))) order by l.day desc, l.at desc, l.entry desc, l.no desc)
         from (select * from hub.line n where n.street = $1 and n.account = a.id and ($4::date is null or n.day >= $4::date) and n.day <= $5::date
               order by n.day desc, n.at desc, n.entry desc, n.no desc limit $6) l), '[]')) as r
     from hub.account a where a.street = $1 and a.owner in (select jsonb_array_elements_text($2::jsonb)) and ($3::text is null or a.unit = $3) order by a.id`,
    [street, JSON.stringify(asked.owners), asked.unit ?? null, asked.from ?? null, asked.until, asked.limit],
  );
}
