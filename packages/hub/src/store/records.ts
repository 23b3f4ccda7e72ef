import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { many, one } from "./in-street.js";
import type { WholeRecord } from "./rows.js";

/** Reads a record with all that belongs to it. */
export function readWhole(query: Query, street: string, record: string): Promise<WholeRecord | undefined> {
  return one(query, "select hub.whole($1, $2::uuid) as r", [street, record]);
}

/** Of which scenario a record is. */
export function scenarioOfRecord(query: Query, street: string, record: string): Promise<string | undefined> {
  return one(query, "select to_jsonb(r.scenario) as r from hub.record r where r.street = $1 and r.id = $2::uuid", [
    street,
    record,
  ]);
}

/** Of which scenario a record is, and under which version it was opened. */
export function stampOfRecord(
  query: Query,
  street: string,
  record: string,
): Promise<{ readonly scenario: string; readonly digest: string } | undefined> {
  return one(
    query,
    "select jsonb_build_object('scenario', r.scenario, 'digest', r.digest) as r from hub.record r where r.street = $1 and r.id = $2::uuid",
    [street, record],
  );
}

/** Which records are listed. */
export interface RecordFilter {
  readonly scenario?: string | undefined;
  readonly state?: string | undefined;
  readonly flag?: string | undefined;
  /** Opened by, for or assigned to one of these. */
  readonly parties?: readonly string[] | undefined;
  /** Of these scenarios, for the queue of whoever answers for them. */
  readonly scenarios?: readonly string[] | undefined;
  readonly living?: boolean | undefined;
  /** That use it. */
  readonly resource?: string | undefined;
  /** Older than this id. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Records, newest first. Every filter is an equality on a column with a btree, or applied to what one gives. */
export function listWhole(query: Query, street: string, filter: RecordFilter): Promise<readonly WholeRecord[]> {
  const { scenario, state, flag, parties, scenarios, living, resource, after, limit } = filter;
  const mine = `r.id in (
    select o.id from hub.record o where o.street = $1 and o.opener <> o.subject and o.opener in (select jsonb_array_elements_text($5::jsonb))
    union select s.id from hub.record s where s.street = $1 and s.subject in (select jsonb_array_elements_text($5::jsonb))
    union select a.record from hub.assignment a where a.street = $1 and a.assignee in (select jsonb_array_elements_text($5::jsonb))
    union select f.record from hub.follower f where f.street = $1 and f.person in (select jsonb_array_elements_text($5::jsonb)))`;
  return many(
    query,
    `select hub.whole($1, n.id) as r from (
       select r.id from hub.record r where r.street = $1 and ($2::text is null or r.scenario = $2) and ($3::text is null or r.state = $3)
         and ($4::text is null or $4 = any (r.flags)) and ($5::jsonb is null or ${parties === undefined ? "true" : mine})
         and ($6::jsonb is null or r.scenario in (select jsonb_array_elements_text($6::jsonb))) ${living === true ? "and not r.ended" : ""}
         and ($7::uuid is null or r.id < $7::uuid)
         and ($9::text is null or exists (select from jsonb_array_elements(r.uses) u where u ->> 'id' = $9))
       order by r.id desc limit $8) n order by n.id desc`,
    [
      street,
      scenario ?? null,
      state ?? null,
      flag ?? null,
      asList(parties),
      asList(scenarios),
      after ?? null,
      limit,
      resource ?? null,
    ],
  );
}

/** On the frozen rolls of which records somebody is, herself or through her household. */
export async function recordsWithRoll(
  query: Query,
  street: string,
  asked: {
    readonly id: string;
    readonly person: { readonly household: string | null } | undefined;
    readonly records: readonly WholeRecord[];
  },
): Promise<readonly string[]> {
  if (asked.records.length === 0) return [];
  const voters = [`actor:${asked.id}`, `household:${asked.person?.household ?? `person:${asked.id}`}`];
  return many(
    query,
    `select o.record::text as r from jsonb_array_elements_text($2::jsonb) x
     join hub.roll o on o.street = $1 and o.record = x::uuid and o.voter in (select jsonb_array_elements_text($3::jsonb))`,
    [street, JSON.stringify(asked.records.map(({ row }) => row.id)), JSON.stringify(voters)],
  );
}

/** A child row. */
export interface ChildRow {
  readonly id: string;
  readonly kind: string;
  readonly action: string;
  readonly author: string | null;
  readonly input: JsonObject;
  readonly at: string | null;
}

/** What was answered in the records of a scenario, of those that use one resource or of all. */
export function answersOf(
  query: Query,
  street: string,
  asked: { readonly scenario: string; readonly resource: string | undefined },
): Promise<readonly JsonObject[]> {
  return many(
    query,
    `select r.data as r from hub.record r where r.street = $1 and r.scenario = $2
       and ($3::text is null or exists (select from jsonb_array_elements(r.uses) u where u ->> 'id' = $3)) order by r.id limit 50000`,
    [street, asked.scenario, asked.resource ?? null],
  );
}

/** A child row by its id, with the record to which it belongs. */
export function readChild(
  query: Query,
  street: string,
  id: string,
): Promise<(ChildRow & { readonly record: string }) | undefined> {
  return one(
    query,
    `select jsonb_build_object('id', c.id, 'record', c.record, 'kind', c.kind, 'action', c.action, 'author', c.author, 'input', c.input, 'at', c.at) as r
     from hub.child c where c.street = $1 and c.id = $2::uuid`,
    [street, id],
  );
}

/** Child rows of one kind, by id. */
export function listChildRows(
  query: Query,
  street: string,
  filter: {
    readonly record: string;
    readonly kind: string;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ChildRow[]> {
  return many(
    query,
    `select jsonb_build_object('id', c.id, 'kind', c.kind, 'action', c.action, 'author', c.author, 'input', c.input, 'at', c.at) as r
     from hub.child c where c.street = $1 and c.record = $2::uuid and c.kind = $3 and ($4::uuid is null or c.id > $4::uuid) order by c.id limit $5`,
    [street, filter.record, filter.kind, filter.after ?? null, filter.limit],
  );
}

function asList(values: readonly string[] | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}
