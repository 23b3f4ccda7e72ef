import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** A message that waits to be sent or fetched. */
export interface MessageRow {
  readonly id: string;
  readonly topic: string;
  readonly record: string | null;
  readonly body: JsonObject;
  readonly due: string;
  readonly attempts: number;
}

const asMessage = `jsonb_build_object('id', o.id, 'topic', o.topic, 'record', o.record, 'body', o.body, 'due', o.due, 'attempts', o.attempts)`;

/** Commands that a thing has not taken yet, oldest first; those of records that have ended are over. */
export function commandsFor(
  query: Query,
  street: string,
  asked: { readonly resource: string; readonly id?: string; readonly limit: number },
): Promise<readonly MessageRow[]> {
  return many(
    query,
    `select ${asMessage} as r from hub.outbox o where o.street = $1 and o.topic = 'command' and o.body ->> 'resource' = $2 and ($3::uuid is null or o.id = $3::uuid)
       and not exists (select from hub.record x where x.street = $1 and x.id = o.record and x.ended) order by o.id limit $4`,
    [street, asked.resource, asked.id ?? null, asked.limit],
  );
}

/** Claims messages of some topics that are to be sent by now, for some seconds; what another hub has claimed is left to it. */
export function claimMessages(
  query: Query,
  street: string,
  asked: { readonly topics: readonly string[]; readonly now: string; readonly until: string; readonly limit: number },
): Promise<readonly MessageRow[]> {
  return many(
    query,
    `with due as (select o.id from hub.outbox o where o.street = $1 and o.topic in (select jsonb_array_elements_text($2::jsonb)) and o.due <= $3::timestamptz
         and (o.lease is null or o.lease <= $3::timestamptz) order by o.id limit $5 for update skip locked),
     claimed as (update hub.outbox o set lease = $4::timestamptz, attempts = o.attempts + 1 from due where o.street = $1 and o.id = due.id
       returning o.id, o.topic, o.record, o.body, o.due, o.attempts)
     select ${asMessage} as r from claimed o order by o.id`,
    [street, JSON.stringify(asked.topics), asked.now, asked.until, asked.limit],
  );
}

/** Puts a message off that could not be sent. */
export async function putOff(query: Query, street: string, id: string, due: string): Promise<void> {
  await query.query("update hub.outbox set due = $3::timestamptz, lease = null where street = $1 and id = $2::uuid", [
    street,
    id,
    due,
  ]);
}
