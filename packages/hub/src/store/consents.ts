import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** A consent that was given: to which text, by whom, when. */
export interface ConsentRow {
  readonly consent: string;
  readonly version: string;
  readonly by: string | null;
  readonly relation: string;
  readonly at: string;
}

/** The consents of a record, in the order in which they were given. */
export function consentsOf(query: Query, street: string, record: string): Promise<readonly ConsentRow[]> {
  return many(
    query,
    "select to_jsonb(c) - 'street' - 'record' as r from hub.consent c where c.street = $1 and c.record = $2::uuid order by c.at, c.consent",
    [street, record],
  );
}
