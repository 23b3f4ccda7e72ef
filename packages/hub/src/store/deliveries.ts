import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { many, one } from "./in-street.js";

/** A message to one destination. */
export interface DeliveryRow {
  readonly id: string;
  readonly destination: string;
  readonly person: string | null;
  readonly event: string;
  /** JSON text. */
  readonly body: string;
  readonly state: "waiting" | "sent" | "failed";
  readonly attempts: number;
  readonly due: string;
  /** The status that was answered last. */
  readonly status: number | null;
  readonly fault: string | null;
  readonly made: string;
  readonly changed: string;
}

/** How somebody wants to be told. */
export interface ContactRow {
  readonly person: string;
  readonly channels: readonly string[];
  readonly locale: string;
  readonly address: JsonObject;
}

/** Up to which event news were spread, locked; where nobody has begun: from now on, and nothing of what was before. */
export async function lockTold(query: Query, street: string): Promise<number> {
  await query.query(
    "insert into hub.told (street, seq) select h.street, h.seq from hub.head h where h.street = $1 on conflict do nothing",
    [street],
  );
  return (
    (await one<number>(query, "select to_jsonb(t.seq) as r from hub.told t where t.street = $1 for update", [
      street,
    ])) ?? 0
  );
}

/** Notes up to which event news were spread. */
export async function moveTold(query: Query, street: string, seq: number): Promise<void> {
  await query.query("update hub.told set seq = $2 where street = $1", [street, seq]);
}

/** Puts a message down, once for a destination, an event and a person. */
export async function addDelivery(
  query: Query,
  street: string,
  row: Pick<DeliveryRow, "id" | "destination" | "person" | "event" | "body" | "made">,
): Promise<void> {
  await query.query(
    `insert into hub.delivery (street, id, destination, person, event, body, due, made, changed) values ($1, $2::uuid, $3, $4, $5::uuid, $6, $7::timestamptz, $7::timestamptz, $7::timestamptz)
     on conflict do nothing`,
    [street, row.id, row.destination, row.person, row.event, row.body, row.made],
  );
}

/** Claims messages that are due, oldest first; what another hub has claimed is left to it. */
export function claimDeliveries(
  query: Query,
  street: string,
  asked: { readonly now: string; readonly until: string; readonly limit: number },
): Promise<readonly DeliveryRow[]> {
  return many(
    query,
    `with due as (select d.id from hub.delivery d where d.street = $1 and d.state = 'waiting' and d.due <= $2::timestamptz and (d.lease is null or d.lease <= $2::timestamptz)
         order by d.due, d.id limit $4 for update skip locked),
     claimed as (update hub.delivery d set lease = $3::timestamptz, attempts = d.attempts + 1 from due where d.street = $1 and d.id = due.id returning d.*)
     select (to_jsonb(c) - 'street' - 'lease' - 'body') || jsonb_build_object('$body', c.body) as r from claimed c order by c.id`,
    [street, asked.now, asked.until, asked.limit],
  );
}

/** Notes what became of a message. */
export async function moveDelivery(
  query: Query,
  street: string,
  id: string,
  to: Pick<DeliveryRow, "state" | "due" | "status" | "fault"> & { readonly now: string },
): Promise<void> {
  await query.query(
    "update hub.delivery set state = $3, due = $4::timestamptz, status = $5, fault = $6, changed = $7::timestamptz, lease = null where street = $1 and id = $2::uuid",
    [street, id, to.state, to.due, to.status, to.fault, to.now],
  );
}

/** The newest messages, without what they say. */
export function listDeliveryRows(
  query: Query,
  street: string,
  asked: {
    readonly state?: string | undefined;
    readonly destination?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly Omit<DeliveryRow, "body">[]> {
  return many(
    query,
    `select to_jsonb(d) - 'street' - 'lease' - 'body' as r from hub.delivery d where d.street = $1 and ($2::text is null or d.state = $2)
       and ($3::text is null or d.destination = $3) and ($4::uuid is null or d.id < $4::uuid) order by d.id desc limit $5`,
    [street, asked.state ?? null, asked.destination ?? null, asked.after ?? null, asked.limit],
  );
}

/** Forgets what was sent or has failed before a moment. */
export async function forgetDeliveries(query: Query, street: string, before: string): Promise<void> {
  await query.query("delete from hub.delivery where street = $1 and state <> 'waiting' and changed < $2::timestamptz", [
    street,
    before,
  ]);
}

/** How some people want to be told. */
export function readContacts(query: Query, street: string, people: readonly string[]): Promise<readonly ContactRow[]> {
  return many(
    query,
    "select to_jsonb(c) - 'street' as r from hub.contact c where c.street = $1 and c.person in (select jsonb_array_elements_text($2::jsonb)) order by c.person",
    [street, JSON.stringify(people)],
  );
}

/** Keeps how somebody wants to be told. */
export async function writeContact(query: Query, street: string, row: ContactRow): Promise<void> {
  await query.query(
    `insert into hub.contact (street, person, channels, locale, address) values ($1, $2, array(select jsonb_array_elements_text($3::jsonb)), $4, $5::jsonb)
     on conflict (street, person) do update set channels = excluded.channels, locale = excluded.locale, address = excluded.address`,
    [street, row.person, JSON.stringify(row.channels), row.locale, JSON.stringify(row.address)],
  );
}
