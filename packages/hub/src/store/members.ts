import type { Query } from "../database.js";
import { many, one } from "./in-street.js";
import type { HeldRole, PersonRow } from "./rows.js";

/** A mandate that somebody gave. */
export interface MandateRow {
  readonly subject: string;
  readonly holder: string;
  readonly scenarios: readonly string[] | null;
  readonly until: string | null;
}

/** A member with those who may act for her. */
export interface MemberRow extends PersonRow {
  readonly guardians: readonly string[];
  readonly mandates: readonly MandateRow[];
}

/** What a member becomes. */
export interface NewMember extends Omit<PersonRow, "revision"> {
  readonly guardians: readonly string[];
  readonly mandates: readonly Omit<MandateRow, "subject">[];
}

const asMember = `jsonb_build_object('id', m.id, 'name', m.name, 'roles', m.roles, 'community', m.community, 'household', m.household, 'facts', m.facts, 'lat', m.lat, 'lon', m.lon,
  'revision', m.revision, 'guardians', coalesce((select jsonb_agg(g.guardian order by g.guardian) from hub.guardian g where g.street = m.street and g.child = m.id), '[]'),
  'mandates', coalesce((select jsonb_agg(to_jsonb(n) order by n.holder) from hub.mandate n where n.street = m.street and n.subject = m.id), '[]'))`;

/** Reads people by id. */
export async function readPeople(
  query: Query,
  street: string,
  ids: readonly string[],
): Promise<{ readonly [id: string]: PersonRow }> {
  return (
    (await one(query, "select hub.people($1, array(select jsonb_array_elements_text($2::jsonb))) as r", [
      street,
      JSON.stringify(ids),
    ])) ?? {}
  );
}

/** Reads one member. */
export function readMember(query: Query, street: string, id: string): Promise<MemberRow | undefined> {
  return one(query, `select ${asMember} as r from hub.member m where m.street = $1 and m.id = $2`, [street, id]);
}

/** A page of members by id, all or those of a role. */
export function listMemberRows(
  query: Query,
  street: string,
  filter: { readonly role?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly MemberRow[]> {
  return many(
    query,
    `select ${asMember} as r from hub.member m where m.street = $1 and ($2::text is null or m.id > $2)
       and ($3::text is null or m.id in (select x.member from hub.member_role x where x.street = $1 and x.role = $3)) order by m.id limit $4`,
    [street, filter.after ?? null, filter.role ?? null, filter.limit],
  );
}

/** For whom somebody may act. */
export function actsFor(
  query: Query,
  street: string,
  holder: string,
): Promise<
  readonly {
    readonly id: string;
    readonly name: string | null;
    readonly relation: "guardian" | "mandate";
    readonly until: string | null;
    /** Scenarios for which a mandate holds; `null`: for all. */
    readonly scenarios: readonly string[] | null;
  }[]
> {
  return many(
    query,
    `select jsonb_build_object('id', a.id, 'name', m.name, 'relation', a.relation, 'until', a.until, 'scenarios', a.scenarios) as r from (
       select g.child as id, 'guardian' as relation, null::timestamptz as until, null::text[] as scenarios from hub.guardian g where g.street = $1 and g.guardian = $2
       union all select n.subject, 'mandate', n.until, n.scenarios from hub.mandate n where n.street = $1 and n.holder = $2) a
     left join hub.member m on m.street = $1 and m.id = a.id order by a.id, a.relation`,
    [street, holder],
  );
}

/** Enters or changes a member; guardians and mandates become those that are given. */
export async function writeMember(query: Query, street: string, member: NewMember): Promise<void> {
  const { id, name, roles, community, household, facts, lat, lon } = member;
  await query.query(
    `insert into hub.member as m (street, id, name, roles, community, household, facts, lat, lon) values ($1, $2, $3, $4::jsonb, $5, $6, $7::jsonb, $8, $9)
     on conflict (street, id) do update set name = excluded.name, roles = excluded.roles, community = excluded.community, household = excluded.household,
       facts = excluded.facts, lat = excluded.lat, lon = excluded.lon, revision = m.revision + 1`,
    [street, id, name, JSON.stringify(roles), community, household, JSON.stringify(facts), lat, lon],
  );
  await query.query("delete from hub.member_role where street = $1 and member = $2", [street, id]);
  await query.query(
    "insert into hub.member_role (street, role, member, unit) select distinct $1, x.role, $2, coalesce(x.unit, '') from jsonb_to_recordset($3::jsonb) x(role text, unit text)",
    [street, id, JSON.stringify(roles satisfies readonly HeldRole[])],
  );
  await query.query("delete from hub.guardian where street = $1 and child = $2", [street, id]);
  await query.query(
    "insert into hub.guardian (street, child, guardian) select distinct $1, $2, g from jsonb_array_elements_text($3::jsonb) g",
    [street, id, JSON.stringify(member.guardians)],
  );
  // A mandate that stays the same keeps its revision, so that what is being decided on it need not be decided again.
  await query.query(
    `delete from hub.mandate n where n.street = $1 and n.subject = $2 and n.holder not in (select x.holder from jsonb_to_recordset($3::jsonb) x(holder text))`,
    [street, id, JSON.stringify(member.mandates)],
  );
  await query.query(
    `insert into hub.mandate as n (street, subject, holder, scenarios, until)
     select $1, $2, x.holder, x.scenarios, x.until from jsonb_to_recordset($3::jsonb) x(holder text, scenarios text[], until timestamptz)
     on conflict (street, subject, holder) do update set scenarios = excluded.scenarios, until = excluded.until, revision = n.revision + 1
       where n.scenarios is distinct from excluded.scenarios or n.until is distinct from excluded.until`,
    [street, id, JSON.stringify(member.mandates)],
  );
}
