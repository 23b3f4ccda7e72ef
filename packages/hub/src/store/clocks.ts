import type { Query } from "../database.js";
import { many, one } from "./in-street.js";

/** A clock that has come. */
export interface DueClock {
  readonly record: string;
  readonly name: string;
  readonly due: string;
}

/** Streets in which something may be due by a moment, but for those made for tests: their time is moved by hand. */
export async function streetsDue(query: Query, now: string): Promise<readonly string[]> {
  const rows = await query.query<{ readonly street: string }>(
    "select distinct w.street from hub.wake w join hub.tenant t on t.street = w.street and not t.test where w.at <= $1::timestamptz order by 1 limit 1000",
    [now],
  );
  return rows.map(({ street }) => street);
}

/** All streets but those made for tests. */
export async function realStreets(query: Query): Promise<readonly string[]> {
  const rows = await query.query<{ readonly street: string }>(
    "select t.street from hub.tenant t where not t.test order by 1",
  );
  return rows.map(({ street }) => street);
}

/** Forgets the minutes that are over in a street. Young ones stay: a commit under way may still set a clock in them. */
export async function forgetWakes(query: Query, street: string, before: string): Promise<void> {
  await query.query("delete from hub.wake where street = $1 and at < $2::timestamptz", [street, before]);
}

/** Notes that something falls due in a street. */
export async function noteWake(query: Query, street: string, at: string): Promise<void> {
  await query.query(
    "insert into hub.wake (at, street) values (date_trunc('minute', $2::timestamptz), $1) on conflict do nothing",
    [street, at],
  );
}

/**
 * Claims clocks that have come for some seconds, earliest first; what another hub has claimed is left to it. The claim only
 * spreads the work: whoever commits first has fired the clock, and the other finds it gone.
 */
export function claimDueClocks(
  query: Query,
  street: string,
  asked: { readonly now: string; readonly claimed: string; readonly until: string; readonly limit: number },
): Promise<readonly DueClock[]> {
  return many(
    query,
    `with due as (select c.record, c.name from hub.clock c where c.street = $1 and c.due <= $2::timestamptz and (c.lease is null or c.lease <= $3::timestamptz)
       order by c.due, c.record, c.name limit $5 for update skip locked),
     claimed as (update hub.clock c set lease = $4::timestamptz from due where c.street = $1 and c.record = due.record and c.name = due.name returning c.record, c.name, c.due)
     select jsonb_build_object('record', record, 'name', name, 'due', due) as r from claimed order by due, record, name`,
    [street, asked.now, asked.claimed, asked.until, asked.limit],
  );
}

/** The next clock of a street that comes by a moment, whoever has claimed it. */
export function nextDueClock(query: Query, street: string, by: string): Promise<DueClock | undefined> {
  return one(
    query,
    `select jsonb_build_object('record', c.record, 'name', c.name, 'due', c.due) as r from hub.clock c
     where c.street = $1 and c.due <= $2::timestamptz order by c.due, c.record, c.name limit 1`,
    [street, by],
  );
}

/** Rules that open records without being asked, and when each is looked through next. */
export interface ByRuleRow {
  readonly scenario: string;
  readonly rule: string;
  readonly next: string;
  readonly after: string | null;
}

/** Notes the rules of a street; those that are known keep their time. Gives whether any was new. */
export async function noteRules(
  query: Query,
  street: string,
  rules: readonly { readonly scenario: string; readonly rule: string }[],
  next: string,
): Promise<boolean> {
  const added = await query.query(
    `insert into hub.by_rule (street, scenario, rule, next) select $1, x.scenario, x.rule, $3::timestamptz from jsonb_to_recordset($2::jsonb) x(scenario text, rule text)
     on conflict do nothing returning rule`,
    [street, JSON.stringify(rules), next],
  );
  return added.length > 0;
}

/** Notes things of some kinds under the name of a rule, each that is not known yet to be looked at by a moment. */
export async function noteThings(
  query: Query,
  street: string,
  asked: { readonly scenario: string; readonly kinds: readonly string[] },
  next: string,
): Promise<void> {
  await query.query(
    `insert into hub.by_rule (street, scenario, rule, next) select $1, $2, r.id, $4::timestamptz from hub.resource r
     where r.street = $1 and r.kind in (select jsonb_array_elements_text($3::jsonb))
       and not exists (select from hub.by_rule b where b.street = $1 and b.scenario = $2 and b.rule = r.id) on conflict do nothing`,
    [street, asked.scenario, JSON.stringify(asked.kinds), next],
  );
}

/** Rules that are to be looked through by a moment, earliest first. */
export function dueRules(query: Query, street: string, by: string): Promise<readonly ByRuleRow[]> {
  return many(
    query,
    `select to_jsonb(b) - 'street' as r from hub.by_rule b where b.street = $1 and b.next <= $2::timestamptz order by b.next, b.scenario, b.rule`,
    [street, by],
  );
}

/** Says that a rule was looked through up to a person, or wholly, if nobody else has said so meanwhile. */
export async function moveRule(
  query: Query,
  street: string,
  row: ByRuleRow,
  to: { readonly next: string; readonly after: string | null },
): Promise<boolean> {
  const moved = await query.query(
    `update hub.by_rule set next = $6::timestamptz, after = $7 where street = $1 and scenario = $2 and rule = $3 and next = $4::timestamptz and after is not distinct from $5 returning rule`,
    [street, row.scenario, row.rule, row.next, row.after, to.next, to.after],
  );
  return moved.length > 0;
}

/** Takes away what needs no longer be kept: answers to keys, and messages that nobody has fetched. */
export async function tidy(query: Query, street: string, before: string): Promise<void> {
  await query.query(
    "delete from hub.outbox o where o.street = $1 and o.id in (select p.id from hub.outbox p where p.street = $1 and p.due < $2::timestamptz - interval '30 days' order by p.id limit 1000)",
    [street, before],
  );
  await query.query(
    "delete from hub.idempotency i where i.street = $1 and (i.actor, i.key) in (select o.actor, o.key from hub.idempotency o where o.street = $1 and o.at < $2::timestamptz order by o.at limit 1000)",
    [street, before],
  );
}
