import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** What of an account was earned up to a day and not spent since, first earned first spent. */
export interface StaleAccount {
  readonly id: string;
  readonly unit: string;
  readonly owner: string;
  readonly floor: number | null;
  readonly balance: number;
  /** What was earned up to that day. */
  readonly earned: number;
  /** What was ever spent, or has lapsed. */
  readonly spent: number;
}

/** Accounts of people in a unit, by id, with what they have earned up to a day. */
export function accountsEarnedBy(
  query: Query,
  street: string,
  asked: { readonly unit: string; readonly day: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly StaleAccount[]> {
  return many(
    query,
    `select jsonb_build_object('id', a.id, 'unit', a.unit, 'owner', a.owner, 'floor', a.floor, 'balance', a.balance,
       'earned', coalesce((select sum(n.amount) from hub.line n where n.street = $1 and n.account = a.id and n.amount > 0 and n.day <= $3::date), 0),
       'spent', coalesce((select -sum(n.amount) from hub.line n where n.street = $1 and n.account = a.id and n.amount < 0), 0)) as r
     from hub.account a where a.street = $1 and a.unit = $2 and a.owner not like 'street:%' and a.owner not like 'record:%' and ($4::text is null or a.id > $4)
     order by a.id limit $5`,
    [street, asked.unit, asked.day, asked.after ?? null, asked.limit],
  );
}

/** The units in which somebody has an account. */
export function unitsHeld(query: Query, street: string): Promise<readonly string[]> {
  return many(query, "select distinct to_jsonb(a.unit) as r from hub.account a where a.street = $1", [street]);
}
