import type { Query } from "../database.js";
import { many } from "./in-street.js";
import { speakForIdentity } from "./identity.js";

/** A mandate with the names of both. */
export interface NamedMandate {
  readonly subject: string;
  readonly holder: string;
  readonly subjectName: string | null;
  readonly holderName: string | null;
  readonly scenarios: readonly string[] | null;
  readonly until: string | null;
}

/** Mandates that somebody has given, and those that she holds. */
export function mandatesOf(query: Query, street: string, person: string): Promise<readonly NamedMandate[]> {
  return many(
    query,
    `select jsonb_build_object('subject', n.subject, 'holder', n.holder, 'scenarios', n.scenarios, 'until', n.until,
       'subjectName', (select m.name from hub.member m where m.street = n.street and m.id = n.subject),
       'holderName', (select m.name from hub.member m where m.street = n.street and m.id = n.holder)) as r
     from (select * from hub.mandate a where a.street = $1 and a.subject = $2 union all select * from hub.mandate b where b.street = $1 and b.holder = $2 and b.subject <> $2) n
     order by n.subject, n.holder`,
    [street, person],
  );
}

/** Gives a mandate, or changes the one that there is. */
export async function writeMandate(
  query: Query,
  street: string,
  mandate: Pick<NamedMandate, "subject" | "holder" | "scenarios" | "until">,
): Promise<void> {
  const { subject, holder, scenarios, until } = mandate;
  await query.query(
    `insert into hub.mandate as n (street, subject, holder, scenarios, until)
     values ($1, $2, $3, case when $4::jsonb is null then null else array(select jsonb_array_elements_text($4::jsonb)) end, $5::timestamptz)
     on conflict (street, subject, holder) do update set scenarios = excluded.scenarios, until = excluded.until, revision = n.revision + 1`,
    [street, subject, holder, scenarios === null ? null : JSON.stringify(scenarios), until],
  );
}

/** Takes a mandate back; gives whether there was one. */
export async function dropMandate(query: Query, street: string, subject: string, holder: string): Promise<boolean> {
  const gone = await query.query(
    "delete from hub.mandate where street = $1 and subject = $2 and holder = $3 returning holder",
    [street, subject, holder],
  );
  return gone.length > 0;
}

/** The member who signs in with a telephone number and has that name: whoever knows only one of both finds nobody. */
export async function memberByPhone(
  query: Query,
  street: string,
  { phone, name }: { readonly phone: string; readonly name: string },
): Promise<string | undefined> {
  await speakForIdentity(query);
  const [found] = await many<string>(
    query,
    `select to_jsonb(m.id) as r from identity.login l join identity.member x on x.login = l.id and x.street = $1
     join hub.member m on m.street = $1 and m.id = x.member where l.phone = $2 and m.name = $3`,
    [street, phone, name],
  );
  return found;
}
