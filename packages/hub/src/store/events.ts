import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** An event with what it says; `body` is absent where it was erased. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly record: string | null;
  readonly body: string | null;
}

/** How an event is selected. */
export const asEvent = `jsonb_build_object('seq', e.seq, 'id', e.id, 'at', e.at, 'type', e.type, 'record', e.record,
  '$body', (select p.body from hub.payload p where p.street = e.street and p.event = e.id))`;

/** Events after a number, in order; of one record or of all. */
export function readEventRows(
  query: Query,
  street: string,
  filter: { readonly after: number; readonly limit: number; readonly record?: string | undefined },
): Promise<readonly EventRow[]> {
  return many(
    query,
    filter.record === undefined
      ? `select ${asEvent} as r from hub.event e where e.street = $1 and e.seq > $2 order by e.seq limit $3`
      : `select ${asEvent} as r from hub.event e where e.street = $1 and e.record = $4::uuid and e.seq > $2 order by e.seq limit $3`,
    [street, filter.after, filter.limit, ...(filter.record === undefined ? [] : [filter.record])],
  );
}

/** The number of a street's last event; 0: nothing has happened yet. */
export async function lastEventNumber(query: Query, street: string): Promise<number> {
  const [last] = await many<number>(query, "select to_jsonb(h.seq) as r from hub.head h where h.street = $1", [street]);
  return last ?? 0;
}
