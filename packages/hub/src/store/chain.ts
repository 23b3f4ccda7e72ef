import type { Query } from "../database.js";
import { many, one } from "./in-street.js";

/** A link of a street's chain, with what its event says; `body` is `null` where that was erased. */
export interface ChainRow {
  readonly seq: number;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly record: string | null;
  /** Hexadecimal, as are `hash` and `salt`. */
  readonly leaf: string;
  readonly hash: string;
  readonly salt: string | null;
  readonly body: string | null;
}

/** Links of the chain after a number, in order; `bare`: without what they say. */
export function readChain(
  query: Query,
  street: string,
  asked: { readonly after: number; readonly limit: number; readonly bare?: true },
): Promise<readonly ChainRow[]> {
  return many(
    query,
    `select jsonb_build_object('seq', e.seq, 'id', e.id, 'at', (extract(epoch from e.at) * 1000)::bigint, 'type', e.type, 'record', e.record,
       'leaf', encode(e.leaf, 'hex'), 'hash', encode(e.hash, 'hex'), 'salt', encode(p.salt, 'hex'), '$body', p.body) as r
     from hub.event e left join hub.payload p on p.street = e.street and p.event = e.id and not $4
     where e.street = $1 and e.seq > $2 order by e.seq limit $3`,
    [street, asked.after, asked.limit, asked.bare ?? false],
  );
}

/** Where a street's chain ends. */
export function readHead(
  query: Query,
  street: string,
): Promise<{ readonly seq: number; readonly hash: string } | undefined> {
  return one(
    query,
    "select jsonb_build_object('seq', h.seq, 'hash', encode(h.hash, 'hex')) as r from hub.head h where h.street = $1",
    [street],
  );
}
